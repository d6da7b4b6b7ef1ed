// A cell is one place to write in: an input, a list, a text area, or a group of
// tick boxes. It is known by its name, which is its path; its id follows from it.
// What the server holds of it is its default value, as HTML has it.
import { codeOf, searched, wordOf } from "./items"
import { reveal } from "./view"

type Plain = HTMLInputElement | HTMLTextAreaElement
export type Cell = HTMLElement

export const controls = "input:not([type=hidden]):not([type=file]), select, textarea"

// cellIn is the cell that an element belongs to; null for what is none.
export function cellIn(target: EventTarget | null): Cell | null {
  if (!(target instanceof HTMLElement) || !target.matches(controls) || (target as HTMLInputElement).name === "") return null
  return isTick(target) ? target.closest<HTMLElement>("[role=group][id]") : target
}

// within is the cell of a square of a table, also a computed one.
export function within(square: Element): Cell | null {
  const control = square.querySelector<HTMLElement>(controls)
  return control ? cellIn(control) : square.querySelector<HTMLElement>("output")
}

export function byName(name: string): Cell | null {
  return document.getElementById(idOf(name))
}

// idOf is the id of the cell of a path, as the server gives it.
export function idOf(name: string): string {
  return ("f-" + name.replace("[", "-").replace("].", "-").replace("]", "")).replace(/-$/, "")
}

export function nameOf(cell: Cell): string {
  return isGroup(cell) ? ticks(cell)[0]?.name ?? "" : (cell as HTMLInputElement).name ?? ""
}

// labelOf is what people call the cell.
export function labelOf(cell: Cell): string {
  const own = cell.getAttribute("aria-label")
  if (own) return own
  const label = (cell as HTMLInputElement).labels?.[0] ?? document.getElementById(cell.getAttribute("aria-labelledby") ?? "")
  return (label?.firstChild?.textContent ?? label?.textContent ?? "").trim()
}

export function isComputed(cell: Cell): boolean {
  return cell instanceof HTMLOutputElement
}

export function isLocked(cell: Cell): boolean {
  return isComputed(cell) || (cell as HTMLInputElement).disabled === true || (cell as HTMLInputElement).readOnly === true || (isGroup(cell) && ticks(cell).every((t) => t.disabled))
}

function isTick(cell: Element): cell is HTMLInputElement {
  return cell instanceof HTMLInputElement && (cell.type === "checkbox" || cell.type === "radio")
}

export function isGroup(cell: Cell): boolean {
  return cell.getAttribute("role") === "group"
}

export function ticks(group: Cell): HTMLInputElement[] {
  return Array.from(group.querySelectorAll<HTMLInputElement>("input[type=checkbox], input[type=radio]"))
}

// read is what is written in a cell.
export function read(cell: Cell): string {
  if (isComputed(cell)) return cell.querySelector(".faint") ? "" : (cell.textContent ?? "").trim()
  if (isGroup(cell)) return ticks(cell).filter((t) => t.checked).map((t) => t.value).join(",")
  if (searched(cell)) return codeOf(cell, cell.value)
  return (cell as Plain | HTMLSelectElement).value
}

export function write(cell: Cell, value: string): void {
  if (isComputed(cell)) cell.textContent = value
  else if (isGroup(cell)) ticks(cell).forEach((t) => (t.checked = listed(value, t.value)))
  else (cell as Plain | HTMLSelectElement).value = searched(cell) ? wordOf(cell, value) : value
}

// held is what the server holds of a cell.
export function held(cell: Cell): string {
  if (isGroup(cell)) return ticks(cell).filter((t) => t.defaultChecked).map((t) => t.value).join(",")
  if (cell instanceof HTMLSelectElement) return (Array.from(cell.options).find((o) => o.defaultSelected) ?? cell.options[0])?.value ?? ""
  if (searched(cell)) return codeOf(cell, cell.defaultValue)
  return (cell as Plain).defaultValue ?? ""
}

export function hold(cell: Cell, value: string): void {
  if (isGroup(cell)) return ticks(cell).forEach((t) => (t.defaultChecked = listed(value, t.value)))
  if (cell instanceof HTMLSelectElement) return Array.from(cell.options).forEach((o) => (o.defaultSelected = o.value === value))
  if (isComputed(cell)) return
  const now = (cell as Plain).value
  ;(cell as Plain).defaultValue = searched(cell) ? wordOf(cell, value) : value
  if ((cell as Plain).value !== now) (cell as Plain).value = now // an untouched input follows its default
}

function listed(value: string, one: string): boolean {
  return value.split(",").some((part) => part.trim() === one)
}

// told is what a cell says to people: of a choice its words, of one from a long list
// what stands there.
export function told(cell: Cell): string {
  if (cell instanceof HTMLSelectElement) return cell.value === "" ? "" : (cell.selectedOptions[0]?.text ?? "").trim()
  if (isGroup(cell)) return ticks(cell).filter((t) => t.checked).map((t) => (t.parentElement?.textContent ?? "").trim()).join("、")
  return searched(cell) ? cell.value : read(cell)
}

export function focusOn(cell: Cell): void {
  reveal(cell)
  const target = isGroup(cell) ? ticks(cell)[0] ?? cell : cell
  target.focus()
}
