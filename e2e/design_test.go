package e2e

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestDesign: a section makes a form without writing a line of it: fields are
// added, dragged and moved by keyboard, the preview follows while she types, a
// sample is checked, and the form is published.
func TestDesign(t *testing.T) {
	b := enter(t, "jicai1")
	b.open("/forms/new")
	b.fill("#title", "课后服务试验月报")
	b.follow("form[action='/forms'] .btn.primary")
	b.until(`document.querySelector("#design")`)
	addField(b, "男生", "integer")
	addField(b, "女生", "integer")
	addField(b, "合计", "integer")
	b.until(order("男生,女生,合计"))
	draws(b)
	movesByKeyboard(b)
	typesInThePanel(b)
	writesACheck(b)
	triesIt(b)
	b.soundIn("the designer")
	undoesIt(b)
	publishesIt(b)
}

// order waits for the names of the fields in the outline.
func order(names string) string {
	return `[...document.querySelectorAll("#outline [data-field] .name")].map(e => e.innerText).join(",") === ` + quote(names)
}

func addField(b *tab, name, kind string) {
	b.Helper()
	before := b.count("#outline [data-field]")
	b.run(`document.querySelector("#outline [data-section='0'] .adder").open = true`)
	b.fill("#new-name-0", name)
	b.choose("#new-type-0", kind)
	b.click("#outline [data-section='0'] .adder button[type=submit]")
	n, _ := strconv.Atoi(before)
	b.until(fmt.Sprintf(`document.querySelectorAll("#outline [data-field]").length === %d`, n+1))
	b.until(`document.querySelector("#p-name")?.value === ` + quote(name))
}

// draws takes the last field by its grip to the top.
func draws(b *tab) {
	b.Helper()
	at := func(selector string) (x, y float64) {
		text := b.read(`(() => { const r = document.querySelector(` + quote(selector) + `).getBoundingClientRect(); return (r.left + r.width / 2) + " " + (r.top + r.height / 2) })()`)
		if _, err := fmt.Sscan(text, &x, &y); err != nil {
			b.Fatal(err)
		}
		return x, y
	}
	x, from := at("#outline [data-field=heji] .grip")
	_, to := at("#outline [data-field=nansheng]")
	b.do(chromedp.MouseEvent("mousePressed", x, from, chromedp.ButtonLeft),
		chromedp.MouseEvent("mouseMoved", x, (from+to)/2, chromedp.ButtonLeft),
		chromedp.MouseEvent("mouseMoved", x, to-12, chromedp.ButtonLeft))
	b.until(`document.querySelector("#outline .dropline")`)
	b.do(chromedp.MouseEvent("mouseReleased", x, to-12, chromedp.ButtonLeft))
	b.until(order("合计,男生,女生"))
}

func movesByKeyboard(b *tab) {
	b.Helper()
	down := `#outline [data-field=heji] .moves button:last-child`
	for _, want := range []string{"男生,合计,女生", "男生,女生,合计"} {
		b.run(`document.querySelector(` + quote(down) + `).focus()`)
		b.keys(kb.Enter)
		b.until(order(want))
	}
}

// frame is the document of the preview.
const frame = `document.querySelector("[data-preview]").contentDocument`

func typesInThePanel(b *tab) {
	b.Helper()
	b.click(`#outline [data-field=heji] a.to`)
	b.until(`document.querySelector("#p-name")?.value === "合计"`)
	b.fill("#p-name", "在校生合计")
	b.until(order("男生,女生,在校生合计"))
	b.until(frame + `?.body?.innerText.includes("在校生合计")`)
	b.until(`document.querySelector("[data-input=when] .builder button")`)
	b.click("[data-input=when] [data-at=mode]")
	b.fill("#p-when", "男孩 > 0")
	b.sees("#p-when-why", "男孩")
	b.run(`(() => { const e = document.querySelector("#p-when"); e.focus(); e.value = ""; e.dispatchEvent(new Event("input", {bubbles: true})) })()`)
	b.insert("男")
	b.until(`document.querySelector(".completes")?.innerText.includes("男生")`)
	b.pressEnter()
	b.want(`document.querySelector("#p-when").value`, "男生")
	b.insert(" > 0")
	b.until(`!document.querySelector("#p-when-why")`)
	b.until(`![...` + frame + `.querySelectorAll("label")].some(e => e.innerText.includes("在校生合计"))`)
}

