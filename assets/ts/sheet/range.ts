// The selected block of a table, drawn as one box over it, and its sum as Excel
// shows it. The cell with the focus is the block's first corner.
import { told, within, type Cell } from "./cell"
import { height, nearest, placeOf, squareAt, standing, tableOf, width, type Place } from "./table"
import { ready, reveal } from "./view"
import { say } from "./words"

type Range = { table: HTMLTableElement; from: Place; to: Place }

let range: Range | null = null
let box: HTMLElement | null = null

export function current(): Range | null {
  return range && range.table.isConnected ? range : null
}

// block is the range from its upper left corner to its lower right one.
export function block(): { table: HTMLTableElement; top: number; left: number; bottom: number; right: number } | null {
  const now = current()
  if (!now) return null
  return {
    table: now.table,
    top: Math.min(now.from.row, now.to.row), bottom: Math.max(now.from.row, now.to.row),
    left: Math.min(now.from.column, now.to.column), right: Math.max(now.from.column, now.to.column),
  }
}

export function many(): boolean {
  const now = current()
  return now !== null && (now.from.row !== now.to.row || now.from.column !== now.to.column)
}

// only selects one square.
export function only(square: HTMLTableCellElement): void {
  const at = placeOf(square)
  set({ table: tableOf(square), from: at, to: at })
}

export function extend(to: Place): void {
  const now = current()
  if (!now) return
  const last = { row: height(now.table) - 1, column: width(now.table) - 1 }
  const row = nearest(now.table, Math.min(Math.max(to.row, 0), last.row), to.row - now.to.row)
  set({ ...now, to: { row, column: Math.min(Math.max(to.column, 0), last.column) } })
  const corner = squareAt(now.table, (range as Range).to)
  if (!corner) return
  reveal(corner)
  corner.scrollIntoView({ block: "nearest", inline: "nearest" })
}

export function select(table: HTMLTableElement, from: Place, to: Place): void {
  set({ table, from, to })
}

export function clear(): void {
  range = null
  draw()
}

// squares are those of the block that can be seen, row by row.
export function squares(): (HTMLTableCellElement | null)[][] {
  const b = block()
  if (!b) return []
  const rows: (HTMLTableCellElement | null)[][] = []
  for (const row of standing(b.table, b.top, b.bottom)) {
    const line: (HTMLTableCellElement | null)[] = []
    for (let column = b.left; column <= b.right; column++) line.push(squareAt(b.table, { row, column }))
    rows.push(line)
  }
  return rows
}

export function cells(): Cell[] {
  return squares().flat().map((square) => (square ? within(square) : null)).filter((cell): cell is Cell => cell !== null)
}

function set(next: Range): void {
  range = next
  draw()
}

// draw puts the box over the block. Its place is set by script alone: the page's
// policy allows no styles in markup.
export function draw(): void {
  const b = many() ? block() : null
  const [from0, to0] = b ? ready(b.table) : [0, 0]
  const seen = b ? standing(b.table, Math.max(b.top, from0), Math.min(b.bottom, to0)) : []
  const first = b && seen.length > 0 ? squareAt(b.table, { row: seen[0], column: b.left }) : null
  const last = b && seen.length > 0 ? squareAt(b.table, { row: seen[seen.length - 1], column: b.right }) : null
  const frame = first?.closest<HTMLElement>(".scroll")
  sum()
  if (!first || !last || !frame) {
    if (box) box.hidden = true
    return
  }
  if (!box) {
    box = document.createElement("div")
    box.className = "range"
    box.setAttribute("aria-hidden", "true")
  }
  if (box.parentElement !== frame) frame.append(box)
  const outer = frame.getBoundingClientRect()
  const from = first.getBoundingClientRect()
  const to = last.getBoundingClientRect()
  box.style.left = `${from.left - outer.left + frame.scrollLeft}px`
  box.style.top = `${from.top - outer.top + frame.scrollTop}px`
  box.style.width = `${to.right - from.left}px`
  box.style.height = `${to.bottom - from.top}px`
  box.hidden = false
}

let waiting = 0

// sum says what the block adds up to. It waits a moment, so that dragging over a
// thousand cells stays smooth.
function sum(): void {
  window.clearTimeout(waiting)
  waiting = window.setTimeout(() => {
    const place = document.querySelector<HTMLElement>("[data-sum]")
    if (place) place.textContent = many() ? words(cells().map((cell) => told(cell))) : ""
  }, 80)
}

// words adds texts up exactly: money is no float.
export function words(texts: string[]): string {
  const numbers = texts.map((text) => text.replace(/,/g, "").trim()).filter((text) => /^[-+]?\d+(\.\d+)?$/.test(text))
  if (numbers.length === 0) return ""
  const places = Math.max(...numbers.map((text) => (text.split(".")[1] ?? "").length))
  const total = numbers.reduce((all, text) => all + scaled(text, places), BigInt(0))
  const mean = rounded(total * BigInt(100), BigInt(numbers.length))
  return say("sum", numbers.length, point(total, places), point(mean, places + 2))
}

function scaled(text: string, places: number): bigint {
  const [whole, rest = ""] = text.replace("+", "").split(".")
  return BigInt(whole + rest.padEnd(places, "0"))
}

// rounded divides and rounds half away from zero, as Excel does.
function rounded(value: bigint, by: bigint): bigint {
  const up = value < BigInt(0) ? -by : by
  return (value * BigInt(2) + up) / (by * BigInt(2))
}

function point(value: bigint, places: number): string {
  const sign = value < BigInt(0) ? "-" : ""
  const digits = (value < BigInt(0) ? -value : value).toString().padStart(places + 1, "0")
  const whole = digits.slice(0, digits.length - places).replace(/\B(?=(\d{3})+$)/g, ",")
  const rest = digits.slice(digits.length - places).replace(/0+$/, "")
  return sign + whole + (rest === "" ? "" : "." + rest)
}

// copied is the block as text for Excel and WPS.
export function copied(): string {
  return squares()
    .map((line) => line.map((square) => quoted(square ? told(within(square) ?? square) : "")).join("\t"))
    .join("\n")
}

function quoted(text: string): string {
  return /[\t\n"]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text
}
