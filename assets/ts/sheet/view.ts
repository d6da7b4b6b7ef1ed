// Long tables: only the rows near what is seen are laid out. The others stay in the
// page with their values, so that nothing that reads, sends or checks them knows of
// it; they take no place of their own, and a gap above and below holds it for them.
// Printing, and pages without script, show every row.
// Rows that a filter leaves out count as if they were not there.
import { folded, height, rowsOf } from "./table"

const long = 150 // rows from which a table is shown in part
const around = 30 // rows that are ready above and below
const slack = 12 // of them that may be used up before others are made ready

// listed are the rows that can be seen at all.
function listed(table: HTMLTableElement): HTMLTableRowElement[] {
  return rowsOf(table).filter((row) => !folded(row))
}

const views = new Map<HTMLTableElement, View>()

class View {
  private first = 0
  private last = -1 // nothing is ready
  private sight: [number, number] = [0, -1] // the same as places in the table
  private high: number
  private readonly others = new Map<HTMLTableRowElement, number>() // rows of another height
  private readonly above = gap()
  private readonly below = gap()
  private waiting = false

  constructor(
    private readonly table: HTMLTableElement,
    private readonly frame: HTMLElement,
  ) {
    const rows = listed(table)
    rowsOf(table).forEach((row, i) => row.classList.toggle("far", i >= 2 * around))
    this.high = rows[0]?.offsetHeight || 39
    this.freeze()
    table.before(this.above)
    table.after(this.below)
    this.refresh()
    frame.addEventListener("scroll", () => this.later(), { passive: true })
    window.addEventListener("resize", () => this.later())
  }

  // freeze keeps the columns as wide as they are: they must not follow the rows that
  // happen to be ready.
  private freeze(): void {
    const heads = Array.from(this.table.tHead?.rows[0]?.cells ?? [])
    const widths = heads.map((head) => head.getBoundingClientRect().width)
    heads.forEach((head, i) => (head.style.width = `${widths[i]}px`))
    this.table.style.minWidth = `${widths.reduce((all, one) => all + one, 0)}px`
    this.table.style.tableLayout = "fixed"
    this.table.setAttribute("aria-colcount", String(heads.length))
  }

  private later(): void {
    if (this.waiting) return
    this.waiting = true
    requestAnimationFrame(() => {
      this.waiting = false
      this.follow()
    })
  }

  // follow makes the rows ready that have come near.
  private follow(): void {
    const [top, bottom] = this.seen()
    if (top - slack >= this.first && bottom + slack <= this.last) return
    const rows = listed(this.table)
    if (top - slack < 0 && this.first === 0 && bottom + slack <= this.last) return
    if (bottom + slack >= rows.length && this.last === rows.length - 1 && top - slack >= this.first) return
    this.put(rows, top - around, bottom + around)
  }

  // seen are the first and the last row in sight.
  private seen(): [number, number] {
    const from = Math.floor(this.frame.scrollTop / this.high)
    return [from, from + Math.ceil(this.frame.clientHeight / this.high)]
  }

  // refresh looks again which rows are ready, after rows came, went or moved.
  refresh(): void {
    const [top, bottom] = this.seen()
    this.last = -1
    this.put(listed(this.table), top - around, bottom + around)
  }

  // show makes a row ready, and those about it.
  show(row: HTMLTableRowElement): void {
    if (!row.classList.contains("far")) return
    const rows = listed(this.table)
    const at = rows.indexOf(row)
    if (at >= 0) this.put(rows, at - 2 * around, at + 2 * around)
  }

