// Entry into the tables of a form, as in Excel. Every square holds its own input,
// so that input methods, telephones and screen readers find what they know. An
// input that is gone to is ready: arrows move on, typing replaces what stands
// there. F2 or a click edits it, Escape puts back what stood there.
import { focusOn, isComputed, read, within, write, type Cell } from "./cell"
import { changed, typed } from "./change"
import * as clipboard from "./clipboard"
import * as filter from "./filter"
import * as history from "./history"
import * as problem from "./problem"
import * as range from "./range"
import * as rows from "./rows"
import { folded, height, nearest, placeOf, squareAt, squareOf, standing, tableOf, width, type Place } from "./table"
import * as view from "./view"

type Mode = "ready" | "enter" | "edit"

let mode: Mode = "ready"
let before = "" // how the cell read when it was gone to
let tabbedFrom = -1 // the column to which Enter returns
let dragging: HTMLTableCellElement | null = null
let dragged = false
let byClick = false // an edit that a click began moves on by Enter only

export function start(): void {
  rows.start()
  view.start()
  problem.start()
  filter.start()
  document.addEventListener("sheet:view", () => range.draw())
  document.addEventListener("sheet:changed", () => range.draw()) // its sum is another one
  document.addEventListener("keydown", keys)
  document.addEventListener("keypress", (event) => event.key === "Enter" && squareOf(event.target) && !(event.target instanceof HTMLTextAreaElement) && event.preventDefault()) // some drivers of keyboards send it on its own
  document.addEventListener("focusin", (event) => goneTo(squareOf(event.target), event.target))
  document.addEventListener("focusout", (event) => left(squareOf(event.target)))
  document.addEventListener("input", (event) => squareOf(event.target) && wrote(event))
  document.addEventListener("copy", (event) => ready(event.target) && clipboard.copy(event))
  document.addEventListener("cut", (event) => ready(event.target) && clipboard.cut(event))
  document.addEventListener("paste", pasted)
  document.addEventListener("mousedown", pressed)
  document.addEventListener("mousemove", dragOver)
  document.addEventListener("mouseup", released)
  document.addEventListener("dblclick", (event) => squareOf(event.target) && edit())
  document.addEventListener("click", tools)
  window.addEventListener("resize", () => range.draw())
}

// ready tells that a key or the clipboard means squares, not the text of an input.
function ready(target: EventTarget | null): boolean {
  if (!squareOf(target)) return range.many() && target instanceof Element && target.closest("[data-grid] .scroll") !== null
  return mode === "ready" || range.many()
}

function cellAt(square: Element | null): Cell | null {
  return square ? within(square) : null
}

function goneTo(square: HTMLTableCellElement | null, target: EventTarget | null): void {
  if (!square) {
    if (target instanceof Element && !target.closest("[data-rowtools]")) showTools(null)
    return
  }
  const cell = within(square)
  mode = "ready"
  byClick = false
  before = cell ? read(cell) : ""
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) target.select()
  if (!dragging) range.only(square)
  showTools(square)
}

function left(square: HTMLTableCellElement | null): void {
  const cell = cellAt(square)
  if (cell && mode !== "ready") typed(cell, before)
  mode = "ready"
}

function wrote(event: Event): void {
  const square = squareOf(event.target) as HTMLTableCellElement
  if (mode === "ready") mode = "enter"
  if (range.many()) range.only(square)
  const table = tableOf(square)
  const last = placeOf(square).row === height(table) - 1
  if (last && rows.open(table)) rows.append(table, 1)
}

function keys(event: KeyboardEvent): void {
  if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return
  if (filter.keyed(event) || problem.keyed(event)) return
  const square = squareOf(event.target)
  if (!square) return
  const handled = event.ctrlKey || event.metaKey ? withControl(square, event) : event.altKey ? withAlt(square, event) : plain(square, event)
  if (handled) event.preventDefault()
}

