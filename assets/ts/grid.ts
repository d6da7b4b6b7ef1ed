// Entry into a grid: arrows and Enter move between cells, a block copied from
// Excel is pasted from the cell on, n goes to the next cell with a problem.
import { parseBlock } from "./block"
import { typing } from "./typing"

type Cell = HTMLInputElement | HTMLSelectElement

const cells = "input:not([type=hidden]), select"

const problems = ["wrong", "back", "odd"].map((c) => `[data-grid] td.${c} input, [data-grid] td.${c} select`).join(", ")

export function start(): void {
  document.addEventListener("keydown", (event) => {
    const cell = cellOf(event.target)
    if (cell) return steer(cell, event)
    if (event.key === "n" && !typing(event.target) && !event.ctrlKey && !event.metaKey && !event.altKey) nextProblem(event)
  })
  document.addEventListener("paste", (event) => {
    const cell = cellOf(event.target)
    const text = event.clipboardData?.getData("text/plain") ?? ""
    if (!cell || !/[\t\n]/.test(text)) return
    event.preventDefault()
    paste(cell, parseBlock(text))
  })
  document.addEventListener("focusin", (event) => {
    const cell = cellOf(event.target)
    if (cell instanceof HTMLInputElement) cell.select()
  })
}

function cellOf(target: EventTarget | null): Cell | null {
  const cell = target instanceof HTMLInputElement || target instanceof HTMLSelectElement
  return cell && target.closest("[data-grid] td") ? target : null
}

// matrix are the rows of a table with their inputs by column; a cell without an
// input is null, so that columns stay in line.
function matrix(table: Element): (Cell | null)[][] {
  return Array.from(table.querySelectorAll("tbody tr"))
    .map((row) => Array.from(row.querySelectorAll("td")).map((td) => td.querySelector<Cell>(cells)))
    .filter((row) => row.some((cell) => cell !== null))
}

function place(cell: Cell): { rows: (Cell | null)[][]; row: number; column: number } {
  const rows = matrix(cell.closest("table") as Element)
  const row = rows.findIndex((r) => r.includes(cell))
  return { rows, row, column: rows[row].indexOf(cell) }
}

function steer(cell: Cell, event: KeyboardEvent): void {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
  const target = targetOf(cell, event)
  if (!target) return
  event.preventDefault()
  target.focus()
}

function targetOf(cell: Cell, event: KeyboardEvent): Cell | null {
  const { rows, row, column } = place(cell)
  if (event.key === "Enter") {
    event.preventDefault() // Enter never sends the form from a grid
    return along(cell, event.shiftKey ? -1 : 1)
  }
  if (cell instanceof HTMLSelectElement) return null // arrows choose
  switch (event.key) {
    case "ArrowDown":
      return vertical(rows, row, column, 1)
    case "ArrowUp":
      return vertical(rows, row, column, -1)
    case "ArrowRight":
      return atEnd(cell) ? along(cell, 1) : null
    case "ArrowLeft":
      return atStart(cell) ? along(cell, -1) : null
    default:
      return null
  }
}

function vertical(rows: (Cell | null)[][], row: number, column: number, by: number): Cell | null {
  for (let i = row + by; i >= 0 && i < rows.length; i += by) {
    const cell = rows[i][column]
    if (cell) return cell
  }
  return null
}

// along goes to the next cell, from the last one of a table to the next table.
function along(cell: Cell, by: number): Cell | null {
  const grid = cell.closest("[data-grid]") as Element
  const all = Array.from(grid.querySelectorAll<Cell>("td input:not([type=hidden]), td select"))
  return all[all.indexOf(cell) + by] ?? null
}

function whole(cell: HTMLInputElement): boolean {
  return cell.selectionStart === 0 && cell.selectionEnd === cell.value.length
}

function atStart(cell: HTMLInputElement): boolean {
  return whole(cell) || (cell.selectionStart === 0 && cell.selectionEnd === 0)
}

function atEnd(cell: HTMLInputElement): boolean {
  return whole(cell) || (cell.selectionStart === cell.value.length && cell.selectionEnd === cell.value.length)
}

function paste(from: Cell, block: string[][]): void {
  const { rows, row, column } = place(from)
  let last: Cell = from
  block.forEach((line, i) =>
    line.forEach((text, j) => {
      const cell = rows[row + i]?.[column + j]
      if (!cell || cell.disabled || !take(cell, text)) return
      cell.dispatchEvent(new Event("input", { bubbles: true }))
      cell.dispatchEvent(new Event("change", { bubbles: true }))
      last = cell
    }),
  )
  last.focus()
}

// take puts a text into a cell: a select takes what one of its options says.
function take(cell: Cell, text: string): boolean {
  if (cell instanceof HTMLInputElement) {
    if (cell.readOnly) return false
    cell.value = text
    return true
  }
  const option = Array.from(cell.options).find((o) => o.value === text || o.text.trim() === text)
  if (option) cell.value = option.value
  return option !== undefined
}

function nextProblem(event: KeyboardEvent): void {
  const all = Array.from(document.querySelectorAll<Cell>(problems))
  if (all.length === 0) return
  event.preventDefault()
  all[0].focus()
}
