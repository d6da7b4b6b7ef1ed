// A paragraph knows which tasks it answers for: their ids, with blanks between.
import { Paragraph } from "@tiptap/extension-paragraph"

export const AnsweringParagraph = Paragraph.extend({
  addAttributes() {
    return {
      ...this.parent?.(),
      answers: {
        default: "",
        parseHTML: (e: HTMLElement) => e.dataset.answers ?? "",
        renderHTML: (attrs: Record<string, string>) => (attrs.answers ? { "data-answers": attrs.answers } : {}),
      },
    }
  },
})
