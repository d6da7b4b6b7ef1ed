// The cells that differ from what the server holds. Only they are sent.
import { cellIn, held, labelOf, nameOf, read, type Cell } from "./cell"
import type { KeptCell } from "./kept"
import { beside, waits } from "./offered"
import { rowsOf } from "./table"

const outside = /^(return:|sheet:|mend$|add$|revision$|upload:)/ // names that are no part of a draft

export class Patch {
  private readonly touched = new Map<string, Cell>()
  private readonly tables = new Map<string, HTMLTableElement>()
  private readonly sentRows = new Map<string, string>()
  private readonly waiting = new Set<string>() // cells for which somebody must choose first

  constructor(private readonly form: HTMLFormElement) {
    document.querySelectorAll<HTMLTableElement>("table[data-table][data-max]").forEach((table) => this.sentRows.set(table.dataset.table as string, keysOf(table)))
  }

  note(cell: Cell): void {
    const name = nameOf(cell)
    if (name === "" || outside.test(name) || owner(cell) !== this.form) return
    this.touched.set(name, cell)
    this.waiting.delete(name)
  }

  noteRows(table: HTMLTableElement): void {
    this.tables.set(table.dataset.table as string, table)
  }

  // all notes every cell of the form: for a page that shows what nobody has saved.
  all(only: (cell: Cell) => boolean): void {
    for (const element of Array.from(this.form.elements)) {
      const cell = cellIn(element)
      if (cell && only(cell)) this.note(cell)
    }
  }

  wait(name: string): void {
    this.waiting.add(name)
  }

  choices(): number {
    return this.waiting.size
  }

  // cells are the texts that differ, by name.
  cells(whole = false): Map<string, string> {
    const out = new Map<string, string>()
    for (const [code, table] of this.tables) {
      const keys = keysOf(table)
      if (keys === this.sentRows.get(code)) this.tables.delete(code)
      else out.set(code, keys)
    }
    for (const [name, cell] of Array.from(this.touched)) {
      const value = read(cell)
      if (!cell.isConnected || waits(cell) || (!whole && value === held(cell))) {
        this.touched.delete(name)
        continue
      }
      if (!this.waiting.has(name)) out.set(name, value)
      if (value !== held(cell)) this.along(cell, out)
    }
    return out
  }

  // along adds the defaults of a new row in which something is written.
  private along(cell: Cell, out: Map<string, string>): void {
    for (const other of beside(cell)) {
      this.touched.set(nameOf(other), other)
      out.set(nameOf(other), read(other))
    }
  }

  // kept are the cells as they are kept on the device, also those that wait.
  kept(whole = false): Record<string, KeptCell> {
    const out: Record<string, KeptCell> = {}
    for (const [name, value] of this.cells(whole)) out[name] = { value, label: this.touched.has(name) ? labelOf(this.touched.get(name) as Cell) : "" }
    for (const name of this.waiting) {
      const cell = this.touched.get(name)
      if (cell) out[name] = { value: read(cell), label: labelOf(cell) }
    }
    return out
  }

  sentTables(cells: Map<string, string>): void {
    for (const [name, keys] of cells) if (this.tables.has(name)) this.sentRows.set(name, keys)
  }

  cellOf(name: string): Cell | undefined {
    return this.touched.get(name)
  }

  // settle drops a cell that the server holds as it reads.
  settle(name: string): void {
    const cell = this.touched.get(name)
    if (cell && read(cell) === held(cell)) this.touched.delete(name)
  }
}

function owner(cell: Cell): HTMLFormElement | null {
  if (cell instanceof HTMLInputElement || cell instanceof HTMLSelectElement || cell instanceof HTMLTextAreaElement) return cell.form
  return cell.closest("form")
}

function keysOf(table: HTMLTableElement): string {
  return rowsOf(table).map((row) => row.dataset.row).join(",")
}