function withControl(square: HTMLTableCellElement, event: KeyboardEvent): boolean {
  const table = tableOf(square)
  const end: Place = { row: height(table) - 1, column: width(table) - 1 }
  const at = placeOf(square)
  if (event.altKey) return false // Ctrl and Alt write characters on some keyboards
  switch (event.key.toLowerCase()) {
    case "z":
      return mode === "ready" && (event.shiftKey ? history.redo() : history.undo(), afresh(square))
    case "y":
      return mode === "ready" && (history.redo(), afresh(square))
    case "d":
      clipboard.down()
      return afresh(square)
    case "r":
      if (mode !== "ready") return true // not the browser's: it would load the page again over what is being typed
      clipboard.right()
      return afresh(square)
    case "a":
      if (mode !== "ready") return false
      range.select(table, { row: 0, column: 0 }, end)
      return true
    case "home":
      return goOr(square, event, { row: 0, column: 0 })
    case "end":
      return goOr(square, event, end)
    case "arrowup":
      return mode !== "edit" && goOr(square, event, { ...at, row: 0 })
    case "arrowdown":
      return mode !== "edit" && goOr(square, event, { ...at, row: end.row })
    case "arrowleft":
      return mode !== "edit" && goOr(square, event, { ...at, column: 0 })
    case "arrowright":
      return mode !== "edit" && goOr(square, event, { ...at, column: end.column })
  }
  return false
}

// afresh lets the cell with the focus be ready again after its value was changed.
function afresh(square: HTMLTableCellElement): true {
  const cell = within(square)
  before = cell ? read(cell) : ""
  mode = "ready"
  if (document.activeElement instanceof HTMLInputElement) document.activeElement.select()
  return true
}

function withAlt(square: HTMLTableCellElement, event: KeyboardEvent): boolean {
  const what = { ArrowUp: "up", ArrowDown: "down", Insert: "above", Delete: "delete" }[event.key]
  if (event.key === "Enter" && event.target instanceof HTMLTextAreaElement) {
    event.target.setRangeText("\n", event.target.selectionStart, event.target.selectionEnd, "end")
    event.target.dispatchEvent(new Event("input", { bubbles: true }))
    return true
  }
  if (!what || event.target instanceof HTMLSelectElement) return false
  work(square, what)
  return true
}

function plain(square: HTMLTableCellElement, event: KeyboardEvent): boolean {
  const at = placeOf(square)
  const table = tableOf(square)
  switch (event.key) {
    case "Enter":
      return enter(square, at, event.shiftKey ? -1 : 1)
    case "Tab":
      if (tabbedFrom < 0) tabbedFrom = at.column
      return false // the browser knows the next one
    case "Escape":
      return escape(square)
    case "F2":
      edit()
      return true
    case "F6":
      document.querySelector<HTMLElement>(".foot button:not([hidden])")?.focus()
      return true
    case "Delete":
      if (mode !== "ready") return false
      clipboard.empty(range.cells())
      return afresh(square)
    case "Home":
      return mode !== "edit" && goOr(square, event, { ...at, column: 0 })
    case "End":
      return mode !== "edit" && goOr(square, event, { ...at, column: width(table) - 1 })
    case "PageUp":
      return goOr(square, event, { ...at, row: standing(table, 0, at.row).slice(-pageOf(square) - 1)[0] })
    case "PageDown":
      return goOr(square, event, { ...at, row: standing(table, at.row, height(table) - 1).slice(0, pageOf(square) + 1).pop() ?? at.row })
    case "ArrowUp":
    case "ArrowDown":
    case "ArrowLeft":
    case "ArrowRight":
      return arrow(square, at, event)
  }
  if (event.key.length === 1 && event.target instanceof HTMLInputElement && /date|time|month/.test(event.target.type)) mode = "edit"
  return false
}

