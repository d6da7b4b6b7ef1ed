// Drafts save themselves while one types, and the form says whether they did.
// What could not be sent stays in this tab until it is: the network may be gone,
// the work may not.
import { formOf, saved } from "./leave"
import { searched, wordOf } from "./sheet/items"

const pause = 1200 // milliseconds without a key before a draft is sent
const again = 15000 // milliseconds until another try

class Draft {
  private timer = 0
  private sending = false
  private changed = false

  constructor(
    private readonly form: HTMLFormElement,
    private readonly url: string,
  ) {
    this.restore()
    for (const change of ["input", "change"]) {
      document.addEventListener(change, (event) => formOf(event.target) === form && this.later(pause))
    }
    form.addEventListener("submit", () => this.forget())
    window.addEventListener("online", () => this.changed && this.later(0))
  }

  private later(wait: number): void {
    this.changed = true
    this.say("pending")
    window.clearTimeout(this.timer)
    this.timer = window.setTimeout(() => void this.send(), wait)
  }

  private async send(): Promise<void> {
    if (this.sending) return this.later(pause)
    this.sending = true
    this.changed = false
    this.say("saving")
    const body = this.text()
    try {
      const response = await fetch(this.url, {
        method: "POST",
        credentials: "same-origin",
        headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
        body,
      })
      await this.answered(response)
    } catch {
      this.changed = true
      this.keep(body)
      this.say("offline")
      this.timer = window.setTimeout(() => void this.send(), again)
    } finally {
      this.sending = false
    }
  }

  private async answered(response: Response): Promise<void> {
    const told = (await response.json().catch(() => ({}))) as { title?: string; revision?: number; carry?: Record<string, string> }
    if (!response.ok) {
      this.keep(this.text())
      return this.say("failed", told.title)
    }
    const revision = this.form.elements.namedItem("revision")
    if (told.revision !== undefined && revision instanceof HTMLInputElement) revision.value = String(told.revision)
    for (const [name, value] of Object.entries(told.carry ?? {})) {
      const field = this.form.elements.namedItem(name)
      if (field instanceof HTMLInputElement) field.value = value
    }
    this.form.dispatchEvent(new CustomEvent("draft:saved", { bubbles: true, detail: told }))
    if (this.changed) return
    this.forget()
    saved(this.form)
    this.say("saved", told.title)
  }

  private text(): string {
    const pairs = new URLSearchParams()
    new FormData(this.form).forEach((value, name) => {
      if (typeof value === "string") pairs.append(name, value)
    })
    return pairs.toString()
  }

  private say(state: string, words?: string): void {
    const place = this.form.querySelector<HTMLElement>("[data-draft-state]")
    if (!place) return
    const now = new Date()
    const clock = `${String(now.getHours()).padStart(2, "0")}:${String(now.getMinutes()).padStart(2, "0")}`
    place.dataset.state = state
    place.textContent = words ?? (place.getAttribute(`data-${state}`) ?? "").replace("#", clock)
  }

  private get key(): string {
    return `draft:${document.body.dataset.person ?? ""}:${this.url}`
  }

  private keep(text: string): void {
    try {
      sessionStorage.setItem(this.key, text)
    } catch {
      // a full or forbidden store: the open page still holds the work
    }
  }

  private forget(): void {
    window.clearTimeout(this.timer)
    try {
      sessionStorage.removeItem(this.key)
    } catch {
      // nothing was kept
    }
  }

  private restore(): void {
    let kept: string | null = null
    try {
      kept = sessionStorage.getItem(this.key)
    } catch {
      return
    }
    if (kept === null) return
    fill(this.form, new URLSearchParams(kept))
    this.later(pause)
  }
}

// fill puts kept values back. The revision comes back too: if somebody else has
// saved since, the server must see that this work began before.
function fill(form: HTMLFormElement, kept: URLSearchParams): void {
  const taken = new Map<string, number>()
  for (const field of Array.from(form.elements)) {
    const plain = field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement
    if (!(plain || field instanceof HTMLInputElement) || field.name === "" || field.type === "file") continue
    const values = kept.getAll(field.name)
    if (field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio")) {
      field.checked = values.includes(field.value)
      continue
    }
    const at = taken.get(field.name) ?? 0
    taken.set(field.name, at + 1)
    if (at < values.length) field.value = searched(field) ? wordOf(field, values[at]) : values[at]
  }
}

// Who signs out leaves nothing behind, neither in the tab nor on the device.
function forgetAll(): void {
  try {
    for (const store of [sessionStorage, localStorage]) {
      Object.keys(store)
        .filter((key) => /^(draft|sheet):/.test(key))
        .forEach((key) => store.removeItem(key))
    }
  } catch {
    // nothing was kept
  }
}

export function start(): void {
  document.querySelectorAll<HTMLFormElement>("form[data-draft]").forEach((form) => new Draft(form, form.dataset.draft as string))
  document.addEventListener("submit", (event) => {
    if ((event.target as HTMLFormElement).getAttribute("action") === "/signout") forgetAll()
  })
}
