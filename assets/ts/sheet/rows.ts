// Rows of open tables: added, taken out and moved on the page. The keys of rows
// that a page makes are its own, so that two people who add rows at once do not
// write into one.
import { changed } from "./change"
import { push } from "./history"
import { offer, withdraw } from "./offered"
import { clear } from "./range"
import { filtered, folded, height, rowsOf } from "./table"
import { say } from "./words"
import { crowded, grown } from "./view"
import { tell } from "../toast"

let made = 0
const own = Date.now().toString(36) + Math.floor(Math.random() * 46656).toString(36)

function newKey(): string {
  made++
  return `n${own}-${made}`
}

export function open(table: HTMLTableElement): boolean {
  return table.dataset.max !== undefined && pattern(table) !== null
}

function pattern(table: HTMLTableElement): HTMLTemplateElement | null {
  const found = table.parentElement?.querySelector<HTMLTemplateElement>(`template[data-blank="${table.dataset.table ?? ""}"]`)
  return found ?? null
}

// room is how many rows may still be added.
export function room(table: HTMLTableElement): number {
  return open(table) ? Math.max(Number(table.dataset.max) - height(table), 0) : 0
}

// blank makes a row from the table's pattern.
function blank(table: HTMLTableElement, key: string): HTMLTableRowElement | null {
  const row = pattern(table)?.content.querySelector("tr")
  if (!row) return null
  const copy = document.importNode(row, true)
  rekey(copy, "blank", key)
  offer(copy)
  return copy
}

// rekey gives a row another key: it stands in names, ids and references.
function rekey(row: HTMLTableRowElement, from: string, key: string): void {
  row.dataset.row = key
  row.querySelectorAll<HTMLElement>("[name], [id], [aria-describedby], [aria-labelledby], [for], [data-decides], [data-under]").forEach((e) => {
    for (const name of ["name", "id", "aria-describedby", "aria-labelledby", "for", "data-decides", "data-under"]) {
      const value = e.getAttribute(name)
      if (value === null) continue
      e.setAttribute(name, value.replace(`[${from}]`, `[${key}]`).replace(new RegExp(`(^| )(f-[a-z0-9_]+-)${from}(?=-)`, "g"), `$1$2${key}`))
    }
    if (e instanceof HTMLInputElement && e.type === "hidden" && e.value === from) e.value = key
  })
}

// append adds blank rows at the end, as many as there is room for, without a step
// of its own to undo: rows in which nothing is written do not count.
export function append(table: HTMLTableElement, n: number): void {
  const some = document.createDocumentFragment()
  const more = Math.min(n, room(table))
  const far = crowded(table, more)
  for (let i = more; i > 0; i--) {
    const row = blank(table, newKey())
    if (!row) continue
    row.classList.toggle("far", far)
    some.append(row)
  }
  table.tBodies[0].insertBefore(some, table.tBodies[0].rows[height(table)] ?? null)
  number(table)
  document.dispatchEvent(new CustomEvent("sheet:rows", { detail: table })) // for their order
}

// insertAs adds rows that are made already, each behind the one before it. Those
// that somebody has written hold what was written and no defaults.
export function insertAs(table: HTMLTableElement, keys: string[], written: (key: string) => boolean): void {
  let after: HTMLTableRowElement | null = null
  const rows = new Map(rowsOf(table).map((row) => [row.dataset.row, row]))
  for (const key of keys) {
    let row = rows.get(key) ?? null
    if (!row) {
      row = blank(table, key)
      if (!row) return
      if (written(key)) withdraw(row)
      table.tBodies[0].insertBefore(row, after ? after.nextSibling : table.tBodies[0].firstChild)
    }
    after = row
  }
  number(table)
}

