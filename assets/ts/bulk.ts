// Ticked rows and the bar of acts on them.
export function start(): void {
  document.addEventListener("change", (event) => {
    const box = event.target
    if (!(box instanceof HTMLInputElement) || box.type !== "checkbox") return
    const list = box.closest("[data-list], table")
    if (!list) return
    if (box.matches("[data-all]")) boxes(list).forEach((b) => (b.checked = box.checked))
    refresh(list)
  })
  document.addEventListener("click", (event) => {
    const clear = (event.target as Element).closest("[data-bulk-clear]")
    const bar = clear?.closest<HTMLFormElement>("[data-bulk]")
    if (!bar) return
    Array.from(bar.elements).forEach((e) => e instanceof HTMLInputElement && e.type === "checkbox" && (e.checked = false))
    document.querySelectorAll<HTMLInputElement>("[data-all]").forEach((all) => (all.checked = false))
    document.querySelectorAll("[data-list], table").forEach(refresh)
  })
  // A page that comes back from history keeps its ticks.
  document.querySelectorAll("[data-list], table").forEach(refresh)
}

function boxes(list: Element): HTMLInputElement[] {
  return Array.from(list.querySelectorAll<HTMLInputElement>("tbody input[type=checkbox][form]"))
}

function refresh(list: Element): void {
  const all = boxes(list)
  if (all.length === 0) return
  all.forEach((box) => box.closest("tr")?.classList.toggle("on", box.checked))
  const bar = all[0].form
  if (!bar?.matches("[data-bulk]")) return
  const ticked = Array.from(bar.elements).filter((e) => e instanceof HTMLInputElement && e.type === "checkbox" && e.checked).length
  bar.hidden = ticked === 0
  const count = bar.querySelector<HTMLElement>("[data-bulk-count]")
  if (count) count.textContent = (count.dataset.words ?? "#").replace("#", String(ticked))
}
