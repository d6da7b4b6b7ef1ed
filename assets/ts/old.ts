// What browsers of 2020 lack and htmx and the editor call. First among imports.
function lend(on: object, name: string, value: unknown): void {
  if (!(name in on)) Object.defineProperty(on, name, { value, configurable: true, writable: true })
}

lend(Object, "hasOwn", (o: object, name: PropertyKey) => Object.prototype.hasOwnProperty.call(o, name))

lend(String.prototype, "replaceAll", function (this: string, what: string | RegExp, by: string) {
  return typeof what === "string" ? this.split(what).join(by) : this.replace(what, by)
})

function replaceChildren(this: ParentNode & Node, ...nodes: (Node | string)[]): void {
  while (this.lastChild) this.removeChild(this.lastChild)
  this.append(...nodes)
}
for (const kind of [Element, Document, DocumentFragment]) lend(kind.prototype, "replaceChildren", replaceChildren)

export {}
