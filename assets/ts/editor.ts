// The writer: text with bound figures. It lives in a form:
//
//   <form data-draft="/documents/7/draft">
//     <div class="tools"> <button type="button" data-cmd="h2"> … </div>
//     <input type="hidden" name="content" value="{…}">
//     <div class="text" data-editor></div>
//   </form>
//
// The hidden input holds the document as JSON and is what the draft sends.
// Beside it:
//   [data-insert='{"binding":…}']        puts a figure where the cursor is, or, with
//     data-replace="1,280 万元", in place of those words
//   [data-answer="id"][data-answer-text] adds a paragraph that answers for a task
//   [data-cite] in a dialog              states the source of the selected words,
//     from the dialog's field "source"
//   [data-pick]                          a search that starts with the selected words
//   [data-text][data-mark]               findings; a click leads to their place
import { Editor } from "@tiptap/core"
import { Document } from "@tiptap/extension-document"
import { Heading } from "@tiptap/extension-heading"
import { Text } from "@tiptap/extension-text"
import { UndoRedo } from "@tiptap/extensions"
import { AnsweringParagraph } from "./answer"
import { Cited } from "./cited"
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
    extensions: [Document, AnsweringParagraph, Text, Heading.configure({ levels: [...levels] }), UndoRedo, FigureNode, Cited, Findings],
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
    if (insert) return put(editor, JSON.parse(insert.dataset.insert as string) as FigureAttributes, insert.dataset.replace)
    const answer = target.closest<HTMLElement>("[data-answer]")
    if (answer) return respond(editor, answer.dataset.answer as string, answer.dataset.answerText ?? "")
    const finding = target.closest<HTMLElement>("[data-text][data-mark]")
    if (finding && !target.closest("a, button:not([data-text])")) return lead(editor, finding.dataset.text as string)
    const figure = target.closest<HTMLAnchorElement>("[data-editor] a[data-binding]")
    if (!figure) return
    event.preventDefault()
    document.dispatchEvent(new CustomEvent("panel:open", { detail: figure.getAttribute("href") }))
  })
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement
    if (!form.querySelector("[data-cite]")) return
    event.preventDefault()
    cite(editor, form)
  })
  document.addEventListener("focusin", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.matches("[data-pick]")) suggest(editor, event.target)
  })
  // The checker's list has changed: mark anew.
  document.addEventListener("htmx:after:swap", () => editor.view.dispatch(editor.state.tr.setMeta(findingsKey, true)))
}

// put inserts a figure: in place of the words named, else of the selection.
function put(editor: Editor, attrs: FigureAttributes, words?: string): void {
  const figure = { type: "figure", attrs }
  const [at] = words ? places(editor.state.doc, words) : []
  if (at) editor.chain().focus().insertContentAt(at, figure).scrollIntoView().run()
  else if (!words) editor.chain().focus().insertContent(figure).run()
}

// respond adds a paragraph after the one with the cursor and leaves the cursor
// at its end, for the answer to be written on.
function respond(editor: Editor, task: string, text: string): void {
  const { $to } = editor.state.selection
  const after = $to.depth > 0 ? $to.after(1) : editor.state.doc.content.size
  const content = text === "" ? [] : [{ type: "text", text }]
  editor
    .chain()
    .insertContentAt(after, { type: "paragraph", attrs: { answers: task }, content })
    .focus(after + 1 + text.length)
    .scrollIntoView()
    .run()
}

function cite(editor: Editor, form: HTMLFormElement): void {
  const source = new FormData(form).get("source")
  form.closest("dialog")?.close()
  if (typeof source !== "string" || source.trim() === "") return
  editor.chain().focus().setMark("cited", { source: source.trim() }).run()
  form.reset()
}

function suggest(editor: Editor, input: HTMLInputElement): void {
  const { from, to } = editor.state.selection
  if (from === to) return
  input.value = editor.state.doc.textBetween(from, to, " ").slice(0, 40)
  input.dispatchEvent(new Event("input", { bubbles: true }))
}

// lead goes to the first place of a finding.
function lead(editor: Editor, text: string): void {
  const [first] = places(editor.state.doc, text)
  if (first) editor.chain().focus().setTextSelection(first).scrollIntoView().run()
}

document.querySelectorAll<HTMLElement>("[data-editor]").forEach(mount)
