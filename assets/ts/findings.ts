// What the checker found, marked in the text. The checker's list stands beside
// the text and names the words: [data-text="1,280 万元"][data-mark="loose"].
import { Extension } from "@tiptap/core"
import type { Node as TextNode } from "@tiptap/pm/model"
import { Plugin, PluginKey } from "@tiptap/pm/state"
import { Decoration, DecorationSet } from "@tiptap/pm/view"

export interface Finding {
  text: string
  mark: string
}

export const findingsKey = new PluginKey<DecorationSet>("findings")

// listed are the findings that the page shows now.
export function listed(): Finding[] {
  return Array.from(document.querySelectorAll<HTMLElement>("[data-text][data-mark]"))
    .map((e) => ({ text: e.dataset.text ?? "", mark: e.dataset.mark ?? "" }))
    .filter((f) => f.text !== "")
}

// places are where a text stands in the document, inside one block.
export function places(doc: TextNode, text: string): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = []
  doc.descendants((node, position) => {
    if (!node.isTextblock) return true
    const words = node.textBetween(0, node.content.size, undefined, "\uFFFC")
    for (let at = words.indexOf(text); at >= 0; at = words.indexOf(text, at + text.length)) {
      found.push({ from: position + 1 + at, to: position + 1 + at + text.length })
    }
    return false
  })
  return found
}

function decorate(doc: TextNode): DecorationSet {
  const all = listed().reduce<Decoration[]>(
    (sum, f) => sum.concat(places(doc, f.text).map((p) => Decoration.inline(p.from, p.to, { nodeName: "mark", class: f.mark }))),
    [],
  )
  return DecorationSet.create(doc, all)
}

export const Findings = Extension.create({
  name: "findings",
  addProseMirrorPlugins() {
    return [
      new Plugin<DecorationSet>({
        key: findingsKey,
        state: {
          init: (_, state) => decorate(state.doc),
          apply: (tr, old) => (tr.docChanged || tr.getMeta(findingsKey) ? decorate(tr.doc) : old),
        },
        props: { decorations: (state) => findingsKey.getState(state) },
      }),
    ]
  },
})
