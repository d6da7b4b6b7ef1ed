package formxlsx_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formxlsx"
	"nianlun/internal/kit/i18n"
)

func part(t testing.TB, data []byte, name string) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := archive.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func number(t testing.TB, text string) int {
	t.Helper()
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// edit changes a workbook as a person would.
func edit(t testing.TB, data []byte, change func(f *excelize.File) error) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if err := change(f); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// placesOf are the addresses of a workbook as it was written.
func placesOf(t testing.TB, def *form.Definition, data []byte) map[form.Path]formxlsx.Address {
	t.Helper()
	answer, issues := formxlsx.Read(data, expectOf(def))
	if len(issues) > 0 {
		t.Fatal(issues)
	}
	return answer.At
}

const fill = "填报"

// What people type is read as it is shown, and what cannot be trusted is told with its address.
func TestCells(t *testing.T) {
	def := definition(t, everyType)
	data := write(t, bookOf(def, form.NewValues()))
	places := placesOf(t, def, data)
	style := func(f *excelize.File, cell, format string) error {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
		if err != nil {
			return err
		}
		return f.SetCellStyle(fill, cell, cell, id)
	}
	tests := []struct {
		name, path string
		put        func(f *excelize.File, cell string) error
		raw, issue string // "-" is a path that is not in the answer
	}{
		{"number", "whole", func(f *excelize.File, c string) error { return f.SetCellValue(fill, c, 216) }, "216", ""},
		{"full width", "whole", func(f *excelize.File, c string) error { return f.SetCellValue(fill, c, "２１６") }, "２１６", ""},
		{"binary fraction", "dec", func(f *excelize.File, c string) error { return f.SetCellValue(fill, c, 0.1+0.2) }, "0.3", ""},
		{"share as shown", "share", func(f *excelize.File, c string) error { return f.SetCellValue(fill, c, 0.523) }, "52.3", ""},
		{"share as text", "share", func(f *excelize.File, c string) error { return f.SetCellValue(fill, c, "52.3%") }, "52.3%", ""},
		{"share without sign", "share", func(f *excelize.File, c string) error {
			_ = f.SetCellValue(fill, c, 0.523)
			return style(f, c, "0.000")
		}, "0.523", "share_doubt"},
		{"percent in a number", "dec", func(f *excelize.File, c string) error { _ = f.SetCellValue(fill, c, 0.5); return style(f, c, "0%") }, "50%", ""},
		{"date", "day", func(f *excelize.File, c string) error { return f.SetCellValue(fill, c, 46266) }, "2026-09-01", ""},
		{"date with time", "day", func(f *excelize.File, c string) error { return f.SetCellValue(fill, c, 46266.75) }, "2026-09-01", "time_dropped"},
		{"date as text", "day", func(f *excelize.File, c string) error { return f.SetCellValue(fill, c, "2026年9月1日") }, "2026年9月1日", ""},
		{"date in digits", "day", func(f *excelize.File, c string) error { _ = f.SetCellValue(fill, c, 20260901); return style(f, c, "0") }, "20260901", ""},
		{"date in a text", "line", func(f *excelize.File, c string) error {
			_ = f.SetCellValue(fill, c, 46266)
			return style(f, c, "yyyy/m/d")
		}, "2026-09-01", ""},
		{"phone number in a text", "line", func(f *excelize.File, c string) error {
			_ = f.SetCellValue(fill, c, 13800000000)
			return style(f, c, "General")
		}, "13800000000", ""},
		{"time of day", "clock", func(f *excelize.File, c string) error {
			_ = f.SetCellValue(fill, c, 0.3958333333333333)
			return style(f, c, "h:mm")
		}, "09:30", ""},
		{"time as text", "clock", func(f *excelize.File, c string) error { return f.SetCellValue(fill, c, "下午3:30") }, "下午3:30", ""},
		{"time in digits", "clock", func(f *excelize.File, c string) error { _ = f.SetCellValue(fill, c, 930); return style(f, c, "0") }, "930", ""},
		{"month that Excel made a date", "month", func(f *excelize.File, c string) error {
			_ = f.SetCellValue(fill, c, 46082)
			return style(f, c, "yyyy\"年\"m\"月\"")
		}, "2026-03", ""},
		{"person by name", "who", func(f *excelize.File, c string) error { return f.SetCellValue(fill, c, "王雪") }, "p-1", ""},
		{"one of two of a name", "who", func(f *excelize.File, c string) error { return f.SetCellValue(fill, c, "李伟 (p-3)") }, "p-3", ""},
		{"which of two is not guessed", "who", func(f *excelize.File, c string) error { return f.SetCellValue(fill, c, "李伟") }, "李伟", ""},
		{"mobile as number", "phone", func(f *excelize.File, c string) error {
			_ = f.SetCellValue(fill, c, 13812345678)
			return style(f, c, "0")
		}, "13812345678", ""},
		{"identity number as number", "card", func(f *excelize.File, c string) error {
			_ = f.SetCellValue(fill, c, 110105194912310021)
			return style(f, c, "0")
		}, "-", "digits_lost"},
		{"huge negative", "whole", func(f *excelize.File, c string) error { return f.SetCellValue(fill, c, -1e20) }, "-100000000000000000000", ""},
		{"true", "yes", func(f *excelize.File, c string) error { return f.SetCellValue(fill, c, true) }, "TRUE", ""},
		{"unit", "unit", func(f *excelize.File, c string) error { return f.SetCellValue(fill, c, "柳河中学 (u-3)") }, "u-3", ""},
		{"formula text", "line", func(f *excelize.File, c string) error { return f.SetCellValue(fill, c, "=cmd|' /C calc'!A0") }, "=cmd|' /C calc'!A0", ""},
		{"formula without result", "whole", func(f *excelize.File, c string) error { return f.SetCellFormula(fill, c, "1+1") }, "-", "formula"},
		{"dde", "whole", func(f *excelize.File, c string) error { return f.SetCellFormula(fill, c, "cmd|' /C calc'!A0") }, "-", "danger"},
		{"other file", "whole", func(f *excelize.File, c string) error { return f.SetCellFormula(fill, c, "[1]Sheet1!A1") }, "-", "danger"},
		{"web", "whole", func(f *excelize.File, c string) error { return f.SetCellFormula(fill, c, `WEBSERVICE("http://x")`) }, "-", "danger"},
		{"merged", "whole", func(f *excelize.File, c string) error { return f.MergeCell(fill, c, strings.Replace(c, "C", "D", 1)) }, "-", "merged"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			place := places[form.Path(tt.path)]
			changed := edit(t, data, func(f *excelize.File) error { return tt.put(f, place.Cell) })
			answer, issues := formxlsx.Read(changed, expectOf(def))
			raw, found := answer.Raw[form.Path(tt.path)]
			if !found {
				raw = "-"
			}
			if raw != tt.raw {
				t.Errorf("raw %q, want %q", raw, tt.raw)
			}
			told := ""
			for _, issue := range issues {
				told += issue.Code
				if issue.At != place || issue.Path != form.Path(tt.path) {
					t.Errorf("told at %s for %q, want %s", issue.At, issue.Path, place)
				}
			}
			if told != tt.issue {
				t.Errorf("told %q, want %q", told, tt.issue)
			}
		})
	}
}

