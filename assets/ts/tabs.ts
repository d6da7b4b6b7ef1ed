// The tabs of a form. The page stands whole without scripts, tab below tab, and
// the bar above it is links; here it becomes a list of tabs, of which one is open.
// A link to a cell in another tab opens that tab first.

type Tab = { link: HTMLAnchorElement; panel: HTMLElement }

export function start(): void {
  document.querySelectorAll<HTMLElement>("[data-tabs]").forEach((bar) => new Tabs(bar))
}

class Tabs {
  private tabs: Tab[] = []

  constructor(private readonly bar: HTMLElement) {
    this.gather()
    this.listen()
    if (this.tabs.length < 2) return
    this.open(this.tabOf(target(location.hash)) ?? this.remembered() ?? this.tabs[0])
    const cell = target(location.hash)
    if (cell && !cell.hasAttribute("data-tab") && this.tabOf(cell)) cell.scrollIntoView({ block: "center" })
  }

  private gather(): void {
    this.tabs = []
    for (const link of Array.from(this.bar.querySelectorAll<HTMLAnchorElement>("a[href^='#']"))) {
      const panel = document.getElementById(link.hash.slice(1))
      if (panel) this.tabs.push({ link, panel })
    }
    if (this.tabs.length > 1) this.dress()
  }

  // renew takes over the links of the tabs that are shown now; the tab that is open
  // stays open.
  private renew(fresh: HTMLElement): void {
    const open = this.tabs.find((tab) => !tab.panel.hidden)?.panel
    const focused = this.tabs.find((tab) => tab.link === document.activeElement)?.panel
    this.bar.replaceChildren(...Array.from(fresh.childNodes))
    this.bar.hidden = fresh.hidden
    this.gather()
    if (this.tabs.length === 0) return
    this.open(this.tabs.find((tab) => tab.panel === open) ?? this.tabs[0])
    this.tabs.find((tab) => tab.panel === focused)?.link.focus()
  }

  private dress(): void {
    this.bar.setAttribute("role", "tablist")
    document.body.classList.add("tabbed")
    for (const { link, panel } of this.tabs) {
      link.id = `${panel.id}-tab`
      link.setAttribute("role", "tab")
      link.setAttribute("aria-controls", panel.id)
      panel.setAttribute("role", "tabpanel")
      panel.setAttribute("aria-labelledby", link.id)
    }
  }

  private listen(): void {
    this.bar.addEventListener("keydown", (event) => this.steer(event))
    document.addEventListener("tabs:changed", (event) => this.renew((event as CustomEvent<HTMLElement>).detail))
    document.addEventListener("click", (event) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href^='#']") : null
      const tab = link && this.tabOf(target(link.hash))
      if (!link || !tab) return
      this.open(tab)
      if (this.bar.contains(link)) event.preventDefault()
      else target(link.hash)?.focus()
    })
    window.addEventListener("hashchange", () => {
      const tab = this.tabOf(target(location.hash))
      if (tab) this.open(tab)
    })
  }

  private steer(event: KeyboardEvent): void {
    const at = this.tabs.findIndex((tab) => tab.link === document.activeElement)
    if (at < 0) return
    const last = this.tabs.length - 1
    const next = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last, " ": at }[event.key]
    if (next === undefined) return
    event.preventDefault()
    this.open(this.tabs[next])
    this.tabs[next].link.focus()
  }

  private open(chosen: Tab): void {
    for (const tab of this.tabs) {
      const on = tab === chosen
      tab.panel.hidden = !on
      tab.link.setAttribute("aria-selected", String(on))
      tab.link.tabIndex = on ? 0 : -1
    }
    try {
      sessionStorage.setItem(this.key, chosen.panel.id)
    } catch {
      // the first tab opens next time
    }
  }

  // remembered is the tab that was open before the page was saved and came again.
  private remembered(): Tab | undefined {
    try {
      const id = sessionStorage.getItem(this.key)
      return this.tabs.find((tab) => tab.panel.id === id)
    } catch {
      return undefined
    }
  }

  private get key(): string {
    return `tab:${location.pathname}`
  }

  private tabOf(element: Element | null): Tab | undefined {
    return this.tabs.find((tab) => element !== null && tab.panel.contains(element))
  }
}

function target(hash: string): HTMLElement | null {
  return hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null
}
