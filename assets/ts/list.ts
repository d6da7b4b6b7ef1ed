// Lists by keyboard: j and k move, x ticks, Enter opens. The row's own link takes
// the focus, so that Enter and screen readers need nothing special.
import { typing, visible } from "./typing"

export function start(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (typing(event.target) || document.querySelector("dialog[open]")) return
    const list = theList()
    if (!list) return
    if (event.key === "j" || event.key === "k") {
      event.preventDefault()
      move(list, event.key === "j" ? 1 : -1)
    }
    if (event.key === "x") tick(list)
  })
  document.addEventListener("focusin", (event) => {
    const row = (event.target as Element).closest?.("[data-list] tbody tr")
    if (row) mark(row)
  })
}

// theList is the list that holds the current row, or the first one that is seen.
function theList(): Element | undefined {
  const marked = document.querySelector("[data-list] tr.at")?.closest("[data-list]")
  if (marked && visible(marked)) return marked
  return Array.from(document.querySelectorAll("[data-list]")).find(visible)
}

function rows(list: Element): HTMLElement[] {
  return Array.from(list.querySelectorAll<HTMLElement>("tbody tr:not(.group)")).filter(visible)
}

function move(list: Element, by: number): void {
  const all = rows(list)
  if (all.length === 0) return
  const now = all.findIndex((row) => row.classList.contains("at"))
  const next = all[now < 0 ? 0 : Math.min(Math.max(now + by, 0), all.length - 1)]
  mark(next)
  const link = (next.querySelector<HTMLElement>(".main a") ?? next.querySelector<HTMLElement>("a[href]"))
  if (link) link.focus({ preventScroll: true })
  next.scrollIntoView({ block: "nearest" })
}

function mark(row: Element): void {
  document.querySelectorAll("[data-list] tr.at").forEach((r) => r.classList.remove("at"))
  row.classList.add("at")
}

function tick(list: Element): void {
  const box = list.querySelector<HTMLInputElement>("tr.at input[type=checkbox]")
  box?.click()
}
