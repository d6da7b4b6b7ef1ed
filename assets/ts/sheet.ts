// What the pages run on which a form is filled: entry as in Excel, drafts that are
// not lost, and telling in time when something has changed meanwhile.
import { byName, read } from "./sheet/cell"
import * as deadline from "./sheet/deadline"
import { Draft } from "./sheet/draft"
import * as grid from "./sheet/grid"
import * as kept from "./sheet/kept"
import { narrow } from "./sheet/narrow"
import * as submit from "./sheet/submit"
import { leftover } from "./sheet/told"

const place = document.querySelector<HTMLElement>("[data-keep]")
if (place) kept.prune(Number(place.dataset.keep))
grid.start()

const form = document.querySelector<HTMLFormElement>("form[data-sheet]")
if (form) {
  const draft = new Draft(form)
  submit.start(form, draft)
  deadline.start(form)
}

const left = document.querySelector<HTMLElement>("[data-left]")
if (left) missing(left.dataset.left as string)

// missing shows what was typed on this device and is not in a return that cannot
// be typed into any more.
function missing(url: string): void {
  const old = kept.recall(url)
  if (!old) return
  const lost = Object.entries(old.cells).filter(([name, one]) => !stands(name, one.value, old.sent === true))
  if (lost.length === 0) return kept.forget(url)
  leftover("", Object.fromEntries(lost), () => kept.forget(url))
}

// stands tells that the page shows a value, in whatever way it is written.
function stands(name: string, value: string, sent: boolean): boolean {
  const cell = byName(name)
  if (!cell) return sent || value === ""
  const shown = read(cell)
  return same(shown) === same(value) || (sent && shown.includes("*")) // personal numbers are shown in part
}

function same(text: string): string {
  const plain = narrow(text).replace(/[,\s]/g, "")
  return /^[-+]?\d+(\.\d+)?$/.test(plain) ? String(Number(plain)) : plain
}

