// One side of a comparison, or a calculation: fields chosen by clicking, added,
// subtracted, multiplied or divided, with numbers among them.
import { button, make, sayTerm, select, type Name, type Side, type Term, type Words } from "./design_parts"

type Use = "add" | "minus" | "by" | "over"

export type SideHost = { names: Name[]; known: boolean; words: Words; at: string; only: boolean; number: boolean; change: () => void; close: () => void }

const shown = 60 // names at a time; the search finds the others

// editSide is the editor below a side. host.only is a side of one name, which
// choosing replaces.
export function editSide(side: Side, host: SideHost): HTMLElement {
  const { words } = host
  const box = make("div", { class: "sideedit" })
  if (!host.only && side.terms.length > 0) box.append(chips(side, host))
  let use: Use = "add"
  if (!host.only && host.number && side.terms.length > 0) {
    const uses: [string, string][] = (["add", "minus", "by", "over"] as Use[]).map((u) => [u, words(`use.${u}`)])
    box.append(make("label", { class: "use" }, words("use"), select(words("use"), uses, use, (value) => (use = value as Use), { "data-at": `${host.at}.use` })))
  }
  box.append(finder(host, (name) => choose(side, name, use, host)))
  if (host.number && !host.only) box.append(numbers(side, host, () => use))
  box.append(make("p", { class: "row" }, button(words("done"), host.close, { "data-at": `${host.at}.done` })))
  return box
}

function choose(side: Side, name: Name, use: Use, host: SideHost): void {
  const term: Term = { name: name.name, how: name.how, column: name.column }
  if (host.only || (name.kind !== "number" && name.kind !== "date")) {
    side.terms = [term]
    side.by = side.over = []
    side.times = side.places = undefined
  } else put(side, term, use)
  host.change()
}

function put(side: Side, term: Term, use: Use): void {
  if (use === "by") side.by = [...(side.by ?? []), term]
  else if (use === "over") side.over = [...(side.over ?? []), term]
  else side.terms.push({ ...term, minus: use === "minus" })
}

function chips(side: Side, host: SideHost): HTMLElement {
  const list = make("ul", { class: "terms" })
  const lists: [Term[], string][] = [
    [side.terms, ""],
    [side.by ?? [], "×"],
    [side.over ?? [], "÷"],
  ]
  lists.forEach(([terms, sign], which) =>
    terms.forEach((term, i) => {
      const name = sayTerm(term, host.names)
      const item = make("li", {})
      const mark = term.minus ? "－" : i === 0 ? sign : "＋"
      const at = `${host.at}.${which}.${i}`
      if (which === 0 && (i > 0 || term.minus || terms.length > 1))
        item.append(
          make(
            "button",
            {
              type: "button",
              class: "btn small sign",
              "data-at": `${at}.sign`,
              "aria-label": `${name} ${host.words(term.minus ? "plus" : "minus")}`,
              click: () => {
                term.minus = !term.minus
                host.change()
              },
            },
            mark || "＋",
          ),
        )
      else if (mark) item.append(make("span", { class: "sign" }, mark))
      item.append(
        make("span", {}, name),
        make(
          "button",
          {
            type: "button",
            class: "btn small quiet",
            "data-at": `${at}.off`,
            "aria-label": `${host.words("remove")} ${name}`,
            click: () => {
              terms.splice(i, 1)
              host.change()
            },
          },
          "×",
        ),
      )
      list.append(item)
    }),
  )
  return list
}

// finder is the search among the names, with a button for each that is found.
function finder(host: SideHost, act: (name: Name) => void): HTMLElement {
  const { words } = host
  const found = make("div", { class: "found" })
  const fill = (text: string) => {
    found.textContent = ""
    let group = ""
    const fits = host.names.filter((name) => text === "" || name.words.includes(text) || name.name.includes(text))
    for (const [i, name] of fits.slice(0, shown).entries()) {
      if (name.group !== group) found.append(make("p", { class: "hint" }, (group = name.group)))
      found.append(button(name.words, () => act(name), { class: "chip", "data-at": `${host.at}.pick.${i}` }))
    }
    if (fits.length === 0 && host.known) found.append(make("p", { class: "hint" }, words("none")))
  }
  const search = make("input", {
    class: "input",
    type: "search",
    placeholder: words("search"),
    "aria-label": words("search"),
    "data-at": `${host.at}.search`,
    input: (event) => {
      event.stopPropagation() // a search saves nothing
      fill((event.target as HTMLInputElement).value.trim())
    },
    change: (event) => event.stopPropagation(),
    keydown: (event) => {
      const key = (event as KeyboardEvent).key
      if (key === "Escape") host.close()
      if (key !== "Enter" || (event as KeyboardEvent).isComposing) return
      event.preventDefault()
      found.querySelector<HTMLButtonElement>("button")?.click()
    },
  })
  fill("")
  return make("div", { class: "finder" }, search, found)
}

// numbers adds a number to the sum, multiplies by one, and rounds.
function numbers(side: Side, host: SideHost, use: () => Use): HTMLElement {
  const { words } = host
  const input = (label: string, value: string, at: string, act: (value: string) => void) =>
    make("label", { class: "use" }, label, make("input", { class: "input short", inputmode: "decimal", value, "aria-label": label, "data-at": `${host.at}.${at}`, change: (event) => act((event.target as HTMLInputElement).value.trim()) }))
  const box = make("div", { class: "numbers" })
  box.append(
    input(words("addnumber"), "", "number", (value) => {
      if (value === "") return
      put(side, { number: value }, use())
      host.change()
    }),
  )
  if (side.terms.length === 0) return box
  box.append(
    input(words("times"), side.times ?? "", "times", (value) => {
      side.times = value || undefined
      host.change()
    }),
    input(words("places"), side.places ?? "", "places", (value) => {
      side.places = value || undefined
      host.change()
    }),
  )
  return box
}
