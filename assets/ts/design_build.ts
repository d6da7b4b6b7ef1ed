// The builder of expressions: rows of "field, relation, value" for conditions and
// checks, sums for calculations. The parts go to the server in a hidden input; it
// writes the expression and says what it comes to. What has another shape stays
// text, and whoever likes text can always write it.
import { emptyRow, groupFrom, kindOf, make, optionsOf, relationsFor, sayRelation, saySide, select, sideFrom, wordsOf, button } from "./design_parts"
import type { Group, Name, Row, Rule, Side, Words } from "./design_parts"
import { editSide } from "./design_side"

export function start(): void {
  mountAll()
  document.addEventListener("htmx:after:swap", mountAll)
  document.addEventListener("draft:saved", (event) => told((event as CustomEvent<{ texts?: Record<string, string>; now?: Record<string, string> }>).detail))
  document.addEventListener("change", (event) => {
    // A check of each row reads the columns of that table.
    if ((event.target as Element).id === "p-each") document.querySelectorAll<HTMLElement>("[data-build]").forEach((box) => void builders.get(box)?.load())
  })
}

const builders = new WeakMap<HTMLElement, Builder>()

function mountAll(): void {
  document.querySelectorAll<HTMLElement>("#inputs [data-build]").forEach((box) => {
    if (!builders.has(box)) builders.set(box, new Builder(box))
  })
}

// told shows what the server wrote and what it comes to.
function told(saved: { texts?: Record<string, string>; now?: Record<string, string> }): void {
  document.querySelectorAll<HTMLElement>("#inputs [data-build]").forEach((box) => {
    const name = box.dataset.input ?? ""
    const now = box.querySelector("[data-now]")
    if (now && saved.now?.[name] !== undefined) now.textContent = saved.now[name]
    if (saved.texts?.[name] !== undefined) builders.get(box)?.written(saved.texts[name])
  })
  const say = document.querySelector<HTMLTextAreaElement>("#p-say")
  if (say && say.value.trim() === "" && saved.texts?.say) say.value = saved.texts.say
}

// look searches for what somebody had typed before the names came.
function look(finder: HTMLInputElement, text: string): void {
  finder.value = text
  finder.dispatchEvent(new Event("input"))
}

class Builder {
  private readonly words: Words
  private readonly text: HTMLTextAreaElement
  private readonly parts: HTMLInputElement
  private readonly area: HTMLElement
  private names: Name[] = []
  private known = false // whether the names have come
  private rule: Rule = { if: groupFrom(undefined), then: groupFrom(undefined) }
  private side: Side = sideFrom(undefined)
  private open = "" // the side that is being edited
  private onlyIf = false
  private asText = false

  constructor(private readonly box: HTMLElement) {
    this.words = wordsOf(box.closest("form") as HTMLElement)
    this.text = box.querySelector("textarea") as HTMLTextAreaElement
    this.parts = box.querySelector("input[type=hidden]") as HTMLInputElement
    this.area = make("div", { class: "builder", role: "group", "aria-label": box.dataset.label ?? "" })
    this.text.before(this.area)
    const from = this.parts.value || box.dataset.parts || ""
    this.asText = from === ""
    if (from !== "") this.read(from)
    this.text.addEventListener("input", () => (this.parts.value = ""))
    this.render()
    void this.load()
  }

  // load fetches what can be chosen.
  async load(): Promise<void> {
    const url = this.box.closest("form")?.dataset.namesUrl
    if (!url || this.text.readOnly || this.text.matches(":disabled")) return
    const each = document.querySelector<HTMLSelectElement>("#p-each")?.value ?? ""
    const response = await fetch(`${url}&input=${this.box.dataset.input}&each=${encodeURIComponent(each)}`, { headers: { Accept: "application/json" } }).catch(() => null)
    if (!response?.ok || !this.box.isConnected) return
    this.names = (await response.json()) as Name[]
    this.known = true
    const looked = this.finder?.value ?? ""
    this.render()
    if (looked !== "" && this.finder) look(this.finder, looked)
  }

  private get finder(): HTMLInputElement | null {
    return this.area.querySelector<HTMLInputElement>(".finder input")
  }

  // written takes the expression that the server made of the parts.
  written(text: string): void {
    if (this.asText || this.parts.value === "") return
    this.text.value = text
  }

  private get isSide(): boolean {
    return this.box.dataset.build === "side"
  }

  private read(json: string): void {
    if (this.isSide) {
      this.side = sideFrom(JSON.parse(json) as Side)
      return
    }
    const rule = JSON.parse(json) as Rule
    this.rule = { if: groupFrom(rule.if), then: groupFrom(rule.then) }
    this.onlyIf = this.rule.if.rows.length > 0
  }

  // changed sends the parts and shows them anew.
  private changed(): void {
    this.parts.value = JSON.stringify(this.isSide ? this.side : this.rule)
    this.parts.dispatchEvent(new Event("input", { bubbles: true }))
    this.render()
  }

