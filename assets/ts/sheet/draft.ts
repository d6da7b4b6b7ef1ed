// A sheet saves itself while somebody types: the cells that changed go to the
// server, and what comes back is only what the page does not know. What is not sent
// yet lies on this device, so that neither a lost network, an ended session nor a
// closed window loses it.
import { formOf } from "../leave"
import { tell } from "../toast"
import { typing } from "../typing"
import { take, type Answer, type Clash } from "./answer"
import { byName, cellIn, held, hold, nameOf, read, write, type Cell } from "./cell"
import { fit } from "./fit"
import * as kept from "./kept"
import { Patch } from "./patch"
import { insertAs } from "./rows"
import { SignIn } from "./signin"
import { clashes, leftover } from "./told"
import { say } from "./words"

const pause = 1200 // milliseconds without a key before a draft is sent
const left = 60 // milliseconds after a cell was left
const pace = 1000 // milliseconds between drafts of somebody who types on
const busy = 5 // a system that takes long is left alone for so many times as long
const pauseKept = 250 // milliseconds before it is kept on the device
const most = 4000 // cells in one request; a paste of more goes in parts
const backoff = [2, 5, 10, 20, 40, 60] // seconds until another try

type Problem = { title?: string; code?: string }

export class Draft {
  private readonly patch: Patch
  private readonly signIn = new SignIn(() => void this.send())
  private timer = 0
  private keeper = 0
  private failures = 0
  private composing = false
  private stopped = false
  private whole: boolean
  private seen = ""
  private heard: string // what the page shows of other returns; the form itself says what it showed at first
  private sending: Promise<boolean> | null = null
  private due = 0 // when cells that were left are to be sent; 0 for none
  private rested = 0 // until when the system is left alone
  private writing: Cell | null = null // the cell in which somebody is typing

  constructor(private readonly form: HTMLFormElement) {
    this.patch = new Patch(form)
    this.whole = form.dataset.unsaved !== undefined
    this.heard = form.querySelector<HTMLInputElement>("input[name='return:heard']")?.value ?? ""
    this.listen()
    this.restore()
    if (this.whole) this.patch.all(() => true)
    else this.patch.all((cell) => read(cell) !== held(cell)) // what the browser itself has put back
    if (this.patch.cells(this.whole).size > 0 && !this.whole) this.later(pause)
  }

  private get url(): string {
    return this.form.dataset.sheet as string
  }

  private listen(): void {
    for (const kind of ["input", "change"]) {
      document.addEventListener(kind, (event) => {
        const cell = cellIn(event.target)
        if (!cell || formOf(event.target) !== this.form) return
        this.writing = kind === "input" && typing(event.target) && !(cell instanceof HTMLSelectElement) ? cell : null
        this.noted([cell], kind === "change")
      })
    }
    document.addEventListener("focusout", () => (this.writing = null))
    document.addEventListener("sheet:changed", (event) => this.noted((event as CustomEvent<Cell[]>).detail, true))
    document.addEventListener("sheet:rows", (event) => {
      this.patch.noteRows((event as CustomEvent<HTMLTableElement>).detail)
      this.later(pause)
    })
    document.addEventListener("compositionstart", () => (this.composing = true))
    document.addEventListener("compositionend", () => {
      this.composing = false
      if (this.dirty()) this.later(pause)
    })
    window.addEventListener("online", () => this.dirty() && void this.send())
    window.addEventListener("pagehide", () => this.keep())
    document.addEventListener("submit", (event) => {
      if ((event.target as HTMLFormElement).getAttribute("action") === "/signout") this.form.dataset.keep = "0" // nothing stays behind
    })
    document.addEventListener("visibilitychange", () => document.hidden && this.dirty() && (this.keep(), void this.send()))
  }

  dirty(): boolean {
    return this.patch.cells(this.whole).size > 0
  }

  // noted saves cells: those that were left at once, so that whoever typed hears what
  // is wrong with them while he still knows what he meant, and others when no more
  // keys come. Somebody who fills cell after cell is heard once in a pace; only what
  // does not look like a number where one is wanted goes before.
  private noted(cells: Cell[], done = false): void {
    cells.forEach((cell) => this.patch.note(cell))
    if (!done) return this.later(pause)
    const soon = performance.now() + left
    const at = cells.length === 1 && "why" in fit(cells[0], read(cells[0]), false) ? soon : Math.max(soon, this.rested)
    this.due = this.due > 0 ? Math.min(this.due, at) : at
    this.later(pause)
  }

