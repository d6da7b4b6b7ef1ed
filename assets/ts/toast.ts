// Toasts go by themselves; those that tell what went wrong stay until closed.
const stay = 6000 // milliseconds

export function start(): void {
  const place = document.getElementById("toasts")
  if (!place) return
  new MutationObserver(() => watch(place)).observe(place, { childList: true })
  watch(place)
  place.addEventListener("click", (event) => {
    const shut = (event.target as Element).closest("[data-shut]")
    shut?.closest(".toast")?.remove()
  })
  document.addEventListener("htmx:error", (event) => {
    // fetch says TypeError when the network is gone
    if ((event as CustomEvent<{ error?: unknown }>).detail?.error instanceof TypeError) say(place, place.dataset.offline ?? "")
  })
}

function watch(place: HTMLElement): void {
  place.querySelectorAll<HTMLElement>(".toast:not([data-seen])").forEach((toast) => {
    toast.dataset.seen = ""
    if (toast.getAttribute("role") !== "alert") window.setTimeout(() => toast.remove(), stay)
  })
}

// tell shows what an act has changed where the person does not look.
export function tell(words: string): void {
  const place = document.getElementById("toasts")
  if (place) say(place, words, "status")
}

function say(place: HTMLElement, words: string, role = "alert"): void {
  if (Array.from(place.children).some((c) => c.textContent?.includes(words))) return
  const toast = document.createElement("p")
  toast.className = "toast"
  toast.setAttribute("role", role)
  const shut = document.createElement("button")
  shut.className = "shut"
  shut.type = "button"
  shut.dataset.shut = ""
  shut.setAttribute("aria-label", place.dataset.close ?? "")
  const cross = document.createElement("i")
  cross.className = "i i-close"
  shut.append(cross)
  toast.append(words, shut)
  place.append(toast)
}
