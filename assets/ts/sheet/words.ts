// The words that the script puts on the page; the server writes them there in the
// reader's language. # stands for a number, @ and % for texts.
export function say(name: string, n: number | string = "", text = "", other = ""): string {
  const words = document.getElementById("sheet-words")?.getAttribute("data-" + name) ?? ""
  return words.replace("#", String(n)).replace("@", text).replace("%", other)
}

// element makes an element with a class and words or children.
export function element(tag: string, className: string, ...inside: (string | Node)[]): HTMLElement {
  const made = document.createElement(tag)
  if (className) made.className = className
  made.append(...inside)
  return made
}

export function button(words: string, act: () => void): HTMLButtonElement {
  const made = element("button", "btn small", words) as HTMLButtonElement
  made.type = "button"
  made.addEventListener("click", act)
  return made
}

// clip puts a text on the clipboard, also where browsers allow it only to pages
// that came encrypted.
export async function clip(text: string): Promise<void> {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text)
  const area = document.createElement("textarea")
  area.value = text
  document.body.append(area)
  area.select()
  document.execCommand("copy")
  area.remove()
}
