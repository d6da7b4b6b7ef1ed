// Keys of a page: "/" goes to the search box, "?" opens the table of keys, and a
// button that names a key is pressed by it.
import { open } from "./dialog"
import * as pending from "./pending"
import { typing, visible } from "./typing"

export function start(): void {
  pending.begin((key) => pressedBy(key)?.click())
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (document.querySelector("dialog[open]")) return
    if (typing(event.target)) {
      // Enter in a field of a card that is being swapped is meant for the next one
      if (event.key === "Enter" && inside(event.target) && pending.wait("Enter")) event.preventDefault()
      return
    }
    if (event.key === "/") return act(event, () => document.querySelector<HTMLInputElement>("[data-search]")?.focus())
    if (event.key === "?") return act(event, help)
    if (isKey(event.key) && pending.wait(event.key)) return event.preventDefault()
    const button = pressedBy(event.key)
    if (button) act(event, () => button.click())
  })
}

function act(event: Event, what: () => void): void {
  event.preventDefault()
  what()
}

function inside(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("#reading input") !== null
}

// isKey tells a key that some button of the reader may name.
function isKey(key: string): boolean {
  return document.getElementById("reading") !== null && (key === "Enter" || /^[a-z]$/.test(key))
}

function pressedBy(key: string): HTMLElement | undefined {
  if (key === "Enter" && document.activeElement instanceof HTMLElement && document.activeElement.matches("a, button, summary")) return undefined
  const scope = document.querySelector("[data-keyscope]") ?? document
  const all = scope.querySelectorAll<HTMLElement>("[data-key]")
  return Array.from(all).find((b) => b.dataset.key === key && visible(b) && !(b as HTMLButtonElement).disabled)
}

// help opens the table of keys, with the rows that the page adds.
function help(): void {
  const rows = document.querySelector<HTMLTemplateElement>("template[data-keys]")
  const table = document.querySelector("#keys dl")
  if (rows && table && !table.querySelector("[data-own]")) {
    const own = document.importNode(rows.content, true)
    own.firstElementChild?.setAttribute("data-own", "")
    table.append(own)
  }
  open("keys")
}
