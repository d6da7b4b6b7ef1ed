// Dialogs: a button opens one by its id; a button in it, Escape, or a click
// beside it closes it. Browsers without <dialog> show it in place.
export function start(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element
    const opener = target.closest<HTMLElement>("[data-dialog]")
    if (opener) return open(opener.dataset.dialog as string)
    const closer = target.closest("[data-close]")
    if (closer) return close(closer.closest("dialog"))
    if (target instanceof HTMLElement && target.matches("dialog[open]")) close(target)
  })
  document.querySelectorAll("dialog[data-open]").forEach((d) => open(d.id))
}

export function open(id: string): void {
  const dialog = document.getElementById(id) as HTMLDialogElement | null
  if (!dialog || dialog.hasAttribute("open")) return
  dialog.classList.add("modal")
  if (typeof dialog.showModal === "function") return dialog.showModal()
  dialog.classList.remove("modal")
  dialog.setAttribute("open", "")
  dialog.querySelector<HTMLElement>("input, textarea, select, button")?.focus()
}

function close(dialog: Element | null): void {
  if (!dialog) return
  const native = dialog as HTMLDialogElement
  if (typeof native.close === "function") return native.close()
  dialog.removeAttribute("open")
}
