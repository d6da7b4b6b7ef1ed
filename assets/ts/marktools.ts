// Selected words of the text can become a mark or a task: a small bar of buttons
// stands beside them.
import { addAt } from "./marks"

export function start(): void {
  document.addEventListener("selectionchange", () => {
    if (window.getSelection()?.isCollapsed !== false) hide()
  })
  document.addEventListener("mouseup", () => window.setTimeout(show))
  document.addEventListener("keyup", (event) => {
    if (event.shiftKey || event.key === "Shift") show()
  })
  document.addEventListener("mousedown", (event) => {
    if ((event.target as Element).closest("[data-tools]")) event.preventDefault() // or the press would end the selection
  })
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-tools] [data-add]")
    if (button) add(button.dataset.add as string)
  })
}

// bar is found by an attribute: htmx would carry the place of an element with an
// id over a swap, as a style attribute, which the page's policy forbids.
function bar(): HTMLElement | null {
  return document.querySelector<HTMLElement>("[data-tools]")
}

function hide(): void {
  const tools = bar()
  if (tools) tools.hidden = true
}

function selected(): Range | undefined {
  const selection = window.getSelection()
  const article = document.querySelector("#reading article[data-marked]")
  if (!selection || selection.isCollapsed || !article) return undefined
  const range = selection.getRangeAt(0)
  return article.contains(range.commonAncestorContainer) ? range : undefined
}

function show(): void {
  const tools = bar()
  const range = selected()
  if (!tools || !range) return
  const column = tools.closest(".paper")?.getBoundingClientRect()
  const box = range.getBoundingClientRect()
  if (!column) return
  tools.hidden = false
  tools.style.top = box.top - column.top - tools.offsetHeight - 6 + "px"
  tools.style.left = Math.max(0, Math.min(box.left - column.left, column.width - tools.offsetWidth)) + "px"
}

function add(kind: string): void {
  const range = selected()
  if (!range) return
  if (kind === "s") document.querySelector<HTMLElement>("#reading a[data-key=a]")?.click()
  else {
    const from = offset(range.startContainer, range.startOffset)
    const until = offset(range.endContainer, range.endOffset)
    if (from === undefined || until === undefined) return
    void addAt(kind, from, until, range.getBoundingClientRect())
  }
  window.getSelection()?.removeAllRanges()
}

// offset is a place's offset in the document's text, in characters: paragraphs
// know their own, and what the page adds (numbers of sentences, joiners, links)
// does not count.
function offset(node: Node, within: number): number | undefined {
  const element = node instanceof Element ? node : node.parentElement
  const block = element?.closest<HTMLElement>("[data-p]")
  if (!block) return undefined
  const before = document.createRange()
  before.setStart(block, 0)
  before.setEnd(node, within)
  const text = before.cloneContents()
  text.querySelectorAll("sup, .only-narrow").forEach((added) => added.remove())
  return Number(block.dataset.p) + Array.from((text.textContent ?? "").replace(/\u2060/g, "")).length
}
