package collect_test

import (
	"bytes"
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"nianlun/internal/engine/form"
	"nianlun/internal/work/collect"
)

// book is a workbook in the hands of a person.
type book struct {
	*excelize.File
	t testing.TB
}

// workbook downloads one.
func (w *browser) workbook(path string) book {
	w.t.Helper()
	p := w.get(path).want(200)
	f, err := excelize.OpenReader(bytes.NewReader([]byte(p.body)))
	must(w.t, err)
	w.t.Cleanup(func() { _ = f.Close() })
	return book{f, w.t}
}

// at is the cell of an answer on a sheet: the row with a code in the hidden column
// and the column with a code in the hidden head above it.
func (b book) at(sheet, row, column string) string {
	b.t.Helper()
	rows, err := b.GetRows(sheet)
	must(b.t, err)
	columns := map[string]int{}
	for i, cells := range rows {
		if len(cells) == 0 {
			continue
		}
		if strings.HasPrefix(cells[0], "head:") {
			columns = map[string]int{}
			for j, code := range cells {
				columns[code] = j
			}
		}
		if j, found := columns[column]; cells[0] == row && found {
			cell, err := excelize.CoordinatesToCellName(j+1, i+1)
			must(b.t, err)
			return cell
		}
	}
	b.t.Fatalf("no cell %s %s on %s", row, column, sheet)
	return ""
}

func (b book) set(sheet, cell string, value any) {
	b.t.Helper()
	must(b.t, b.SetCellValue(sheet, cell, value))
}

func (b book) bytes() []byte {
	b.t.Helper()
	var out bytes.Buffer
	must(b.t, b.Write(&out))
	return out.Bytes()
}

const fillSheet = "填报"

