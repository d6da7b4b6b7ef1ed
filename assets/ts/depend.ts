// What a choice changes further down: lists that depend on it, and fields that are
// shown only then. The server decides both. Once the draft is saved the page is
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
    align("section.sheet[id^='s-']", form, page)
    align("[data-field]", form, page)
  } catch {
    // offline: the next save brings it
  }
}

function swap(id: string, page: Document): void {
  const [old, fresh] = [document.getElementById(id), page.getElementById(id)]
  if (!old || !fresh || old.contains(document.activeElement)) return
  old.replaceWith(document.importNode(fresh, true))
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
