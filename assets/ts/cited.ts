// Words whose source a person has stated: another body's document, a law. The
// checker leaves their numbers alone.
import { Mark } from "@tiptap/core"

export const Cited = Mark.create({
  name: "cited",
  inclusive: false,

  addAttributes() {
    return { source: { default: "", parseHTML: (e: HTMLElement) => e.dataset.source ?? "", rendered: false } }
  },

  parseHTML() {
    return [{ tag: "span[data-source]" }]
  },

  renderHTML({ mark }) {
    return ["span", { class: "cited", "data-source": mark.attrs.source, title: mark.attrs.source }, 0]
  },
})
