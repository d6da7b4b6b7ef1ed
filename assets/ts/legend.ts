// The legend of the reader: each box shows or hides a kind of marks at once. The
// server learns of it by a cookie, so that the next page comes that way.
const year = 365 * 24 * 60 * 60 // seconds

export function start(): void {
  document.addEventListener("change", (event) => {
    const box = event.target
    if (!(box instanceof HTMLInputElement) || !box.closest("#markkey")) return
    document.querySelector("#reading article.text")?.classList.toggle("no-" + box.value, !box.checked)
    document.cookie = "marks=" + shown() + "; path=/; max-age=" + year + "; samesite=lax"
  })
  document.addEventListener("keydown", (event) => {
    const box = event.target
    if (!(box instanceof HTMLInputElement) || !box.closest("#markkey")) return
    const by = event.key === "ArrowDown" || event.key === "ArrowRight" ? 1 : event.key === "ArrowUp" || event.key === "ArrowLeft" ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    const all = boxes()
    all[(all.indexOf(box) + by + all.length) % all.length].focus()
  })
}

function boxes(): HTMLInputElement[] {
  return Array.from(document.querySelectorAll<HTMLInputElement>("#markkey input"))
}

// shown are the kinds that are shown; "-" for none, since an empty cookie is no choice.
function shown(): string {
  return boxes().filter((b) => b.checked).map((b) => b.value).join("") || "-"
}
