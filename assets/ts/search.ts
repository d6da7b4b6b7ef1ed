// Choosing from a long list by typing a part of a name or code, or the first letters
// of how it sounds. The text is the cell itself, so that the clipboard, drafts and
// tables treat it like any other; under it opens what fits. Arrows go through it,
// Enter and Tab take what is marked, Escape puts back what stood there. Without
// scripts the browser's own list opens.
import { begins, beside, codeOf, find, offered, searched, several, sourceOf, strange, wordOf, type Item } from "./sheet/items"

const part = 60 // items that are put into the list at once; more come with scrolling
const page = 8 // that the keys for pages pass over

let box: HTMLElement | null = null
let cell: HTMLInputElement | null = null // over which the list is open
let before = "" // how the cell read when it was gone to, or last taken from the list
let found: Item[] = []
let shown = 0
let active = -1
let narrowed = false // something was typed since
let own = false // what is heard is our own doing
let taken = false // the key that is down was meant for the list

export function start(): void {
  adopt(document)
  document.addEventListener("form:part", (event) => adopt((event as CustomEvent<HTMLElement>).detail))
  document.addEventListener("formdata", coded)
  document.addEventListener("focusin", (event) => searched(event.target) && entered(event.target))
  document.addEventListener("input", (event) => !own && searched(event.target) && !(event as InputEvent).isComposing && typed(event.target))
  document.addEventListener("compositionend", (event) => searched(event.target) && typed(event.target))
  document.addEventListener("click", (event) => searched(event.target) && event.target !== cell && clicked(event.target))
  document.addEventListener("keydown", keys, true)
  document.addEventListener("keypress", (event) => event.key === "Enter" && taken && event.preventDefault(), true) // some drivers of keyboards send it on its own
  document.addEventListener("keyup", () => (taken = false), true)
  document.addEventListener("focusout", (event) => searched(event.target) && left(event.target))
  window.addEventListener("scroll", () => cell && place(), true)
  window.addEventListener("resize", () => cell && place())
  window.visualViewport?.addEventListener("resize", () => cell && place())
}

// coded lets a form that is sent say the codes of what was chosen, as with any choice.
function coded(event: Event): void {
  const data = (event as FormDataEvent).formData
  for (const field of Array.from((event.target as HTMLFormElement).elements)) if (searched(field) && data.has(field.name)) data.set(field.name, codeOf(field, field.value))
}

function adopt(root: ParentNode): void {
  root.querySelectorAll("input[data-items]").forEach((input) => searched(input) && dress(input))
  root.querySelectorAll("template").forEach((pattern) => adopt(pattern.content))
}

// dress tells those who hear the page what the text is.
function dress(input: HTMLInputElement): void {
  input.removeAttribute("list")
  const told = { role: "combobox", "aria-autocomplete": "list", "aria-haspopup": "listbox", "aria-expanded": "false" }
  Object.entries(told).forEach(([name, value]) => input.setAttribute(name, value))
}

function entered(input: HTMLInputElement): void {
  before = input.value
  if (input.getAttribute("role") === null) dress(input)
}

function typed(input: HTMLInputElement): void {
  if (cell !== input) open(input)
  narrowed = true
  show(entry(input).text)
}

function clicked(input: HTMLInputElement): void {
  if (document.activeElement !== input) return
  open(input)
  if (!several(input)) input.select() // what is typed takes its place
  show("")
}

function open(input: HTMLInputElement): void {
  close()
  cell = input
  narrowed = false
}

// entry is the part of the text in which the cursor stands: the whole of it, or one of several.
function entry(input: HTMLInputElement): { from: number; to: number; text: string } {
  if (!several(input)) return { from: 0, to: input.value.length, text: input.value }
  const at = input.selectionStart ?? input.value.length
  const from = Math.max(...[",", "，", "、", ";", "；"].map((sign) => input.value.lastIndexOf(sign, at - 1))) + 1
  const rest = input.value.slice(at).search(/[,，、;；]/)
  const to = rest < 0 ? input.value.length : at + rest
  return { from, to, text: input.value.slice(from, to) }
}

