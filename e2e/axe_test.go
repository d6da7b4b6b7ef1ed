package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// mainPages are the pages on which people spend their days: the rooms of the rail
// and the first thing in each.
func mainPages(b *tab) []string {
	b.Helper()
	pages := []string{"/desk", "/notices", ringPath(), "/plan/tasks", "/collect", "/indicators", "/documents", "/drafts"}
	for _, way := range []struct{ list, link string }{
		{"/plan/tasks", `main td.main a[href^="/plan/tasks/"]`},
		{"/collect", `main a[href^="/collect/campaigns/"]:not([href$="/new"])`},
		{"/indicators", `main a[href^="/figures/"]`},
		{"/documents", `main td.main a[href^="/documents/"]`},
		{"/drafts", `main td.main a[href^="/drafts/"]`},
	} {
		b.open(way.list)
		if href := b.read(`document.querySelector(` + quote(way.link) + `)?.getAttribute("href") ?? ""`); href != "" {
			pages = append(pages, href)
		}
	}
	b.open("/indicators")
	b.open(b.read(`document.querySelector('main a[href^="/figures/"]').getAttribute("href")`))
	return append(pages, b.read(`document.querySelector('main .crumb a[href^="/indicators/"]').getAttribute("href")`))
}

// TestAxe: no page has a barrier that a machine can find, wide or narrow, light
// or dark, and none is wider than a telephone.
func TestAxe(t *testing.T) {
	source, err := os.ReadFile(filepath.Join("..", "assets", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		missing(t, "no axe-core: make generate")
	}
	axe := string(source)
	visitor := visit(t)
	visitor.examine(axe, "/signin")
	office := enter(t, "bangongshi1")
	office.open("/drafts")
	office.pick(`document.querySelector('button[name=kind][value=annual]')`)
	office.follow(picked)
	office.examine(axe, mainPages(office)...)
	office.examine(axe, "/plan/tasks/new")
	section := enter(t, "jicai1")
	section.examine(axe, "/collect/campaigns/new")
	section.open("/collect")
	section.examine(axe, section.read(`document.querySelector('main a[href^="/collect/returns/"]').getAttribute("href")`))
	school := enter(t, "school03")
	school.open("/collect")
	school.examine(axe, "/desk", "/collect", school.read(`document.querySelector('main a[href^="/collect/returns/"]').getAttribute("href")`))
}

// examine runs axe on pages at both widths, in both themes.
func (b *tab) examine(axe string, pages ...string) {
	b.Helper()
	for _, page := range pages {
		for _, width := range []int64{1440, 360} {
			b.do(chromedp.EmulateViewport(width, 900))
			b.open(page)
			if over := b.read(`document.documentElement.scrollWidth - innerWidth`); over != "0" && !strings.HasPrefix(over, "-") {
				b.Errorf("%s is %s px wider than a screen of %d; the widest is %s", page, over, width, b.read(widest))
			}
			b.run(axe) // through the protocol: the page's own policy would refuse it, and does not bind us
			for _, theme := range []string{"theme-light", "theme-dark"} {
				b.run(`document.documentElement.className = ` + quote(theme))
				b.until(`document.getAnimations().every(a => a.playState !== "running")`)
				if found := b.violations(); found != "" {
					b.Errorf("%s at %d px, %s:\n%s", page, width, theme, found)
				}
			}
		}
	}
	b.do(chromedp.EmulateViewport(1440, 900))
}

// violations are what axe finds, a line each, with the first places.
func (b *tab) violations() string {
	b.Helper()
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`axe.run(document, {resultTypes: ["violations"]}).then(r => r.violations.map(v => v.id + ": " + v.help + " (" + v.nodes.length + ")\n" + v.nodes.slice(0, 3).map(n => "  " + n.target.join(" ") + "  " + n.html.slice(0, 160) + "\n    " + (n.any[0] ?? n.all[0] ?? n.none[0])?.message).join("\n")).join("\n"))`, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatal(err)
	}
	return found
}

// widest names the element that reaches furthest to the right.
const widest = `(() => { let at = document.body, max = 0; document.querySelectorAll("main *").forEach(e => { const r = e.getBoundingClientRect().right; if (r > max && !e.closest(".scroll")) { max = r; at = e } }); return at.tagName + "." + at.className })()`
