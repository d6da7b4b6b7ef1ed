// Light, dark or the system's own: switched at once, kept in a cookie that the
// server reads for the next page.
const year = 365 * 24 * 60 * 60 // seconds

export function start(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement
    const button = (event as SubmitEvent).submitter as HTMLButtonElement | null
    if (!form.matches("[data-theme-switch]") || !button) return
    event.preventDefault()
    choose(button.value)
    form.querySelectorAll("button").forEach((b) => (b === button ? b.setAttribute("aria-current", "true") : b.removeAttribute("aria-current")))
  })
}

function choose(theme: string): void {
  const classes = document.documentElement.classList
  classes.remove("theme-light", "theme-dark")
  if (theme !== "system") classes.add(`theme-${theme}`)
  const secure = location.protocol === "https:" ? "; Secure" : ""
  document.cookie = `theme=${theme}; Path=/; Max-Age=${year}; SameSite=Lax${secure}`
}
