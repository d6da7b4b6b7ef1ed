// Only what has problems: rows and sections without any are folded away, in long
// tables as in long forms. What is mended stays until the filter is set anew, so
// that nothing goes away under somebody's hands; what goes wrong meanwhile comes
// forth. Nothing is taken out of the page: what is folded is sent, checked and
// printed as ever, and no act on rows reaches those that nobody sees.
import { controls, focusOn } from "./cell"
import { places } from "./problem"
import { filtered, folded, height, standing } from "./table"
import { grown } from "./view"
import { button, element, say } from "./words"
import { tell } from "../toast"

const parts = "[data-grid] section.sheet[id^='s-']"

let on = false

export function start(): void {
  document.addEventListener("click", pressed)
  document.addEventListener("mousedown", (event) => {
    if ((event.target as Element).closest("[data-filter] button")) event.preventDefault() // the focus stays in its cell
  })
  document.addEventListener("sheet:unfold", (event) => unfold([(event as CustomEvent<Element>).detail]))
  document.addEventListener("sheet:changed", (event) => on && unfold((event as CustomEvent<Element[]>).detail)) // what changes is seen
  document.addEventListener("sheet:judged", follow)
  document.addEventListener("sheet:rows", () => on && tellHow())
  document.addEventListener("form:part", follow)
  tellHow()
}

// keyed sets the filter, or takes it off, by the key that does so in Excel and WPS.
export function keyed(event: KeyboardEvent): boolean {
  if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.altKey || event.key.toLowerCase() !== "l" || !place()) return false
  event.preventDefault()
  toggle()
  return true
}

function place(): HTMLElement | null {
  return document.querySelector<HTMLElement>("[data-filter]")
}

function pressed(event: Event): void {
  const target = event.target as Element
  if (target.closest("[data-filter-toggle]")) return toggle()
  if (!target.closest("[data-filter-renew]")) return
  fold()
  if (!document.activeElement || document.activeElement === document.body || !seen(document.activeElement)) place()?.querySelector<HTMLElement>("[data-filter-toggle]")?.focus()
}

function toggle(): void {
  if (!on && troubles().length === 0) return tell(say("filter-none"))
  on = !on
  if (on) fold()
  else clear()
  const cursor = document.activeElement?.closest("[data-grid] td")
  cursor?.scrollIntoView({ block: "nearest", inline: "nearest" })
}

function troubles(): HTMLElement[] {
  return Array.from(document.querySelectorAll<HTMLElement>(places))
}

// fold leaves the rows and sections in which something is to be dealt with, and
// those in which the cursor stands.
function fold(): void {
  const cursor = document.activeElement
  const rows = new Set<Element>()
  const sections = new Set<Element>()
  for (const inside of cursor ? [...troubles(), cursor] : troubles()) {
    const row = inside.closest("tr[data-row]")
    const section = inside.closest(parts)
    if (row) rows.add(row)
    if (section) sections.add(section)
  }
  for (const section of Array.from(document.querySelectorAll<HTMLElement>(parts))) {
    const table = section.querySelector<HTMLTableElement>("table[data-table]")
    if (section.querySelector(":scope > .note.red")) sections.add(section) // of the table as a whole
    close(section, !sections.has(section))
    if (!table) continue
    for (const row of Array.from(table.tBodies[0].rows)) row.classList.toggle("folded", row.dataset.row !== undefined && !rows.has(row))
    grown(table)
  }
  tellHow()
}

function clear(): void {
  document.querySelectorAll("[data-grid] tr.folded").forEach((row) => row.classList.remove("folded"))
  document.querySelectorAll<HTMLElement>(parts).forEach((section) => close(section, false))
  document.querySelectorAll<HTMLTableElement>("[data-grid] table[data-table]").forEach(grown)
  tellHow()
}

// close folds a section down to its head, which then opens it.
function close(section: HTMLElement, shut: boolean): void {
  section.classList.toggle("folded", shut)
  const head = section.querySelector("header")
  head?.querySelectorAll("[data-unfold]").forEach((part) => part.remove())
  if (!shut || !head) return
  const open = button(say("filter-open"), () => {
    close(section, false)
    whole(section)
    const first = section.querySelector<HTMLElement>(controls)
    if (first) focusOn(first)
  })
  open.setAttribute("aria-label", `${say("filter-open")} ${head.querySelector("h2")?.textContent ?? ""}`.trim())
  for (const part of [element("span", "hint push", say("filter-fine")), open]) {
    part.dataset.unfold = ""
    head.append(part)
  }
}

// whole shows all rows of a section that somebody has opened.
function whole(section: HTMLElement): void {
  section.querySelectorAll("tr.folded").forEach((row) => row.classList.remove("folded"))
  section.querySelectorAll<HTMLTableElement>("table[data-table]").forEach(grown)
  tellHow()
}

// unfold brings forth the rows and sections of some elements.
function unfold(some: Element[]): void {
  const tables = new Set<HTMLTableElement>()
  for (const inside of some) {
    const section = inside.closest<HTMLElement>(".sheet.folded")
    const row = inside.closest<HTMLTableRowElement>("tr.folded")
    if (section) close(section, false)
    row?.classList.remove("folded")
    const table = (row ?? section?.querySelector("tr"))?.closest("table")
    if (table) tables.add(table)
  }
  if (tables.size === 0) return
  tables.forEach(grown)
  tellHow()
}

// follow brings forth what went wrong since.
function follow(): void {
  if (on) unfold(troubles())
  tellHow()
}

// tellHow says how much there is to see: on the button, and over each table of
// which rows are left out.
function tellHow(): void {
  const bar = place()
  const toggler = bar?.querySelector<HTMLElement>("[data-filter-toggle]")
  if (!bar || !toggler) return
  const spots = new Set(troubles().map((inside) => inside.closest("tr[data-row]") ?? inside))
  write(toggler.querySelector("[data-filter-count]"), String(spots.size))
  toggler.setAttribute("aria-pressed", String(on))
  bar.hidden = spots.size === 0 && !on && !bar.contains(document.activeElement)
  const mended = on ? shown().filter((row) => !spots.has(row)).length : 0
  const renew = bar.querySelector<HTMLElement>("[data-filter-renew]")
  if (renew) {
    renew.hidden = mended === 0
    renew.textContent = say("filter-renew", mended)
  }
  document.querySelectorAll<HTMLTableElement>("[data-grid] table[data-table]").forEach(note)
}

// shown are the rows that a filter leaves in the tables of which it leaves some out.
function shown(): HTMLTableRowElement[] {
  return Array.from(document.querySelectorAll<HTMLTableElement>("[data-grid] table[data-table]"))
    .filter(filtered)
    .flatMap((table) => standing(table, 0, height(table) - 1).map((i) => table.tBodies[0].rows[i]))
}

// note says over a table that rows of it are left out, and tells those who do not see it.
function note(table: HTMLTableElement): void {
  const frame = table.closest(".scroll")
  let words = frame?.parentElement?.querySelector<HTMLElement>(":scope > .filtered") ?? null
  if (!frame || !filtered(table)) return words?.remove()
  if (!words) {
    words = element("p", "hint filtered")
    words.setAttribute("role", "status")
    frame.before(words)
  }
  write(words, say("filter-rows", height(table), String(standing(table, 0, height(table) - 1).length)))
}

function write(place: Element | null, text: string): void {
  if (place && place.textContent !== text) place.textContent = text
}

function seen(target: Element): boolean {
  return !folded(target.closest("tr")) && target.getClientRects().length > 0
}
