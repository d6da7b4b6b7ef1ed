package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// TestMarks: the clerk corrects what was read wrongly, with the mouse and with the
// keyboard alone, marks selected words, and reads the file again.
func TestMarks(t *testing.T) {
	b := enter(t, "bangongshi1")
	b.open("/documents")
	b.run(`(() => {
		const form = new FormData()
		form.append("file", new File([` + quote(plan()) + `], "书香校园校对.txt", {type: "text/plain"}))
		fetch("/documents", {method: "POST", body: form}).then(answer => { window.made = answer.url })
	})()`)
	b.until(`/documents\/[0-9a-f-]{36}/.test(window.made || "")`)
	b.open(b.read(`new URL(window.made).pathname`))
	correctsByMouse(b)
	correctsByKeyboard(b)
	addsBySelecting(b)
	switchesKinds(b)
	readsAgain(b)
}

// marked is the first mark of a kind that says some words.
func marked(class, words string) string {
	return `[...document.querySelectorAll("article.text mark.` + class + `")].find(e => e.innerText === ` + quote(words) + `)`
}

func correctsByMouse(b *tab) {
	b.Helper()
	b.pick(marked("n", "15"))
	b.click(picked)
	b.until(`document.querySelector("#markpop .pop.mark")`)
	b.want(`document.querySelector("#m-value").value`, "15")
	b.soundIn("the editor of a mark")
	b.fill("#m-value", "x")
	b.click("#markpop .btn.primary")
	b.sees("#m-value-why", "数字")
	b.fill("#m-value", "16")
	b.click("#markpop .btn.primary")
	b.until(marked("n.by", "15"))
	b.want(`document.querySelector("#open [name=value]").value`, "16")
	b.sees("[data-told]", "第 1 条的指标值")
	b.until(`!document.querySelector("#markpop .pop")`)
}

func correctsByKeyboard(b *tab) {
	b.Helper()
	b.run(`document.activeElement.blur()`)
	b.keys("f")
	b.until(`document.activeElement.matches("article mark[role=button]")`)
	b.soundIn("the mode of marks")
	toMark(b, "90")
	b.keys(kb.Enter)
	b.until(`document.activeElement.id === "m-value"`)
	b.insert("95")
	b.keys(kb.Enter)
	b.until(marked("n.by", "90"))
	b.until(`document.activeElement.innerText === "90"`)
	toMark(b, "8")
	b.keys("x")
	b.keys("u") // at once: the key waits until the mark is gone, and takes that back
	b.want(`performance.getEntriesByType("resource").filter(e => e.name.endsWith("/undo")).length`, "1")
	b.until(marked("n", "8"))
	b.want(`document.querySelector("form[action$='/undo'] [name=step]").value`, "2")
	b.until(marked("n.by", "90"))
	b.until(`document.activeElement.matches("article mark")`)
	b.keys(kb.Escape)
	b.until(`!document.querySelector("article.marking")`)
}

// soundIn runs axe on the page as it stands.
func (b *tab) soundIn(what string) {
	b.Helper()
	axe, err := os.ReadFile(filepath.Join("..", "assets", "node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		missing(b.T, "no axe-core: make generate")
	}
	b.run(string(axe))
	if found := b.violations("null"); found != "" {
		b.Errorf("%s:\n%s", what, found)
	}
}

// toMark goes on with the arrow until a mark has the focus.
func toMark(b *tab, words string) {
	b.Helper()
	for range 80 {
		if b.read(`document.activeElement.innerText`) == words {
			return
		}
		b.keys(kb.ArrowRight)
	}
	b.Fatalf("no arrow led to %q", words)
}

func addsBySelecting(b *tab) {
	b.Helper()
	b.run(`(() => {
		const walker = document.createTreeWalker(document.querySelector("article.text"), NodeFilter.SHOW_TEXT)
		for (let n = walker.nextNode(); n; n = walker.nextNode()) {
			const at = n.data.indexOf("名册")
			if (at < 0) continue
			const range = document.createRange()
			range.setStart(n, at)
			range.setEnd(n, at + 2)
			n.parentElement.scrollIntoView({block: "center"})
			getSelection().removeAllRanges()
			getSelection().addRange(range)
			document.dispatchEvent(new MouseEvent("mouseup", {bubbles: true}))
		}
	})()`)
	b.click("[data-tools] [data-add=n]")
	b.until(`document.querySelector("#markpop #m-words")`)
	b.want(`document.querySelector("#m-words").value`, "名册")
	b.fill("#m-value", "1")
	b.fill("#m-unit", "册")
	b.keys(kb.Enter)
	b.until(marked("n.by", "名册"))
}

// switchesKinds hides the deadlines with a key; the next page comes without them.
func switchesKinds(b *tab) {
	b.Helper()
	b.run(`document.activeElement.blur()`)
	b.keys("2")
	b.until(`document.querySelector("article.text.no-d")`)
	b.leave(func() { b.run(`location.reload()`) })
	b.until(`document.querySelector("article.text.no-d") && !document.querySelector("#markkey input[value=d]").checked`)
	b.keys("2")
	b.until(`!document.querySelector("article.text.no-d")`)
}

func readsAgain(b *tab) {
	b.Helper()
	before := b.list(`[...document.querySelectorAll("article mark.by")].map(e => e.innerText)`)
	b.click("details.menu > summary:not(.face)")
	b.run(`[...document.querySelectorAll("#reading details.menu")].forEach(m => m.open = true)`)
	b.click("#reading details.menu form[action$='/again'] button")
	b.sees("[data-told]", "已重新读取")
	after := b.list(`[...document.querySelectorAll("article mark.by")].map(e => e.innerText)`)
	if strings.Join(before, " ") != strings.Join(after, " ") || len(after) < 3 {
		b.Errorf("corrections %v, after reading again %v", before, after)
	}
}
