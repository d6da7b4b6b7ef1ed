// What was typed and is not in the system yet, kept on this device: per person and
// return, for a few days, gone once it is saved or somebody signs out. It may hold
// personal data, so nothing is kept longer than it must be.
export type KeptCell = { value: string; label: string }
export type Kept = { at: number; base: number; cells: Record<string, KeptCell>; sent?: boolean }

const prefix = "sheet:"
const day = 86400000 // milliseconds

function keyOf(url: string): string {
  return `${prefix}${document.body.dataset.person ?? ""}:${url}`
}

// keep answers false when the browser has no room or allows no store: the open page
// still holds the work then.
export function keep(url: string, kept: Kept): boolean {
  try {
    if (Object.keys(kept.cells).length === 0) localStorage.removeItem(keyOf(url))
    else localStorage.setItem(keyOf(url), JSON.stringify(kept))
    return true
  } catch {
    return false
  }
}

export function recall(url: string): Kept | null {
  try {
    const text = localStorage.getItem(keyOf(url))
    const kept = text === null ? null : (JSON.parse(text) as Kept)
    return kept && typeof kept.at === "number" && kept.cells ? kept : null
  } catch {
    return null
  }
}

export function forget(url: string): void {
  try {
    localStorage.removeItem(keyOf(url))
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
