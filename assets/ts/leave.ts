// Leaving with unsaved work asks. A form is unsaved from the first change until
// it is sent or its draft is saved.
const unsaved = new Set<HTMLFormElement>()

export function start(): void {
  const note = (event: Event) => {
    const form = (event.target as Element).closest<HTMLFormElement>("form[data-guard], form[data-draft]")
    if (form) unsaved.add(form)
  }
  document.addEventListener("input", note)
  document.addEventListener("change", note)
  document.addEventListener("submit", (event) => unsaved.delete(event.target as HTMLFormElement))
  window.addEventListener("beforeunload", (event) => {
    if (![...unsaved].some((form) => form.isConnected)) return
    event.preventDefault()
    event.returnValue = ""
  })
}

export function saved(form: HTMLFormElement): void {
  unsaved.delete(form)
}