  private put(rows: HTMLTableRowElement[], from: number, to: number): void {
    const first = Math.max(0, Math.min(from, rows.length - 1))
    const last = Math.min(rows.length - 1, Math.max(to, first))
    this.remember(rows)
    rows.forEach((row, i) => {
      const far = i < first || i > last
      if (row.classList.contains("far") !== far) row.classList.toggle("far", far)
      if (!far) row.setAttribute("aria-rowindex", String(row.sectionRowIndex + 2))
    })
    const body = this.table.tBodies[0].rows
    for (let i = height(this.table); i < body.length; i++) body[i].classList.toggle("far", last < rows.length - 1) // sums stand below the last row
    this.table.setAttribute("aria-rowcount", String(body.length + 1))
    this.first = first
    this.last = last
    this.sight = last < first ? [0, -1] : [rows[first].sectionRowIndex, rows[last].sectionRowIndex]
    this.above.style.height = `${this.place(rows, 0, first)}px`
    this.below.style.height = `${this.place(rows, last + 1, rows.length)}px`
    document.dispatchEvent(new CustomEvent("sheet:view", { detail: this.table }))
  }

  // remember keeps the height of rows that are not like the others, before they go.
  private remember(rows: HTMLTableRowElement[]): void {
    for (let i = this.first; i <= Math.min(this.last, rows.length - 1); i++) {
      const high = rows[i].offsetHeight
      if (high === 0) continue
      if (high === this.high) this.others.delete(rows[i])
      else this.others.set(rows[i], high)
    }
  }

  private place(rows: HTMLTableRowElement[], from: number, to: number): number {
    let high = Math.max(0, to - from) * this.high
    if (this.others.size > 0) for (let i = from; i < to; i++) high += (this.others.get(rows[i]) ?? this.high) - this.high
    return high
  }

  ready(): [number, number] {
    return this.sight
  }
}

function gap(): HTMLElement {
  const made = document.createElement("div")
  made.className = "rowgap"
  made.setAttribute("aria-hidden", "true")
  return made
}

// grown looks at a table that got or lost rows. New rows of a long table may be made
// far before they are put into it: see far.
export function grown(table: HTMLTableElement): void {
  const view = views.get(table)
  if (view) return view.refresh()
  const frame = table.closest<HTMLElement>(".scroll")
  if (!frame || !table.matches("[data-table]") || rowsOf(table).length <= long) return
  if (frame.clientWidth > 0) views.set(table, new View(table, frame))
  else whenOpened(table, frame)
}

const closed = new WeakSet<HTMLTableElement>() // tables that wait for their tab to be opened

function whenOpened(table: HTMLTableElement, frame: HTMLElement): void {
  if (closed.has(table)) return
  closed.add(table)
  const look = new ResizeObserver(() => {
    if (frame.clientWidth === 0) return
    look.disconnect()
    closed.delete(table)
    grown(table)
  })
  look.observe(frame)
}

// crowded tells that a table with so many more rows is shown in part.
export function crowded(table: HTMLTableElement, more: number): boolean {
  return views.has(table) || rowsOf(table).length + more > long
}

// reveal makes the row of an element ready, to be gone to, also where a filter has
// left it or its section out.
export function reveal(inside: Element): void {
  const hidden = inside.closest(".sheet.folded") ?? inside.closest("tr.folded")
  if (hidden) document.dispatchEvent(new CustomEvent("sheet:unfold", { detail: inside }))
  const row = inside.closest<HTMLTableRowElement>("tr.far")
  const table = row?.closest("table")
  if (row && table) views.get(table)?.show(row)
}

// ready are the first and the last row of a table that are laid out.
export function ready(table: HTMLTableElement): [number, number] {
  return views.get(table)?.ready() ?? [0, Infinity]
}

export function start(): void {
  document.querySelectorAll<HTMLTableElement>("[data-grid] table[data-table]").forEach(grown)
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href^='#']") : null
    if (link) target(link.hash)
  }, true)
  window.addEventListener("hashchange", () => target(location.hash))
  target(location.hash)?.scrollIntoView({ block: "center" })
}

// target makes the cell ready to which an address leads.
function target(hash: string): HTMLElement | null {
  const cell = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null
  if (!cell?.closest("tr.far, tr.folded, .sheet.folded")) return null
  reveal(cell)
  return cell
}
