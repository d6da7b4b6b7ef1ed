// What is pasted comes as people see it in Excel: with separators, signs of
// percent and money, dates in any order of writing. fit turns it into what a cell
// takes, or says why it does not fit.
import { isComputed, isGroup, isLocked, ticks, type Cell } from "./cell"
import { codeOf, searched, strange } from "./items"
import { narrow } from "./narrow"

export type Why = "number" | "choice" | "date" | "locked" | "room" | "filter"
export type Fit = { value: string } | { why: Why }

export function fit(cell: Cell, text: string, percent: boolean): Fit {
  if (isLocked(cell)) return { why: "locked" }
  const plain = text.trim()
  if (isGroup(cell)) return choices(cell, plain)
  if (cell instanceof HTMLSelectElement) return choice(cell, plain)
  if (searched(cell)) return strange(cell, plain) ? { why: "choice" } : { value: codeOf(cell, plain) }
  if (cell instanceof HTMLTextAreaElement) return { value: text }
  const input = cell as HTMLInputElement
  if (plain === "") return { value: "" }
  if (input.type === "date") return or(date(plain), "date")
  if (input.type === "month") return or(month(plain), "date")
  if (input.type === "time") return or(time(plain), "date")
  if (/numeric|decimal/.test(input.inputMode)) return or(number(plain, percent), "number")
  return { value: plain.replace(/\s*\n\s*/g, " ") }
}

// passes tells cells that a block may run over without being told about.
export function passes(cell: Cell | null, text: string): boolean {
  return cell === null || isComputed(cell) || text.trim() === ""
}

function or(value: string | null, why: Why): Fit {
  return value === null ? { why } : { value }
}

// number reads a number as Excel shows it; percent says that the column counts in
// percent, where 12% is 12 and not 0.12.
export function number(text: string, percent: boolean): string | null {
  let plain = narrow(text).replace(/[¥$€ ]/g, "")
  if (/^\(.+\)$/.test(plain)) plain = "-" + plain.slice(1, -1)
  const share = plain.endsWith("%")
  if (share) plain = plain.slice(0, -1)
  if (/^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) plain = plain.replace(/,/g, "")
  if (!/^[-+]?\d+(\.\d+)?$/.test(plain)) return null
  plain = plain.replace(/^\+/, "")
  return share && !percent ? hundredth(plain) : plain
}

// hundredth moves the point by two places, so that no digit is lost.
function hundredth(plain: string): string {
  const sign = plain.startsWith("-") ? "-" : ""
  const [whole, rest = ""] = plain.replace("-", "").split(".")
  const digits = whole.padStart(3, "0")
  const text = digits.slice(0, -2) + "." + digits.slice(-2) + rest
  return sign + text.replace(/\.?0+$/, "")
}

export function date(text: string): string | null {
  const plain = narrow(text).replace(/\s+\d{1,2}:\d{2}(:\d{2})?$/, "").replace(/\s/g, "")
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  if (!parts) return null
  const [year, month, day] = parts.slice(1).map(Number)
  const real = new Date(Date.UTC(year, month - 1, day))
  if (real.getUTCFullYear() !== year || real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) return null
  return `${parts[1]}-${two(month)}-${two(day)}`
}

function month(text: string): string | null {
  const parts = /^(\d{4})[-/.年]?(\d{1,2})月?$/.exec(narrow(text).replace(/\s/g, ""))
  return parts && Number(parts[2]) >= 1 && Number(parts[2]) <= 12 ? `${parts[1]}-${two(Number(parts[2]))}` : null
}

function time(text: string): string | null {
  const parts = /^(\d{1,2}):(\d{2})(:\d{2})?$/.exec(narrow(text).trim())
  return parts && Number(parts[1]) < 24 && Number(parts[2]) < 60 ? `${two(Number(parts[1]))}:${parts[2]}` : null
}

function two(n: number): string {
  return String(n).padStart(2, "0")
}

function choice(list: HTMLSelectElement, text: string): Fit {
  const wanted = narrow(text)
  const option = Array.from(list.options).find((o) => o.value === text || (text !== "" && narrow(o.text.trim()) === wanted))
  return option ? { value: option.value } : { why: "choice" }
}

function choices(group: Cell, text: string): Fit {
  const all = ticks(group)
  const found = text.split(/[,，、;；\n]/).filter((part) => part.trim() !== "").map((part) => {
    const wanted = part.trim()
    return all.find((t) => t.value === wanted || (t.parentElement?.textContent ?? "").trim() === wanted)
  })
  return found.every((t) => t !== undefined) ? { value: found.map((t) => t?.value).join(",") } : { why: "choice" }
}