// act does what a button of the row tools says; it answers the row to go to.
export function act(table: HTMLTableElement, what: string, top: number, bottom: number): HTMLTableRowElement | null {
  if (!open(table)) return null
  const rows = rowsOf(table).slice(top, bottom + 1).filter((row) => !folded(row))
  if (rows.length === 0) return null
  if ((what === "up" || what === "down") && filtered(table)) {
    tell(say("filter-move"))
    return rows[0]
  }
  switch (what) {
    case "above":
      return add(table, rows[0])
    case "up":
      return move(table, rows, top - 1)
    case "down":
      return move(table, rows, top + 1)
    case "delete":
      return remove(table, rows, top)
  }
  return null
}

function add(table: HTMLTableElement, before: HTMLTableRowElement): HTMLTableRowElement | null {
  if (room(table) === 0) {
    tell(say("full", table.dataset.max))
    return null
  }
  const row = blank(table, newKey())
  if (row) step(table, () => before.before(row), () => row.remove())
  return row
}

function remove(table: HTMLTableElement, rows: HTMLTableRowElement[], top: number): HTMLTableRowElement | null {
  const places = rows.map((row) => row.sectionRowIndex)
  const out = () => {
    rows.forEach((row) => row.remove())
    if (height(table) === 0) append(table, 1)
  }
  step(table, out, () => rows.forEach((row, i) => table.tBodies[0].insertBefore(row, table.tBodies[0].rows[places[i]] ?? null)))
  const there = rowsOf(table)
  return there.slice(top).find((row) => !folded(row)) ?? there.filter((row) => !folded(row)).pop() ?? null
}

function move(table: HTMLTableElement, rows: HTMLTableRowElement[], to: number): HTMLTableRowElement | null {
  const all = rowsOf(table)
  const top = all.indexOf(rows[0])
  if (to < 0 || to + rows.length > all.length) return rows[0]
  const put = (at: number) => {
    rows.forEach((row) => row.remove())
    const body = table.tBodies[0]
    const before = body.rows[at] ?? null
    rows.forEach((row) => body.insertBefore(row, before))
  }
  step(table, () => put(to), () => put(top))
  return rows[0]
}

// step does something to rows that can be undone.
function step(table: HTMLTableElement, redo: () => void, undo: () => void): void {
  const after = (what: () => void) => () => {
    what()
    clear()
    number(table)
    changed([])
    document.dispatchEvent(new CustomEvent("sheet:rows", { detail: table }))
  }
  const twice = { redo: after(redo), undo: after(undo) }
  twice.redo()
  push(twice)
}

// number writes the numbers of the rows anew, in their heads and in what their
// cells are called. A row with a name of its own keeps it.
function number(table: HTMLTableElement): void {
  grown(table)
  const sample = pattern(table)?.content.querySelector("[aria-label]")?.getAttribute("aria-label")?.split("#") ?? []
  rowsOf(table).forEach((row, i) => {
    const text = row.cells[0].firstChild
    const now = text?.textContent?.trim() ?? ""
    if (now === String(i + 1) || !text || !/^(#|\d+)$/.test(now)) return
    text.textContent = String(i + 1)
    if (sample.length < 2) return
    row.querySelectorAll("[aria-label]").forEach((e) => {
      const label = e.getAttribute("aria-label") ?? ""
      const rest = label.slice(sample[0].length)
      if (label.startsWith(sample[0]) && /^(#|\d+)/.test(rest)) e.setAttribute("aria-label", sample[0] + String(i + 1) + rest.replace(/^(#|\d+)/, ""))
    })
  })
}

// start gives the blank rows that the server has added keys of this page.
export function start(): void {
  adopt(document)
  document.addEventListener("form:part", (event) => adopt((event as CustomEvent<HTMLElement>).detail))
}

function adopt(part: ParentNode): void {
  part.querySelectorAll<HTMLTableRowElement>("tr[data-spare]").forEach((row) => {
    if (!row.closest("[data-grid]")) return
    const table = row.closest("table")
    if (!table || !open(table)) return
    rekey(row, row.dataset.row as string, newKey())
    offer(row)
  })
}
