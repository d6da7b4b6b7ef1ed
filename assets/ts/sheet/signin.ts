// The session may end while somebody types. Signing in again happens in a dialog
// over the page, which keeps what was typed; other ways to sign in open in a window
// of their own, and the page looks again when one comes back to it.
import { open } from "../dialog"
import { say } from "./words"

export class SignIn {
  private readonly dialog = document.getElementById("signin-again") as HTMLDialogElement | null

  constructor(private readonly again: () => void) {
    const form = this.dialog?.querySelector("form")
    form?.addEventListener("submit", (event) => {
      event.preventDefault()
      void this.try(form)
    })
    window.addEventListener("focus", () => this.isOpen() && this.again())
  }

  isOpen(): boolean {
    return this.dialog?.hasAttribute("open") ?? false
  }

  ask(): void {
    if (this.dialog && !this.isOpen()) open(this.dialog.id)
  }

  done(): void {
    if (!this.isOpen()) return
    this.dialog?.querySelectorAll<HTMLInputElement>("input").forEach((input) => (input.value = ""))
    this.dialog?.close()
  }

  private async try(form: HTMLFormElement): Promise<void> {
    const wrong = form.querySelector<HTMLElement>("[data-signin-wrong]")
    const body = new URLSearchParams()
    new FormData(form).forEach((value, name) => typeof value === "string" && body.append(name, value))
    try {
      // a session that began leads to another page; following it would tell nothing
      const response = await fetch("/signin", { method: "POST", body, redirect: "manual", credentials: "same-origin" })
      if (response.type === "opaqueredirect" || response.redirected) return this.again()
      const page = new DOMParser().parseFromString(await response.text(), "text/html")
      const told = Array.from(page.querySelectorAll(".note, .why")).map((e) => e.textContent?.trim() ?? "").find((t) => t !== "")
      if (wrong) wrong.textContent = told ?? say("wrongsignin")
    } catch {
      if (wrong) wrong.textContent = say("notsent")
    }
    if (wrong) wrong.hidden = false
  }
}