// A clerk fills a return in Excel: it goes out, comes back with mistakes, each is
// told with its cell, nothing is saved before the clerk says so, and what a
// colleague typed on the page meanwhile is kept.
func TestReturnThroughExcel(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	href := collect.Link(b.owed(0, "2026-09").ID)
	clerk := b.browser("wangxue")
	clerk.get(href).want(200).has(".acts, header", "下载 Excel")

	f := clerk.workbook(href + "/workbook.xlsx")
	spent, end := f.at(fillSheet, "spent", "c:value"), f.at(fillSheet, "pupils[g1]", "end")
	for i, grade := range []string{"g1", "g2", "g3"} {
		for code, n := range map[string]int{"classes": 5, "begin": 200 + i, "came": 3, "went": 1, "end": 202 + i} {
			f.set(fillSheet, f.at(fillSheet, "pupils["+grade+"]", code), n)
		}
	}
	f.set(fillSheet, end, 999)
	f.set(fillSheet, spent, "约30万")
	f.set(fillSheet, f.at(fillSheet, "big[r1]", "name"), "=cmd|' /C calc'!A0")
	f.set(fillSheet, f.at(fillSheet, "big[r1]", "paid"), "１２．５")

	// Meanwhile a colleague types on the page, in another cell and in a row of the same number.
	colleague := b.browser("lina")
	values := colleague.get(href).fields("return")
	values.Set("stopped", "no")
	values.Set("big", "r1")
	values.Set("big[r1].name", "操场翻新")
	values.Set("return:act", "save")
	colleague.post(href, values).want(303)

	up := href + "/workbook"
	clerk.get(up).want(200).has("#in ~ *, .sheet", "填好传回来")
	look := clerk.upload(up, url.Values{}, "file", "我的表.et", f.bytes()).want(303).location
	p := clerk.get(look).want(200)
	p.has("main", "网页上又保存过")
	p.has("main", "我的表.et.xlsx")
	issues := text(p.Find("section[aria-labelledby=issues]"))
	for _, words := range []string{fillSheet + "!" + end, "应为 202", fillSheet + "!" + spent, "约30万"} {
		if !strings.Contains(issues, words) {
			t.Errorf("issues without %q: %s", words, issues)
		}
	}
	if o := b.owed(0, "2026-09"); o.RecordNo != 1 {
		t.Fatalf("looking at it saved something: revision %d", o.RecordNo)
	}

	marked := clerk.workbook(p.Find("section[aria-labelledby=issues] header a").AttrOr("href", ""))
	comments, err := marked.GetComments(fillSheet)
	must(t, err)
	if len(comments) < 2 {
		t.Errorf("%d comments", len(comments))
	}

	save := url.Values{"revision": {p.Find("input[name=revision]").AttrOr("value", "")}}
	clerk.post(look, save).want(303)
	back := clerk.get(href).want(200)
	for id, want := range map[string]string{"f-spent": "约30万", "f-pupils-g1-end": "999", "f-big-r1-name": "操场翻新", "f-big-r2-name": "=cmd|' /C calc'!A0", "f-big-r2-paid": "12.5"} {
		if got := back.Find("#"+id).AttrOr("value", ""); got != want {
			t.Errorf("%s is %q, want %q", id, got, want)
		}
	}
	back.has("#history ~ *, section[aria-labelledby=history]", "从 Excel 填")

	// The marked workbook is mended and brought again; now it can be handed in.
	marked.set(fillSheet, end, 202)
	marked.set(fillSheet, spent, 30)
	look = clerk.upload(up, url.Values{}, "file", "改好.xlsx", marked.bytes()).want(303).location
	p = clerk.get(look).want(200)
	if n := p.Find("section[aria-labelledby=issues]").Length(); n != 0 {
		t.Errorf("still issues: %s", text(p.Find("section[aria-labelledby=issues]")))
	}
	clerk.post(look, url.Values{"revision": {p.Find("input[name=revision]").AttrOr("value", "")}}).want(303)
	values = clerk.get(href).fields("return")
	values.Set("return:act", "submit")
	clerk.post(href, values).want(303)
	if o := b.owed(0, "2026-09"); o.State != collect.Submitted {
		t.Errorf("it is %s", o.State)
	}
	// Handed in, it can no longer be changed. What the workbook says otherwise is listed, nothing is lost or saved.
	marked.set(fillSheet, spent, 31)
	look = clerk.upload(up, url.Values{}, "file", "再来.xlsx", marked.bytes()).want(303).location
	p = clerk.get(look).want(200)
	p.has("main .note", "已报待审")
	p.has("section[aria-labelledby=changes]", "31")
	if p.Find("form button[type=submit]").Length() > 0 && strings.Contains(text(p.Find("main form button[type=submit]")), "保存") {
		t.Error("saving is offered")
	}
	clerk.post(look, url.Values{"revision": {p.Find("input[name=revision]").AttrOr("value", "")}}).want(409)
	clerk.workbook(look + "/marked.xlsx")
}

// Where both sides changed a cell, the person says which one stays; a save in
// between asks to look again.
func TestClashWithExcel(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	o := b.owed(0, "2026-09")
	href := collect.Link(o.ID)
	clerk := b.browser("wangxue")
	f := clerk.workbook(href + "/workbook.xlsx")
	spent := f.at(fillSheet, "spent", "c:value")
	f.set(fillSheet, spent, 30)
	save := func(spent string) {
		o := b.owed(0, "2026-09")
		_, err := b.SaveDraft(context.Background(), b.actor("lina"), collect.SaveInput{Return: o.ID, Base: o.RecordNo, Raw: form.Raw{"spent": spent}})
		must(t, err)
	}
	save("40")
	look := clerk.upload(href+"/workbook", url.Values{}, "file", "a.xlsx", f.bytes()).want(303).location
	p := clerk.get(look).want(200)
	p.has("section[aria-labelledby=clashes]", fillSheet+"!"+spent)
	p.has("section[aria-labelledby=clashes]", "40.00")
	seen := p.Find("input[name=revision]").AttrOr("value", "")

	save("41")
	again := clerk.post(look, url.Values{"revision": {seen}}).want(303).location
	if again != look {
		t.Fatalf("led to %s", again)
	}
	p = clerk.get(look).want(200)
	p.has(".toast, main", "又有人保存过")
	seen = p.Find("input[name=revision]").AttrOr("value", "")
	clerk.post(look, url.Values{"revision": {seen}, "theirs:spent": {"1"}}).want(303)
	if v := clerk.get(href).Find("#f-spent").AttrOr("value", ""); v != "41" && v != "41.00" {
		t.Errorf("their value is gone: %q", v)
	}
	p = clerk.get(look).want(200)
	seen = p.Find("input[name=revision]").AttrOr("value", "")
	clerk.post(look, url.Values{"revision": {seen}}).want(303)
	if v := clerk.get(href).Find("#f-spent").AttrOr("value", ""); v != "30" && v != "30.00" {
		t.Errorf("the workbook's value is not there: %q", v)
	}
}

