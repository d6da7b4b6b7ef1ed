// A figure inside a text: one piece that cannot be typed into. The number comes
// from the server only; the text holds which figure stands there.
import { Node, mergeAttributes } from "@tiptap/core"

export interface FigureAttributes {
  binding: string
  number: string
  unit: string
  state: string
  href: string
}

const names: (keyof FigureAttributes)[] = ["binding", "number", "unit", "state", "href"]

export const FigureNode = Node.create({
  name: "figure",
  group: "inline",
  inline: true,
  atom: true,
  selectable: true,
  draggable: true,

  addAttributes() {
    return Object.fromEntries(
      names.map((name) => [name, { default: "", parseHTML: (e: HTMLElement) => e.getAttribute(`data-${name}`) ?? "", rendered: false }]),
    )
  },

  parseHTML() {
    return [{ tag: "a[data-binding]" }]
  },

  renderHTML({ node, HTMLAttributes }) {
    const a = node.attrs as FigureAttributes
    const data = Object.fromEntries(names.map((name) => [`data-${name}`, a[name]]))
    const own = { class: `fig ${a.state === "reviewed" ? "" : a.state}`.trim(), href: a.href, ...data }
    const unit = a.unit === "" ? [] : [["small", {}, a.unit] as const]
    return ["a", mergeAttributes(HTMLAttributes, own), a.number, ...unit]
  },

  renderText({ node }) {
    return `${node.attrs.number}${node.attrs.unit}`
  },
})
