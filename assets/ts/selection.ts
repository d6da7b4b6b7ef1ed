// Adding a proposal from words that are selected in the text: the link that
// opens the form takes them along. Without a selection the form opens empty.

export function start(): void {
  document.addEventListener("mousedown", (event) => {
    if (adder(event.target)) event.preventDefault() // or the press would end the selection
  })
  document.addEventListener("click", (event) => {
    const link = adder(event.target)
    if (link) take(link, selected())
  }, true)
}

function adder(target: EventTarget | null): HTMLAnchorElement | null {
  return target instanceof Element ? target.closest<HTMLAnchorElement>("#reading a[data-key=a]") : null
}

// selected are the words selected inside the text, without the numbers of the
// proposals that stand between them.
function selected(): string {
  const selection = window.getSelection()
  if (!selection || selection.isCollapsed) return ""
  const range = selection.getRangeAt(0)
  const inside = document.querySelector("#reading article.text")?.contains(range.commonAncestorContainer)
  if (!inside) return ""
  const words = range.cloneContents()
  words.querySelectorAll("sup").forEach((number) => number.remove())
  return (words.textContent ?? "").replace(/\u2060/g, "").trim()
}

function take(link: HTMLAnchorElement, words: string): void {
  const address = new URL(link.href)
  if (words === "") address.searchParams.delete("words")
  else address.searchParams.set("words", words)
  link.href = address.pathname + address.search
  if (link.hasAttribute("hx-get")) link.setAttribute("hx-get", address.pathname + address.search)
}
