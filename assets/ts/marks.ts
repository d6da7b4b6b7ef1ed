// Marks of the reader: a click opens one in a small editor beside it. In the mode
// "correct marks" one mark can have the focus; arrows and Tab lead to the others,
// and letters act on it.
import htmx from "htmx.org"
import { hold } from "./pending"
import { tell } from "./toast"
import { typing } from "./typing"

type Place = { kind: string; start: number }

const acts = ["s", "m", "x"]
const adds = ["n", "d", "o"]

let marking = false
let at: Place | undefined // the mark that has or had the focus
let top: number | undefined // where on the screen it was before the swap

export function start(): void {
  document.addEventListener("click", onClick)
  document.addEventListener("keydown", onKey)
  document.addEventListener("change", onChange)
  document.addEventListener("submit", (event) => {
    const article = paper()
    const mark = article && at && (marking || (event.target as Element).closest("#markpop")) ? near(article, at) : undefined
    top = mark?.getBoundingClientRect().top
  }, true)
  dress(paper())
  const main = document.getElementById("main")
  if (main && document.getElementById("reading")) new MutationObserver(settle).observe(main, { childList: true })
}

function paper(): HTMLElement | null {
  return document.querySelector<HTMLElement>("#reading article[data-marked]")
}

function pop(): HTMLElement | null {
  return document.querySelector<HTMLElement>("#markpop > .pop")
}

function onClick(event: MouseEvent): void {
  const target = event.target as Element
  if (target.closest("[data-marking]")) return mode(!marking)
  if (target.closest("[data-mark-close]")) {
    event.preventDefault()
    return close()
  }
  const mark = target.closest<HTMLElement>("article[data-marked] mark[data-s]")
  if (mark && window.getSelection()?.isCollapsed !== false) return void openMark(mark)
  if (pop() && !target.closest("#markpop, .toasts")) close()
}

// onChange shows the second value of a figure where its kind has one.
function onChange(event: Event): void {
  const kind = event.target
  if (!(kind instanceof HTMLSelectElement) || kind.id !== "m-kind") return
  const second = document.querySelector<HTMLElement>("#markpop .pairing")
  if (second) second.hidden = kind.value !== "range" && kind.value !== "ratio"
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  if (event.key === "Escape" && pop()) return take(event, close)
  const mark = document.activeElement
  if (!marking || typing(event.target) || !(mark instanceof HTMLElement) || !mark.matches("article[data-marked] mark")) return
  const by = step(event)
  if (by !== 0) {
    if (move(mark, by) || event.key !== "Tab") event.preventDefault()
  } else if (event.key === "Escape") take(event, () => mode(false))
  else if (event.key === "Enter" || event.key === " ") take(event, () => void openMark(mark))
  else if (acts.includes(event.key)) take(event, () => void openMark(mark, event.key))
  else if (adds.includes(event.key)) take(event, () => void addAt(event.key, Number(mark.dataset.s), 0))
}

function take(event: Event, what: () => void): void {
  event.preventDefault()
  what()
}

function step(event: KeyboardEvent): number {
  if (event.key === "ArrowRight" || event.key === "ArrowDown") return 1
  if (event.key === "ArrowLeft" || event.key === "ArrowUp") return -1
  if (event.key === "Tab") return event.shiftKey ? -1 : 1
  return 0
}

// kindOf is the class that names a mark's kind.
function kindOf(mark: Element): string {
  return mark.classList[0]
}

// all are the marks of the kinds that are shown, each by its first piece.
function all(article: HTMLElement): HTMLElement[] {
  const off = ["n", "d", "o", "a"].filter((kind) => article.classList.contains("no-" + kind))
  let last = ""
  return Array.from(article.querySelectorAll<HTMLElement>("mark[data-s]")).filter((mark) => {
    const name = kindOf(mark) + mark.dataset.s
    if (name === last || off.includes(kindOf(mark))) return false
    last = name
    return true
  })
}

// mode begins or ends correcting. It begins at the mark that had the focus last,
// else at the first one that is seen.
function mode(on: boolean): void {
  marking = on
  const article = paper()
  dress(article)
  if (!article) return
  if (!on) return rest(article)
  const marks = all(article)
  const first = (at && find(article, at)) ?? marks.find((m) => m.getBoundingClientRect().top > 60) ?? marks[0]
  if (first) focus(article, first)
}

function dress(article: HTMLElement | null): void {
  article?.classList.toggle("marking", marking)
  const button = document.querySelector<HTMLElement>("[data-marking]")
  if (!button) return
  button.hidden = false // without scripts it would do nothing
  button.setAttribute("aria-pressed", String(marking))
}

// rest takes the one stop out of the order of Tab again.
function rest(article: HTMLElement): void {
  article.querySelectorAll("mark[tabindex]").forEach((mark) => {
    mark.removeAttribute("tabindex")
    mark.removeAttribute("role")
  })
}

