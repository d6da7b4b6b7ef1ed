// What was typed and is not in the system yet, kept on this device: per person and
// return, for a few days, gone once it is saved or somebody signs out. It may hold
// personal data, so nothing is kept longer than it must be.
export type KeptCell = { value: string; label: string }
export type Kept = { at: number; base: number; cells: Record<string, KeptCell>; sent?: boolean }

const prefix = "sheet:"
const day = 86400000 // milliseconds

// Each page that is open keeps its own work: two tabs with one return must not write
// over each other.
const own = Date.now().toString(36) + Math.floor(Math.random() * 46656).toString(36)
const adopted = new Map<string, Set<string>>() // what this page has taken over from pages that are gone

function baseOf(url: string): string {
  return `${prefix}${document.body.dataset.person ?? ""}:${url}`
}

function keyOf(url: string): string {
  return `${baseOf(url)}#${own}`
}

// keysOf are the keys under which pages of this person keep work on a return.
function keysOf(url: string): string[] {
  return Object.keys(localStorage).filter((key) => key === baseOf(url) || key.startsWith(baseOf(url) + "#"))
}

// keep answers false when the browser has no room or allows no store: the open page
// still holds the work then.
export function keep(url: string, kept: Kept): boolean {
  try {
    if (Object.keys(kept.cells).length === 0) localStorage.removeItem(keyOf(url))
    else localStorage.setItem(keyOf(url), JSON.stringify(kept))
    adopted.get(url)?.forEach((key) => localStorage.removeItem(key)) // it is part of what was kept just now
    adopted.delete(url)
    return true
  } catch {
    return false
  }
}

// sending marks what this page has kept as part of a form that is being sent. What
// other pages have kept is no part of it.
export function sending(url: string): void {
  try {
    const text = localStorage.getItem(keyOf(url))
    if (text !== null) localStorage.setItem(keyOf(url), JSON.stringify({ ...(JSON.parse(text) as Kept), sent: true }))
  } catch {
    // nothing was kept
  }
}

// arrived drops what was kept as part of a form that is in the system: the return has
// a newer revision than the form was sent with.
export function arrived(url: string, revision: number): void {
  try {
    for (const key of keysOf(url)) {
      const kept = JSON.parse(localStorage.getItem(key) ?? "null") as Kept | null
      if (kept?.sent && kept.base < revision) localStorage.removeItem(key)
    }
  } catch {
    // nothing was kept
  }
}

// recall joins what pages of this person have kept: of a cell that two of them hold,
// what was written last. The base is the oldest, so that nothing counts as seen that
// one of them had not.
export function recall(url: string): Kept | null {
  try {
    const all = keysOf(url).map((key) => ({ key, kept: JSON.parse(localStorage.getItem(key) ?? "null") as Kept | null }))
    const real = all.filter((one) => one.kept && typeof one.kept.at === "number" && one.kept.cells) as { key: string; kept: Kept }[]
    if (real.length === 0) return null
    adopted.set(url, new Set(real.map((one) => one.key).filter((key) => key !== keyOf(url))))
    real.sort((a, b) => a.kept.at - b.kept.at)
    return {
      at: real[real.length - 1].kept.at,
      base: Math.min(...real.map((one) => one.kept.base)),
      cells: Object.assign({}, ...real.map((one) => one.kept.cells)) as Kept["cells"],
      sent: real.every((one) => one.kept.sent === true),
    }
  } catch {
    return null
  }
}

// forget drops everything that this person has kept of a return.
export function forget(url: string): void {
  try {
    keysOf(url).forEach((key) => localStorage.removeItem(key))
    adopted.delete(url)
  } catch {
    // nothing was kept
  }
}

// prune drops what is older than so many days, whoever typed it.
export function prune(days: number): void {
  try {
    for (const key of Object.keys(localStorage).filter((k) => k.startsWith(prefix))) {
      const kept = JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Kept>
      if (!(Date.now() - (kept.at ?? 0) < days * day)) localStorage.removeItem(key)
    }
  } catch {
    // nothing can be kept here
  }
}
