// After a panel has saved itself: the outline and the preview follow, what is
// wrong stands beside its input, and inputs that belong to a choice show
// themselves with it.
import htmx from "htmx.org"

type Saved = { revision?: number; problems?: Record<string, string>; reload?: string }

export function start(): void {
  document.addEventListener("draft:saved", (event) => {
    const told = (event as CustomEvent<Saved>).detail
    showProblems(event.target as HTMLFormElement, told.problems ?? {})
    document.body.dispatchEvent(new CustomEvent("design:saved"))
    if (told.reload) void turn(told.reload)
  })
  document.addEventListener("change", (event) => {
    const input = event.target
    if (input instanceof HTMLSelectElement && input.form?.id === "inputs") reveal(input)
  })
  document.addEventListener("keydown", undoKey)
}

// turn shows the panel anew: what was saved needs other inputs.
async function turn(url: string): Promise<void> {
  window.history.replaceState(window.history.state, "", url)
  const held = document.activeElement instanceof HTMLElement ? document.activeElement.id : ""
  await htmx.ajax("GET", url, { target: "#props", select: "#props", swap: "outerHTML" })
  if (held) document.getElementById(held)?.focus()
}

function showProblems(form: HTMLFormElement, problems: Record<string, string>): void {
  form.querySelectorAll<HTMLElement>("[id^='p-'][name]").forEach((input) => {
    const box = input.closest(".field")
    const name = input.getAttribute("name") ?? ""
    const words = problems[name] ?? ""
    const id = `${input.id}-why`
    let why = document.getElementById(id)
    box?.classList.toggle("bad", words !== "")
    if (words === "") {
      why?.remove()
      input.removeAttribute("aria-invalid")
      return
    }
    if (!why) {
      why = document.createElement("span")
      why.id = id
      why.className = "why"
      why.setAttribute("role", "status")
      box?.append(why)
    }
    why.textContent = words
    input.setAttribute("aria-invalid", "true")
  })
}

// reveal shows the inputs that a choice asks for: data-shows="prefill=form".
function reveal(select: HTMLSelectElement): void {
  select.form?.querySelectorAll<HTMLElement>("[data-shows]").forEach((part) => {
    const [name, value] = (part.dataset.shows ?? "").split("=")
    if (name !== select.name) return
    part.classList.toggle("off", value === "*" ? select.value === "" : select.value !== value)
  })
}

// Ctrl+Z undoes the last step where no text is being typed.
function undoKey(event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z" || event.altKey) return
  if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return
  const button = document.querySelector<HTMLButtonElement>(event.shiftKey ? "[data-redo]" : "[data-undo]")
  if (!button || button.disabled) return
  event.preventDefault()
  button.click()
}
