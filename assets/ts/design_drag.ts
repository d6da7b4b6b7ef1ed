// Dragging in the outline: a grip moves a field within its section or into
// another one, or a section with its fields. The buttons beside it do the same by
// keyboard. Pointer events, so that a finger works as a mouse does.
type Held = { kind: "field" | "section"; part: HTMLElement; line: HTMLElement; pointer: number }

let held: Held | null = null

export function start(): void {
  document.addEventListener("pointerdown", take)
  document.addEventListener("pointermove", move)
  document.addEventListener("pointerup", (event) => held?.pointer === event.pointerId && drop(true))
  document.addEventListener("pointercancel", (event) => held?.pointer === event.pointerId && drop(false))
  document.addEventListener("keydown", (event) => event.key === "Escape" && held && drop(false))
}

function take(event: PointerEvent): void {
  const grip = (event.target as Element).closest<HTMLElement>("[data-grip]")
  if (!grip || event.button !== 0) return
  const kind = grip.dataset.grip as Held["kind"]
  const part = grip.closest<HTMLElement>(`[data-${kind}]`)
  if (!part) return
  event.preventDefault()
  const line = document.createElement("li")
  line.className = "dropline"
  line.setAttribute("aria-hidden", "true")
  part.classList.add("dragged")
  held = { kind, part, line, pointer: event.pointerId }
}

function move(event: PointerEvent): void {
  if (!held || held.pointer !== event.pointerId) return
  event.preventDefault()
  const list = listAt(event.clientY)
  if (!list) return
  const after = parts(list).find((part) => middle(part) > event.clientY)
  list.insertBefore(held.line, after ?? null)
  const outline = held.part.closest<HTMLElement>("#outline")
  if (!outline) return
  const box = outline.getBoundingClientRect()
  if (event.clientY < Math.max(box.top, 0) + 40) outline.scrollTop -= 12
  if (event.clientY > Math.min(box.bottom, window.innerHeight) - 40) outline.scrollTop += 12
}

// listAt is the list of fields under the pointer, or that of the sections.
function listAt(y: number): Element | null {
  if (!held) return null
  if (held.kind === "section") return document.querySelector("[data-sections]")
  const sections = Array.from(document.querySelectorAll<HTMLElement>("[data-section]"))
  const under = sections.find((section) => section.getBoundingClientRect().bottom >= y) ?? sections[sections.length - 1]
  return under?.querySelector("[data-fields]") ?? null
}

function parts(list: Element): HTMLElement[] {
  return Array.from(list.children).filter((part): part is HTMLElement => part instanceof HTMLElement && part !== held?.line)
}

function middle(part: HTMLElement): number {
  const box = part.getBoundingClientRect()
  return box.top + box.height / 2
}

// drop asks the server to move the part to where the line is. Places count
// without the part itself, as the server takes it out first.
function drop(wanted: boolean): void {
  if (!held) return
  const { kind, part, line } = held
  const list = line.parentElement
  const place = list ? Array.from(list.children).filter((p) => p !== part).indexOf(line) : -1
  const same = list === part.parentElement && line.previousElementSibling !== part && line.nextElementSibling !== part ? false : list === part.parentElement
  line.remove()
  part.classList.remove("dragged")
  held = null
  if (!wanted || place < 0 || same) return
  if (kind === "section") return send(`section.move ${part.dataset.section} ${place}`)
  const section = list?.closest<HTMLElement>("[data-section]")?.dataset.section
  send(`field.move ${part.dataset.field} ${section} ${place}`)
}

function send(command: string): void {
  const form = document.getElementById("acts") as HTMLFormElement | null
  if (!form) return
  const button = document.createElement("button")
  button.type = "submit"
  button.name = "do"
  button.value = command
  button.hidden = true
  form.append(button)
  form.requestSubmit(button)
}
