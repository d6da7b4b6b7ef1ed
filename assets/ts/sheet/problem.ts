// From problem to problem: n where nothing is typed into, F8 also in a cell; with
// Shift back. Behind the last one comes the first. What is next follows from the
// cursor, which is where the focus is or was last, whatever was clicked since.
import { cellIn, focusOn, isComputed, within, type Cell } from "./cell"
import { typing } from "../typing"

// places are where something is to be dealt with.
export const places = ["wrong", "back", "odd"].map((c) => `[data-grid] td.${c}, [data-grid] .field.${c}`).concat("[data-grid] .field.bad").join(", ")

let cursor: Cell | null = null

export function start(): void {
  document.addEventListener("focusin", (event) => {
    const cell = event.target instanceof Element && event.target.closest("[data-grid]") ? cellIn(event.target) : null
    if (cell) cursor = cell
  })
}

// keyed goes on when the key asks for it; it answers whether it did.
export function keyed(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  if (event.key !== "F8" && !(event.key.toLowerCase() === "n" && !typing(event.target))) return false
  const next = nextOf(event.shiftKey)
  if (!next) return false
  event.preventDefault()
  openTab(next)
  focusOn(next)
  return true
}

function nextOf(back: boolean): Cell | undefined {
  const cells = Array.from(document.querySelectorAll<HTMLElement>(places)).map((place) => within(place)).filter((cell): cell is Cell => cell !== null && !isComputed(cell))
  const from = cursor?.isConnected ? cursor : null
  if (!from) return back ? cells[cells.length - 1] : cells[0]
  if (back) return cells.filter((cell) => lies(from, cell, Node.DOCUMENT_POSITION_PRECEDING)).pop() ?? cells[cells.length - 1]
  return cells.find((cell) => lies(from, cell, Node.DOCUMENT_POSITION_FOLLOWING)) ?? cells[0]
}

function lies(from: Node, cell: Cell, where: number): boolean {
  return (from.compareDocumentPosition(cell) & where) !== 0
}

// openTab opens the tab in which a cell lies: a cell that is hidden takes no focus.
function openTab(cell: Cell): void {
  const panel = cell.closest<HTMLElement>("[data-tab]")
  if (panel?.hidden) document.querySelector<HTMLElement>(`[data-tabs] a[href="#${CSS.escape(panel.id)}"]`)?.click()
}
