// Two texts side by side: choosing a commitment shows its card and its answers at
// once. Without scripts every number is a link that does the same on the server.
import { typing, visible } from "./typing"

export function start(): void {
  const page = document.querySelector<HTMLElement>("[data-compare]")
  if (!page) return
  page.classList.add("live")
  page.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    const target = event.target as Element
    const link = target.closest<HTMLElement>("a[data-at], a[data-step]")
    const no = link?.dataset.at ?? (link ? beside(page, Number(link.dataset.step)) : entryOf(target))
    if (no === undefined) return
    event.preventDefault()
    choose(page, no)
  })
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return
    if (event.key !== "j" && event.key !== "k") return
    event.preventDefault()
    const no = beside(page, event.key === "j" ? 1 : -1)
    if (no !== undefined) choose(page, no)
  })
  const on = page.querySelector<HTMLElement>("[data-card].on")?.dataset.card
  if (on) show(page, on)
}

// entryOf is the commitment of words in either text: the first that has a card.
function entryOf(target: Element): string | undefined {
  if (target.closest("a")) return undefined
  return target.closest<HTMLElement>("[data-entry]")?.dataset.entry?.split(" ").find((no) => no !== "")
}

// beside is the commitment before or after the chosen one, as they are filtered.
function beside(page: HTMLElement, by: number): string | undefined {
  const cards = Array.from(page.querySelectorAll<HTMLElement>("[data-card]"))
  const at = cards.findIndex((card) => card.classList.contains("on"))
  return cards[at < 0 ? 0 : at + by]?.dataset.card
}

function choose(page: HTMLElement, no: string): void {
  const card = page.querySelector<HTMLElement>(`[data-card="${no}"]`)
  if (!card) {
    location.assign(`${page.dataset.compare?.replace(/&?only=[^&]*/, "")}&at=${no}`)
    return
  }
  page.querySelectorAll(".on[data-card], .on[data-entry]").forEach((e) => e.classList.remove("on"))
  card.classList.add("on")
  page.querySelectorAll(`[data-entry~="${no}"]`).forEach((e) => e.classList.add("on"))
  history.replaceState(null, "", `${page.dataset.compare}&at=${no}`)
  page.querySelectorAll<HTMLElement>("[data-step]").forEach((link) => (link.hidden = beside(page, Number(link.dataset.step)) === undefined))
  show(page, no)
}

// show brings the words of a commitment into sight, each text by itself.
function show(page: HTMLElement, no: string): void {
  page.querySelectorAll<HTMLElement>("[data-side]").forEach((text) => {
    const words = text.querySelector<HTMLElement>(`[data-entry~="${no}"]`)
    if (!words || !visible(words)) return
    const top = words.getBoundingClientRect().top - text.getBoundingClientRect().top
    text.scrollTop += top - text.clientHeight / 3
  })
  const card = page.querySelector<HTMLElement>(`[data-card="${no}"]`)
  if (card && !page.querySelector("[data-side]")?.getClientRects().length) card.scrollIntoView({ block: "nearest" })
}