func writesACheck(b *tab) {
	b.Helper()
	b.open(b.read(`document.querySelector("[data-design]").dataset.design`) + "?at=check:-1")
	b.pick(saying("等于几项的和"))
	b.click(picked)
	b.until(`document.querySelector(".finder .found button")`)
	searchesWhileNamesCome(b)
	b.pick(saying("在校生合计"))
	b.click(picked)
	for _, name := range []string{"男生", "女生"} {
		if b.read(`document.querySelector("[data-at='then.0.right']").getAttribute("aria-expanded")`) != "true" {
			b.click("[data-at='then.0.right']")
		}
		b.until(`document.activeElement?.dataset.at === "then.0.right.search"`)
		b.insert(name)
		b.pressEnter()
	}
	b.soundIn("the builder")
	b.fill("#p-say", "应为 {男生 + 女生}")
	b.follow("#inputs button[type=submit]")
	b.until(`document.querySelector("#outline .parts a[href*='check:0']")`)
	b.want(`document.querySelector("#p-rule").value`, "在校生合计 == 男生 + 女生")
}

// searchesWhileNamesCome types into a search whose names are fetched anew: they come
// below what was typed.
func searchesWhileNamesCome(b *tab) {
	b.Helper()
	b.run(`(() => {
		const old = window.fetch
		window.fetch = (...all) => { window.fetch = old; return old(...all).then((answer) => new Promise((go) => (window.come = () => go(answer)))) }
		document.body.insertAdjacentHTML("beforeend", '<select id="p-each"><option value=""></option></select>')
		document.body.lastElementChild.dispatchEvent(new Event("change", {bubbles: true}))
		document.body.lastElementChild.remove()
	})()`)
	b.until(`window.come`)
	b.fill(".finder input", "女")
	b.run(`window.was = document.querySelector(".finder"); window.come()`)
	b.until(`document.querySelector(".finder") !== window.was`)
	b.want(`document.querySelector(".finder input").value`, "女")
	b.want(`[...document.querySelectorAll(".finder .found button")].map(e => e.innerText).join()`, "女生,上期.女生")
	b.fill(".finder input", "")
}

// triesIt fills the sample in the preview: the hidden field comes, and the check
// says what is wrong.
func triesIt(b *tab) {
	b.Helper()
	put := func(name, value string) {
		b.until(frame + `?.querySelector("[name=` + name + `]")`)
		b.run(`(() => { const e = ` + frame + `.querySelector("[name=` + name + `]"); e.value = ` + quote(value) + `; e.dispatchEvent(new Event("change", {bubbles: true})) })()`)
	}
	put("nansheng", "30")
	b.until(frame + `?.querySelector("[name=heji]")`)
	put("nvsheng", "20")
	put("heji", "40")
	b.until(frame + `?.body.innerText.includes("应为 50")`)
	b.want(frame+`.documentElement.clientWidth <= 360`, "true")
}

func undoesIt(b *tab) {
	b.Helper()
	b.click("[data-undo]")
	b.until(`!document.querySelector("#outline .parts a[href*='check:0']")`)
	b.click("[data-redo]")
	b.until(`document.querySelector("#outline .parts a[href*='check:0']")`)
}

func publishesIt(b *tab) {
	b.Helper()
	design := b.read(`document.querySelector("[data-design]").dataset.design`)
	b.examine(design+"?at=field:heji", design+"?at=form", design+"?at=section:0", design+"?at=check:0", design+"?at=list:", design+"/text", design+"/publish", "/forms", "/forms/new", "/forms/building-progress")
	b.open(design + "/publish")
	b.run(`document.querySelectorAll("textarea[name^='again:']").forEach(e => { e.value = "只在试验里用" })`)
	b.fill("#reason", "试验新增")
	b.follow("form .foot .btn.primary")
	b.until(`location.pathname === "/forms"`)
	if text := b.text("main"); !strings.Contains(text, "课后服务试验月报") {
		b.Errorf("the list does not show the form: %s", text)
	}
	b.sees("#toasts", "第 1 版")
}