  private render(): void {
    const held = this.area.contains(document.activeElement) ? (document.activeElement as HTMLElement).dataset.at : undefined
    this.area.textContent = ""
    this.text.closest(".field")?.classList.toggle("built", !this.asText)
    if (this.text.readOnly || this.text.matches(":disabled")) return
    if (this.asText) this.renderText()
    else if (this.isSide) this.area.append(...this.sideParts(this.side, "side", "number"))
    else this.renderRule()
    if (!this.asText) this.area.append(make("p", { class: "row modes" }, button(this.words("text"), () => this.toText(), { class: "btn small quiet", "data-at": "mode" })))
    if (!held) return
    const again = this.area.querySelector<HTMLElement>(`[data-at="${held}"]`) ?? this.area.querySelector<HTMLElement>(".finder input, select, button")
    again?.focus()
  }

  private renderText(): void {
    const hint = this.box.dataset.parts === "" ? this.words("cannot") : ""
    this.area.append(make("p", { class: "row modes" }, make("span", { class: "hint" }, hint), button(this.words("clear"), () => this.toParts(), { class: "btn small quiet", "data-at": "mode" })))
  }

  private toText(): void {
    this.asText = true
    this.parts.value = ""
    this.render()
    this.text.focus()
  }

  // toParts goes back to choosing: to what the text said last when it can be taken
  // apart, or else to nothing.
  private toParts(): void {
    this.asText = false
    if (this.box.dataset.parts !== "" && this.text.value === this.text.defaultValue) return this.render()
    this.rule = { if: groupFrom(undefined), then: groupFrom(undefined) }
    this.side = sideFrom(undefined)
    this.changed()
  }

  private renderRule(): void {
    const check = this.box.dataset.build === "check"
    if (check) {
      const tick = make("input", {
        type: "checkbox",
        checked: this.onlyIf,
        "data-at": "onlyif",
        change: (event) => {
          event.stopPropagation()
          this.onlyIf = (event.target as HTMLInputElement).checked
          this.rule.if.rows = this.onlyIf ? [emptyRow()] : []
          this.changed()
        },
      })
      this.area.append(make("label", { class: "onlyif" }, tick, this.words("onlyif")))
      if (this.onlyIf) this.area.append(this.group(this.rule.if, "if", this.words("if")))
    }
    this.area.append(this.group(this.rule.then, "then", check && this.onlyIf ? this.words("then") : ""))
    if (check && this.rule.then.rows.length === 0) this.area.append(this.presets())
  }

  private group(group: Group, at: string, title: string): HTMLElement {
    const box = make("div", { class: "rows" })
    if (title) box.append(make("p", { class: "label" }, title))
    if (group.rows.length > 1) {
      const both: [string, string][] = [
        ["", this.words("all")],
        ["any", this.words("any")],
      ]
      box.append(
        select(this.words("rows"), both, group.any ? "any" : "", (value) => {
          group.any = value !== ""
          this.changed()
        }, { "data-at": `${at}.any` }),
      )
    }
    group.rows.forEach((row, i) => box.append(this.row(group, row, i, `${at}.${i}`)))
    const add = () => {
      group.rows.push(emptyRow())
      this.open = `${at}.${group.rows.length - 1}.left`
      this.render()
      this.finder?.focus()
    }
    box.append(make("p", { class: "row" }, button(this.words("add"), add, { "data-at": `${at}.add` })))
    return box
  }

  private row(group: Group, row: Row, i: number, at: string): HTMLElement {
    const kind = kindOf(row.left, this.names)
    const line = make("div", { class: "brow", role: "group", "aria-label": this.words("row").replace("#", String(i + 1)) })
    line.append(...this.sideParts(row.left, `${at}.left`, kind))
    if (kind !== "") {
      const relations = relationsFor(kind)
      if (!relations.includes(row.is)) row.is = relations[0]
      line.append(
        select(this.words("relation"), relations.map((r) => [r, sayRelation(r, kind, this.words)]), row.is, (value) => {
          row.is = value
          this.changed()
        }, { "data-at": `${at}.is` }),
        ...this.value(row, kind, at),
      )
    }
    const remove = () => {
      group.rows.splice(i, 1)
      this.open = ""
      this.changed()
    }
    const gone = button("×", remove, { class: "btn small quiet", "aria-label": `${this.words("remove")} ${this.words("row").replace("#", String(i + 1))}`, "data-at": `${at}.remove` })
    const editor = line.querySelector(".sideedit")
    if (editor) editor.before(gone)
    else line.append(gone)
    if (editor && line.lastElementChild !== editor) line.append(editor)
    return line
  }

