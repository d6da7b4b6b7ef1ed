// Keys of a page: "/" goes to the search box, "?" opens the table of keys, and a
// button that names a key is pressed by it.
import { open } from "./dialog"
import { typing, visible } from "./typing"

export function start(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (typing(event.target) || document.querySelector("dialog[open]")) return
    if (event.key === "/") return act(event, () => document.querySelector<HTMLInputElement>("[data-search]")?.focus())
    if (event.key === "?") return act(event, () => open("keys"))
    const button = pressedBy(event.key)
    if (button) act(event, () => button.click())
  })
}

function act(event: Event, what: () => void): void {
  event.preventDefault()
  what()
}

function pressedBy(key: string): HTMLElement | undefined {
  if (key === "Enter" && document.activeElement instanceof HTMLElement && document.activeElement.matches("a, button, summary")) return undefined
  const all = document.querySelectorAll<HTMLElement>("[data-key]")
  return Array.from(all).find((b) => b.dataset.key === key && visible(b) && !(b as HTMLButtonElement).disabled)
}
