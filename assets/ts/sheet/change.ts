// Changing cells by script: the page hears of it as if somebody had typed, and it
// is one step to undo.
import { nameOf, read, write, type Cell } from "./cell"
import { push } from "./history"
import { searched } from "./items"

export type Change = { cell: Cell; from: string; to: string }

// changed tells the drafts which cells read otherwise now.
export function changed(cells: Cell[]): void {
  if (cells.length === 0) return
  cells.forEach((cell) => (cell instanceof HTMLSelectElement || searched(cell)) && cell.dispatchEvent(new Event("change", { bubbles: true })))
  document.dispatchEvent(new CustomEvent("sheet:changed", { detail: cells }))
}

// apply writes cells and remembers how they read before.
export function apply(changes: Change[]): void {
  const real = changes.filter((c) => c.from !== c.to)
  if (real.length === 0) return
  put(real, "to")
  push({ undo: () => put(real, "from"), redo: () => put(real, "to") })
}

// typed remembers what somebody has typed into a cell.
export function typed(cell: Cell, from: string): void {
  const one = [{ cell, from, to: read(cell) }]
  if (nameOf(cell) !== "" && one[0].from !== one[0].to) push({ undo: () => put(one, "from"), redo: () => put(one, "to") })
}

function put(changes: Change[], side: "from" | "to"): void {
  changes.forEach((c) => write(c.cell, c[side]))
  changed(changes.map((c) => c.cell))
}
