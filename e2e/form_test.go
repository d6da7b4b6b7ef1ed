package e2e

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// register opens the school's register of hazards, which is being filled and has a field of nearly every type, and
// gives its address.
func register(b *tab) string {
	b.Helper()
	b.open("/collect")
	b.pick(`[...document.querySelectorAll('main a[href^="/collect/returns/"]')].find(a => a.closest("li, tr").textContent.includes("校园安全隐患登记"))`)
	href := b.read(`document.querySelector("[data-picked]").getAttribute("href")`)
	b.open(href)
	return href
}

// TestTabsOfAForm: one tab is open, arrows and Home move between them, a link to a cell opens the tab it lies in, and
// a save comes back to the tab that was open.
func TestTabsOfAForm(t *testing.T) {
	b := enter(t, "school03")
	href := register(b)
	open := `[...document.querySelectorAll("[data-tab]")].filter(p => !p.hidden).map(p => p.id).join()`
	expect := func(id string) {
		t.Helper()
		b.until(open + ` === ` + quote(id) + ` && document.querySelector('[role=tab][aria-selected=true]').getAttribute("aria-controls") === ` + quote(id))
	}
	expect("tab-1")
	b.run(`document.querySelector("[role=tab][aria-selected=true]").focus()`)
	b.keys(kb.ArrowRight)
	expect("tab-2")
	b.keys(kb.End)
	expect("tab-3")
	b.keys(kb.ArrowRight)
	expect("tab-1")
	b.click("#tab-2-tab")
	expect("tab-2")

	b.fill(`input[name="list[r1].days"]`, "一周")
	b.follow(`.foot button[value="save"]`)
	expect("tab-2")
	b.until(`document.querySelector("#tab-2-tab b.bad")?.textContent.startsWith("1")`)
	b.click("#tab-3-tab")
	expect("tab-3")
	b.click(`aside .issue a[href="#f-list-r1-days"]`)
	expect("tab-2")
	b.until(`document.activeElement.name === "list[r1].days"`)
	b.open(href + "?spare=2#f-rest")
	expect("tab-3")
	b.open(href)
	b.click("#tab-2-tab")
	b.fill(`input[name="list[r1].days"]`, "20")
	b.follow(`.foot button[value="save"]`)
}

// TestDependentListOnThePage: a choice brings what is offered under it, and keeps and marks what no longer fits; a
// field that a condition shows comes and goes. Nothing is saved by hand.
func TestDependentListOnThePage(t *testing.T) {
	b := enter(t, "school03")
	register(b)
	b.click("#tab-2-tab")
	kinds := `[...document.querySelectorAll('#f-list-r1-kind option')].map(o => o.textContent.trim()).join()`
	b.choose(`#f-list-r1-area`, "dorm")
	b.until(kinds + `.includes("床铺护栏松动")`)
	b.choose(`#f-list-r1-kind`, "bunk")
	b.choose(`#f-list-r1-area`, "canteen")
	b.until(kinds + `.includes("燃气管路") && document.querySelector("#f-list-r1-kind").value === "bunk" && document.querySelector("#f-list-r1-kind").getAttribute("aria-invalid") === "true"`)
	b.choose(`#f-list-r1-area`, "gate")
	b.until(kinds + `.includes("防冲撞设施缺失")`)
	b.choose(`#f-list-r1-kind`, "guard")

	b.click("#tab-3-tab")
	b.until(`!document.querySelector("#f-credit")`)
	b.fill("#f-firm", "云安检测")
	b.run(`document.querySelector("#f-firm").blur()`)
	b.until(`document.querySelector("#f-credit") && document.querySelector("#f-firm").value === "云安检测"`)
	b.fill("#f-firm", "")
	b.run(`document.querySelector("#f-firm").blur()`)
	b.until(`!document.querySelector("#f-credit")`)
}

