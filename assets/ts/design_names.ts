// Names in expressions: while one types, the names that begin like the word at
// the cursor are offered; a chip writes one where the cursor stands.
type Input = HTMLInputElement | HTMLTextAreaElement

let last: Input | null = null

export function start(): void {
  document.addEventListener("focusin", (event) => {
    const input = inputOf(event.target)
    if (input) last = input
    else if (!(event.target as Element).closest?.(".completes, .names")) close()
  })
  document.addEventListener("input", (event) => {
    const input = inputOf(event.target)
    if (input) offer(input)
  })
  document.addEventListener("keydown", steer, true)
  document.addEventListener("click", (event) => {
    const chip = (event.target as Element).closest<HTMLElement>("[data-put]")
    if (!chip) return
    const choice = chip.closest(".completes") !== null
    const input = last?.isConnected ? last : document.querySelector<Input>("#inputs [data-names]")
    if (input) put(input, braced(input, chip.dataset.put ?? ""), choice ? word(input).length : 0)
  })
}

// braced puts a name into braces where a message is written, and the cursor stands
// outside any: there it becomes the figure.
function braced(input: Input, name: string): string {
  const before = input.value.slice(0, input.selectionStart ?? input.value.length)
  return input.id === "p-say" && before.lastIndexOf("{") <= before.lastIndexOf("}") ? `{${name}}` : name
}

function inputOf(target: EventTarget | null): Input | null {
  const input = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
  return input && target.matches("[data-names]") ? target : null
}

// word is the name that is being typed before the cursor.
function word(input: Input): string {
  const before = input.value.slice(0, input.selectionStart ?? input.value.length)
  return /[\p{L}\p{N}_]*$/u.exec(before)?.[0] ?? ""
}

function offer(input: Input): void {
  close()
  const begun = word(input)
  if (begun === "") return
  const fits = Array.from(document.querySelectorAll<HTMLElement>("#names [data-put]"))
    .filter((chip) => (chip.dataset.put ?? "").includes(begun) && chip.dataset.put !== begun)
    .sort((a, b) => Number(b.dataset.put?.startsWith(begun)) - Number(a.dataset.put?.startsWith(begun)))
    .slice(0, 8)
  if (fits.length === 0) return
  const list = document.createElement("ul")
  list.className = "completes"
  fits.forEach((chip, i) => {
    const item = document.createElement("li")
    const button = document.createElement("button")
    button.type = "button"
    button.tabIndex = -1
    button.dataset.put = chip.dataset.put
    button.textContent = chip.dataset.put ?? ""
    if (i === 0) button.setAttribute("aria-current", "true")
    button.addEventListener("pointerdown", (event) => event.preventDefault())
    item.append(button)
    list.append(item)
  })
  input.insertAdjacentElement("afterend", list)
}

function steer(event: KeyboardEvent): void {
  const input = inputOf(event.target)
  const list = document.querySelector(".completes")
  if (!input || !list || event.isComposing) return
  const all = Array.from(list.querySelectorAll<HTMLElement>("[data-put]"))
  const at = all.findIndex((b) => b.hasAttribute("aria-current"))
  switch (event.key) {
    case "ArrowDown":
    case "ArrowUp": {
      const next = all[(at + (event.key === "ArrowDown" ? 1 : all.length - 1)) % all.length]
      all[at]?.removeAttribute("aria-current")
      next.setAttribute("aria-current", "true")
      break
    }
    case "Enter":
    case "Tab":
      put(input, braced(input, all[at]?.dataset.put ?? ""), word(input).length)
      break
    case "Escape":
      close()
      break
    default:
      return
  }
  event.preventDefault()
  event.stopPropagation()
}

// put writes a name in place of so many characters before the cursor.
function put(input: Input, name: string, instead: number): void {
  const at = input.selectionStart ?? input.value.length
  const end = input.selectionEnd ?? at
  input.value = input.value.slice(0, at - instead) + name + input.value.slice(end)
  const cursor = at - instead + name.length
  input.focus()
  input.setSelectionRange(cursor, cursor)
  close()
  input.dispatchEvent(new Event("input", { bubbles: true }))
  close()
}

function close(): void {
  document.querySelectorAll(".completes").forEach((list) => list.remove())
}
