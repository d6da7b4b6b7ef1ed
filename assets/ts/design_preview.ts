// The preview: as wide as a telephone or as a desk's screen, and fresh after each
// change.
const kept = "design:width"

export function start(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("[data-width]")
    if (button) show(button.dataset.width as string)
  })
  document.body.addEventListener("design:saved", refresh)
  restore()
  document.addEventListener("htmx:after:swap", restore)
}

function refresh(): void {
  const frame = document.querySelector<HTMLIFrameElement>("[data-preview]")
  frame?.contentWindow?.location.reload()
}

function show(width: string): void {
  document.querySelectorAll<HTMLButtonElement>("[data-width]").forEach((b) => b.setAttribute("aria-pressed", String(b.dataset.width === width)))
  document.querySelector("[data-device]")?.classList.toggle("desk", width === "desk")
  try {
    localStorage.setItem(kept, width)
  } catch {
    // the next page begins with the telephone
  }
}

function restore(): void {
  try {
    if (localStorage.getItem(kept) === "desk") show("desk")
  } catch {
    // the telephone it is
  }
}
