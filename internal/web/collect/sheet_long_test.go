package collect_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"nianlun/internal/engine/form"
	"nianlun/internal/work/collect"
)

// go goes to a cell as a key does.
func (s *screen) goTo(id string) {
	s.Helper()
	s.run(`document.getElementById("` + id + `").focus()`)
}

func (s *screen) value(id, want string) {
	s.Helper()
	s.want(`document.getElementById("`+id+`").value`, want)
}

// offers tells what a list that is open marks, and what it says beneath.
func (s *screen) offers(marked, note string) {
	s.Helper()
	s.want(`document.querySelector(".found:not([hidden]) [aria-selected=true]")?.firstChild.textContent.trim() ?? ""`, marked)
	s.want(`document.querySelector(".found:not([hidden]) > p")?.textContent ?? ""`, note)
}

func (s *screen) shut() {
	s.Helper()
	s.until(`!document.querySelector(".found:not([hidden])") && !document.querySelector("[aria-expanded=true][role=combobox]")`)
}

// A choice from thousands is searched by parts of name and code and by first letters, with the keys of the table.
func TestScreenSearchesLongChoices(t *testing.T) {
	b := newBureau(t, 2)
	o := b.register(20)
	clerk := b.browser("wangxue")
	clerk.draft(o, "wangxue", "0", "", cellsOf(registered(3)))
	s := b.screen(t, "wangxue")
	s.open(collect.Link(o.ID))
	at := func(row, field string) string { return "f-list-" + row + "-" + field }

	s.value(at("r1", "major"), "甲子学")
	s.goTo(at("r1", "major"))
	s.shut() // going over cells opens nothing
	s.chord(kb.ArrowDown)
	s.want(`document.activeElement.id`, at("r2", "major"))
	s.do(chromedp.KeyEvent("bznx"))
	s.offers("丙子南学", "共 1 项")
	s.until(`document.querySelector("main .found")`) // whoever goes from landmark to landmark finds it
	s.want(`document.activeElement.getAttribute("aria-activedescendant")`, "found-0")
	s.chord(kb.Enter)
	s.want(`document.activeElement.id`, at("r3", "major"))
	s.shut()
	s.value(at("r2", "major"), "丙子南学")

	s.do(chromedp.KeyEvent("0101"))
	s.offers("甲戌学", "共 100 项")
	s.chord(kb.Escape)
	s.shut()
	s.value(at("r3", "major"), "丙子学")
	s.do(chromedp.KeyEvent("没有这种"))
	s.offers("", "没有带“没有这种”的选项")
	s.chord(kb.Escape)

	s.chord(kb.ArrowDown, kb.ModifierAlt)
	s.offers("丙子学", "共 3000 项")
	s.chord(kb.ArrowDown)
	s.offers("丁子学", "共 3000 项")
	s.chord(kb.Tab)
	s.value(at("r3", "major"), "丙子学") // nothing was typed and nothing taken
	s.state("saved")
	if got := b.stored(o, "list[r2].major"); got != "010122" {
		t.Errorf("stored %q", got)
	}

	s.goTo(at("r2", "major"))
	s.chord("z", kb.ModifierCtrl)
	s.value(at("r2", "major"), "乙子学")
	s.chord("y", kb.ModifierCtrl)
	s.value(at("r2", "major"), "丙子南学")
	s.run(`(() => { const d = new DataTransfer(); d.setData("text/plain", "010001\n丙子南学\n没有"); const a = document.getElementById("` + at("r1", "major") + `"); a.focus(); a.dispatchEvent(new ClipboardEvent("paste", {clipboardData: d, bubbles: true, cancelable: true})) })()`)
	s.value(at("r1", "major"), "乙子学")
	s.value(at("r2", "major"), "丙子南学")
	s.value(at("r3", "major"), "丙子学")
	s.says(".misfits", "没有")
	s.state("saved")
	if got := b.stored(o, "list[r1].major"); got != "010001" {
		t.Errorf("stored %q", got)
	}

	// Fields outside tables: arrows open the list, Enter takes and sends nothing, a click takes.
	s.goTo("f-main")
	s.chord(kb.ArrowDown)
	s.offers("", "共 3000 项")
	s.chord(kb.ArrowUp)
	s.chord(kb.Enter)
	s.value("f-main", "癸亥木学") // the last one
	s.do(chromedp.KeyEvent("x"))
	s.chord(kb.Escape)
	s.value("f-main", "癸亥木学")
	s.fill("f-main", "丙子")
	s.offers("丙子学", "共 25 项")
	s.run(`document.querySelectorAll(".found li")[1].click()`)
	s.value("f-main", "丙子南学")
	s.goTo("f-all")
	s.do(chromedp.KeyEvent("bznx"))
	s.chord(kb.Enter)
	s.do(chromedp.KeyEvent("、bzdx"))
	s.until(`document.querySelector(".found:not([hidden]) li")`)
	s.chord(kb.Enter)
	s.until(`/^丙子南学、丙子.学$/.test(document.getElementById("f-all").value)`)
	s.goTo("f-who")
	s.state("saved")
	if got := b.stored(o, "all"); !strings.HasPrefix(got, "010") || strings.Count(got, ",") != 1 {
		t.Errorf("stored %q", got)
	}
}

