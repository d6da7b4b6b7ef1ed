// After an answer with errors the summary of errors takes the focus.
export function start(): void {
  document.querySelector<HTMLElement>("[data-focus]")?.focus()
}