  // value is the right side of a row, by what the left one holds.
  private value(row: Row, kind: string, at: string): Node[] {
    if (["filled", "empty", "yes", "no"].includes(row.is)) return []
    if (kind === "choice" || kind === "choices") return [this.options(row, at)]
    if (kind === "text") return [this.input(row.words?.[0] ?? "", this.words("value"), `${at}.word`, (value) => (row.words = value === "" ? [] : [value]))]
    const right = this.right(row, kind, at)
    if (row.is === "near" || row.is === "share")
      right.push(this.input(row.within ?? "", this.words(row.is === "share" ? "percent" : "apart"), `${at}.within`, (value) => (row.within = value || undefined)), make("span", {}, this.words(row.is === "share" ? "percent" : "apart")))
    return right
  }

  // right is a number to type, or fields.
  private right(row: Row, kind: string, at: string): Node[] {
    const [first] = row.right.terms
    const number = row.right.terms.length === 0 || (row.right.terms.length === 1 && first.number !== undefined && !row.right.over?.length && !row.right.by?.length)
    const parts: Node[] = []
    if (number && kind === "number" && row.is !== "share" && this.open !== `${at}.right`)
      parts.push(this.input(first?.number ?? "", this.words("number"), `${at}.number`, (value) => (row.right.terms = value === "" ? [] : [{ number: value }])))
    return [...parts, ...this.sideParts(number && first ? { ...row.right, terms: [] } : row.right, `${at}.right`, kind, row.right)]
  }

  private options(row: Row, at: string): Node {
    const options = optionsOf(row.left, this.names)
    if (row.is !== "in") {
      const list: [string, string][] = [["", this.words("option")], ...options.map((o): [string, string] => [o, o])]
      return select(this.words("option"), list, row.words?.[0] ?? "", (value) => {
        row.words = value === "" ? [] : [value]
        this.changed()
      }, { "data-at": `${at}.option` })
    }
    const box = make("span", { class: "ticks" })
    for (const option of options) {
      const tick = make("input", {
        type: "checkbox",
        checked: row.words?.includes(option) ?? false,
        "data-at": `${at}.tick.${option}`,
        change: (event) => {
          event.stopPropagation()
          const on = (event.target as HTMLInputElement).checked
          row.words = options.filter((o) => (o === option ? on : row.words?.includes(o)))
          this.changed()
        },
      })
      box.append(make("label", {}, tick, option))
    }
    return box
  }

  private input(value: string, label: string, at: string, put: (value: string) => void): HTMLElement {
    return make("input", {
      class: "input short",
      value,
      "aria-label": label,
      "data-at": at,
      input: (event) => {
        event.stopPropagation()
        put((event.target as HTMLInputElement).value.trim())
        this.parts.value = JSON.stringify(this.rule)
        this.parts.dispatchEvent(new Event("input", { bubbles: true }))
      },
    })
  }

  // sideParts are the button that says a side, and below it its editor while open.
  // The side shown may lack the number that stands in an input of its own.
  private sideParts(shown: Side, at: string, kind: string, side: Side = shown): Node[] {
    const open = this.open === at
    const toggle = () => {
      this.open = open ? "" : at
      this.render()
      if (!open) this.finder?.focus()
    }
    const parts: Node[] = [
      make("button", { type: "button", class: "btn small side", "aria-expanded": String(open), "data-at": at, click: toggle }, saySide(shown, this.names, this.words)),
    ]
    if (!open) return parts
    const date = kind === "date"
    const names = at.endsWith(".right") ? this.names.filter((name) => name.kind === (date ? "date" : "number")) : this.isSide ? this.names.filter((name) => name.kind === "number") : this.names
    const first = side.terms.length === 0
    const host = {
      names,
      known: this.known,
      words: this.words,
      at,
      only: date || (kind !== "" && kind !== "number"),
      number: kind === "number" || kind === "",
      change: () => {
        const picked = kindOf(side, this.names)
        if (first || (picked !== "number" && picked !== "")) this.open = ""
        this.changed()
      },
      close: () => {
        this.open = ""
        this.render()
        this.area.querySelector<HTMLElement>(`[data-at="${at}"]`)?.focus()
      },
    }
    parts.push(editSide(side, host))
    return parts
  }

  // presets are the beginnings of common checks.
  private presets(): HTMLElement {
    const begin = (rows: Row[], when: Row[], open: string) => {
      this.rule = { if: { any: false, rows: when }, then: { any: false, rows } }
      this.onlyIf = when.length > 0
      this.open = open
      this.render()
      this.finder?.focus()
    }
    const row = (is: string): Row => ({ ...emptyRow(), is, within: is === "share" ? "30" : undefined })
    return make(
      "p",
      { class: "row presets" },
      make("span", { class: "hint" }, this.words("start")),
      button(this.words("preset.sum"), () => begin([row("==")], [], "then.0.left"), { "data-at": "preset.sum" }),
      button(this.words("preset.share"), () => begin([row("share")], [], "then.0.left"), { "data-at": "preset.share" }),
      button(this.words("preset.most"), () => begin([row("<=")], [], "then.0.left"), { "data-at": "preset.most" }),
      button(this.words("preset.needs"), () => begin([row("filled")], [row("filled")], "if.0.left"), { "data-at": "preset.needs" }),
    )
  }
}