// TestFormOnATelephone: right keyboards, a camera, no barrier in any tab and none in the print.
func TestFormOnATelephone(t *testing.T) {
	b := enter(t, "school03")
	href := register(b)
	for selector, want := range map[string]string{
		`#f-phone[type=tel][inputmode=tel]`: "1", `#f-day[type=date]`: "1", `#f-began[type=time]`: "1", `[name="list[r1].days"][inputmode=numeric]`: "1",
		`[name="list[r1].cost"][inputmode=decimal]`: "1", `input[capture=environment][name="upload:list[r2].photo"]`: "1",
	} {
		if got := b.read(`document.querySelectorAll(` + quote(selector) + `).length`); got != want {
			t.Errorf("%s: %s", selector, got)
		}
	}
	b.examine(href, href+"/print")
	for _, tab := range []string{"#tab-2-tab", "#tab-3-tab"} { // the page remembers which is open
		b.open(href)
		b.click(tab)
		b.examine(href)
	}
}

// TestPrintedReturn: all tabs are on paper, black on white in the dark theme too, on sheets of A4, the wide table
// across. NIANLUN_E2E_KEEP keeps the PDF for a look.
func TestPrintedReturn(t *testing.T) {
	b := enter(t, "school03")
	href := register(b)
	b.open(href + "/print")
	b.run(`document.documentElement.className = "theme-dark"`)
	for _, words := range []string{"排查情况", "隐患清单", "小结", "填报人（签字）", "云教报表〔2026〕3号", "第 1 版"} {
		if b.read(`document.querySelector(".paper").textContent.includes(`+quote(words)+`)`) != "true" {
			t.Errorf("the print lacks %s", words)
		}
	}
	out, err := chromedp.Call(b.ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true), PrintBackground: new(true)})
	if err != nil {
		t.Fatal(err)
	}
	pdf := out.Data
	if !bytes.HasPrefix(pdf, []byte("%PDF")) {
		t.Fatalf("%d bytes are no PDF", len(pdf))
	}
	boxes := strings.Count(string(pdf), "/MediaBox")
	if boxes < 2 {
		t.Errorf("%d sheets", boxes)
	}
	if dir := os.Getenv("NIANLUN_E2E_KEEP"); dir != "" {
		b.write(filepath.Join(dir, "return.pdf"), pdf)
	}
}

// TestTabThatComesAndGoes: a tab that a condition shows comes with the answer and goes with it, without a save by hand,
// and the row that it brings holds its defaults, follows its choices and is handed on whole. A row of defaults alone
// is none.
func TestTabThatComesAndGoes(t *testing.T) {
	b := enter(t, "school11")
	b.open("/collect")
	href := b.first(`main a[href^="/collect/returns/"]`, "校园安全隐患登记")
	b.open(href)
	b.choose("#f-found", "no")
	b.until(`!document.querySelector("#tab-2") && !document.querySelector("[data-tabs] a[href='#tab-2']") && document.querySelector("#f-none")`)
	b.choose("#f-found", "yes")
	b.until(`document.querySelector("#tab-2-tab") && !document.querySelector("#f-none")`)
	b.click("#tab-2-tab")
	row := `#tab-2 tbody tr[data-row]:first-child `
	b.want(`document.querySelector('`+row+`[name$="].grade"]').value`, "low")
	b.choose(row+`[name$="].area"]`, "dorm")
	b.until(`document.querySelector('` + row + `[name$="].kind"] option[value=bunk]')`)
	b.choose(row+`[name$="].kind"]`, "bunk")
	b.until(`document.querySelector("[data-draft-state]").dataset.state === "saved"`)
	b.open(href)
	b.click("#tab-2-tab")
	got := b.read(`[...document.querySelectorAll("#tab-2 tbody tr[data-row]:not([data-spare])")].map(r => ["area", "kind", "grade"].map(c => r.querySelector('[name$="].' + c + '"]').value).join(" ")).join()`)
	if got != "dorm bunk low" {
		t.Errorf("the rows that were saved: %q", got)
	}
}
