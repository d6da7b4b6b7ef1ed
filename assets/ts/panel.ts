// The side panel: what is swapped into it takes the focus, and closing it gives
// the focus back to what opened it.
import htmx from "htmx.org"

let opener: HTMLElement | null = null

export function start(): void {
  const place = document.getElementById("panel")
  if (!place) return
  document.addEventListener("htmx:before:request", remember)
  new MutationObserver(() => show(place)).observe(place, { childList: true })
  document.addEventListener("click", (event) => {
    if (!(event.target as Element).closest("#panel [data-panel-close]")) return
    event.preventDefault()
    close(place)
  })
  document.addEventListener("panel:open", (event) => {
    remember()
    void htmx.ajax("GET", (event as CustomEvent<string>).detail, { target: "#panel", swap: "innerHTML" })
  })
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && place.firstElementChild && !document.querySelector("dialog[open]")) close(place)
  })
}

function remember(): void {
  const active = document.activeElement
  if (active instanceof HTMLElement && !active.closest("#panel")) opener = active
}

function show(place: HTMLElement): void {
  const panel = place.querySelector<HTMLElement>("[data-panel]")
  document.getElementById("main")?.classList.toggle("with-panel", panel !== null)
  panel?.focus()
}

function close(place: HTMLElement): void {
  place.textContent = ""
  opener?.focus()
}
