// Tables of cells with what was typed: those that somebody else wrote otherwise,
// to choose from, and those that cannot be saved any more, to be copied.
import type { Clash } from "./answer"
import type { KeptCell } from "./kept"
import { button, clip, element, say } from "./words"
import { tell } from "../toast"

function table(heads: string[], rows: (string | Node)[][]): HTMLElement {
  const head = element("tr", "", ...heads.map((words) => element("th", "", words)))
  head.querySelectorAll("th").forEach((th) => th.setAttribute("scope", "col"))
  const body = element("tbody", "", ...rows.map((row) => element("tr", "", ...row.map((cell) => element("td", "", cell)))))
  const scroll = element("div", "scroll", element("table", "list", element("thead", "", head), body))
  scroll.tabIndex = 0
  scroll.setAttribute("role", "group")
  return scroll
}

// sheet is a note on top of the page that stays until it is dealt with.
function sheet(className: string, title: string, ...inside: (string | Node)[]): HTMLElement {
  document.querySelector("main > .sheet." + className)?.remove()
  const made = element("section", "sheet " + className, element("header", "", element("h2", "", title)), ...inside)
  made.setAttribute("role", "alert")
  made.setAttribute("aria-label", title)
  made.querySelector(".scroll")?.setAttribute("aria-label", title)
  const head = document.querySelector("main > .head, main > header")
  if (head) head.after(made)
  else document.querySelector("main")?.prepend(made)
  return made
}

// clashes asks cell by cell whose value shall stand.
export function clashes(who: string, all: Clash[], choose: (clash: Clash, mine: boolean) => void): void {
  let open = all.length
  const rows = all.map((clash) => {
    const link = element("a", "", clash.place) as HTMLAnchorElement
    link.href = "#f-" + clash.name.replace("[", "-").replace("].", "-").replace("]", "")
    const done = (mine: boolean) => () => {
      choose(clash, mine)
      link.closest("tr")?.remove()
      open--
      if (open === 0) made.remove()
    }
    return [link, clash.mine || say("empty"), clash.theirs || say("empty"), element("span", "row", button(say("clash-keep"), done(true)), button(say("clash-take"), done(false)))]
  })
  const made = sheet("clash", say("clash", all.length, who), table([say("cell"), say("clash-mine"), say("clash-theirs", "", who), ""], rows))
  made.scrollIntoView({ block: "nearest" })
}

// leftover shows what was typed and cannot be saved. why says what happened.
export function leftover(why: string, kept: Record<string, KeptCell>, discard: () => void): void {
  const cells = Object.entries(kept).filter(([, cell]) => cell.label !== "")
  if (cells.length === 0) return
  const text = cells.map(([, cell]) => `${cell.label}\t${cell.value}`).join("\n")
  const reload = element("a", "btn small", say("reload")) as HTMLAnchorElement
  reload.href = location.pathname
  const acts = element("div", "row pad",
    button(say("copy"), () => void clip(text).then(() => tell(say("copied")))),
    button(say("discard"), () => {
      discard()
      made.remove()
    }),
    reload)
  const made = sheet("leftover", say("left", cells.length), element("p", "pad", why, " ", say("left-why")),
    table([say("cell"), say("value")], cells.map(([, cell]) => [cell.label, cell.value || say("empty")])), acts)
  made.scrollIntoView({ block: "nearest" })
}
