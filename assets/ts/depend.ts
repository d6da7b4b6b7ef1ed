// What a choice changes further down: lists that depend on it, and fields, tables
// and tabs that are shown only then. The server decides both. Once the draft is saved the page is
// asked for again, and only what came, went or is offered otherwise is put into
// this one; what somebody is typing stays as it is. Without scripts it comes with
// the next save.

const deciding = "[data-decides], [data-steers]"

export function start(): void {
  document.querySelectorAll<HTMLFormElement>("form[data-draft], form[data-sheet]").forEach((form) => {
    const changed = new Set<Element>()
    form.addEventListener("change", (event) => {
      const cell = event.target instanceof Element ? event.target.closest(deciding) : null
      if (cell) changed.add(cell)
    })
    form.addEventListener("draft:saved", () => {
      if (changed.size === 0) return
      const ids = idsOf(changed)
      changed.clear()
      void renew(form, ids)
    })
  })
}

function idsOf(cells: Set<Element>): string[] {
  const ids: string[] = []
  cells.forEach((cell) => ids.push(...(cell.getAttribute("data-decides") ?? "").split(" ").filter(Boolean)))
  return ids
}

async function renew(form: HTMLFormElement, ids: string[]): Promise<void> {
  try {
    const response = await fetch(location.pathname, { credentials: "same-origin", headers: { Accept: "text/html" } })
    if (!response.ok) return
    const page = new DOMParser().parseFromString(await response.text(), "text/html")
    ids.forEach((id) => swap(id, page))
    form.querySelectorAll("output[id]").forEach((output) => swap(output.id, page))
    enlist(form, page)
    retab(form, page)
    align("section.sheet[id^='s-']", form, page)
    align("[data-field]", form, page)
  } catch {
    // offline: the next save brings it
  }
}

function swap(id: string, page: Document): void {
  const old = document.getElementById(id)
  if (old?.hasAttribute("data-items")) return // what its list offers follows on the page
  const fresh = old && (page.getElementById(id) ?? offeredLike(old, page))
  if (!old || !fresh) return
  const copy = document.importNode(fresh, true)
  if (old instanceof HTMLSelectElement && copy instanceof HTMLSelectElement) return offer(old, copy)
  if (fresh.id === id && !old.contains(document.activeElement)) old.replaceWith(copy)
}

// offer puts other options into a list, which may be the one somebody has just gone
// to. What he has chosen in it stays as long as it is offered.
function offer(list: HTMLSelectElement, fresh: HTMLSelectElement): void {
  const [mine, theirs] = [list.value, fresh.value]
  list.replaceChildren(...Array.from(fresh.childNodes))
  list.disabled = fresh.disabled
  list.value = mine
  if (list.selectedIndex < 0) list.value = theirs
}

// offeredLike is the cell of the pattern of new rows: a row that holds only defaults
// is not in the system.
function offeredLike(cell: HTMLElement, page: Document): HTMLElement | null {
  const key = cell.closest<HTMLElement>("tr[data-row]")?.dataset.row
  const code = cell.closest<HTMLElement>("table[data-table]")?.dataset.table
  if (key === undefined || code === undefined) return null
  const pattern = page.querySelector<HTMLTemplateElement>(`template[data-blank="${code}"]`)
  return pattern?.content.getElementById(cell.id.replace(`f-${code}-${key}-`, `f-${code}-blank-`)) ?? null
}

// retab brings the tabs that are shown now and takes away those that are not, unless
// somebody is writing there.
function retab(form: HTMLFormElement, page: Document): void {
  const wanted = Array.from(page.querySelectorAll<HTMLElement>("[data-tab]"))
  const have = Array.from(form.querySelectorAll<HTMLElement>("[data-tab]"))
  const [ids, had] = [wanted.map((panel) => panel.id), have.map((panel) => panel.id)]
  const gone = have.filter((panel) => !ids.includes(panel.id))
  if (wanted.length === 0 || have.length === 0 || ids.join() === had.join() || gone.some((panel) => panel.contains(document.activeElement))) return
  let next: HTMLElement | null = null
  for (const part of wanted.reverse()) {
    const here = have.find((panel) => panel.id === part.id) ?? document.importNode(part, true)
    if (!here.isConnected) {
      if (next) next.before(here)
      else have[have.length - 1].after(here)
      added(here)
    }
    next = here
  }
  gone.forEach((panel) => panel.remove())
  const bar = page.querySelector("[data-tabs]")
  if (bar) document.dispatchEvent(new CustomEvent("tabs:changed", { detail: document.importNode(bar, true) }))
}

// enlist brings the lists from which new cells choose.
function enlist(form: HTMLFormElement, page: Document): void {
  page.querySelectorAll("datalist[id]").forEach((list) => {
    if (!document.getElementById(list.id)) form.append(document.importNode(list, true))
  })
}

// added tells the sheet of a part that was not there when it began.
function added(part: HTMLElement): void {
  document.dispatchEvent(new CustomEvent("form:part", { detail: part }))
}

// align adds the parts that are shown now and takes away those that are not.
function align(parts: string, form: HTMLFormElement, page: Document): void {
  const wanted = Array.from(page.querySelectorAll<HTMLElement>(parts))
  if (wanted.length === 0) return
  const have = new Map(Array.from(form.querySelectorAll<HTMLElement>(parts)).map((part) => [nameOf(part), part]))
  const names = new Set(wanted.map(nameOf))
  have.forEach((part, name) => {
    if (!names.has(name) && !part.contains(document.activeElement)) part.remove()
  })
  let before: HTMLElement | undefined
  for (const part of wanted) {
    const here = have.get(nameOf(part))
    if (here) {
      before = here
      continue
    }
    const fresh = document.importNode(part, true)
    if (!put(fresh, part, before, form)) continue
    added(fresh)
    before = fresh
  }
}

// put sets a part behind the one before it where both have the same parent, or
// else first into that parent.
function put(fresh: HTMLElement, part: HTMLElement, before: HTMLElement | undefined, form: HTMLFormElement): boolean {
  const sibling = part.previousElementSibling
  if (before && sibling instanceof HTMLElement && nameOf(sibling) === nameOf(before)) {
    before.after(fresh)
    return true
  }
  const section = part.parentElement?.closest<HTMLElement>("[id]")
  const home = section && form.querySelector<HTMLElement>(`#${CSS.escape(section.id)}`)
  if (!home) return false
  const inner = home.querySelector<HTMLElement>(".fields") ?? home
  inner.prepend(fresh)
  return true
}

function nameOf(part: HTMLElement): string {
  return part.dataset.field ?? part.id
}