function focus(article: HTMLElement, mark: HTMLElement): void {
  rest(article)
  mark.setAttribute("tabindex", "0")
  mark.setAttribute("role", "button")
  mark.focus({ preventScroll: true })
  mark.scrollIntoView({ block: "nearest" })
  at = { kind: kindOf(mark), start: Number(mark.dataset.s) }
}

// move goes to the next mark; false at the end.
function move(mark: HTMLElement, by: number): boolean {
  const article = paper()
  if (!article) return false
  const marks = all(article)
  const now = marks.findIndex((m) => m.dataset.s === mark.dataset.s && kindOf(m) === kindOf(mark))
  const next = marks[now + by]
  if (!next) return false
  focus(article, next)
  return true
}

function find(article: HTMLElement, place: Place): HTMLElement | null {
  return article.querySelector<HTMLElement>("mark." + place.kind + '[data-s="' + place.start + '"]')
}

// near is the mark of a kind that begins at a place or next behind it.
function near(article: HTMLElement, place: Place): HTMLElement | undefined {
  return find(article, place) ?? all(article).find((m) => Number(m.dataset.s) >= place.start)
}

// openMark opens the editor; with a key it goes on to the button of that key.
async function openMark(mark: HTMLElement, key = ""): Promise<void> {
  at = { kind: kindOf(mark), start: Number(mark.dataset.s) }
  const done = key === "" ? undefined : hold()
  await load({ kind: at.kind, at: mark.dataset.s as string }, mark)
  if (!done) return
  pop()?.focus()
  Array.from(document.querySelectorAll<HTMLElement>("#markpop [data-key]")).find((b) => b.dataset.key === key)?.click()
  done()
}

// addAt opens the editor of a new mark for a part of the text; without an end its
// words are still to be written.
export async function addAt(kind: string, from: number, until: number, beside?: DOMRect): Promise<void> {
  const article = paper()
  const mark = article && near(article, { kind, start: from })
  at = { kind, start: from }
  await load({ kind, from: String(from), until: String(until) }, mark ?? undefined, beside)
}

async function load(query: Record<string, string>, mark?: HTMLElement, beside?: DOMRect): Promise<void> {
  const article = paper()
  if (!article) return
  const address = new URLSearchParams({ ...query, open: openCard() })
  light(mark)
  await htmx.ajax("GET", article.dataset.marked + "?" + address.toString(), { target: "#markpop", swap: "innerHTML" })
  put(beside ?? mark?.getClientRects()[0])
  const field = document.querySelector<HTMLInputElement>("#m-value, #m-due, #m-owner")
  const words = document.querySelector<HTMLInputElement>("#m-words")
  const first = words?.value === "" ? words : field ?? words
  first?.focus()
  if (first instanceof HTMLInputElement && first.type === "text") first.select()
}

// light shows which mark the editor is about.
function light(mark?: Element): void {
  document.querySelectorAll("#reading mark.open").forEach((m) => m.classList.remove("open"))
  mark?.classList.add("open")
}

function openCard(): string {
  return document.querySelector<HTMLInputElement>("#reading input[name=open]")?.value ?? ""
}

// put places the editor under its mark, inside the text's column. On narrow
// screens the style sheet makes it a sheet at the foot.
function put(beside?: DOMRect): void {
  const editor = pop()
  const column = editor?.closest<HTMLElement>(".paper")
  if (!editor || !column || !beside) return
  const box = column.getBoundingClientRect()
  editor.style.top = beside.bottom - box.top + 8 + "px"
  editor.style.left = Math.max(0, Math.min(beside.left - box.left - 16, box.width - editor.offsetWidth)) + "px"
  editor.scrollIntoView({ block: "nearest" })
}

function close(): void {
  const place = document.getElementById("markpop")
  if (place) place.textContent = ""
  light()
  const article = paper()
  if (!marking || !article || !at) return
  const mark = near(article, at)
  if (mark) focus(article, mark)
}

// stay keeps the mark where it was on the screen: the text above it may have
// become longer or shorter.
function stay(article: HTMLElement): void {
  const mark = top !== undefined && at ? near(article, at) : undefined
  if (mark && top !== undefined) window.scrollBy(0, mark.getBoundingClientRect().top - top)
  top = undefined
}

// settle brings mode and focus back after the reader was swapped.
function settle(): void {
  const article = paper()
  if (!article) return
  dress(article)
  stay(article)
  const told = document.querySelector("#reading [data-told]")
  if (told && told.getBoundingClientRect().bottom < 60) tell(told.textContent ?? "")
  if (!marking || !at || document.activeElement !== document.body) return
  const mark = near(article, at)
  if (mark) focus(article, mark)
}
