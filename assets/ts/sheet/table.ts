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

// counts tells a column in percent, by its head.
export function percent(table: HTMLTableElement, column: number): boolean {
  return /[%％]/.test(table.tHead?.rows[0].cells[column + 1]?.textContent ?? "")
}
