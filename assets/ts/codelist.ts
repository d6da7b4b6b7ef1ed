// The grid of a code list: a paste of many cells fills rows from the cell in which
// it is made (a line whose code is in the list already goes to its row), Enter and the arrow keys go up and down, rows are moved, added, taken
// out, or retired as of today. The order of the rows is the order that is saved.
const columns = ["code", "name", "under", "retired"]

export function start(): void {
  show()
  document.addEventListener("htmx:after:swap", show)
  document.addEventListener("click", click)
  document.addEventListener("keydown", key)
  document.addEventListener("keypress", (event) => isCell(event.target) && event.key === "Enter" && event.preventDefault()) // where it comes by itself
  document.addEventListener("paste", paste)
}

// show brings out what only a script can do.
const show = (): void => document.querySelectorAll<HTMLElement>("[data-codes-tools]").forEach((tools) => (tools.hidden = false))
const rowOf = (part: Element): HTMLTableRowElement | null => part.closest<HTMLTableRowElement>("[data-codes-row]")
const rowsIn = (grid: Element): HTMLTableRowElement[] => Array.from(grid.querySelectorAll<HTMLTableRowElement>("[data-codes-row]"))
const cell = (row: Element, column: string): HTMLInputElement | null => row.querySelector<HTMLInputElement>(`input[name$=".${column}"]`)
const columnOf = (input: HTMLInputElement): string => input.name.split(".").pop() ?? ""
const isCell = (target: EventTarget | null): target is HTMLInputElement => target instanceof HTMLInputElement && target.closest("[data-codes-row]") !== null

function click(event: MouseEvent): void {
  const button = (event.target as Element).closest<HTMLElement>("[data-codes-up], [data-codes-down], [data-codes-retire], [data-codes-drop], [data-codes-add]")
  if (!button) return
  const grid = document.querySelector<HTMLElement>("[data-codes]")
  if (!grid) return
  if (button.hasAttribute("data-codes-add")) {
    const made = add(grid)
    cell(made, "code")?.focus()
    return
  }
  const row = rowOf(button)
  if (!row) return
  if (button.hasAttribute("data-codes-retire")) retire(row, grid.dataset.today ?? "")
  else if (button.hasAttribute("data-codes-drop")) drop(row, grid)
  else move(row, grid, button.hasAttribute("data-codes-up") ? -1 : 1, button)
}

// retire writes today into the row, or takes the day out again.
function retire(row: Element, today: string): void {
  const input = cell(row, "retired")
  if (!input) return
  input.value = input.value === "" ? today : ""
  say(row)
  changed(input)
  input.focus()
}

// say lets the button of a row say what it does next.
function say(row: Element): void {
  const button = row.querySelector<HTMLElement>("[data-codes-retire]")
  if (button) button.textContent = (cell(row, "retired")?.value === "" ? button.dataset.retire : button.dataset.revive) ?? ""
}

function drop(row: HTMLTableRowElement, grid: HTMLElement): void {
  const rows = rowsIn(grid)
  const next = rows[rows.indexOf(row) + 1] ?? rows[rows.indexOf(row) - 1]
  if (rows.length === 1) row.querySelectorAll("input").forEach((input) => (input.value = ""))
  else row.remove()
  renumber(grid)
  if (next) cell(next, "code")?.focus()
}

function move(row: HTMLTableRowElement, grid: HTMLElement, by: number, focus: HTMLElement): void {
  const rows = rowsIn(grid)
  const other = rows[rows.indexOf(row) + by]
  if (!other) return
  if (by < 0) other.before(row)
  else other.after(row)
  renumber(grid)
  focus.focus()
}

