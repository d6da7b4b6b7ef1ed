// The parts of expressions that are put together by choosing, as the server reads
// and writes them, and what they can be chosen from. The script never writes an
// expression: it sends parts, the server answers with the text.
export type Term = { minus?: boolean; number?: string; how?: string; name?: string; column?: string }
export type Side = { terms: Term[]; by?: Term[]; over?: Term[]; times?: string; places?: string }
export type Row = { left: Side; is: string; right: Side; words?: string[]; within?: string }
export type Group = { any: boolean; rows: Row[] }
export type Rule = { if: Group; then: Group }
export type Name = { name: string; how?: string; column?: string; words: string; kind: string; group: string; options?: string[] }

export type Words = (name: string) => string

// wordsOf reads the words that the panel carries.
export function wordsOf(panel: HTMLElement): Words {
  const all = JSON.parse(panel.dataset.words ?? "{}") as Record<string, string>
  return (name) => all[name] ?? name
}

export const emptySide = (): Side => ({ terms: [] })
export const emptyRow = (): Row => ({ left: emptySide(), is: "", right: emptySide() })

// sideFrom fills in what the server leaves out of JSON: a nil list is null there.
export function sideFrom(side: Side | undefined): Side {
  return { ...side, terms: side?.terms ?? [], by: side?.by ?? [], over: side?.over ?? [] }
}

export function groupFrom(group: Group | undefined): Group {
  const rows = (group?.rows ?? []).map((row) => ({ ...row, left: sideFrom(row.left), right: sideFrom(row.right) }))
  return { any: group?.any ?? false, rows }
}

export function sameTerm(term: Term, name: Name): boolean {
  return term.name === name.name && (term.how ?? "") === (name.how ?? "") && (term.column ?? "") === (name.column ?? "")
}

// sayTerm is a term as people read it.
export function sayTerm(term: Term, names: Name[]): string {
  if (term.number !== undefined && term.number !== "") return term.number
  return names.find((name) => sameTerm(term, name))?.words ?? [term.name, term.column].filter(Boolean).join(" ")
}

export function saySide(side: Side, names: Name[], words: Words): string {
  const sum = (terms: Term[]) =>
    terms.map((term, i) => (term.minus ? "－" : i > 0 ? "＋" : "") + sayTerm(term, names)).join(" ")
  const bracketed = (terms: Term[]) => (terms.length > 1 ? `（${sum(terms)}）` : sum(terms))
  const factors = (side.by?.length ?? 0) + (side.over?.length ?? 0) > 0 || side.times
  let text = factors ? bracketed(side.terms) : sum(side.terms)
  if (side.by?.length) text += ` × ${bracketed(side.by)}`
  if (side.over?.length) text += ` ÷ ${bracketed(side.over)}`
  if (side.times) text += ` × ${side.times}`
  return text || words("pick")
}

// kindOf is what a side holds: a name decides, sums are numbers. Empty as long as
// nothing was chosen.
export function kindOf(side: Side, names: Name[]): string {
  if (side.terms.length === 0) return ""
  const [first] = side.terms
  if (side.terms.length > 1 || first.number) return "number"
  return names.find((name) => sameTerm(first, name))?.kind ?? "number"
}

export function optionsOf(side: Side, names: Name[]): string[] {
  const [first] = side.terms
  return (first && names.find((name) => sameTerm(first, name))?.options) ?? []
}

// relationsFor are those that make sense for what the left side holds.
export function relationsFor(kind: string): string[] {
  switch (kind) {
    case "bool":
      return ["yes", "no", "filled", "empty"]
    case "choice":
      return ["==", "!=", "in", "filled", "empty"]
    case "choices":
      return ["includes", "filled", "empty"]
    case "text":
      return ["==", "!=", "contains", "filled", "empty"]
    case "date":
      return ["<=", ">=", "<", ">", "==", "!=", "filled", "empty"]
    case "other":
      return ["filled", "empty"]
  }
  return ["==", "<=", ">=", "<", ">", "!=", "share", "near", "filled", "empty"]
}

export function sayRelation(relation: string, kind: string, words: Words): string {
  const plain = /^[a-z]+$/.test(relation)
  const family = kind === "date" ? "date" : kind === "choice" ? "choice" : kind === "text" ? "text" : "number"
  return words(plain ? `is.${relation}` : `is.${family}.${relation}`)
}

type Attributes = Record<string, string | boolean | ((event: Event) => void)>

// make is an element with attributes and listeners.
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value)
    else if (typeof value === "boolean") element.toggleAttribute(name, value)
    else element.setAttribute(name, value)
  }
  element.append(...children)
  return element
}

// button is a quiet button.
export function button(words: string, act: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return make("button", { type: "button", class: "btn small", click: () => act(), ...attributes }, words)
}

// select is a choice of one.
export function select(label: string, options: [string, string][], value: string, act: (value: string) => void, attributes: Attributes = {}): HTMLSelectElement {
  const list = make("select", { class: "input", "aria-label": label, change: (event) => act((event.target as HTMLSelectElement).value), ...attributes })
  for (const [key, words] of options) list.append(make("option", { value: key, selected: key === value }, words))
  return list
}
