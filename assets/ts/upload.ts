// Sending files with progress: one request a file, three at a time, so that a
// broken connection loses one file. Without scripts the form posts as it is.
const lanes = 3

type Answer = { href?: string; state?: string; words?: string; title?: string; fields?: { words: string }[] }

export function start(): void {
  document.querySelectorAll<HTMLFormElement>("form[data-upload]").forEach((form) => new Desk(form))
}

// Desk is a form that files are brought to.
class Desk {
  private readonly input: HTMLInputElement
  private readonly place: HTMLElement
  private sending: Sending | undefined

  constructor(private readonly form: HTMLFormElement) {
    this.input = form.querySelector<HTMLInputElement>("input[type=file]") as HTMLInputElement
    this.place = form.querySelector<HTMLElement>("[data-desk]") as HTMLElement
    form.addEventListener("submit", (event) => {
      const files = Array.from(this.input.files ?? [])
      if (files.length === 0) return
      event.preventDefault()
      void this.send(files)
    })
    this.listen()
  }

  // listen takes files that are dropped anywhere on the page.
  private listen(): void {
    const holds = (event: DragEvent) => event.dataTransfer?.types.includes("Files") ?? false
    const over = (on: boolean) => this.form.classList.toggle("over", on)
    document.addEventListener("dragover", (event) => {
      if (!holds(event)) return
      event.preventDefault()
      over(true)
    })
    document.addEventListener("dragleave", (event) => {
      if (event.relatedTarget === null) over(false)
    })
    document.addEventListener("drop", (event) => {
      over(false)
      if (!holds(event)) return
      event.preventDefault()
      void this.send(Array.from(event.dataTransfer?.files ?? []))
    })
    window.addEventListener("beforeunload", (event) => {
      if (this.sending?.unsent) event.preventDefault()
    })
  }

  private async send(files: File[]): Promise<void> {
    if (files.length === 0 || this.sending?.busy) return
    const most = Number(this.form.dataset.most)
    if (files.length > most) return this.refuse(files.length, most)
    this.sending = new Sending(this.form, this.place, files)
    await this.sending.begin()
  }

  private refuse(n: number, most: number): void {
    this.place.hidden = false
    const total = this.place.querySelector<HTMLElement>("[data-total]") as HTMLElement
    total.textContent = fill(this.place.dataset.many, { n, max: most })
    total.classList.add("red-ink")
  }
}

// Sending is one attempt to bring files, with a row for each.
class Sending {
  private readonly rows: Row[]
  private into = ""
  private stopped = false
  private left = false
  busy = false

  constructor(private readonly form: HTMLFormElement, private readonly place: HTMLElement, files: File[]) {
    const list = this.find("[data-rows]")
    const pattern = this.place.querySelector<HTMLTemplateElement>("template[data-row]") as HTMLTemplateElement
    list.replaceChildren()
    this.rows = files.map((file) => new Row(file, list, pattern, this.place.dataset))
    this.place.hidden = false
    this.find("[data-total]").classList.remove("red-ink")
    this.find("[data-stop]").onclick = () => this.stop()
    this.find("[data-again]").onclick = () => void this.run()
  }

  // unsent: leaving now would lose files.
  get unsent(): boolean {
    return this.busy && !this.left
  }

  // begin opens a batch for several files; a single one is read at once.
  async begin(): Promise<void> {
    this.into = this.form.dataset.into ?? ""
    if (this.into === "" && this.rows.length > 1) {
      const body = new FormData()
      body.set("year", this.year())
      body.set("n", String(this.rows.length))
      const answer = await post(this.form.dataset.batches as string, body).catch(() => undefined)
      if (!answer?.href) {
        const words = answer ? saidOf(answer) : this.place.dataset.offline
        this.rows.forEach((row) => row.fail(words ?? ""))
        return this.finish()
      }
      this.into = answer.href
      const link = this.find("[data-batch]") as HTMLAnchorElement
      link.href = this.into
    }
    await this.run()
  }