// show lists what fits. What is typed marks the nearest; a list that was only opened
// marks what is chosen.
function show(text: string): void {
  if (!cell) return
  const source = sourceOf(cell)
  const items = offered(cell)
  if (!source) return
  found = items === null ? [] : find(items, text)
  const now = codeOf(cell, entry(cell).text)
  active = text.trim() === "" ? found.findIndex((item) => item.code === now) : Math.min(0, found.length - 1)
  shown = 0
  const list = document.createElement("ul")
  list.id = "found"
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", nameOf(cell))
  list.addEventListener("scroll", () => list.scrollTop + 2 * list.clientHeight > list.scrollHeight && more(shown + part))
  const under = frame()
  under.querySelector("ul")?.remove()
  under.prepend(list)
  const note = under.querySelector("p") as HTMLElement // one that stays is read out when it changes
  note.textContent = words(source, items, text)
  list.hidden = found.length === 0
  more(Math.max(part, active + page))
  cell.setAttribute("aria-expanded", "true")
  cell.setAttribute("aria-controls", "found")
  place()
  mark(active)
}

// words say how much there is, or why there is nothing.
function words(source: HTMLElement, items: Item[] | null, text: string): string {
  if (items === null) return cell?.dataset.first ?? ""
  if (items.length === 0) {
    const above = document.getElementById(cell?.dataset.under ?? "")
    const choice = above instanceof HTMLSelectElement ? above.selectedOptions[0]?.text ?? "" : (above as HTMLInputElement | null)?.value ?? ""
    return (source.dataset.nothing ?? "").replace("@", () => choice) // a text may hold what stands for parts of a pattern
  }
  return found.length === 0 ? (source.dataset.none ?? "").replace("@", () => text.trim()) : (source.dataset.count ?? "").replace("#", String(found.length))
}

function nameOf(input: HTMLInputElement): string {
  return input.getAttribute("aria-label") ?? input.labels?.[0]?.firstChild?.textContent?.trim() ?? ""
}

function frame(): HTMLElement {
  if (!box) {
    box = document.createElement("div")
    box.className = "found"
    const note = document.createElement("p")
    note.className = "hint"
    note.setAttribute("role", "status")
    box.append(note)
    box.addEventListener("mousedown", (event) => event.preventDefault()) // the cell keeps the focus
    box.addEventListener("click", (event) => {
      const row = event.target instanceof Element ? event.target.closest("li") : null
      if (row) take(found[Number(row.dataset.at)])
    })
  }
  const home = cell?.closest<HTMLElement>("dialog[open], main") ?? document.body
  if (box.parentElement !== home) home.append(box)
  box.hidden = false
  return box
}

// more puts further items into the list.
function more(to: number): void {
  const list = box?.querySelector("ul")
  if (!list) return
  for (const most = Math.min(to, found.length); shown < most; shown++) list.append(row(found[shown], shown))
}

function row(item: Item, at: number): HTMLElement {
  const made = document.createElement("li")
  made.id = `found-${at}`
  made.dataset.at = String(at)
  made.append(item.name)
  if (item.shown !== "") {
    const code = document.createElement("span")
    code.textContent = item.shown
    made.append(" ", code)
  }
  made.setAttribute("role", "option")
  made.setAttribute("aria-selected", "false")
  made.setAttribute("aria-setsize", String(found.length))
  made.setAttribute("aria-posinset", String(at + 1))
  return made
}

function mark(at: number): void {
  active = at
  more(at + page)
  box?.querySelectorAll("[aria-selected=true]").forEach((other) => other.setAttribute("aria-selected", "false"))
  const now = at < 0 ? null : document.getElementById(`found-${at}`)
  if (!now) return cell?.removeAttribute("aria-activedescendant")
  now.setAttribute("aria-selected", "true")
  cell?.setAttribute("aria-activedescendant", now.id)
  const list = now.parentElement as HTMLElement
  if (now.offsetTop < list.scrollTop) list.scrollTop = now.offsetTop
  else if (now.offsetTop + now.offsetHeight > list.scrollTop + list.clientHeight) list.scrollTop = now.offsetTop + now.offsetHeight - list.clientHeight
}

