// A button that prints the page it stands on.
export function start(): void {
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-print]")) window.print()
  })
}
