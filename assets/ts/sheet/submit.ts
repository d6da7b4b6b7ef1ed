// Sending the form: what was typed last is saved first, so that a lost network is
// told here and not by an empty page of the browser; a second click does nothing.
import { tell } from "../toast"
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
    if (busy) return
    busy = true
    const button = (event as SubmitEvent).submitter ?? pressed
    form.setAttribute("aria-busy", "true")
    void draft.send().then((saved) => {
      form.removeAttribute("aria-busy")
      const stop = draft.choices() > 0 ? say("choose") : !saved && draft.blocked() ? say("notsent") : ""
      if (stop !== "") {
        busy = false
        return tell(stop)
      }
      draft.leaving()
      passed = true
      form.requestSubmit(button instanceof HTMLElement && button.isConnected ? button : null)
    })
  })
}
