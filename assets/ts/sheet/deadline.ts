// The deadline may pass while somebody fills the form. The page tells before and
// after; by the server's clock, since those of offices go wrong.
import { tell } from "../toast"
import { say } from "./words"

const minute = 60000 // milliseconds
const before = [60, 30, 10, 3] // minutes at which the page tells

export function start(form: HTMLFormElement): void {
  const due = Date.parse(form.dataset.due ?? "")
  const now = Date.parse(form.dataset.now ?? "")
  if (Number.isNaN(due) || Number.isNaN(now) || now >= due) return
  const ahead = now - Date.now()
  const left = () => due - Date.now() - ahead
  let told = Infinity
  const look = () => {
    const minutes = Math.ceil(left() / minute)
    if (minutes <= 0) return past(form)
    const stage = before.filter((m) => minutes <= m).pop()
    if (stage !== undefined && stage < told) {
      told = stage
      tell(say("soon", minutes))
    }
    window.setTimeout(look, Math.min(left() + 50, minute / 2))
  }
  look()
}

function past(form: HTMLFormElement): void {
  if (form.querySelector("[data-past]")) return
  const note = document.createElement("p")
  note.className = "note amber"
  note.dataset.past = ""
  note.setAttribute("role", "alert")
  note.textContent = say("past")
  form.prepend(note)
}
