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
	visitor := visit(t)
	visitor.examine("/signin")
	office := enter(t, "bangongshi1")
	office.open("/drafts")
	office.pick(`document.querySelector('button[name=kind][value=annual]')`)
	office.follow(picked)
	office.examine(mainPages(office)...)
	office.examine("/plan/tasks/new")
	section := enter(t, "jicai1")
	section.examine("/collect/campaigns/new")
	section.open("/collect")
	section.examine(section.read(`document.querySelector('main a[href^="/collect/returns/"]').getAttribute("href")`))
	school := enter(t, "school03")
	school.open("/collect")
	school.examine("/desk", "/collect", school.read(`document.querySelector('main a[href^="/collect/returns/"]').getAttribute("href")`))
}

// examine runs axe on pages at both widths, in both themes.
func (b *tab) examine(pages ...string) {
	b.Helper()
	for _, page := range pages {
		b.scan(page, func() { b.open(page) })
	}
}

// inspect is examine for the page that is open, which no address leads to.
func (b *tab) inspect(name string) {
	b.Helper()
	b.scan(name, func() {})
}

// scan runs axe at both widths, in both themes, on what show brings to the screen.
func (b *tab) scan(name string, show func()) {
	b.Helper()
	axe, err := os.ReadFile(filepath.Join("..", "assets", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		missing(b.T, "no axe-core: make generate")
	}
	seen := map[string]bool{}
	for _, width := range []int64{1440, 360} {
		b.do(chromedp.EmulateViewport(width, 900))
		show()
		if over := b.read(`document.documentElement.scrollWidth - innerWidth`); over != "0" && !strings.HasPrefix(over, "-") {
			b.Errorf("%s is %s px wider than a screen of %d; the widest is %s", name, over, width, b.read(widest))
		}
		b.run(string(axe)) // through the protocol: the page's own policy would refuse it, and does not bind us
		for _, look := range looks {
			b.run(`document.documentElement.className = ` + quote(look.theme))
			b.until(`document.getAnimations().every(a => a.playState !== "running")`)
			if found := b.violations(look.rules); found != "" && !seen[found] {
				seen[found] = true
				b.Errorf("%s at %d px, %s:\n%s", name, width, look.theme, found)
			}
		}
	}
	b.do(chromedp.EmulateViewport(1440, 900))
}

// looks are the themes with the rules that they may break: all rules once, and
// in the other theme those that depend on colours.
var looks = []struct{ theme, rules string }{
	{"theme-light", `null`},
	{"theme-dark", `["color-contrast", "link-in-text-block"]`},
}

// violations are what axe finds, a line each, with the first places.
func (b *tab) violations(rules string) string {
	b.Helper()
	found, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`(rules => axe.run(document, {resultTypes: ["violations"], ...(rules ? {runOnly: rules} : {})}))(`+rules+`).then(r => r.violations.map(v => v.id + ": " + v.help + " (" + v.nodes.length + ")\n" + v.nodes.slice(0, 3).map(n => "  " + n.target.join(" ") + "  " + n.html.slice(0, 160) + "\n    " + (n.any[0] ?? n.all[0] ?? n.none[0])?.message).join("\n")).join("\n"))`, chromedp.EvalAwaitPromise))
	if err != nil {
		b.Fatal(err)
	}
	return found
}

// widest names the element that reaches furthest to the right.
const widest = `(() => { let at = document.body, max = 0; document.querySelectorAll("main *").forEach(e => { const r = e.getBoundingClientRect().right; if (r > max && !e.closest(".scroll")) { max = r; at = e } }); return at.tagName + "." + at.className })()`
