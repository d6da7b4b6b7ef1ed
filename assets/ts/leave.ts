// Leaving with unsaved work asks. A form is unsaved from the first change until
// it is sent or its draft is saved.
const unsaved = new Set<HTMLFormElement>()

export function start(): void {
  const note = (event: Event) => {
    const form = formOf(event.target)
    if (form?.matches("[data-guard], [data-draft]")) unsaved.add(form)
  }
  document.addEventListener("input", note)
  document.addEventListener("change", note)
  document.addEventListener("submit", (event) => event.defaultPrevented || unsaved.delete(event.target as HTMLFormElement))
  document.addEventListener("form:saved", (event) => unsaved.delete(event.target as HTMLFormElement)) // by another bundle
  window.addEventListener("beforeunload", (event) => {
    if (![...unsaved].some((form) => form.isConnected)) return
    event.preventDefault()
    event.returnValue = ""
  })
}

// formOf is the form that a field belongs to, also from outside of it.
export function formOf(target: EventTarget | null): HTMLFormElement | null {
  if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement) return target.form
  return target instanceof Element ? target.closest("form") : null
}

export function saved(form: HTMLFormElement): void {
  unsaved.delete(form)
}