// cached writes what excelize does not: the result of a formula, and the error of a cell.
func TestCachedResults(t *testing.T) {
	def := definition(t, everyType)
	data := write(t, bookOf(def, form.NewValues()))
	cell := placesOf(t, def, data)["whole"].Cell
	tests := []struct{ xml, raw, issue string }{
		{`<f>100+20</f><v>120</v>`, "120", "formula_taken"},
		{`<f>B1&amp;"x"</f><v>120</v>|str`, "-", "formula"},
		{`<f>NOW()|x</f><v>120</v>`, "-", "danger"},
		{`<v>#REF!</v>|e`, "-", "error_value"},
		{`<f>1/0</f><v>#DIV/0!</v>|e`, "-", "error_value"},
	}
	for _, tt := range tests {
		inner, kind, _ := strings.Cut(tt.xml, "|")
		if strings.HasPrefix(kind, "x") {
			inner, kind = tt.xml, ""
		}
		changed := rewrite(t, data, "xl/worksheets/sheet1.xml", func(text string) string {
			at := strings.Index(text, `<c r="`+cell+`"`)
			end := at + strings.Index(text[at:], "</c>")
			return text[:at] + fmt.Sprintf(`<c r="%s" t="%s">%s`, cell, map[bool]string{true: "n", false: kind}[kind == ""], inner) + text[end:]
		})
		answer, issues := formxlsx.Read(changed, expectOf(def))
		raw, found := answer.Raw["whole"]
		if !found {
			raw = "-"
		}
		if raw != tt.raw || len(issues) != 1 || issues[0].Code != tt.issue || issues[0].At.Cell != cell {
			t.Errorf("%s: %q %v", tt.xml, raw, issues)
		}
	}
}

