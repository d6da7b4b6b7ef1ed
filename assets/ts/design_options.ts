// Options in their order: dragged by the grip, moved by buttons or Alt with the
// arrow keys; Enter goes on to the next one, and a paste of many lines makes as
// many options. The order of the rows is the order that is saved.
export function start(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-option-up], [data-option-down]")
    if (button) step(rowOf(button), button.hasAttribute("data-option-up") ? -1 : 1, button)
  })
  document.addEventListener("keydown", key)
  document.addEventListener("paste", paste)
  document.addEventListener("input", (event) => grow(event.target))
  document.addEventListener("pointerdown", take)
}

const rowOf = (part: Element): HTMLElement | null => part.closest<HTMLElement>("[data-option]")
const rowsOf = (box: Element): HTMLElement[] => Array.from(box.querySelectorAll<HTMLElement>("[data-option]"))
const nameOf = (row: Element): HTMLInputElement => row.querySelector<HTMLInputElement>("input[name^='option.']") as HTMLInputElement

// step moves a row by one place.
function step(row: HTMLElement | null, by: number, focus: HTMLElement): void {
  const box = row?.closest("[data-options]")
  if (!row || !box) return
  const rows = rowsOf(box)
  const other = rows[rows.indexOf(row) + by]
  if (!other) return
  if (by < 0) other.before(row)
  else other.after(row)
  renumber(box)
  focus.focus()
}

// renumber gives the rows the numbers of their places, and saves.
function renumber(box: Element): void {
  rowsOf(box).forEach((row, n) => {
    row.querySelectorAll<HTMLInputElement>("input[name]").forEach((input) => {
      const [name] = input.name.split(".")
      input.name = `${name}.${n}`
      if (input.id) input.id = `p-${name}-${n}`
    })
  })
  const first = box.querySelector("input")
  first?.dispatchEvent(new Event("input", { bubbles: true }))
}

function key(event: KeyboardEvent): void {
  const input = event.target
  if (!(input instanceof HTMLInputElement) || !input.name.startsWith("option.") || event.isComposing) return
  const row = rowOf(input)
  if (!row) return
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault()
    return step(row, event.key === "ArrowUp" ? -1 : 1, input)
  }
  if (event.key !== "Enter") return
  event.preventDefault() // one line of a list ends here, not the panel
  const next = row.nextElementSibling
  if (next?.matches("[data-option]")) nameOf(next).focus()
}

// paste takes lines apart: each its own row, the cells of a line as name, code and
// what is above. The panel's own box for pasting is read by the server alike.
function paste(event: ClipboardEvent): void {
  const input = event.target
  const text = event.clipboardData?.getData("text/plain") ?? ""
  if (!(input instanceof HTMLInputElement) || !input.name.startsWith("option.") || !/[\n\t]/.test(text)) return
  const row = rowOf(input)
  const box = row?.closest("[data-options]")
  if (!row || !box) return
  event.preventDefault()
  const lines = text
    .split(/\r?\n|\r/)
    .map((line) => line.split("\t").map((cell) => cell.trim()))
    .filter(([name]) => name !== "")
  let at = row
  lines.forEach(([name, code = "", under = ""], i) => {
    if (i > 0) {
      const next = at.nextElementSibling
      at = next instanceof HTMLElement && next.matches("[data-option]") && nameOf(next).value === "" ? next : after(at)
    }
    nameOf(at).value = name
    const codeInput = at.querySelector<HTMLInputElement>("input[name^='code.']")
    if (codeInput && code !== "" && /^[\w-]+$/.test(code)) codeInput.value = code
    const underInput = at.querySelector<HTMLInputElement>("input[name^='under.']")
    if (underInput && under !== "") underInput.value = under
  })
  renumber(box)
  nameOf(at).focus()
}

// after makes an empty row behind another one.
function after(row: HTMLElement): HTMLElement {
  const copy = row.cloneNode(true) as HTMLElement
  copy.querySelectorAll("input").forEach((input) => (input.value = ""))
  row.after(copy)
  return copy
}

// grow keeps an empty row below the last one that is filled.
function grow(target: EventTarget | null): void {
  if (!(target instanceof HTMLInputElement) || !target.name.startsWith("option.")) return
  const row = rowOf(target)
  const box = row?.closest("[data-options]")
  if (!row || !box || target.value === "" || rowsOf(box).pop() !== row) return
  const made = after(row)
  made.querySelectorAll<HTMLInputElement>("input[name]").forEach((input) => {
    const [name] = input.name.split(".")
    input.name = `${name}.${rowsOf(box).length - 1}`
    if (input.id) input.id = `p-${name}-${rowsOf(box).length - 1}`
  })
}

// take drags a row by its grip.
function take(event: PointerEvent): void {
  const grip = (event.target as Element).closest("[data-option-grip]")
  const row = grip && rowOf(grip)
  const box = row?.closest("[data-options]")
  if (!row || !box || event.button !== 0) return
  event.preventDefault()
  row.classList.add("dragged")
  const move = (at: PointerEvent) => {
    const other = rowsOf(box).find((r) => r !== row && at.clientY < r.getBoundingClientRect().bottom && at.clientY > r.getBoundingClientRect().top)
    if (!other) return
    const half = other.getBoundingClientRect().top + other.getBoundingClientRect().height / 2
    if (at.clientY < half) other.before(row)
    else other.after(row)
  }
  const drop = () => {
    document.removeEventListener("pointermove", move)
    row.classList.remove("dragged")
    renumber(box)
  }
  document.addEventListener("pointermove", move)
  document.addEventListener("pointerup", drop, { once: true })
}