// add makes an empty row below the last one.
function add(grid: HTMLElement): HTMLTableRowElement {
  const rows = rowsIn(grid)
  const pattern = rows.find((row) => !row.hasAttribute("data-kept")) ?? rows[rows.length - 1]
  const made = pattern.cloneNode(true) as HTMLTableRowElement
  made.removeAttribute("data-kept")
  made.querySelectorAll(".why, .light").forEach((said) => said.remove())
  made.querySelectorAll("input").forEach((input) => {
    input.value = ""
    input.readOnly = false
    input.classList.remove("bad")
    input.removeAttribute("aria-invalid")
    input.removeAttribute("aria-describedby")
  })
  rows[rows.length - 1].after(made)
  renumber(grid)
  return made
}

// renumber gives the rows the numbers of their places, also in what is read out.
function renumber(grid: HTMLElement): void {
  rowsIn(grid).forEach((row, n) => {
    const number = row.querySelector("[data-codes-no]")
    const was = number?.textContent ?? ""
    if (number) number.textContent = String(n + 1)
    row.querySelectorAll<HTMLInputElement>("input[name]").forEach((input) => {
      input.name = `row.${n}.${columnOf(input)}`
      if (input.id) input.id = input.name
    })
    row.querySelectorAll("[aria-label]").forEach((part) => part.setAttribute("aria-label", (part.getAttribute("aria-label") ?? "").replace(new RegExp(`(^|\\D)${was}(\\D|$)`), `$1${n + 1}$2`)))
  })
  const first = grid.querySelector("input")
  if (first) changed(first)
}

function key(event: KeyboardEvent): void {
  if (!isCell(event.target) || event.isComposing || event.ctrlKey || event.metaKey) return
  const row = rowOf(event.target)
  const grid = event.target.closest<HTMLElement>("[data-codes]")
  if (!row || !grid) return
  const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" || event.key === "Enter" ? 1 : 0
  if (by === 0) return
  event.preventDefault() // Enter goes on, and does not save
  if (event.altKey) return move(row, grid, by, event.target)
  const rows = rowsIn(grid)
  const next = rows[rows.indexOf(row) + by] ?? (event.key === "Enter" ? add(grid) : null)
  const to = next && cell(next, columnOf(event.target))
  to?.focus()
  to?.select()
}

// paste fills cells from the one in which it is made, right and down. A row that was
// published takes no other code: lines that are new go on to the next free row.
function paste(event: ClipboardEvent): void {
  const input = event.target
  const text = event.clipboardData?.getData("text/plain") ?? ""
  if (!isCell(input) || !/[\n\t]/.test(text.replace(/\r?\n$/, ""))) return
  const grid = input.closest<HTMLElement>("[data-codes]")
  const row = rowOf(input)
  if (!grid || !row) return
  event.preventDefault()
  const shown = columns.filter((column) => cell(row, column)?.type !== "hidden" && cell(row, column))
  const from = shown.indexOf(columnOf(input))
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n").map((line) => line.split("\t").map((part) => part.trim()))
  let at: HTMLTableRowElement | null = row
  let last = input
  for (const parts of lines) {
    let into: HTMLTableRowElement | null = from === 0 ? rowOfCode(grid, parts[0]) : null
    if (!into) {
      while (at && from === 0 && at.hasAttribute("data-kept")) at = after(at, grid)
      into = at ?? add(grid)
      at = after(into, grid)
    }
    parts.forEach((part, j) => {
      const to = cell(into, shown[from + j] ?? "")
      if (!to || to.readOnly) return
      to.value = part
      last = to
    })
  }
  rowsIn(grid).forEach(say)
  renumber(grid)
  last.focus()
}

function after(row: HTMLTableRowElement, grid: HTMLElement): HTMLTableRowElement | null {
  const rows = rowsIn(grid)
  return rows[rows.indexOf(row) + 1] ?? null
}

// rowOfCode is the row that has the code already.
function rowOfCode(grid: HTMLElement, code: string): HTMLTableRowElement | null {
  if (code === "") return null
  return rowsIn(grid).find((row) => cell(row, "code")?.value === code) ?? null
}

function changed(input: HTMLElement): void {
  input.dispatchEvent(new Event("input", { bubbles: true }))
}