// place puts the list under its cell, or over it where there is more room. Its place
// is set by script alone: the page's policy allows no styles in markup.
function place(): void {
  const list = box?.querySelector("ul")
  if (!cell || !box || !list) return
  const at = cell.getBoundingClientRect()
  const view = window.visualViewport
  const [top, bottom] = view ? [view.offsetTop, view.offsetTop + view.height] : [0, window.innerHeight]
  const frameOf = cell.closest(".scroll")?.getBoundingClientRect()
  if (at.bottom < top || at.top > bottom || (frameOf && (at.bottom < frameOf.top || at.top > frameOf.bottom))) return close() // it was scrolled away
  const wide = Math.min(Math.max(at.width, 280), window.innerWidth - 16)
  box.style.width = `${wide}px`
  box.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - 8 - wide))}px`
  const [above, below] = [at.top - top, bottom - at.bottom]
  const over = below < 220 && above > below
  list.style.maxHeight = `${Math.max(96, Math.min(320, (over ? above : below) - 48))}px`
  box.style.top = over ? "auto" : `${at.bottom + 2}px`
  box.style.bottom = over ? `${window.innerHeight - at.top + 2}px` : "auto"
}

function close(): void {
  cell?.setAttribute("aria-expanded", "false")
  cell?.removeAttribute("aria-controls")
  cell?.removeAttribute("aria-activedescendant")
  if (box) box.hidden = true
  cell = null
  active = -1
}

function keys(event: KeyboardEvent): void {
  const input = event.target
  if (!searched(input) || event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey) return
  const inTable = input.closest("[data-grid] td") !== null
  if (cell !== input) {
    const asked = event.key === "F2" || ((event.key === "ArrowDown" || event.key === "ArrowUp") && (event.altKey || (!inTable && !event.shiftKey)))
    if (!asked) return
    open(input)
    show("")
    if (event.key !== "F2") mine(event)
    return
  }
  switch (event.key) {
    case "ArrowDown":
    case "ArrowUp":
    case "PageDown":
    case "PageUp":
      if (event.shiftKey) return
      step(event.key.endsWith("Down") ? 1 : -1, event.key.startsWith("Page") ? page : 1)
      return mine(event)
    case "Enter":
      if (active >= 0) take(found[active])
      else if (inTable) close()
      if (!inTable || several(input)) mine(event)
      return
    case "Tab":
      if (active >= 0 && narrowed) take(found[active])
      return close()
    case "Escape":
      if (!inTable) {
        put(input, before)
        mine(event)
      }
      return close()
  }
}

// mine keeps a key from the table and the page around.
function mine(event: KeyboardEvent): void {
  taken = true
  event.preventDefault()
  event.stopPropagation()
}

function step(by: number, far: number): void {
  if (found.length === 0) return
  const to = active + by * far
  if (far > 1) return mark(Math.max(0, Math.min(to, found.length - 1)))
  mark(to < 0 ? found.length - 1 : to % found.length)
}

function take(item: Item): void {
  if (!cell) return
  const input = cell
  const at = entry(input)
  const word = several(input) ? (beside(item) as string) : item.word
  const text = input.value.slice(0, at.from) + word + input.value.slice(at.to)
  close()
  put(input, text)
  before = text
  input.setSelectionRange(at.from + word.length, at.from + word.length)
}

// put writes a text as if it had been typed and left.
function put(input: HTMLInputElement, text: string): void {
  if (input.value === text) return
  input.value = text
  own = true
  input.dispatchEvent(new Event("input", { bubbles: true }))
  input.dispatchEvent(new Event("change", { bubbles: true }))
  own = false
}

// left takes the only item whose name begins like what was typed; any other text
// stays, to be judged. A code that was typed is shown by its word.
function left(input: HTMLInputElement): void {
  if (cell === input) {
    if (narrowed && found.length === 1 && !several(input) && strange(input, input.value) && begins(found[0], input.value)) take(found[0])
    close()
  }
  const word = wordOf(input, codeOf(input, input.value))
  if (word !== input.value) input.value = word
}
