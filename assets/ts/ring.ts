// The ring and the list beside it follow each other: what is pointed at or holds
// the focus in one is marked in the other.
export function start(): void {
  if (!document.querySelector(".ring [data-task]")) return
  for (const kind of ["mouseover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      const at = (event.target as Element).closest<HTMLElement | SVGElement>("[data-task]")
      if (at) mark(at.dataset.task as string)
    })
  }
}

function mark(task: string): void {
  document.querySelectorAll<HTMLElement | SVGElement>("[data-task]").forEach((e) => {
    e.classList.toggle(e instanceof SVGElement ? "on" : "at", e.dataset.task === task)
  })
}