  private async run(): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.stopped = false
    this.buttons()
    const waiting = this.rows.filter((row) => !row.done)
    waiting.forEach((row) => row.wait())
    const lane = async () => {
      for (let row = waiting.shift(); row && !this.stopped; row = waiting.shift()) await this.one(row)
    }
    await Promise.all(Array.from({ length: lanes }, lane))
    this.busy = false
    this.finish()
  }

  private async one(row: Row): Promise<void> {
    const body = new FormData()
    const url = this.into === "" ? this.form.action : this.into + "/files"
    if (this.into === "") body.set("year", this.year())
    else body.set("sent", row.name)
    body.set("file", row.file)
    try {
      const answer = await row.send(url, body, () => this.total())
      if (answer.href) {
        this.left = true
        location.assign(answer.href)
      }
    } catch {
      // the row says what happened
    }
    this.total()
  }

  private stop(): void {
    this.stopped = true
    this.rows.forEach((row) => row.stop())
    if (!this.busy) this.place.hidden = true
  }

  private finish(): void {
    this.buttons()
    this.total()
    const lost = this.rows.filter((row) => !row.done).length
    if (lost === 0 && this.into !== "" && !this.left) {
      this.left = true
      if (this.rows.every((row) => row.kept)) location.assign(this.into)
      else window.setTimeout(() => location.assign(this.into), 1500) // long enough to see that something was not accepted
    }
    if (lost > 0 && this.into !== "") this.say(fill(this.place.dataset.ended, { n: lost }))
  }

  private buttons(): void {
    const lost = !this.busy && this.rows.some((row) => !row.done)
    this.find("[data-again]").hidden = !lost
    this.find("[data-batch]").hidden = !(lost && this.into !== "")
    this.find("[data-stop]").hidden = !this.busy
    this.form.querySelectorAll<HTMLButtonElement>("button[type=submit]").forEach((b) => (b.disabled = this.busy))
  }

  private total(): void {
    const all = this.rows.reduce((sum, row) => sum + row.file.size, 0)
    const sent = this.rows.reduce((sum, row) => sum + row.sent, 0)
    const done = this.rows.filter((row) => row.done).length
    bar(this.place, all === 0 ? 1 : sent / all)
    this.say(fill(this.place.dataset.total, { done, n: this.rows.length, sent: mega(sent), all: mega(all) }))
  }

  private say(words: string): void {
    this.find("[data-total]").textContent = words
  }

  private year(): string {
    const field = this.form.elements.namedItem("year")
    return field instanceof HTMLInputElement ? field.value : ""
  }

  private find(selector: string): HTMLElement {
    return this.place.querySelector<HTMLElement>(selector) as HTMLElement
  }
}

// Row is a file and how far it is.
class Row {
  readonly name: string
  sent = 0
  done = false
  kept = false
  private request: XMLHttpRequest | undefined
  private readonly node: HTMLElement

  constructor(readonly file: File, list: HTMLElement, pattern: HTMLTemplateElement, private readonly words: DOMStringMap) {
    this.name = [file.name, file.size, file.lastModified].join("|")
    list.append(pattern.content.cloneNode(true))
    this.node = list.lastElementChild as HTMLElement
    this.find("[data-name]").textContent = file.name
    this.find("[data-size]").textContent = mega(file.size) + " MB"
    this.wait()
  }

  wait(): void {
    this.sent = 0
    this.say("grey", this.words.waiting)
  }

  fail(words: string): void {
    this.sent = 0
    this.say("red", words)
  }

  stop(): void {
    if (this.done) return
    this.request?.abort()
    this.fail(this.words.stopped ?? "")
  }

  send(url: string, body: FormData, moved: () => void): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest()
      this.request = request
      request.open("POST", url)
      request.setRequestHeader("Accept", "application/json")
      request.upload.onprogress = (event) => {
        const share = event.total === 0 ? 1 : event.loaded / event.total
        this.sent = share * this.file.size
        const percent = Math.floor(share * 100)
        this.say("green", percent === 100 ? this.words.reading : fill(this.words.sending, { share: percent }))
        moved()
      }
      request.onload = () => {
        const answer = parse(request.responseText)
        if (request.status >= 400) {
          this.fail(saidOf(answer) || this.words.failed || "")
          return reject(new Error(String(request.status)))
        }
        this.arrive(answer)
        resolve(answer)
      }
      request.onerror = () => {
        this.fail(this.words.offline ?? "")
        reject(new Error("offline"))
      }
      request.onabort = () => reject(new Error("stopped"))
      request.send(body)
    })
  }

  // arrive: the server has the file, though it may not be able to use it.
  private arrive(answer: Answer): void {
    this.done = true
    this.sent = this.file.size
    this.kept = answer.state !== "failed"
    if (!this.kept) this.say("red", answer.words)
    else this.say("blue", answer.href ? this.words.reading : this.words.arrived)
  }

  private say(light: string, words: string | undefined): void {
    const state = this.find("[data-state]")
    state.className = "light " + light
    state.textContent = words ?? ""
    bar(this.node, this.file.size === 0 ? Number(this.done) : this.sent / this.file.size)
  }

  private find(selector: string): HTMLElement {
    return this.node.querySelector<HTMLElement>(selector) as HTMLElement
  }
}

async function post(url: string, body: FormData): Promise<Answer> {
  const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" } })
  return parse(await answer.text())
}

function parse(text: string): Answer {
  try {
    return JSON.parse(text) as Answer
  } catch {
    return {}
  }
}

// saidOf is what a refusal says: about a field, or in general.
function saidOf(answer: Answer): string {
  return answer.fields?.[0]?.words ?? answer.title ?? ""
}

function bar(place: HTMLElement, share: number): void {
  const meter = place.querySelector("[data-meter]")
  const percent = Math.round(Math.min(Math.max(share, 0), 1) * 100) + "%"
  meter?.querySelector("rect")?.setAttribute("width", percent)
  meter?.setAttribute("aria-label", percent)
}

function fill(pattern: string | undefined, values: Record<string, string | number>): string {
  return Object.entries(values).reduce((text, [name, value]) => text.replace("{" + name + "}", String(value)), pattern ?? "")
}

function mega(bytes: number): string {
  const size = bytes / (1024 * 1024)
  return size > 0 && size < 0.1 ? "0.1" : size.toFixed(1)
}