  private later(wait: number): void {
    window.clearTimeout(this.timer)
    if (this.due > 0) wait = Math.max(0, Math.min(wait, this.due - performance.now()))
    window.clearTimeout(this.keeper)
    if (this.stopped) return void (this.keeper = window.setTimeout(() => this.keep(), pauseKept))
    this.keeper = window.setTimeout(() => this.keep(), pauseKept)
    if (this.failures === 0) this.state("pending")
    this.timer = window.setTimeout(() => void this.send(this.due > 0), Math.max(wait, this.failures > 0 ? this.rest() : 0))
  }

  private rest(): number {
    return backoff[Math.min(this.failures, backoff.length) - 1] * 1000
  }

  // send answers whether everything that was typed is in the system now. Of a part the
  // cell is left out in which somebody is typing: half a number is no number.
  async send(part = false): Promise<boolean> {
    if (this.stopped) return false
    if (this.composing) return false // when it ends, it is sent
    if (this.sending) {
      // When it fails, the next try is the timer's: whoever waited does not go on asking a system that is down.
      if (!(await this.sending) && this.failures > 0) return false
      return this.dirty() ? this.send(part) : this.failures === 0
    }
    this.due = 0
    this.sending = this.parts(part)
    try {
      return await this.sending
    } finally {
      this.sending = null
    }
  }

  private async parts(part: boolean): Promise<boolean> {
    let more = Math.ceil(this.patch.cells(this.whole).size / most)
    do if (!(await this.once(part))) return false
    while (--more > 0)
    return true
  }

