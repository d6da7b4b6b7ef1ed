// Copying, cutting and pasting blocks, from and to Excel and WPS. What does not fit
// is left out and named cell by cell; the rest is one step to undo.
import { parseBlock } from "../block"
import { isComputed, isLocked, labelOf, read, told, within, type Cell } from "./cell"
import { apply, type Change } from "./change"
import { fit, passes, type Why } from "./fit"
import { block, cells, copied, many, select } from "./range"
import * as rows from "./rows"
import { filtered, height, percent, placeOf, squareAt, standing, tableOf, type Place } from "./table"
import { tell } from "../toast"
import { button, element, say } from "./words"

type Misfit = { where: string; text: string; why: Why }

const shown = 50 // misfits that are named one by one

export function copy(event: ClipboardEvent): void {
  event.preventDefault()
  event.clipboardData?.setData("text/plain", copied())
}

export function cut(event: ClipboardEvent): void {
  copy(event)
  empty(cells())
}

export function empty(some: Cell[]): void {
  apply(some.filter((cell) => !isLocked(cell)).map((cell) => ({ cell, from: read(cell), to: "" })))
}

// down fills a block with what stands in its first row; a single square takes what
// stands above it.
export function down(): void {
  const b = block()
  if (!b) return
  const rows = b.top === b.bottom ? standing(b.table, 0, b.top).slice(-2) : standing(b.table, b.top, b.bottom)
  const changes: Change[] = []
  for (const row of rows.slice(1)) {
    for (let column = b.left; column <= b.right; column++) fill(changes, b.table, { row: rows[0], column }, { row, column })
  }
  apply(changes)
}

// right fills a block with what stands in its first column; a single square takes
// what stands left of it. What does not fit into the other column stays out.
export function right(): void {
  const b = block()
  if (!b) return
  const left = b.left === b.right ? b.left - 1 : b.left
  const changes: Change[] = []
  for (let column = left + 1; column <= b.right; column++) {
    for (const row of standing(b.table, b.top, b.bottom)) fill(changes, b.table, { row, column: left }, { row, column })
  }
  apply(changes)
}

// fill lets a square take what stands in another, when it may stand there.
function fill(changes: Change[], table: HTMLTableElement, from: Place, to: Place): void {
  const [above, square] = [squareAt(table, from), squareAt(table, to)]
  const source = above && within(above)
  const cell = square && within(square)
  if (!source || !cell || isLocked(cell)) return
  if (from.column === to.column) return void changes.push({ cell, from: read(cell), to: read(source) })
  const result = fit(cell, told(source), percent(table, to.column))
  if ("value" in result) changes.push({ cell, from: read(cell), to: result.value })
}

// paste puts a block at a square, or fills the selected block with it when that is
// a multiple of it. Rows that a filter leaves out are passed over.
export function paste(square: HTMLTableCellElement, text: string): void {
  const table = tableOf(square)
  const b = many() ? block() : null
  const at: Place = b ? { row: b.top, column: b.left } : placeOf(square)
  const lines = b ? tiled(parseBlock(text), standing(table, b.top, b.bottom).length, b.right - b.left + 1) : parseBlock(text)
  if (lines.length === 0) return
  const part = filtered(table)
  const missing = at.row + lines.length - height(table)
  if (missing > 0 && !part) rows.append(table, missing + 1)
  const targets = standing(table, at.row, height(table) - 1)
  const changes: Change[] = []
  const misfits: Misfit[] = []
  let computed = 0
  lines.forEach((line, i) =>
    line.forEach((one, j) => {
      const place = { row: targets[i] ?? height(table) + i, column: at.column + j }
      const target = squareAt(table, place)
      const cell = target && within(target)
      if (!target && one.trim() !== "") misfits.push(outside(part && targets[i] === undefined, part ? { row: i, column: j } : { row: at.row + i, column: place.column }, one))
      if (cell && isComputed(cell) && one.trim() !== "") computed++
      if (!cell || (passes(cell, one) && isLocked(cell))) return
      const result = fit(cell, one, percent(table, place.column))
      if ("value" in result) changes.push({ cell, from: read(cell), to: result.value })
      else misfits.push({ where: labelOf(cell), text: one, why: result.why })
    }),
  )
  apply(changes)
  select(table, at, { row: targets[Math.min(lines.length, targets.length) - 1] ?? at.row, column: at.column + Math.max(...lines.map((line) => line.length)) - 1 })
  tellMisfits(table, misfits)
  if (computed > 0) tell(say("computed", computed))
}

// outside names what there is no square for: by its place in the table, or, behind
// the last row that a filter leaves, by its place in what was pasted.
function outside(filter: boolean, at: Place, text: string): Misfit {
  return { where: `${at.row + 1}, ${at.column + 1}`, text, why: filter ? "filter" : "room" }
}

// tiled repeats a block over a selection of which it is a whole part.
export function tiled(lines: string[][], high: number, broad: number): string[][] {
  const wide = Math.max(0, ...lines.map((line) => line.length))
  if (lines.length === 0 || wide === 0 || high % lines.length !== 0 || broad % wide !== 0) return lines
  return Array.from({ length: high }, (_, i) => Array.from({ length: broad }, (_, j) => lines[i % lines.length][j % wide] ?? ""))
}

// tellMisfits lists under the table what was not taken, until it is closed.
function tellMisfits(table: HTMLTableElement, misfits: Misfit[]): void {
  const sheet = table.closest(".sheet")
  sheet?.querySelector(".misfits")?.remove()
  if (misfits.length === 0 || !sheet) return
  const list = element("ul", "")
  misfits.slice(0, shown).forEach((m) => list.append(element("li", "", element("b", "", m.where), ` “${m.text.slice(0, 40)}” `, element("span", "hint", say("unfit-" + m.why)))))
  if (misfits.length > shown) list.append(element("li", "hint", `… ${misfits.length - shown}`))
  const note = element("div", "note red misfits", element("p", "", say("unfit", misfits.length)), list)
  note.setAttribute("role", "alert")
  note.append(button(say("close"), () => note.remove()))
  ;(table.closest(".scroll") ?? table).after(note)
}
