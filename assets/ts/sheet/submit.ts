// Sending the form: what was typed last is saved first, so that a lost network is
// told here and not by an empty page of the browser; a second click does nothing.
import { tell } from "../toast"
import { byName, focusOn, read } from "./cell"
import { apply } from "./change"
import type { Draft } from "./draft"
import { say } from "./words"

export function start(form: HTMLFormElement, draft: Draft): void {
  let busy = false
  let passed = false
  let pressed: HTMLElement | null = null // browsers of 2020 do not name the button
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLButtonElement>("button, input[type=submit]")
    if (button && button.form === form) pressed = button
  }, true)
  window.addEventListener("pageshow", () => (busy = passed = false))
  form.addEventListener("submit", (event) => {
    if (passed) {
      passed = false
      return
    }
    event.preventDefault()
    const button = (event as SubmitEvent).submitter ?? pressed
    if (button instanceof HTMLButtonElement && button.name === "mend") return mend(button.value)
    if (busy) return
    busy = true
    form.setAttribute("aria-busy", "true")
    void draft.send().then((saved) => {
      form.removeAttribute("aria-busy")
      const stop = draft.choices() > 0 ? say("choose") : !saved && draft.blocked() ? say("notsent") : ""
      if (stop !== "") {
        busy = false
        return tell(stop)
      }
      draft.leaving()
      if (saved && button instanceof HTMLButtonElement && button.value !== "" && !files(form)) return short(form, button)
      passed = true
      form.requestSubmit(button instanceof HTMLElement && button.isConnected ? button : null)
    })
  })
}

// mend puts in the value that a problem asks for; what follows from it comes with
// the draft.
function mend(pair: string): void {
  const at = pair.indexOf("=")
  const cell = byName(pair.slice(0, at))
  if (!cell) return
  apply([{ cell, from: read(cell), to: pair.slice(at + 1) }])
  focusOn(cell)
}

function files(form: HTMLFormElement): boolean {
  return Array.from(form.querySelectorAll<HTMLInputElement>("input[type=file]")).some((input) => (input.files?.length ?? 0) > 0)
}

// short sends the act alone when all cells are in the system already: thousands of
// them need not go twice.
function short(form: HTMLFormElement, button: HTMLButtonElement): void {
  const brief = document.createElement("form")
  brief.method = "post"
  brief.action = form.action
  brief.hidden = true
  const put = (name: string, value: string) => {
    const input = document.createElement("input")
    input.type = "hidden"
    input.name = name
    input.value = value
    brief.append(input)
  }
  put(button.name, button.value)
  put("sheet:saved", "1")
  for (const name of ["revision", "return:nothing"]) {
    const field = form.elements.namedItem(name)
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) put(name, field.value)
  }
  form.dispatchEvent(new CustomEvent("form:saved", { bubbles: true }))
  document.body.append(brief)
  brief.submit()
}
