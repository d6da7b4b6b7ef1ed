package collect_test

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"nianlun/internal/engine/form"
	"nianlun/internal/work/collect"
)

// A section takes the returns of a zone out in one workbook, enters what schools
// reported on paper, and brings it back: each school's outcome is told, nothing is
// saved before, what schools handed in or typed meanwhile stays, and who entered
// does not review.
func TestCampaignThroughExcel(t *testing.T) {
	b := newBureau(t, 7)
	opened := b.open(alone, "2026-09")
	href := "/collect/campaigns/" + opened.Campaign.ID
	section := b.browser("hewei")
	section.get(href).want(200).has("main", "Excel 汇总与代填")
	east := href + "/workbook.xlsx?zone=" + url.QueryEscape("东片")
	section.get(href+"/workbook?zone="+url.QueryEscape("东片")).want(200).has("main", "4 所")

	f := section.workbook(east)
	rows, err := f.GetRows(fillSheet)
	must(t, err)
	schools := 0
	for _, row := range rows {
		if len(row) > 1 && (strings.HasPrefix(row[1], "第") || row[1] == schoolName(0)) {
			schools++
		}
	}
	if schools != 4 {
		t.Errorf("%d schools of the zone, want 4", schools)
	}
	ret := func(i int) string { return b.owed(i, "2026-09").ID }
	spent := func(i int) string { return f.at(fillSheet, ret(i), "spent") }
	f.set(fillSheet, spent(0), 10)
	f.set(fillSheet, spent(2), 20)
	f.set(fillSheet, spent(4), "二十")
	f.set("在校生", f.at("在校生", ret(0)+" pupils[g1]", "classes"), 6)

	// Meanwhile one school hands in, and another types the same cell.
	values := goodSheet("5")
	b.submit(b.actor("wangxue"), b.owed(0, "2026-09"), values)
	o := b.owed(2, "2026-09")
	_, err = b.SaveDraft(context.Background(), b.clerkOf(2), collect.SaveInput{Return: o.ID, Raw: form.Raw{"spent": "25"}})
	must(t, err)

	look := section.upload(href+"/workbook", url.Values{}, "file", "东片.xlsx", f.bytes()).want(303).location
	p := section.get(look).want(200)
	p.has("section[aria-labelledby=schools]", "已报待审")
	p.has("section[aria-labelledby=issues]", fillSheet+"!"+spent(2))
	p.has("section[aria-labelledby=issues]", "保留学校填的")
	p.has("section[aria-labelledby=issues]", fillSheet+"!"+spent(4))
	p.has("h1 ~ *, header, main", "不能写 1 所")
	if o := b.owed(4, "2026-09"); o.RecordNo != 0 {
		t.Fatal("looking at it saved something")
	}
	section.workbook(look + "/marked.xlsx")

	p = section.post(look, url.Values{}).want(200)
	p.has("main", "已保存 1 所")
	if o := b.owed(4, "2026-09"); o.State != collect.Draft || len(o.Paper.Entered) != 1 || o.Paper.Entered[0].Person != "hewei" {
		t.Errorf("not entered: %+v", o)
	}
	if o := b.owed(0, "2026-09"); o.State != collect.Submitted || o.RecordNo != 1 {
		t.Errorf("what was handed in was touched: %+v", o)
	}
	if o := b.owed(2, "2026-09"); o.RecordNo != 1 {
		t.Errorf("what the school typed was touched: %+v", o)
	}
	// Brought once more it changes nothing.
	look = section.upload(href+"/workbook", url.Values{}, "file", "东片.xlsx", f.bytes()).want(303).location
	section.get(look).want(200).has("main", "将改动 0 所")

	// Neither a school nor another section's colleague brings it; a school sees none of it.
	clerk := b.browser("sunli")
	clerk.get(east).want(404)
	clerk.upload(href+"/workbook", url.Values{}, "file", "东片.xlsx", f.bytes()).want(404)
	clerk.get(look).want(404)
}

