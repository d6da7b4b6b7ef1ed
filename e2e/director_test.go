package e2e

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"nianlun/internal/kit/i18n"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func ringPath() string { return "/ring/" + strconv.Itoa(time.Now().Year()) }

// TestDirector: the director sees the year at a glance, and everything opens.
func TestDirector(t *testing.T) {
	b := enter(t, "fang")
	b.open("/")
	b.want(`location.pathname`, ringPath()) // who answers for the year begins with it
	b.open("/desk")
	if n := b.openLinks(); n < 10 {
		t.Errorf("the director's desk leads to %d places only", n)
	}
	b.followText("看年轮")
	b.want(`location.pathname`, ringPath())
	b.shoot()
	b.want(`document.querySelectorAll("svg.ring text.month").length`, "12")
	for month := range 12 {
		b.until(`[...document.querySelectorAll("svg.ring text.month")].some(e => e.textContent.startsWith("` + strconv.Itoa(month+1) + `"))`)
	}
	b.want(`document.querySelectorAll("svg.ring a[data-task][href^='/plan/tasks/']").length`, b.read(`document.querySelectorAll("#main .vh table tbody tr").length`))
	for _, colour := range []string{"red", "amber", "green", "blue", "grey"} {
		arcs := b.count("svg.ring a[data-task]." + colour)
		b.want(`document.querySelector(".ringkey .light.`+colour+` b")?.innerText ?? "0"`, arcs)
	}
	if n := b.openLinks(); n < 60 {
		t.Errorf("the ring leads to %d places only", n)
	}
	b.want(`[...document.querySelectorAll(".ringkey b, .theme-row .num, svg.ring .count")].filter(e => !e.closest("a[href]")).map(e => e.textContent).join()`, "")
}

// shoot writes the picture of the README when asked to; the run should hold this
// journey only, for the others leave tasks behind.
func (b *tab) shoot() {
	b.Helper()
	if os.Getenv("NIANLUN_SCREENSHOT") == "" {
		return
	}
	png, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join("..", "docs", "img", "ring.png")
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(path, png, 0o644); err != nil {
		b.Fatal(err)
	}
}

// TestKeyboard: from the sign-in to a task without the mouse.
func TestKeyboard(t *testing.T) {
	b := visit(t)
	b.open("/signin")
	b.want(`document.activeElement.id`, "login")
	b.keys("fang" + kb.Tab)
	b.want(`document.activeElement.id`, "password")
	b.keys(password)
	b.press(kb.Enter)
	b.want(`location.pathname`, ringPath())
	b.tabTo(`.rail a[href="/plan/tasks"]`)
	b.press(kb.Enter)
	b.want(`location.pathname`, "/plan/tasks")
	b.keys("j")
	b.keys("j")
	b.want(`[...document.querySelectorAll("[data-list] tbody tr")].findIndex(r => r.classList.contains("at"))`, "1")
	title := b.read(`document.activeElement.innerText.trim()`)
	b.press(kb.Enter)
	b.until(`location.pathname.startsWith("/plan/tasks/")`)
	b.sees("#main h1", title)
}

// tabTo presses Tab until an element has the focus, which must be seen.
func (b *tab) tabTo(selector string) {
	b.Helper()
	for range 40 {
		b.keys(kb.Tab)
		if b.read(`document.activeElement.matches(`+quote(selector)+`)`) == "true" {
			b.until(`(() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== "none" && s.outlineWidth !== "0px" || s.boxShadow !== "none" })()`)
			return
		}
	}
	b.Fatalf("Tab never comes to %s", selector)
}

// TestEnglish: after one switch no page speaks Chinese of its own accord. What
// people have written stays as it is.
func TestEnglish(t *testing.T) {
	b := enter(t, "fang")
	b.click("summary.face")
	b.followText("English")
	b.want(`document.documentElement.lang`, "en")
	spoken := chinese()
	for _, page := range mainPages(b) {
		b.open(page)
		b.want(`document.documentElement.lang`, "en")
		for _, text := range b.list(said) {
			if key, is := spoken.key(text); is {
				t.Errorf("%s says %q in Chinese (%s)", page, text, key)
			}
		}
	}
}

// said are the texts of a page, its labels and titles too, but for those that are
// marked as Chinese and for documents, which are written in Chinese.
const said = `(() => {
	const texts = []
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
	for (let n = walk.nextNode(); n; n = walk.nextNode()) if (!n.parentElement.closest("script, style, [lang^=zh], .text")) texts.push(n.textContent)
	for (const name of ["aria-label", "title", "placeholder", "alt", "data-words", "data-saved"]) document.querySelectorAll("[" + name + "]").forEach(e => e.closest("[lang^=zh], .text") || texts.push(e.getAttribute(name)))
	texts.push(document.title)
	return [...new Set(texts.map(t => t.trim()).filter(t => /\p{Script=Han}/u.test(t)))]
})()`

// phrases are the Chinese texts of the product.
type phrases struct {
	exact   map[string]string // text to key
	pattern map[string]*regexp.Regexp
}

var gap = regexp.MustCompile(`\\\{[^{}]*\\\}`)

func chinese() phrases {
	p := phrases{exact: map[string]string{}, pattern: map[string]*regexp.Regexp{}}
	for _, key := range i18n.Keys(i18n.Chinese) {
		if strings.HasPrefix(key, "ui.parts.") || strings.HasPrefix(key, "document.") {
			continue // a specimen's words are names; what a paper says is Chinese
		}
		text := i18n.Chinese.T(key)
		quoted := regexp.QuoteMeta(text)
		switch bare := gap.ReplaceAllString(quoted, ""); {
		case bare == quoted:
			p.exact[text] = key
		case han(bare) >= 5: // fewer could be anything that people write
			p.pattern[key] = regexp.MustCompile(`^` + gap.ReplaceAllString(quoted, `.+`) + `$`)
		}
	}
	return p
}

func (p phrases) key(text string) (string, bool) {
	if key, ok := p.exact[text]; ok {
		return key, true
	}
	for key, pattern := range p.pattern {
		if pattern.MatchString(text) {
			return key, true
		}
	}
	return "", false
}

func han(text string) int {
	n := 0
	for _, r := range text {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n
}
