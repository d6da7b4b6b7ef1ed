// Long lists to choose from. They stand on the page once, as the lists that browsers
// know; a cell that chooses from one is a text in which stands the word of what is
// chosen. What the cell is worth is the code, as with any choice; a text that is on
// no list is worth itself.
import { narrow } from "./narrow"

export type Item = {
  code: string
  word: string // that stands in the cell
  name: string
  shown: string // the code, where it means something to people
  plain: string // the name, to be compared
  letters: string[] // of which the name can be searched, one or two a character
  under: string[] // the codes under which it is offered; none is under all
  gone: boolean // offered no more
}

type List = { all: Item[]; codes: Map<string, Item>; words: Map<string, Item | null> } // null: of several

const lists = new WeakMap<Element, List>()
const separators = /[,，、;；\n]/

// searched tells a cell that chooses from a long list.
export function searched(cell: unknown): cell is HTMLInputElement {
  return cell instanceof HTMLInputElement && cell.hasAttribute("data-items")
}

export function several(cell: HTMLInputElement): boolean {
  return cell.hasAttribute("data-several")
}

// sourceOf is the list on the page from which a cell chooses.
export function sourceOf(cell: HTMLInputElement): HTMLElement | null {
  return document.getElementById(cell.getAttribute("data-items") ?? "")
}

function listOf(cell: HTMLInputElement): List | null {
  const source = sourceOf(cell)
  if (!source) return null
  let list = lists.get(source)
  if (!list) lists.set(source, (list = read(source)))
  return list
}

function read(source: HTMLElement): List {
  const list: List = { all: [], codes: new Map(), words: new Map() }
  source.querySelectorAll("option").forEach((option) => {
    const [word, beside, own] = [option.value, option.text.trim(), option.getAttribute("data-c")]
    const name = own !== null && beside !== "" ? beside : word
    const code = own ?? beside
    const item = {
      code, word, name, shown: own === null || beside !== "" ? code : "", plain: plain(name), gone: option.hasAttribute("data-gone"),
      letters: option.getAttribute("data-l")?.match(/\[[a-z]+\]|./g) ?? [], under: (option.getAttribute("data-u") ?? "").split(" ").filter(Boolean),
    }
    list.all.push(item)
    list.codes.set(code, item)
    list.words.set(plain(word), list.words.has(plain(word)) ? null : item)
  })
  return list
}

function plain(text: string): string {
  return narrow(text).trim().toLowerCase()
}

// chosen is the item that a text stands for, by its code or its word.
function chosen(list: List, text: string): Item | null {
  const wanted = text.trim()
  return list.codes.get(wanted) ?? list.words.get(plain(wanted)) ?? null
}

// codeOf is what a text in a cell is worth.
export function codeOf(cell: HTMLInputElement, text: string): string {
  const list = text === "" ? null : listOf(cell)
  if (!list) return text
  if (!several(cell)) return chosen(list, text)?.code ?? text
  return entries(text).map((entry) => chosen(list, entry)?.code ?? entry).join(",")
}

// wordOf is how a cell shows what it is worth.
export function wordOf(cell: HTMLInputElement, code: string): string {
  const list = code === "" ? null : listOf(cell)
  if (!list) return code
  if (!several(cell)) return list.codes.get(code)?.word ?? code
  return entries(code).map((entry) => beside(list.codes.get(entry)) ?? entry).join("、")
}

// beside is the word of an item among others in one cell.
export function beside(item: Item | undefined): string | undefined {
  return item && (separators.test(item.word) ? item.code : item.word)
}

export function entries(text: string): string[] {
  return text.split(separators).map((entry) => entry.trim()).filter((entry) => entry !== "")
}

// strange are the entries of a text that are on no list.
export function strange(cell: HTMLInputElement, text: string): boolean {
  const list = listOf(cell)
  const all = several(cell) ? entries(text) : [text].filter((entry) => entry.trim() !== "")
  return list !== null && all.some((entry) => chosen(list, entry) === null)
}

// offered is what a cell may choose from under the choice that decides; null as long
// as nothing is chosen there.
export function offered(cell: HTMLInputElement): Item[] | null {
  const all = (listOf(cell)?.all ?? []).filter((item) => !item.gone)
  const above = document.getElementById(cell.dataset.under ?? "")
  const choice = searched(above) ? codeOf(above, above.value) : above instanceof HTMLSelectElement ? above.value : null
  if (choice === null) return all
  const some = all.filter((item) => item.under.length === 0 || item.under.includes(choice))
  return choice === "" && some.length === 0 ? null : some
}

// find looks for items by parts of code or name, or by first letters; the nearest
// come first. All parts that are divided by blanks must be found.
export function find(items: Item[], text: string): Item[] {
  const parts = plain(text).split(/\s+/).filter((part) => part !== "")
  if (parts.length === 0) return items
  const found = items.map((item) => ({ item, far: Math.max(...parts.map((part) => distance(item, part))) })).filter((one) => one.far < none)
  return found.sort((a, b) => a.far - b.far).map((one) => one.item)
}

// begins tells an item whose name begins like a text, as it is written or as it sounds.
export function begins(item: Item, text: string): boolean {
  return item.plain.startsWith(plain(text)) || sounds(item.letters, plain(text)) === 0
}

const none = 9

function distance(item: Item, part: string): number {
  const code = item.shown.toLowerCase()
  if (code === part || item.plain === part) return 0
  if (item.plain.startsWith(part)) return 1
  if (code.startsWith(part)) return 2
  const at = sounds(item.letters, part)
  if (at === 0) return part.length === item.letters.length ? 1 : 3
  if (item.plain.includes(part)) return 4
  if (at > 0) return 5
  return code.includes(part) ? 6 : none
}

// sounds is the first character from which on a name sounds like some letters; -1 for none.
function sounds(letters: string[], part: string): number {
  if (!/^[a-z0-9]+$/.test(part)) return -1
  for (let at = 0; at + part.length <= letters.length; at++) {
    let same = 0
    while (same < part.length && letters[at + same].includes(part[same])) same++
    if (same === part.length) return at
  }
  return -1
}
