// The matrix of units and periods by keyboard: arrows move between squares, Home
// and End along a row, with Ctrl to the corners; Enter opens the return, x ticks
// the unit, r reminds it. One square is in the order of Tab, not fifteen thousand.
const table = document.querySelector<HTMLTableElement>("table.matrix")

function links(row: Element): HTMLAnchorElement[] {
  return Array.from(row.querySelectorAll<HTMLAnchorElement>("td.c a"))
}

function rows(): HTMLTableRowElement[] {
  return Array.from((table as HTMLTableElement).tBodies[0].rows).filter((row) => !row.classList.contains("group"))
}

let stop: HTMLAnchorElement | null = null

// rove makes a link the one that Tab finds.
function rove(link: HTMLAnchorElement): void {
  if (stop) stop.tabIndex = -1
  stop = link
  link.tabIndex = 0
}

function go(link: HTMLAnchorElement | undefined): boolean {
  if (!link) return false
  rove(link)
  link.focus({ preventScroll: true })
  link.scrollIntoView({ block: "nearest", inline: "nearest" })
  return true
}

function column(link: Element): number {
  return (link.closest("td") as HTMLTableCellElement).cellIndex
}

// vertical goes up or down in a column, over units that owe nothing there.
function vertical(link: HTMLAnchorElement, by: number, steps = 1): HTMLAnchorElement | undefined {
  const all = rows()
  const at = all.indexOf(link.closest("tr") as HTMLTableRowElement)
  let found: HTMLAnchorElement | undefined
  for (let i = at + by; i >= 0 && i < all.length && steps > 0; i += by) {
    const next = all[i].cells[column(link)]?.querySelector<HTMLAnchorElement>("a") ?? undefined
    if (!next) continue
    found = next
    steps--
  }
  return found
}

function next(link: HTMLAnchorElement, event: KeyboardEvent): HTMLAnchorElement | undefined {
  const own = links(link.closest("tr") as Element)
  const at = own.indexOf(link)
  const all = event.ctrlKey || event.metaKey ? rows() : []
  switch (event.key) {
    case "ArrowLeft":
      return own[at - 1]
    case "ArrowRight":
      return own[at + 1]
    case "ArrowUp":
      return vertical(link, -1)
    case "ArrowDown":
      return vertical(link, 1)
    case "PageUp":
      return vertical(link, -1, 20)
    case "PageDown":
      return vertical(link, 1, 20)
    case "Home":
      return (all.length ? all.map(links).find((l) => l.length > 0) : own)?.[0]
    case "End": {
      const last = all.length ? all.map(links).filter((l) => l.length > 0).pop() ?? [] : own
      return last[last.length - 1]
    }
  }
  return undefined
}

function remind(): void {
  const button = document.querySelector<HTMLButtonElement>("form#chase button[value=remind]")
  const ticked = document.querySelector("input[form=chase]:checked")
  if (!button) return
  if (ticked) return button.focus() // Enter sends it: a single key never writes to a school
  const box = document.querySelector<HTMLInputElement>("table.matrix tr.at input[type=checkbox]:not(:disabled)")
  if (!box) return
  box.click()
  button.focus()
}

function begin(matrix: HTMLTableElement): void {
  const all = matrix.querySelectorAll<HTMLAnchorElement>("td.c a")
  all.forEach((link) => (link.tabIndex = -1))
  const first = matrix.querySelector<HTMLAnchorElement>("td.now a") ?? all[0]
  if (first) rove(first)
  matrix.addEventListener("focusin", (event) => event.target instanceof HTMLAnchorElement && event.target.closest("td.c") && rove(event.target))
  matrix.addEventListener("keydown", (event) => {
    const link = event.target instanceof HTMLAnchorElement ? event.target : null
    if (!link?.closest("td.c") || event.altKey || event.isComposing) return
    if (/^(Arrow|Home|End|Page)/.test(event.key)) {
      event.preventDefault()
      go(next(link, event))
    }
  })
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement && event.target.type !== "checkbox"
    if (event.key !== "r" || event.ctrlKey || event.metaKey || event.altKey || typing || document.querySelector("dialog[open]")) return
    event.preventDefault()
    remind()
  })
}

if (table) begin(table)

export {}
