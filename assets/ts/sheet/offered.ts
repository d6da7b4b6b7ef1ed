// What a new row offers before anybody has written in it: the defaults of its
// columns. They go to the server with the first thing that somebody writes in the
// row; a row that holds nothing else is none.
import { cellIn, controls, held, hold, read, write, type Cell } from "./cell"

const offered = new WeakMap<Cell, string>()
const rows = new WeakSet<HTMLTableRowElement>() // that have offered something

// offer marks the defaults of a row that the server does not hold.
export function offer(row: HTMLTableRowElement): void {
  for (const cell of cellsOf(row)) {
    const value = read(cell)
    if (value === "") continue
    hold(cell, "") // nobody has saved it
    write(cell, value)
    offered.set(cell, value)
    rows.add(row)
  }
}

// withdraw empties a row of its defaults: somebody else has made it, and what it
// holds is known.
export function withdraw(row: HTMLTableRowElement): void {
  for (const cell of cellsOf(row)) {
    if (!offered.delete(cell)) continue
    write(cell, "")
  }
}

// waits tells a default that nobody has touched and the server does not hold.
export function waits(cell: Cell): boolean {
  return offered.has(cell) && held(cell) === "" && read(cell) === offered.get(cell)
}

// beside are the defaults that go along with what is written in a cell's row.
export function beside(cell: Cell): Cell[] {
  const row = cell.closest<HTMLTableRowElement>("tr[data-row]")
  return row && rows.has(row) ? cellsOf(row).filter((other) => other !== cell && waits(other)) : []
}

function cellsOf(row: HTMLTableRowElement): Cell[] {
  const cells = new Set<Cell>()
  row.querySelectorAll(controls).forEach((control) => {
    const cell = cellIn(control)
    if (cell) cells.add(cell)
  })
  return Array.from(cells)
}
