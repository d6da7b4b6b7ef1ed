package doctext

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"nianlun/internal/engine/doctext/doctexttest"
)

// book builds a workbook. A failing step fails the test.
type book struct {
	t testing.TB
	*excelize.File
}

func newBook(t testing.TB) book {
	t.Helper()
	return book{t, excelize.NewFile()}
}

func (b book) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b book) set(sheet, cell string, value any) { b.must(b.SetCellValue(sheet, cell, value)) }

func (b book) style(sheet, cell string, style excelize.Style) {
	id, err := b.NewStyle(&style)
	b.must(err)
	b.must(b.SetCellStyle(sheet, cell, cell, id))
}

func (b book) bytes() []byte {
	b.t.Helper()
	var buf bytes.Buffer
	b.must(b.Write(&buf))
	return buf.Bytes()
}

func readXlsx(t *testing.T, data []byte) Text {
	t.Helper()
	text, err := Extract(Source{Name: "test.xlsx", Data: data}, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestXlsxTaskTable(t *testing.T) {
	b := newBook(t)
	const s = "Sheet1"
	b.set(s, "A1", "某县教育局2031年重点工作任务分解表")
	b.must(b.MergeCell(s, "A1", "E1"))
	for i, head := range []string{"序号", "工作任务", "目标值", "责任单位", "完成时限"} {
		b.set(s, fmt.Sprintf("%c3", 'A'+i), head)
	}
	b.set(s, "A4", 1)
	b.set(s, "B4", "新建小学3所\n新增学位2400个")
	b.set(s, "C4", 3)
	b.set(s, "D4", "项目办")
	b.must(b.MergeCell(s, "D4", "D6"))
	b.set(s, "E4", time.Date(2031, 9, 30, 0, 0, 0, 0, time.UTC))
	b.style(s, "E4", excelize.Style{NumFmt: 14})
	b.set(s, "A5", 2)
	b.set(s, "B5", "改建初中5所")
	b.set(s, "E5", time.Date(2031, 8, 31, 0, 0, 0, 0, time.UTC))
	b.style(s, "E5", excelize.Style{NumFmt: 31})
	b.set(s, "A6", 3)
	b.set(s, "B6", "巩固率")
	b.set(s, "C6", 0.985)
	b.style(s, "C6", excelize.Style{NumFmt: 10})
	text := readXlsx(t, b.bytes())
	const want = "某县教育局2031年重点工作任务分解表\n序号\t工作任务\t目标值\t责任单位\t完成时限\n" +
		"1\t新建小学3所 新增学位2400个\t3\t项目办\t2031-09-30\n2\t改建初中5所\t\t\t2031年8月31日\n3\t巩固率\t98.50%\t\n"
	if text.String() != want {
		t.Errorf("text\n%q\nwant\n%q", text, want)
	}
	const rows = "某县教育局2031年重点工作任务分解表||||\n序号|工作任务|目标值|责任单位|完成时限\n" +
		"1|新建小学3所 新增学位2400个|3|项目办|2031-09-30\n2|改建初中5所||项目办|2031年8月31日\n3|巩固率|98.50%|项目办\n"
	if len(text.Tables) != 1 || cells(text, text.Tables[0]) != rows {
		t.Errorf("table\n%s\nwant\n%s", cells(text, text.Tables[0]), rows)
	}
}

func TestXlsxCells(t *testing.T) {
	b := newBook(t)
	const s = "Sheet1"
	custom := func(format string) excelize.Style { return excelize.Style{CustomNumFmt: &format} }
	day := time.Date(2031, 3, 5, 0, 0, 0, 0, time.UTC)
	for i, c := range []struct {
		value any
		style excelize.Style
	}{
		{day, custom(`yyyy"年"m"月"d"日";@`)}, {day, custom("yyyy-mm-dd")}, {day, custom(`yyyy"年"m"月"`)}, {1234567.5, custom("#,##0.00")},
		{0.1 + 0.2, excelize.Style{}}, {true, excelize.Style{}}, {"  前后  ", excelize.Style{}},
	} {
		cell := fmt.Sprintf("%c1", 'A'+i)
		b.set(s, cell, c.value)
		b.style(s, cell, c.style)
	}
	b.must(b.SetCellFormula(s, "A2", "SUM(D1,1)"))
	b.set(s, "B2", "尾")
	text := readXlsx(t, b.bytes())
	const want = "2031年3月5日\t2031-03-05\t2031年3月\t1,234,567.50\t0.3\tTRUE\t前后\n\t尾\n"
	if text.String() != want {
		t.Errorf("got %q, want %q", text, want)
	}
}

func TestXlsxSheets(t *testing.T) {
	b := newBook(t)
	for _, name := range []string{"重点任务", "隐藏", "极隐", "空", "Sheet9"} {
		_, err := b.NewSheet(name)
		b.must(err)
		if name != "空" {
			b.set(name, "A1", "在"+name)
		}
	}
	b.must(b.SetSheetVisible("隐藏", false))
	b.must(b.SetSheetVisible("极隐", false, true))
	text := readXlsx(t, b.bytes())
	if want := "重点任务\n在重点任务\n在Sheet9\n"; text.String() != want || text.Levels[0] != 1 || len(text.Tables) != 2 {
		t.Errorf("got %q, levels %v, %d tables", text, text.Levels, len(text.Tables))
	}
}

// TestXlsxMerges keeps an empty merged cell from taking what stands above it.
func TestXlsxMerges(t *testing.T) {
	b := newBook(t)
	const s = "Sheet1"
	b.set(s, "A1", "甲")
	b.set(s, "C1", "上")
	b.must(b.MergeCell(s, "C2", "C4"))
	b.set(s, "A2", "乙")
	b.set(s, "A4", "丙")
	b.must(b.MergeCell(s, "A4", "B5"))
	b.set(s, "C5", "丁")
	text := readXlsx(t, b.bytes())
	if want, got := "甲||上\n乙\n丙||\n丙||丁\n", cells(text, text.Tables[0]); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// sheetXML is a workbook with one sheet of the given XML.
func sheetXML(t testing.TB, sheet string) []byte {
	const main = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	return doctexttest.Package(t,
		relations("_rels/.rels", relationship, "officeDocument", "xl/workbook.xml"),
		doctexttest.Part{Name: "xl/workbook.xml", Body: `<workbook ` + main + ` xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="表" sheetId="1" r:id="r0"/></sheets></workbook>`},
		relations("xl/_rels/workbook.xml.rels", relationship, "worksheet", "worksheets/sheet1.xml"),
		doctexttest.Part{Name: "xl/worksheets/sheet1.xml", Body: `<worksheet ` + main + `>` + sheet + `</worksheet>`})
}

func TestXlsxRefusals(t *testing.T) {
	inline := func(ref, text string) string {
		return `<c r="` + ref + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
	}
	cases := []struct {
		name, sheet string
		limits      Limits
		want        Code
	}{
		{"good", `<sheetData><row r="1">` + inline("A1", "甲") + `</row></sheetData>`, Limits{}, ""},
		{"row far outside", `<sheetData><row r="2000000000">` + inline("A1", "甲") + `</row></sheetData>`, Limits{}, CodeDamaged},
		{"column far outside", `<sheetData><row r="1">` + inline("ZZZZZZZ1", "甲") + `</row></sheetData>`, Limits{}, CodeDamaged},
		{"wide rows", `<sheetData>` + strings.Repeat(`<row><c r="XFD1"><v>1</v></c></row>`, 400) + `</sheetData>`, Limits{}, CodeTooLarge},
		{"wide merges", `<sheetData/><mergeCells>` + strings.Repeat(`<mergeCell ref="A1:XFD2"/>`, 400) + `</mergeCells>`, Limits{}, CodeTooLarge},
		{"wide merge over many rows", `<sheetData>` + strings.Repeat(`<row>`+inline("A1", "甲")+`</row>`, 4000) + `</sheetData><mergeCells><mergeCell ref="P1:XFD1"/></mergeCells>`, Limits{}, ""},
		{"many rows", `<sheetData>` + strings.Repeat(`<row>`+inline("A1", "甲")+`</row>`, 30) + `</sheetData>`, Limits{MaxParagraphs: 20}, CodeTooLarge},
		{"much text", `<sheetData><row r="1">` + inline("A1", strings.Repeat("甲", 99)) + `</row><row r="2">` + inline("A2", "乙") + `</row></sheetData>`, Limits{MaxRunes: 50}, CodeTooLarge},
		{"broken", `<sheetData><row r="1">`, Limits{}, CodeDamaged},
		{"nothing", `<sheetData/>`, Limits{}, CodeEmpty},
	}
	for _, c := range cases {
		text, err := Extract(Source{Name: c.name, Data: sheetXML(t, c.sheet)}, c.limits)
		if CodeOf(err) != c.want || c.want != "" && text.Runes != nil {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
	}
}

func TestXlsxManyRows(t *testing.T) {
	b := newBook(t)
	w, err := b.NewStreamWriter("Sheet1")
	b.must(err)
	const rows = 100_000
	for i := range rows {
		b.must(w.SetRow(fmt.Sprintf("A%d", i+1), []any{i + 1, "新建小学3所", "项目办", "9月底前"}))
	}
	b.must(w.Flush())
	data := b.bytes()
	begin := time.Now()
	text := readXlsx(t, data)
	if n := strings.Count(text.String(), "\n"); n != rows || len(text.Tables[0].Rows) != rows {
		t.Errorf("%d lines", n)
	}
	t.Logf("%d rows, %d bytes in %s", rows, len(data), time.Since(begin))
}
