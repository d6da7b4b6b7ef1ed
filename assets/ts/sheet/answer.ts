// What the server answers to a draft: the revision, and only what the page does
// not know yet.
import { byName, controls, held, hold, nameOf, read, within, write, type Cell } from "./cell"
import { insertAs } from "./rows"

export type Clash = { name: string; place: string; mine: string; theirs: string }
type Mark = { id: string; mark: string; n?: number; why?: string; see?: string }
type Judged = { problems: string; counts: string; marks: Mark[]; totals?: Record<string, (string | null)[]> }

export type Answer = {
  revision: number
  cells?: Record<string, string>
  shown?: Record<string, string>
  rows?: Record<string, string[]>
  who?: string
  clashes?: Clash[]
  seen: string
  heard?: string
  judged?: Judged
}

// take puts an answer into the page. sent are the cells that it answers; what was
// typed since then stays. It tells how many cells of others it has put there.
export function take(answer: Answer, sent: Map<string, string>): number {
  let others = 0
  for (const [code, keys] of Object.entries(answer.rows ?? {})) {
    const table = document.querySelector<HTMLTableElement>(`table[data-table="${code}"]`)
    if (table) insertAs(table, keys, () => true)
  }
  for (const [name, value] of sent) {
    const cell = byName(name) ?? document.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)
    if (cell && cell.tagName !== "TABLE") hold(cell, value)
  }
  const clashing = new Set((answer.clashes ?? []).map((c) => c.name))
  for (const [name, value] of Object.entries(answer.cells ?? {})) {
    const cell = byName(name)
    if (!cell) continue
    const as = sent.has(name) ? (sent.get(name) as string) : null
    if (as !== null && document.activeElement === cell && read(cell) === as && !clashing.has(name)) {
      later(cell, as, value)
      continue
    }
    const untouched = as === null ? read(cell) !== value : read(cell) === as
    hold(cell, value)
    if (clashing.has(name) || !untouched) continue
    if (as === null) others++
    write(cell, value)
  }
  for (const [id, value] of Object.entries(answer.shown ?? {})) {
    const cell = document.getElementById(id)
    if (cell instanceof HTMLOutputElement && cell.textContent !== value) cell.textContent = value
  }
  if (answer.judged) judge(answer.judged)
  return others
}

// later writes a text as it is kept once the cursor has left its cell. Until then it
// counts as kept the way it stands there: it must neither change under somebody's
// hands nor be sent again and again.
function later(cell: HTMLElement, as: string, value: string): void {
  cell.addEventListener(
    "focusout",
    () => {
      if (read(cell) !== as) return
      hold(cell, value)
      write(cell, value)
    },
    { once: true },
  )
}

function judge(judged: Judged): void {
  mark(judged.marks)
  for (const [code, totals] of Object.entries(judged.totals ?? {})) {
    const row = document.querySelector<HTMLTableRowElement>(`table[data-table="${code}"] tr[data-totals]`)
    totals.forEach((total, i) => {
      const square = row?.cells[i + 1]
      if (square && square.textContent !== total) square.textContent = total
    })
  }
  swap("[data-counts]", judged.counts)
  swap(".returns > aside", judged.problems)
  document.dispatchEvent(new CustomEvent("sheet:judged"))
}

// swap replaces a part of the page, unless somebody is typing in it. What was written
// there after the draft had gone is no part of the answer: it goes over, and is saved.
function swap(selector: string, html: string): void {
  const old = document.querySelector(selector)
  if (!old || old.contains(document.activeElement)) return
  const parsed = new DOMParser().parseFromString(html, "text/html").body.firstElementChild
  if (!parsed) return
  const fresh = document.importNode(parsed, true)
  old.replaceWith(fresh)
  const unsent = Array.from(old.querySelectorAll<HTMLElement>(controls)).filter((cell) => read(cell) !== held(cell))
  const moved = unsent.map((cell) => move(cell, fresh)).filter((cell) => cell !== null)
  if (moved.length > 0) document.dispatchEvent(new CustomEvent("sheet:changed", { detail: moved }))
}

// move writes a cell's text into the cell of the same name; null where there is none.
// What somebody else has written there meanwhile stays above it.
function move(cell: Cell, into: Element): Cell | null {
  const next = into.querySelector<HTMLElement>(`[name="${CSS.escape(nameOf(cell))}"]`)
  if (!next) return null
  const theirs = held(next) === held(cell) ? "" : held(next).trim()
  write(next, theirs === "" || theirs === read(cell).trim() ? read(cell) : `${theirs}\n${read(cell)}`)
  return next
}

const marks = ["wrong", "back", "odd", "known"]

// mark shows at the cells what is to be seen there now.
function mark(all: Mark[]): void {
  const wanted = new Map(all.map((m) => [m.id, m]))
  document.querySelectorAll<HTMLElement>(marks.map((m) => `[data-grid] td.${m}`).join(", ")).forEach((square) => {
    const cell = within(square)
    if (cell && !wanted.has(cell.id)) show(square, cell, "", 0)
  })
  for (const m of all) {
    const cell = document.getElementById(m.id)
    const square = cell?.closest<HTMLElement>("[data-grid] td")
    if (cell && square) show(square, cell, m.mark, m.n ?? 0)
  }
  document.querySelectorAll<HTMLElement>("[data-grid] [data-field]").forEach((field) => {
    const cell = byName(field.dataset.field as string)
    if (cell) tellField(field, cell, wanted.get(cell.id))
  })
}

// tellField shows at a field outside tables what is wrong with it, in words.
function tellField(field: HTMLElement, cell: HTMLElement, m: Mark | undefined): void {
  const classes: Record<string, boolean> = { bad: m?.mark === "wrong" || m?.mark === "back", odd: m?.mark === "odd", known: m?.mark === "known" }
  for (const [name, has] of Object.entries(classes)) field.classList.toggle(name, has)
  field.querySelectorAll<HTMLElement>(".known-key").forEach((key) => (key.hidden = !classes.known))
  if (m?.mark === "wrong") cell.setAttribute("aria-invalid", "true")
  else cell.removeAttribute("aria-invalid")
  const others = (cell.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id !== "" && !/^issue-\d+$/.test(id))
  const ids = m?.n ? [...others, `issue-${m.n}`] : others
  if (ids.length > 0) cell.setAttribute("aria-describedby", ids.join(" "))
  else cell.removeAttribute("aria-describedby")
  let link = field.querySelector<HTMLAnchorElement>(":scope > a[href^='#issue-']")
  const words = m?.why ?? m?.see ?? ""
  if (!m?.n || words === "") return link?.remove()
  if (!link) {
    link = document.createElement("a")
    cell.after(link)
  }
  link.className = m.why ? "why" : "hint"
  link.setAttribute("href", `#issue-${m.n}`)
  if (link.textContent !== words) link.textContent = words
}

function show(square: HTMLElement, cell: HTMLElement, now: string, n: number): void {
  marks.forEach((m) => square.classList.toggle(m, m === now))
  if (n > 0) square.dataset.n = String(n)
  else delete square.dataset.n
  if (now === "wrong") cell.setAttribute("aria-invalid", "true")
  else cell.removeAttribute("aria-invalid")
  if (n > 0) cell.setAttribute("aria-describedby", `issue-${n}`)
  else if (/^issue-\d+$/.test(cell.getAttribute("aria-describedby") ?? "")) cell.removeAttribute("aria-describedby")
}

