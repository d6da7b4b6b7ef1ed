// While an answer that will replace the reader is under way, keys wait for it: a
// key that is pressed in the moment of the swap is meant for what comes.
import htmx from "htmx.org"

type Context = { target?: Element | string | null }
type Detail = { ctx: Context }

const underway = new Set<Context>()
const waiting: string[] = []
const most = 8 // keys that wait; more is somebody leaning on the keyboard

let press: (key: string) => void = () => undefined

export function start(): void {
  ;(htmx as unknown as { registerExtension(name: string, ext: object): void }).registerExtension("pending", {
    htmx_before_request: (_: Element, detail: Detail) => {
      if (replaces(detail.ctx.target)) underway.add(detail.ctx)
    },
    htmx_finally_request: (_: Element, detail: Detail) => {
      if (!underway.delete(detail.ctx)) return
      window.setTimeout(next)
    },
  })
}

// begin says what pressing a key does.
export function begin(what: (key: string) => void): void {
  press = what
}

// wait keeps a key for later; false when nothing is under way.
export function wait(key: string): boolean {
  if (underway.size === 0) return false
  if (waiting.length < most) waiting.push(key)
  return true
}

// hold keeps keys waiting until what it returns is called: for acts that need a
// question to the server before they begin.
export function hold(): () => void {
  const own: Context = {}
  underway.add(own)
  return () => window.setTimeout(() => {
    underway.delete(own)
    next()
  })
}

function replaces(target: Element | string | null | undefined): boolean {
  return target === "#reading" || (target instanceof Element && target.id === "reading")
}

function next(): void {
  while (waiting.length > 0 && underway.size === 0) press(waiting.shift() as string)
}