function enter(square: HTMLTableCellElement, at: Place, by: number): true {
  const column = tabbedFrom >= 0 ? tabbedFrom : at.column
  tabbedFrom = -1
  const table = tableOf(square)
  for (let row = at.row + by; row >= 0 && row < height(table); row += by) if (go(table, { row, column })) return true
  const cell = within(square)
  if (cell && mode !== "ready") {
    typed(cell, before)
    afresh(square)
  }
  return true // Enter never sends the form from a table
}

function escape(square: HTMLTableCellElement): boolean {
  const cell = within(square)
  if (mode === "ready" || !cell) {
    const some = range.many()
    if (some) range.only(square)
    return some
  }
  write(cell, before)
  changed([cell])
  afresh(square)
  return true
}

function edit(): void {
  const target = document.activeElement
  mode = "edit"
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
    const end = target.value.length
    if (target.selectionStart !== null) return target.setSelectionRange(end, end)
  }
  try {
    ;(target as HTMLInputElement & { showPicker?: () => void }).showPicker?.()
  } catch {
    // the browser opens lists for clicks only
  }
}

const moves: Record<string, Place> = { ArrowUp: { row: -1, column: 0 }, ArrowDown: { row: 1, column: 0 }, ArrowLeft: { row: 0, column: -1 }, ArrowRight: { row: 0, column: 1 } }

function arrow(square: HTMLTableCellElement, at: Place, event: KeyboardEvent): boolean {
  const by = moves[event.key]
  if (mode === "edit" && (by.column !== 0 || event.shiftKey || !(event.target instanceof HTMLInputElement) || /date|time|month/.test(event.target.type))) return false
  if (byClick && mode === "enter" && by.column !== 0) return false
  if (event.shiftKey) {
    const now = range.current()
    if (mode !== "ready" || !now) return false
    range.extend({ row: now.to.row + by.row, column: now.to.column + by.column })
    return true
  }
  tabbedFrom = -1
  const table = tableOf(square)
  for (let next = add(at, by); squareAt(table, next); next = add(next, by)) if (go(table, next)) return true
  return true
}

function add(at: Place, by: Place): Place {
  return { row: at.row + by.row, column: at.column + by.column }
}

// go moves to a square; false when nobody can type there.
function go(table: HTMLTableElement, at: Place): boolean {
  const square = squareAt(table, at)
  const cell = square && within(square)
  if (!square || !cell || isComputed(cell) || folded(square.parentElement)) return false
  focusOn(cell)
  square.scrollIntoView({ block: "nearest", inline: "nearest" })
  return true
}

// goOr goes to a place, or extends the selection to it with Shift. A place where
// nobody can type gives way to the next one on the way back.
function goOr(square: HTMLTableCellElement, event: KeyboardEvent, to: Place): boolean {
  if (event.shiftKey) {
    range.extend(to)
    return true
  }
  tabbedFrom = -1
  const table = tableOf(square)
  const step = to.column > 0 ? -1 : 1
  const row = nearest(table, to.row, placeOf(square).row - to.row)
  for (let column = to.column; column >= 0 && column < width(table); column += step) if (go(table, { row, column })) return true
  return true
}

function pageOf(square: HTMLTableCellElement): number {
  const seen = square.closest<HTMLElement>(".scroll")?.clientHeight ?? window.innerHeight
  return Math.max(Math.floor(Math.min(seen, window.innerHeight) / Math.max(square.offsetHeight, 1)) - 2, 1)
}

function pasted(event: ClipboardEvent): void {
  const square = squareOf(event.target)
  const text = event.clipboardData?.getData("text/plain") ?? ""
  if (!square || text === "") return
  const block = /[\t\n]/.test(text.replace(/\r?\n$/, "")) && !(event.target instanceof HTMLTextAreaElement && mode === "edit")
  if (!block && !ready(event.target)) return // a word into the text that is being edited
  event.preventDefault()
  clipboard.paste(square, text)
  afresh(square)
}

function texts(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !/checkbox|radio|file|date|time|month/.test(target.type))
}