  private async once(part: boolean): Promise<boolean> {
    window.clearTimeout(this.timer)
    this.timer = 0
    const all = this.patch.cells(this.whole)
    if (part && this.writing && all.delete(nameOf(this.writing)) && all.size === 0) {
      this.later(pause)
      return false
    }
    if (all.size === 0) {
      this.calm()
      return true
    }
    const cells = new Map(Array.from(all).slice(0, most))
    this.state("saving")
    const begun = performance.now()
    try {
      const response = await fetch(this.url, {
        method: "POST",
        credentials: "same-origin",
        headers: { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" },
        body: this.body(cells),
        keepalive: document.hidden && cells.size < 500,
      })
      this.rested = performance.now() + Math.max(pace, busy * (performance.now() - begun))
      if (!response.ok) return this.refused(response)
      this.taken((await response.json()) as Answer, cells, cells.size < all.size)
      return true
    } catch {
      return this.unreachable()
    }
  }

  private body(cells: Map<string, string>): string {
    const pairs = new URLSearchParams()
    pairs.append("revision", this.revision.value)
    pairs.append("sheet:person", document.body.dataset.person ?? "")
    pairs.append("sheet:seen", this.seen)
    pairs.append("sheet:heard", this.heard)
    if (this.form.dataset.tried !== undefined) pairs.append("sheet:tried", "1")
    cells.forEach((value, name) => pairs.append(name, value))
    return pairs.toString()
  }

  private get revision(): HTMLInputElement {
    return this.form.querySelector<HTMLInputElement>("input[name=revision]") as HTMLInputElement
  }

  private taken(answer: Answer, sent: Map<string, string>, more: boolean): void {
    this.failures = 0
    this.whole = this.whole && more
    this.signIn.done()
    this.seen = answer.seen
    this.heard = answer.heard ?? this.heard
    this.revision.value = String(answer.revision)
    document.querySelectorAll<HTMLInputElement>("form[id^=do-] input[name=revision]").forEach((input) => (input.value = String(answer.revision)))
    for (const [name, value] of sent) {
      const cell = this.patch.cellOf(name)
      if (cell) hold(cell, value)
    }
    if (!more) this.patch.sentTables(sent) // each part says in which order all rows stand
    const others = take(answer, sent)
    sent.forEach((_, name) => this.patch.settle(name))
    if (more) return void this.keep()
    if (answer.clashes?.length) this.clashed(answer.who ?? "", answer.clashes)
    if (others > 0) tell(say("joined", others, answer.who))
    this.keep()
    this.form.dispatchEvent(new CustomEvent("draft:saved", { bubbles: true, detail: answer }))
    if (this.dirty()) return this.later(pause)
    this.calm()
  }

  // clashed keeps both values of cells that somebody else has changed as well: the
  // system has the other's, the page one's own, until it is decided.
  private clashed(who: string, all: Clash[]): void {
    for (const clash of all) {
      const cell = byName(clash.name)
      if (!cell) continue
      hold(cell, clash.theirs)
      this.patch.note(cell)
      this.patch.wait(clash.name)
    }
    clashes(who, all, (clash, mine) => {
      const cell = byName(clash.name)
      if (!cell) return
      if (!mine) write(cell, clash.theirs)
      this.noted([cell])
    })
  }

  private calm(): void {
    if (this.patch.choices() > 0) return this.state("pending")
    this.form.dispatchEvent(new CustomEvent("form:saved", { bubbles: true }))
    this.state("saved")
  }

  private async refused(response: Response): Promise<boolean> {
    const problem = (await response.json().catch(() => ({}))) as Problem
    this.keep()
    if (response.status === 401) {
      this.state("signedout")
      this.signIn.ask()
      return false
    }
    if (response.status >= 500 || response.status === 429) return this.unreachable()
    if (response.status === 422 || response.status === 413) {
      this.state("failed", problem.title)
      return false
    }
    // The return is no longer one that can be typed into, or somebody else sits here.
    this.stopped = true
    this.state("failed", problem.title)
    leftover(problem.title ?? "", this.patch.kept(this.whole), () => this.discard())
    return false
  }

  private discard(): void {
    kept.forget(this.url)
    this.form.dispatchEvent(new CustomEvent("form:saved", { bubbles: true }))
  }

  private unreachable(): boolean {
    this.failures++
    this.state(this.keep() ? "offline" : "unkept")
    window.clearTimeout(this.timer)
    this.timer = window.setTimeout(() => void this.send(), this.rest())
    return false
  }

  // keep answers whether what was typed lies on this device: a full store, a private
  // window or the bureau may forbid it, and then only the open page holds it.
  private keep(): boolean {
    window.clearTimeout(this.keeper)
    const cells = this.patch.kept(this.whole)
    const allowed = Number(this.form.dataset.keep) > 0
    const done = kept.keep(this.url, { at: Date.now(), base: Number(this.revision.value), cells: allowed ? cells : {} })
    return done && (allowed || Object.keys(cells).length === 0)
  }

  // leaving marks what is kept as part of a form that is being sent: the next page
  // knows that it is in the system when its revision is a newer one.
  leaving(): void {
    kept.sending(this.url)
  }

  private restore(): void {
    kept.arrived(this.url, Number(this.revision.value))
    if (this.whole) return // the page itself shows what was typed
    const old = kept.recall(this.url)
    if (!old) return
    for (const [name, one] of Object.entries(old.cells)) {
      const table = document.querySelector<HTMLTableElement>(`table[data-table="${CSS.escape(name)}"][data-max]`)
      if (!table) continue
      insertAs(table, one.value.split(","), (key) => Object.keys(old.cells).some((path) => path.startsWith(`${name}[${key}].`)))
      this.patch.noteRows(table)
    }
    let n = 0
    for (const [name, one] of Object.entries(old.cells)) {
      const cell = byName(name) ?? document.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`)
      if (!cell || cellIn(cell) === null || read(cell) === one.value) continue
      write(cell, one.value)
      this.patch.note(cell)
      n++
    }
    if (n === 0) return kept.forget(this.url)
    this.base(old.base)
    tell(say("restored", n))
    this.later(pause)
  }

  // base tells the server with which revision the kept work began.
  private base(no: number): void {
    if (no <= Number(this.revision.value)) this.revision.value = String(no)
  }

  state(name: string, words?: string): void {
    const place = document.querySelector<HTMLElement>("[data-draft-state]")
    if (!place) return
    const now = new Date()
    const clock = `${String(now.getHours()).padStart(2, "0")}:${String(now.getMinutes()).padStart(2, "0")}`
    place.dataset.state = name
    place.textContent = words ?? (place.getAttribute(`data-${name}`) ?? "").replace("#", clock)
  }

  choices(): number {
    return this.patch.choices()
  }

  // blocked tells that the system cannot be reached, or takes nothing any more.
  blocked(): boolean {
    return this.failures > 0 || this.stopped || this.signIn.isOpen() || this.composing
  }
}