// What is brought and is not this return's workbook is refused in words beside the
// field, and changes nothing.
func TestWrongWorkbooks(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-08", "2026-09")
	href := collect.Link(b.owed(0, "2026-09").ID)
	clerk := b.browser("wangxue")
	own := clerk.workbook(href + "/workbook.xlsx").bytes()
	other := b.browser("sunli").workbook(collect.Link(b.owed(1, "2026-09").ID) + "/workbook.xlsx").bytes()
	august := clerk.workbook(collect.Link(b.owed(0, "2026-08").ID) + "/workbook.xlsx").bytes()
	bare := excelize.NewFile()
	must(t, bare.SetCellValue("Sheet1", "A1", "教育事业月报"))
	stripped := clerk.workbook(href + "/workbook.xlsx")
	must(t, stripped.DeleteSheet("_nianlun"))
	locked := clerk.workbook(href + "/workbook.xlsx")
	var secret bytes.Buffer
	must(t, locked.Write(&secret, excelize.Options{Password: "x"}))
	rows := clerk.workbook(href + "/workbook.xlsx")
	_, err := rows.NewSheet("多余")
	must(t, err)
	long, err := rows.NewStreamWriter("多余")
	must(t, err)
	for i := range 100_000 {
		cell, _ := excelize.CoordinatesToCellName(1, i+1)
		must(t, long.SetRow(cell, []any{"x"}))
	}
	must(t, long.Flush())
	tests := []struct {
		name, file string
		data       []byte
		words      string
	}{
		{"no workbook", "月报.xlsx", []byte("学校,数\n青溪小学,3\n"), "不是 Excel 工作簿"},
		{"empty", "月报.xlsx", nil, "不是 Excel 工作簿"},
		{"old Excel", "月报.xls", append([]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}, make([]byte, 600)...), "另存为 .xlsx"},
		{"password", "月报.xlsx", secret.Bytes(), "密码"},
		{"another one", "月报.xlsx", book{bare, t}.bytes(), "不是从本系统下载的"},
		{"hidden sheet gone", "月报.xlsx", stripped.bytes(), "不是从本系统下载的"},
		{"another school", "月报.xlsx", other, "石桥中学"},
		{"another month", "月报.xlsx", august, "2026 年 8 月"},
		{"100,000 rows", "月报.xlsx", rows.bytes(), "50000"},
		{"cut in the middle", "月报.xlsx", own[:len(own)/2], "损坏"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := clerk.upload(href+"/workbook", url.Values{}, "file", tt.file, tt.data).want(422)
			p.has("#file-why", tt.words)
		})
	}
	clerk.post(href+"/workbook", url.Values{}).want(422).has("#file-why", "文件")
	if o := b.owed(0, "2026-09"); o.State != collect.Owed || o.RecordNo != 0 {
		t.Errorf("something was saved: %+v", o)
	}
	// A renamed workbook is taken by what is in it; nobody else can open what was brought.
	look := clerk.upload(href+"/workbook", url.Values{}, "file", `C:\桌面\新建 (1).zip`, own).want(303).location
	clerk.get(look).want(200).has("main", "不用保存")
	b.browser("lina").get(look).want(404)
	b.browser("sunli").get(look).want(404)
	b.browser("sunli").get(href + "/workbook.xlsx").want(404)
}
