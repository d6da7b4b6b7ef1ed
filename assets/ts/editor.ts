// The writer: text with bound figures. It lives in a form:
//
//   <form data-draft="/documents/7/draft">
//     <div class="tools"> <button type="button" data-cmd="h2"> … </div>
//     <input type="hidden" name="content" value="{…}">
//     <div class="text" data-editor></div>
//   </form>
//
// The hidden input holds the document as JSON and is what the draft sends.
// Beside it: [data-insert='{"binding":…}'] puts a figure where the cursor is;
// [data-text][data-mark] are findings, and a click on one leads to its place.
import { Editor } from "@tiptap/core"
import { Document } from "@tiptap/extension-document"
import { Heading } from "@tiptap/extension-heading"
import { Paragraph } from "@tiptap/extension-paragraph"
import { Text } from "@tiptap/extension-text"
import { UndoRedo } from "@tiptap/extensions"
import { FigureNode, type FigureAttributes } from "./figurenode"
import { Findings, findingsKey, places } from "./findings"

const levels = [1, 2, 3, 4] as const

function mount(place: HTMLElement): void {
  const store = place.closest("form")?.querySelector<HTMLInputElement>('input[name="content"]')
  if (!store) return
  const editor = new Editor({
    element: place,
    injectCSS: false, // the page's policy allows no inline style; editor.css has it
    editable: place.dataset.editor !== "readonly",
    extensions: [Document, Paragraph, Text, Heading.configure({ levels: [...levels] }), UndoRedo, FigureNode, Findings],
    content: store.value === "" ? undefined : JSON.parse(store.value),
    editorProps: { attributes: { "aria-label": place.getAttribute("aria-label") ?? "", role: "textbox", "aria-multiline": "true" } },
    onUpdate: ({ editor }) => {
      store.value = JSON.stringify(editor.getJSON())
      store.dispatchEvent(new Event("input", { bubbles: true }))
    },
  })
  wireTools(editor, place.closest("form") as HTMLFormElement)
  wireAside(editor)
}

type Command = (editor: Editor) => void

const commands: Record<string, Command> = {
  p: (e) => e.chain().focus().setParagraph().run(),
  undo: (e) => e.chain().focus().undo().run(),
  redo: (e) => e.chain().focus().redo().run(),
}
levels.forEach((level) => (commands[`h${level}`] = (e) => e.chain().focus().toggleHeading({ level }).run()))

function wireTools(editor: Editor, form: HTMLFormElement): void {
  form.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-cmd]")
    if (button) commands[button.dataset.cmd as string]?.(editor)
  })
  const refresh = () => {
    form.querySelectorAll<HTMLElement>("[data-cmd]").forEach((button) => {
      const level = levels.find((l) => `h${l}` === button.dataset.cmd)
      if (level === undefined) return
      const on = editor.isActive("heading", { level })
      button.classList.toggle("on", on)
      button.setAttribute("aria-pressed", String(on))
    })
  }
  editor.on("selectionUpdate", refresh)
  editor.on("transaction", refresh)
  refresh()
}

function wireAside(editor: Editor): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element
    const insert = target.closest<HTMLElement>("[data-insert]")
    if (insert) return put(editor, JSON.parse(insert.dataset.insert as string) as FigureAttributes)
    const finding = target.closest<HTMLElement>("[data-text][data-mark]")
    if (finding && !target.closest("a, button:not([data-text])")) return lead(editor, finding.dataset.text as string)
    const figure = target.closest<HTMLAnchorElement>("[data-editor] a[data-binding]")
    if (!figure) return
    event.preventDefault()
    document.dispatchEvent(new CustomEvent("panel:open", { detail: figure.getAttribute("href") }))
  })
  // The checker's list has changed: mark anew.
  document.addEventListener("htmx:after:swap", () => editor.view.dispatch(editor.state.tr.setMeta(findingsKey, true)))
}

// put inserts a figure, in place of the selected words if there are any.
function put(editor: Editor, attrs: FigureAttributes): void {
  editor.chain().focus().insertContent({ type: "figure", attrs }).run()
}

function lead(editor: Editor, text: string): void {
  const [first] = places(editor.state.doc, text)
  if (first) editor.chain().focus().setTextSelection(first).scrollIntoView().run()
}

document.querySelectorAll<HTMLElement>("[data-editor]").forEach(mount)