// What a long list offers follows the choice above, in each row its own.
func TestScreenLongChoicesDepend(t *testing.T) {
	b := newBureau(t, 2)
	o := b.register(20)
	clerk := b.browser("wangxue")
	clerk.draft(o, "wangxue", "0", "", form.Raw{"list": "r1", "list[r1].name": "张三"})
	s := b.screen(t, "wangxue")
	s.open(collect.Link(o.ID))

	s.goTo("f-list-r1-village")
	s.chord(kb.ArrowDown, kb.ModifierAlt)
	s.offers("", "请先选乡镇")
	s.chord(kb.Escape)
	s.fill("f-list-r1-town", "甲子镇")
	s.chord(kb.Tab)
	s.want(`document.activeElement.id`, "f-list-r1-village")
	s.do(chromedp.KeyEvent("丙"))
	s.offers("丙子村", "共 5 项") // of 50 villages
	s.chord(kb.ArrowDown)
	s.chord(kb.Enter)
	s.goTo("f-list-r1-name")
	s.state("saved")
	if got := b.stored(o, "list[r1].village"); got != "350000012" {
		t.Errorf("stored %q", got)
	}
	// The choice above changes: the village stays to be seen, and is told to be wrong.
	s.fill("f-list-r1-town", "乙丑镇")
	s.chord(kb.Tab)
	s.until(`document.getElementById("f-list-r1-village").closest("td.wrong")`)
	s.value("f-list-r1-village", "丙丑村")
	s.says("aside .issue", "下面没有“丙丑村”")

	// A new row has its own.
	s.run(`document.querySelector("button[name=add][value=list]").click()`)
	s.do(chromedp.KeyEvent("李四"))
	s.chord(kb.Tab)
	s.do(chromedp.KeyEvent("350001"))
	s.chord(kb.Tab)
	s.chord(kb.ArrowDown, kb.ModifierAlt)
	s.offers("", "共 50 项")
	s.want(`document.querySelector(".found li").textContent`, longName(50, "村")+" 350001000")
}

// counties are one under the first city and many under the second.
func counties() string {
	var b strings.Builder
	b.WriteString("form: register\ntitle: 学生登记\nperiod: month\nbasis: 区教育局制度\nlists:\n  市:\n    \"1\": 甲市\n    \"2\": 乙市\n  县:\n    \"c0\": {name: 独县, under: [\"1\"]}\n")
	for i := range 60 {
		fmt.Fprintf(&b, "    \"d%02d\": {name: %s, under: [\"2\"]}\n", i, longName(i, "县"))
	}
	b.WriteString(`sections:
  - title: 概况
    fields:
      - {code: city, name: 市, type: choice, of: 市}
      - {code: county, name: 县, type: choice, of: 县, under: 市}
      - {code: any, name: 任一县, type: choice, of: 县}
      - {code: who, name: 填表人, type: text}
`)
	return b.String()
}

// Leaving a cell takes what its text is the beginning of, and nothing else: what was
// emptied stays empty, and a part of a code chooses nobody's county.
func TestScreenLeavingALongChoiceGuessesNothing(t *testing.T) {
	b := newBureau(t, 2)
	o := b.asks("register", counties())
	clerk := b.browser("wangxue")
	clerk.draft(o, "wangxue", "0", "", form.Raw{"city": "1", "county": "c0"})
	s := b.screen(t, "wangxue")
	s.open(collect.Link(o.ID))
	leave := func(id, typed, want string) {
		t.Helper()
		s.goTo(id)
		s.run(`document.getElementById("` + id + `").select()`)
		s.do(chromedp.KeyEvent(typed))
		s.goTo("f-who")
		s.value(id, want)
	}
	leave("f-county", kb.Backspace, "")
	leave("f-any", "59", "59")
	leave("f-any", "dx", "独县")
	leave("f-any", "a$&b", "a$&b")
	leave("f-any", "独", "独县")
	s.goTo("f-any")
	s.run(`document.getElementById("f-any").select()`)
	s.do(chromedp.KeyEvent("a$&b"))
	s.offers("", "没有带“a$&b”的选项")
	s.chord(kb.Escape)
	s.state("saved")
	if county, free := b.stored(o, "county"), b.stored(o, "any"); county != "" || free != "c0" {
		t.Errorf("stored %q and %q", county, free)
	}
}
