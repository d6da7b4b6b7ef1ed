// A table of a sheet as rows and columns. Squares are counted from 0, without the
// heads; computed squares count too, as in Excel.
export type Place = { row: number; column: number }

export function squareOf(target: EventTarget | null): HTMLTableCellElement | null {
  const square = target instanceof Element ? target.closest<HTMLTableCellElement>("[data-grid] tr[data-row] > td") : null
  return square
}

export function tableOf(square: Element): HTMLTableElement {
  return square.closest("table") as HTMLTableElement
}

export function placeOf(square: HTMLTableCellElement): Place {
  return { row: (square.parentElement as HTMLTableRowElement).sectionRowIndex, column: square.cellIndex - 1 }
}

// height is how many rows can be written into; totals stand below them.
export function height(table: HTMLTableElement): number {
  const rows = table.tBodies[0].rows
  let n = rows.length
  while (n > 0 && rows[n - 1].dataset.row === undefined) n--
  return n
}

export function width(table: HTMLTableElement): number {
  return table.tBodies[0].rows.length === 0 ? 0 : table.tBodies[0].rows[0].cells.length - 1
}

export function squareAt(table: HTMLTableElement, at: Place): HTMLTableCellElement | null {
  const row = at.row < 0 || at.row >= height(table) ? undefined : table.tBodies[0].rows[at.row]
  return at.column < 0 ? null : row?.cells[at.column + 1] ?? null
}

export function rowsOf(table: HTMLTableElement): HTMLTableRowElement[] {
  return Array.from(table.tBodies[0].rows).slice(0, height(table))
}

// folded tells a row that a filter leaves out. Nothing is done to a row that nobody sees.
export function folded(row: Element | null | undefined): boolean {
  return row?.classList.contains("folded") ?? false
}

// filtered tells a table of which rows are left out.
export function filtered(table: HTMLTableElement): boolean {
  return table.tBodies[0].querySelector(":scope > tr.folded") !== null
}

// standing are the rows that a filter leaves, from one to another, by their places.
export function standing(table: HTMLTableElement, top: number, bottom: number): number[] {
  const rows = table.tBodies[0].rows
  const out: number[] = []
  for (let i = Math.max(top, 0); i <= Math.min(bottom, height(table) - 1); i++) if (!folded(rows[i])) out.push(i)
  return out
}

// nearest is the first row from a place on that a filter leaves, looking first one
// way and then the other; -1 when it leaves none.
export function nearest(table: HTMLTableElement, row: number, by: number): number {
  const rows = table.tBodies[0].rows
  const last = height(table) - 1
  for (const step of [by < 0 ? -1 : 1, by < 0 ? 1 : -1]) {
    for (let at = row; at >= 0 && at <= last; at += step) if (!folded(rows[at])) return at
  }
  return -1
}

// counts tells a column in percent, by its head.
export function percent(table: HTMLTableElement, column: number): boolean {
  return /[%％]/.test(table.tHead?.rows[0].cells[column + 1]?.textContent ?? "")
}
