package collect_test

import (
	"context"
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"nianlun/internal/engine/form"
	"nianlun/internal/work/collect"
)

// laidOut counts the rows of the long table that take a place on the screen.
const laidOut = `[...document.querySelectorAll("#f-list tr[data-row]")].filter(r => r.getClientRects().length > 0).length`

// troubled is a table of 1,000 rows of which some hold what is no number.
func (b *bureau) troubled(t *testing.T, wrong map[int]string) collect.Obligation {
	t.Helper()
	o := b.thousand()
	cells := form.Raw{}
	for i := range 1000 {
		key := "r" + strconv.Itoa(i+1)
		cells[form.CellPath("list", key, "name")] = "学生" + strconv.Itoa(i)
		cells[form.CellPath("list", key, "c0")] = "1"
		if text := wrong[i]; text != "" {
			cells[form.CellPath("list", key, "c1")] = text
		}
	}
	_, err := b.SaveCells(context.Background(), b.actor("wangxue"), collect.CellsInput{Return: o.ID, Cells: cells})
	must(t, err)
	return o
}

func (s *screen) chord(key string, modifiers ...kb.Modifier) {
	s.Helper()
	s.do(chromedp.KeyEvent(key, chromedp.KeyModifiers(modifiers...)))
}

func (s *screen) filter() { s.Helper(); s.chord("L", kb.ModifierCtrl, kb.ModifierShift) }

// rowAt is the place of the row in which the cursor stands.
const rowAt = `document.activeElement.closest("tr").sectionRowIndex`

func TestScreenShowsOnlyRowsWithProblems(t *testing.T) {
	b := newBureau(t, 2)
	o := b.troubled(t, map[int]string{3: "约十", 500: "十几", 501: "没有", 998: "很多"})
	s := b.screen(t, "wangxue")
	s.open(collect.Link(o.ID))
	s.want(`document.querySelector("[data-filter-count]").textContent`, "4")
	s.run(`document.querySelectorAll("#f-list tr[data-row]")[10].cells[3].querySelector("input").focus()`)
	s.filter()
	s.want(laidOut, "5") // with the row of the cursor
	s.want(`document.querySelector("[data-filter-toggle]").getAttribute("aria-pressed")`, "true")
	s.want(rowAt, "10")
	s.says(".filtered", "只显示 5 行，共 1")
	s.want(`document.querySelector("#s-2").classList.contains("folded")`, "true") // nothing is wrong in the other section

	for _, step := range []struct {
		key  string
		row  string
		with []kb.Modifier
	}{
		{kb.ArrowUp, "3", nil}, {kb.ArrowDown, "10", nil}, {kb.ArrowDown, "500", nil}, {kb.Enter, "501", nil}, {kb.End, "998", []kb.Modifier{kb.ModifierCtrl}},
		{kb.Home, "3", []kb.Modifier{kb.ModifierCtrl}}, {kb.PageDown, "998", nil}, {kb.PageUp, "3", nil}, {kb.F8, "3", nil}, {kb.F8, "500", nil}, {kb.F8, "501", nil},
		{kb.F8, "998", nil}, {kb.F8, "3", nil}, {kb.F8, "998", []kb.Modifier{kb.ModifierShift}},
	} {
		s.chord(step.key, step.with...)
		s.want(rowAt, step.row)
	}

	// what is pasted and cleared reaches no row that nobody sees
	s.run(`document.getElementById("f-list-r4-c1").focus()`)
	s.run(`(() => { const d = new DataTransfer(); d.setData("text/plain", "7\n8\n9"); document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: d, bubbles: true, cancelable: true})) })()`)
	for id, text := range map[string]string{"r4": "7", "r5": "", "r11": "8", "r12": "", "r501": "9", "r502": "没有"} {
		s.want(`document.getElementById("f-list-`+id+`-c1").value`, text)
	}
	s.want(`document.querySelector("[data-sum]").textContent`, "求和 24，平均 8，计数 3")
	s.state("saved")
	s.want(`document.querySelector("[data-filter-count]").textContent`, "2")
	s.want(laidOut, "5") // what is mended stays
	s.says("[data-filter-renew]", "3 行已没有问题")
	s.run(`document.getElementById("f-list-r4-c0").focus(); document.getElementById("f-list-r4-c1").focus()`)
	s.chord(kb.ArrowDown, kb.ModifierShift)
	s.chord(kb.ArrowDown, kb.ModifierShift)
	s.chord(kb.Delete)
	s.state("saved")
	for _, key := range []string{"r4", "r5", "r11", "r501"} {
		s.want(`document.getElementById("f-list-`+key+`-c1").value`, "")
	}
	s.want(`document.getElementById("f-list-r5-c0").value`, "1")

	s.press("3 行已没有问题，重新筛选")
	s.want(laidOut, "3") // two that are wrong, and the row of the cursor
	s.filter()
	s.until(laidOut + ` > 20`)
	s.want(`document.activeElement.id`, "f-list-r4-c1")
	if got := b.stored(o, form.CellPath("list", "r5", "c0")); got != "1" {
		t.Errorf("a row that was not shown holds %q now", got)
	}
}

func TestScreenFilterTakesOutOnlyRowsThatAreShown(t *testing.T) {
	b := newBureau(t, 2)
	o := b.troubled(t, map[int]string{100: "甲", 200: "乙", 300: "丙"})
	s := b.screen(t, "wangxue")
	s.open(collect.Link(o.ID))
	s.run(`document.querySelector("[data-filter-toggle]").click()`)
	s.want(laidOut, "3")
	s.chord(kb.F8)
	s.want(rowAt, "100")
	s.chord(kb.ArrowDown, kb.ModifierShift)
	s.chord(kb.ArrowUp, kb.ModifierAlt) // rows are not moved among those that nobody sees
	s.says(".toasts", "先取消筛选再移动")
	s.chord(kb.Delete, kb.ModifierAlt)
	s.want(`document.querySelectorAll("#f-list tr[data-row]").length`, "998")
	s.until(`document.getElementById("f-list-r102-c0") && document.getElementById("f-list-r200-c0") && !document.getElementById("f-list-r101-c0") && !document.getElementById("f-list-r201-c0")`)
	s.want(`document.activeElement.closest("tr").dataset.row`, "r301") // the focus goes to the next one that is shown
	s.chord("z", kb.ModifierCtrl)
	s.want(`[...document.querySelectorAll("#f-list tr[data-row]")].map(r => r.dataset.row).join() === Array.from({length: 1000}, (_, i) => "r" + (i + 1)).join()`, "true")
	s.state("saved")

	// a cell that goes wrong in a section that was folded brings it forth, and so does a link
	s.want(`document.querySelector("#s-2").classList.contains("folded")`, "true")
	s.run(`document.querySelector("#s-2 header button").click()`)
	s.want(`document.activeElement.id`, "f-spare")
	s.fill("f-spare", "不知道")
	s.run(`document.querySelector("[data-filter-toggle]").focus()`)
	s.until(`document.querySelector("[data-field=spare].bad")`)
	s.says("[data-field=spare] a.why", "数")
	s.want(`document.querySelector("[data-filter-count]").textContent`, "4")
	s.run(`location.hash = "#f-list-r700-c0"`)
	s.until(`document.getElementById("f-list-r700-c0").getClientRects().length > 0`)
}