// rewrite changes the text of one part.
func rewrite(t testing.TB, data []byte, name string, change func(text string) string) []byte {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range archive.File {
		text := part(t, data, f.Name)
		if f.Name == name {
			text = change(text)
		}
		into, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(into, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Rows and columns are found again wherever they went.
func TestMoved(t *testing.T) {
	def, values := progress(t)
	data := write(t, bookOf(def, values))
	places := placesOf(t, def, data)
	row := func(path form.Path) int { _, n, _ := excelize.CellNameToCoordinates(places[path].Cell); return n }
	tests := []struct {
		name   string
		change func(f *excelize.File) error
	}{
		{"rows inserted", func(f *excelize.File) error { return f.InsertRows(fill, row("spent"), 3) }},
		{"row inserted in the table", func(f *excelize.File) error { return f.InsertRows(fill, row("list[r2]"), 1) }},
		{"columns inserted", func(f *excelize.File) error { return f.InsertCols(fill, "A", 2) }},
		{"column inserted before the values", func(f *excelize.File) error { return f.InsertCols(fill, "C", 1) }},
		{"blank rows removed", func(f *excelize.File) error { return f.RemoveRow(fill, row("list[r2]")+1) }},
		{"sheet renamed", func(f *excelize.File) error { return f.SetSheetName(fill, "Sheet1") }},
		{"rows of fields changed places, with their codes", func(f *excelize.File) error { return swap(f, row("projects"), row("spent"), "A", "B", "C") }},
		{"rows of fields changed places, without their codes", func(f *excelize.File) error { return swap(f, row("projects"), row("spent"), "B", "C") }},
		{"columns of the table changed places with their codes", func(f *excelize.File) error {
			return swapColumns(f, "E", "F", row("list[r1]")-2, row("list[r2]"))
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			answer, issues := formxlsx.Read(edit(t, data, tt.change), expectOf(def))
			if len(issues) > 0 {
				t.Fatal(issues)
			}
			same(t, def, values, answer)
		})
	}
}

func swap(f *excelize.File, a, b int, columns ...string) error {
	for _, column := range columns {
		if err := swapCells(f, column+strconv.Itoa(a), column+strconv.Itoa(b)); err != nil {
			return err
		}
	}
	return nil
}

func swapColumns(f *excelize.File, a, b string, from, to int) error {
	for row := from; row <= to; row++ {
		if err := swapCells(f, a+strconv.Itoa(row), b+strconv.Itoa(row)); err != nil {
			return err
		}
	}
	return nil
}

func swapCells(f *excelize.File, a, b string) error {
	textA, err := f.GetCellValue(fill, a, excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	textB, err := f.GetCellValue(fill, b, excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	if err := f.SetCellValue(fill, a, textB); err != nil {
		return err
	}
	return f.SetCellValue(fill, b, textA)
}

// Rows that a person adds, copies or removes, and columns that he moves without their codes.
func TestTableEdited(t *testing.T) {
	def, values := progress(t)
	book := bookOf(def, values)
	book.Spare = 1
	data := write(t, book)
	places := placesOf(t, def, data)
	_, first, _ := excelize.CellNameToCoordinates(places["list[r1]"].Cell)
	name := func(row int) string { return "C" + strconv.Itoa(row) }
	keys := func(change func(f *excelize.File) error) (string, formxlsx.Answer, formxlsx.Issues) {
		answer, issues := formxlsx.Read(edit(t, data, change), expectOf(def))
		return answer.Raw["list"], answer, issues
	}
	if got, answer, issues := keys(func(f *excelize.File) error {
		if err := f.InsertRows(fill, first+1, 1); err != nil {
			return err
		}
		return f.SetCellValue(fill, name(first+1), "插入的项目")
	}); got != "r1,r4,r2" || answer.Raw["list[r4].name"] != "插入的项目" || len(issues) > 0 {
		t.Errorf("inserted: %q %v", got, issues)
	}
	if got, answer, _ := keys(func(f *excelize.File) error { return f.DuplicateRow(fill, first) }); got != "r1,r4,r2" || answer.Raw["list[r4].name"] != answer.Raw["list[r1].name"] {
		t.Errorf("copied: %q", got)
	}
	if got, answer, _ := keys(func(f *excelize.File) error { return f.RemoveRow(fill, first) }); got != "r2" || len(answer.Over(form.RawOf(def, values), nil)["list[r1].name"]) > 0 {
		t.Errorf("removed: %q", got)
	}
	if got, answer, _ := keys(func(f *excelize.File) error { return f.SetCellValue(fill, name(first+2), "新项目") }); got != "r1,r2,r3" || answer.Raw["list[r3].name"] != "新项目" {
		t.Errorf("added: %q", got)
	}
	_, answer, issues := keys(func(f *excelize.File) error { return swapColumns(f, "F", "G", first-1, first+1) })
	if answer.Raw["list[r1].plan"] != "3200" || answer.Raw["list[r1].paid"] != "2950.25" || len(issues) != 2 || issues[0].Code != "moved_column" {
		t.Errorf("columns without codes: %q %q %v", answer.Raw["list[r1].plan"], answer.Raw["list[r1].paid"], issues)
	}
	_, answer, issues = keys(func(f *excelize.File) error { return f.RemoveCol(fill, "G") })
	if _, found := answer.Raw["list[r1].paid"]; found || len(issues) != 1 || issues[0].Code != "missing_column" || answer.Over(form.RawOf(def, values), nil)["list[r1].paid"] != "2950.25" {
		t.Errorf("column removed: %v", issues)
	}
	_, answer, issues = keys(func(f *excelize.File) error {
		_, row, _ := excelize.CellNameToCoordinates(places["spent"].Cell)
		return f.RemoveRow(fill, row)
	})
	if _, found := answer.Raw["spent"]; found || len(issues) != 1 || issues[0].Code != "missing_field" || issues[0].Path != "spent" {
		t.Errorf("field removed: %v", issues)
	}
}

// Sorting a table of given rows, with or without the hidden column, changes nothing.
func TestFixedRows(t *testing.T) {
	def := definition(t, everyType)
	values, _ := form.Decode(def, form.Raw{"grades[g1].boys": "1", "grades[g2].boys": "2", "grades[g3].boys": "3"})
	data := write(t, bookOf(def, values))
	_, first, _ := excelize.CellNameToCoordinates(placesOf(t, def, data)["grades[g1]"].Cell)
	for _, columns := range [][]string{{"A", "B", "C", "D"}, {"B", "C", "D"}} {
		answer, issues := formxlsx.Read(edit(t, data, func(f *excelize.File) error { return swap(f, first, first+2, columns...) }), expectOf(def))
		if len(issues) > 0 {
			t.Error(issues)
		}
		same(t, def, values, answer)
	}
	_, issues := formxlsx.Read(edit(t, data, func(f *excelize.File) error { return f.RemoveRow(fill, first) }), expectOf(def))
	if len(issues) != 1 || issues[0].Code != "missing_row" || issues[0].Params["row"] != "一年级" {
		t.Errorf("removed: %v", issues)
	}
}

// What is not this return's workbook is refused, with a reason in both languages.
func TestRefusals(t *testing.T) {
	def, values := progress(t)
	data := write(t, bookOf(def, values))
	expect := expectOf(def)
	with := func(change func(e *formxlsx.Expect)) formxlsx.Expect { e := expect; change(&e); return e }
	plain := edit(t, data, func(f *excelize.File) error { return f.DeleteSheet("_nianlun") })
	long := edit(t, data, func(f *excelize.File) error {
		stream, err := f.NewStreamWriter("Sheet9")
		if err != nil {
			if _, err = f.NewSheet("Sheet9"); err != nil {
				return err
			}
			stream, err = f.NewStreamWriter("Sheet9")
		}
		if err != nil {
			return err
		}
		for i := range 100_000 {
			if err := stream.SetRow("A"+strconv.Itoa(i+1), []any{i}); err != nil {
				return err
			}
		}
		return stream.Flush()
	})
	tests := []struct {
		name   string
		data   []byte
		expect formxlsx.Expect
		code   string
	}{
		{"csv", []byte("学校,人数\n青溪小学,3\n"), expect, formxlsx.NotWorkbook},
		{"empty", nil, expect, formxlsx.NotWorkbook},
		{"html", []byte("<html><table>"), expect, formxlsx.NotWorkbook},
		{"xls", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 Workbook"), expect, formxlsx.OldExcel},
		{"encrypted", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), expect, formxlsx.Encrypted},
		{"word", archive(t, "[Content_Types].xml", "<Types/>", "word/document.xml", "<document/>"), expect, formxlsx.WordDocument},
		{"other zip", archive(t, "a.txt", "a"), expect, formxlsx.NotWorkbook},
		{"cut", data[:len(data)/2], expect, formxlsx.Damaged},
		{"another workbook", plain, expect, formxlsx.NotOurs},
		{"another form", data, with(func(e *formxlsx.Expect) { e.Def = definition(t, everyType) }), formxlsx.OtherForm},
		{"another period", data, with(func(e *formxlsx.Expect) { e.Period = "2026-10" }), formxlsx.OtherPeriod},
		{"another school", data, with(func(e *formxlsx.Expect) { e.UnitID = "u-2" }), formxlsx.OtherUnit},
		{"another return", data, with(func(e *formxlsx.Expect) { e.ReturnID = "ret-2" }), formxlsx.OtherUnit},
		{"hidden sheet edited", edit(t, data, func(f *excelize.File) error { return f.SetCellValue("_nianlun", "C6", "u-2") }), with(func(e *formxlsx.Expect) { e.UnitID = "u-2" }), formxlsx.MapChanged},
		{"too large", data, with(func(e *formxlsx.Expect) { e.Limits.Bytes = 1000 }), formxlsx.TooLarge},
		{"unpacks too large", data, with(func(e *formxlsx.Expect) { e.Limits.Unpacked = 2000 }), formxlsx.TooLarge},
		{"100,000 rows", long, expect, formxlsx.TooManyRowsIn},
		{"too many cells", data, with(func(e *formxlsx.Expect) { e.Limits.Cells = 60 }), formxlsx.TooManyCells},
		{"a campaign's", writeCampaign(t, campaignOf(def, 1, func(int) form.Values { return values }), 1), expect, formxlsx.OtherCampaign},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			answer, issues := formxlsx.Read(tt.data, tt.expect)
			if len(issues) != 1 || issues[0].Code != tt.code || !issues.Fatal() || len(answer.Raw) > 0 {
				t.Fatalf("got %v, want %s", issues, tt.code)
			}
			for _, lang := range i18n.Langs {
				if text := issues[0].Message(lang.T); strings.Contains(text, "formxlsx.") || strings.Contains(text, "{") {
					t.Errorf("message %q", text)
				}
			}
		})
	}
	_, issues := formxlsx.Read(data, with(func(e *formxlsx.Expect) { e.Base = "rev-8" }))
	if len(issues) != 1 || issues[0].Code != formxlsx.NewerBase || issues.Fatal() {
		t.Errorf("newer base: %v", issues)
	}
}

func archive(t testing.TB, pairs ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for i := 0; i+1 < len(pairs); i += 2 {
		f, err := w.Create(pairs[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, pairs[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A workbook that counts its days from 1904, as some old ones do.
func TestDaysSince1904(t *testing.T) {
	def := definition(t, everyType)
	data := write(t, bookOf(def, form.NewValues()))
	cell := placesOf(t, def, data)["day"].Cell
	changed := edit(t, data, func(f *excelize.File) error {
		since := true
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &since}); err != nil {
			return err
		}
		return f.SetCellValue(fill, cell, 46266-1462)
	})
	answer, issues := formxlsx.Read(changed, expectOf(def))
	if answer.Raw["day"] != "2026-09-01" || len(issues) > 0 {
		t.Errorf("got %q %v", answer.Raw["day"], issues)
	}
}

// An issue of the form is told at the cell of its answer, or as near as can be.
func TestLocate(t *testing.T) {
	def, values := progress(t)
	data := write(t, bookOf(def, values))
	changed := edit(t, data, func(f *excelize.File) error { return f.SetCellValue(fill, "C12", "很多") })
	answer, _ := formxlsx.Read(changed, expectOf(def))
	_, issues := form.Decode(def, answer.Raw)
	if len(issues) != 1 || answer.Locate(issues[0].Path).String() != "填报!C12" {
		t.Errorf("got %v", issues)
	}
	for path, want := range map[form.Path]string{"list[r2].paid": "填报!G21", "list[r2].photo": "填报!C21", "list[r99].paid": "填报!C19", "list": "填报!C19", "nothing": ""} {
		if got := answer.Locate(path).String(); got != want {
			t.Errorf("%s is at %q, want %q", path, got, want)
		}
	}
}

// New rows never take the key of a row of the period before, which would join two things that are not the same.
func TestSpareKeysAreNew(t *testing.T) {
	def, values := progress(t)
	book := bookOf(def, form.NewValues())
	book.Previous = &values
	book.Spare = 1
	answer, _ := formxlsx.Read(write(t, book), expectOf(def))
	_, old := answer.At["list[r1]"]
	_, fresh := answer.At["list[r3]"]
	if old || !fresh {
		t.Errorf("rows at %v", answer.At)
	}
}

// A workbook whose fields are not those of its version was not written by it.
func TestVersionWithOtherFields(t *testing.T) {
	data := write(t, bookOf(definition(t, everyType), form.NewValues()))
	changed := definition(t, strings.Replace(everyType, "{code: yes,", "{code: no,", 1))
	if _, issues := formxlsx.Read(data, expectOf(changed)); !issues.Fatal() || issues[0].Code != formxlsx.MapChanged {
		t.Errorf("got %v", issues)
	}
}

// Excel takes 1900 for a leap year: days before March are written as texts.
func TestFirstDaysOf1900(t *testing.T) {
	def := definition(t, everyType)
	for _, day := range []string{"1900-01-01", "1900-02-28", "1900-03-01", "2200-12-31"} {
		values, _ := form.Decode(def, form.Raw{"day": day})
		data := write(t, bookOf(def, values))
		cell := placesOf(t, def, data)["day"].Cell
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if shown, _ := f.GetCellValue(fill, cell); shown != day {
			t.Errorf("%s is shown as %s", day, shown)
		}
	}
}