function pressed(event: MouseEvent): void {
  if (event.button !== 0 || !(event.target instanceof Element)) return
  if (event.target.closest("[data-rowtools] button")) return event.preventDefault() // the focus stays in its row
  if (head(event)) return
  const square = squareOf(event.target)
  if (!square) return
  const now = range.current()
  if (event.shiftKey && now && now.table === tableOf(square)) {
    event.preventDefault()
    return range.extend(placeOf(square))
  }
  tabbedFrom = -1
  const touched = (event as MouseEvent & { sourceCapabilities?: { firesTouchEvents: boolean } }).sourceCapabilities?.firesTouchEvents
  if (touched || !(texts(event.target) || within(square) instanceof HTMLOutputElement)) return
  if (event.target === document.activeElement && mode !== "ready") return // the click places the cursor
  event.preventDefault()
  dragged = event.target !== document.activeElement
  if (event.target instanceof HTMLOutputElement || !texts(event.target)) square.closest<HTMLElement>(".scroll")?.focus({ preventScroll: true })
  else (event.target as HTMLElement).focus()
  range.only(square)
  dragging = square
}

// head selects a whole row or column by its head.
function head(event: MouseEvent): boolean {
  const th = (event.target as Element).closest<HTMLTableCellElement>("[data-grid] table.grid th")
  const table = th?.closest("table")
  if (!th || !table || height(table) === 0) return false
  const end: Place = { row: height(table) - 1, column: width(table) - 1 }
  const row = th.closest("tr") as HTMLTableRowElement
  if (row.dataset.row !== undefined) {
    event.preventDefault()
    const at = row.sectionRowIndex
    focusRow(table, at)
    range.select(table, { row: at, column: 0 }, { row: at, column: end.column })
    return true
  }
  const column = th.cellIndex - 1
  if (th.closest("thead") === null || column < 0) return false
  event.preventDefault()
  go(table, { row: nearest(table, 0, 1), column })
  range.select(table, { row: 0, column }, { row: end.row, column })
  return true
}

function focusRow(table: HTMLTableElement, row: number): void {
  for (let column = 0; column < width(table); column++) if (go(table, { row, column })) return
}

function dragOver(event: MouseEvent): void {
  if (!dragging || (event.buttons & 1) === 0) return
  const over = squareOf(event.target)
  if (!over || over === dragging || tableOf(over) !== tableOf(dragging)) return
  event.preventDefault()
  dragged = true
  range.extend(placeOf(over))
}

// released begins to edit a cell that was clicked while it was ready.
function released(): void {
  if (dragging && !dragged) {
    edit()
    byClick = true
  }
  dragging = null
}

// showTools shows the buttons for the row with the focus.
function showTools(square: HTMLTableCellElement | null): void {
  const place = document.querySelector<HTMLElement>("[data-rowtools]")
  if (!place) return
  place.hidden = !square || !rows.open(tableOf(square))
  const name = place.querySelector("[data-rowname]")
  if (name && square) name.textContent = (square.parentElement as HTMLTableRowElement).cells[0].textContent?.trim() ?? ""
}

function tools(event: Event): void {
  const button = (event.target as Element).closest<HTMLElement>("[data-row-act]")
  const square = squareOf(document.activeElement)
  if (button && square) return work(square, button.dataset.rowAct as string)
  const adder = (event.target as Element).closest<HTMLButtonElement>("button[name=add]")
  const table = adder && document.querySelector<HTMLTableElement>(`table[data-table="${adder.value}"]`)
  if (!adder || !table || rows.room(table) === 0) return
  event.preventDefault()
  rows.append(table, 1)
  focusRow(table, height(table) - 1)
}

function work(square: HTMLTableCellElement, what: string): void {
  const table = tableOf(square)
  const b = range.block()
  const at = placeOf(square)
  const row = rows.act(table, what, b?.top ?? at.row, b?.bottom ?? at.row)
  if (row) go(table, { row: row.sectionRowIndex, column: at.column })
}
