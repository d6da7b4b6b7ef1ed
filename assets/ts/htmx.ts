// htmx swaps parts of pages. It must not make code out of text: the page's
// policy would refuse it, and nothing here needs it.
import htmx from "htmx.org"

function refuse(): never {
  throw new Error("code from text is not allowed")
}

type SecurityAPI = { initSecurity(policy: null, sync: unknown, async: unknown): void }

export function start(): void {
  ;(htmx as unknown as { registerExtension(name: string, ext: object): void }).registerExtension("no-eval", {
    init(api: SecurityAPI) {
      api.initSecurity(null, refuse, refuse)
    },
  })
}