// Who entered figures for a school does not review them.
func TestWhoEntersDoesNotReview(t *testing.T) {
	b := newBureau(t, 2)
	opened := b.open(alone, "2026-09")
	href := "/collect/campaigns/" + opened.Campaign.ID
	section := b.browser("hewei")
	f := section.workbook(href + "/workbook.xlsx")
	f.set(fillSheet, f.at(fillSheet, b.owed(0, "2026-09").ID, "spent"), 10)
	look := section.upload(href+"/workbook", url.Values{}, "file", "a.xlsx", f.bytes()).want(303).location
	section.post(look, url.Values{}).want(200)
	o := b.submit(b.actor("wangxue"), b.owed(0, "2026-09"), goodSheet("10"))
	p := section.get(collect.Link(o.ID)).want(200)
	if p.Find("form#do-review").Length() != 0 {
		t.Error("the page offers it")
	}
	section.post(collect.Link(o.ID)+"/review", url.Values{"revision": {fmt.Sprint(o.RecordNo)}}).want(403)
}

// Workbooks of other campaigns, and workbooks in disorder, are told in words.
func TestWrongCampaignWorkbooks(t *testing.T) {
	b := newBureau(t, 4)
	one := b.open(alone, "2026-08").Campaign.ID
	two := b.open(alone, "2026-09").Campaign.ID
	section := b.browser("hewei")
	href := "/collect/campaigns/" + two
	other := section.workbook("/collect/campaigns/" + one + "/workbook.xlsx").bytes()
	single := b.browser("wangxue").workbook(collect.Link(b.owed(0, "2026-09").ID) + "/workbook.xlsx").bytes()
	for name, data := range map[string][]byte{"other campaign": other, "one return": single} {
		p := section.upload(href+"/workbook", url.Values{}, "file", "a.xlsx", data).want(422)
		if words := text(p.Find("#file-why")); words == "" {
			t.Errorf("%s: no words", name)
		}
	}
	// Columns moved, a column deleted, rows reordered, a row deleted, cells merged, a formula.
	f := section.workbook(href + "/workbook.xlsx")
	ids := map[int]string{}
	for i := range 4 {
		ids[i] = b.owed(i, "2026-09").ID
		f.set(fillSheet, f.at(fillSheet, ids[i], "spent"), 100+i)
	}
	merged := f.at(fillSheet, ids[3], "spent")
	_, row, err := excelize.CellNameToCoordinates(merged)
	must(t, err)
	must(t, f.MergeCell(fillSheet, merged, fmt.Sprintf("H%d", row)))
	formula := f.at(fillSheet, ids[2], "spent")
	must(t, f.SetCellFormula(fillSheet, formula, "[1]Sheet1!A1"))
	_, gone, err := excelize.CellNameToCoordinates(f.at(fillSheet, ids[1], "spent"))
	must(t, err)
	must(t, f.InsertCols(fillSheet, "C", 1))
	must(t, f.RemoveRow(fillSheet, gone))
	columns := f.at("在校生", ids[0]+" pupils[g1]", "went")
	name, _, err := excelize.SplitCellName(columns)
	must(t, err)
	must(t, f.RemoveCol("在校生", name))
	look := section.upload(href+"/workbook", url.Values{}, "file", "a.xlsx", f.bytes()).want(303).location
	p := section.get(look).want(200)
	issues := text(p.Find("section[aria-labelledby=issues]"))
	for _, words := range []string{"合并", "会调用其他程序或文件", "缺“转出”这一列"} {
		if !strings.Contains(issues, words) {
			t.Errorf("without %q: %s", words, issues)
		}
	}
	section.post(look, url.Values{}).want(200).has("main", "已保存 1 所")
	for i, want := range []bool{true, false, false, false} {
		if o := b.owed(i, "2026-09"); (o.RecordNo == 1) != want {
			t.Errorf("school %d: revision %d", i, o.RecordNo)
		}
	}
}
