package formxlsx_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formxlsx"
	"nianlun/internal/kit/i18n"
)

func mark(t *testing.T, data []byte, notes ...formxlsx.Note) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := formxlsx.Mark(&out, data, notes, i18n.Chinese.T); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A marked workbook says at the cell what is wrong, lists everything, and comes back like any other; a second marking
// takes the first away.
func TestMark(t *testing.T) {
	def, values := progress(t)
	data := write(t, bookOf(def, values))
	places := placesOf(t, def, data)
	spent, projects := places["spent"], places["projects"]

	once := mark(t, data, formxlsx.Note{At: spent, Text: "=cmd|' /C calc'!A0 不是数", Must: true}, formxlsx.Note{At: spent, Text: "再看一遍"}, formxlsx.Note{Text: "整本的问题"})
	f := open(t, once)
	comments, err := f.GetComments(spent.Sheet)
	if err != nil || len(comments) != 1 || comments[0].Cell != spent.Cell || !strings.Contains(comments[0].Text, "再看一遍") {
		t.Errorf("comments %v %v", comments, err)
	}
	rows, err := f.GetRows("问题")
	if err != nil || len(rows) != 4 || rows[1][1] != spent.String() || rows[3][2] != "整本的问题" {
		t.Errorf("list %v %v", rows, err)
	}
	if formula, _ := f.GetCellFormula("问题", "C2"); formula != "" {
		t.Errorf("a text acts as the formula %q", formula)
	}
	if ok, target, _ := f.GetCellHyperLink("问题", "B2"); !ok || target != "'填报'!"+spent.Cell {
		t.Errorf("leads to %q", target)
	}
	answer, issues := formxlsx.Read(once, expectOf(def))
	if len(issues) > 0 {
		t.Fatalf("a marked workbook is not read: %v", issues)
	}
	same(t, def, values, answer)

	twice := open(t, mark(t, once, formxlsx.Note{At: projects, Text: "这里"}))
	comments, _ = twice.GetComments(spent.Sheet)
	formats, _ := twice.GetConditionalFormats(spent.Sheet)
	var marked []string
	for cells, rules := range formats {
		if rules[0].Criteria == "TRUE" {
			marked = append(marked, cells)
		}
	}
	if len(comments) != 1 || comments[0].Cell != projects.Cell || len(marked) != 1 || marked[0] != projects.Cell {
		t.Errorf("old marks stay: %v %v", comments, marked)
	}
}

func open(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// Personal numbers are masked for those who need not know them, and a masked number that comes back is no change.
func TestMaskedNumbersComeBack(t *testing.T) {
	def := definition(t, everyType)
	values, faults := form.Decode(def, form.Raw{"phone": "13812345678", "card": "11010519491231002X"})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	book := bookOf(def, values)
	book.Masked = true
	data := write(t, book)
	answer, issues := formxlsx.Read(data, expectOf(def))
	if len(issues) > 0 || answer.Raw["phone"] != "138****5678" || strings.Contains(answer.Raw["card"], "1949") {
		t.Fatalf("%v %v", answer.Raw["phone"], issues)
	}
	stored := form.RawOf(def, values)
	if over := answer.Over(stored, nil); over["phone"] != "13812345678" || over["card"] != stored["card"] {
		t.Errorf("the masks were taken for numbers: %q %q", over["phone"], over["card"])
	}
	changed := edit(t, data, func(f *excelize.File) error { return f.SetCellValue(fill, answer.At["phone"].Cell, "13900000000") })
	answer, _ = formxlsx.Read(changed, expectOf(def))
	if over := answer.Over(stored, nil); over["phone"] != "13900000000" {
		t.Errorf("a new number was taken for a mask: %q", over["phone"])
	}
}

// A mistyped number is personal all the same: it is masked as a whole, and comes
// back as what is stored.
func TestMistypedNumbersAreMasked(t *testing.T) {
	def := definition(t, everyType)
	raw := form.Raw{"card": "110105194912310021"}
	values, faults := form.Decode(def, raw)
	if len(faults) != 1 {
		t.Fatal(faults)
	}
	book := bookOf(def, values)
	book.Raw, book.Masked = raw, true
	answer, issues := formxlsx.Read(write(t, book), expectOf(def))
	if len(issues) > 0 || answer.Raw["card"] != "****" {
		t.Fatalf("%q %v", answer.Raw["card"], issues)
	}
	if over := answer.Over(raw, nil); over["card"] != raw["card"] {
		t.Errorf("the mask was taken for a number: %q", over["card"])
	}
}

// What somebody typed and must still mend stands in the workbook as it was typed.
func TestUnreadableTextsStayInTheWorkbook(t *testing.T) {
	def := definition(t, everyType)
	raw := form.Raw{"whole": "约30", "list": "r1", "list[r1].name": "甲", "list[r1].n": "=1+1"}
	values, faults := form.Decode(def, raw)
	if len(faults) != 2 {
		t.Fatal(faults)
	}
	for name, data := range map[string][]byte{
		"return":   func() []byte { b := bookOf(def, values); b.Raw = raw; return write(t, b) }(),
		"campaign": writeCampaign(t, withRaw(campaignOf(def, 1, func(int) form.Values { return values }), raw), 2),
	} {
		var answer formxlsx.Answer
		var issues formxlsx.Issues
		if name == "return" {
			answer, issues = formxlsx.Read(data, expectOf(def))
		} else {
			all, told := formxlsx.ReadCampaign(data, expectCampaign(def))
			answer, issues = all[0], told
		}
		if len(issues) > 0 || answer.Raw["whole"] != "约30" || answer.Raw["list[r1].n"] != "=1+1" {
			t.Errorf("%s: %q %q %v", name, answer.Raw["whole"], answer.Raw["list[r1].n"], issues)
		}
	}
}

// A computed number is shown and locked; what somebody writes over it is not read.
func TestComputedNumbersAreOnlyShown(t *testing.T) {
	def := definition(t, everyType)
	values, _ := form.Decode(def, form.Raw{"whole": "21"})
	data := write(t, bookOf(def, values))
	f := open(t, data)
	cells, err := f.SearchSheet(fill, "twice")
	if err != nil || len(cells) != 1 {
		t.Fatal(cells, err)
	}
	cell := strings.Replace(cells[0], "A", "C", 1)
	if shown, _ := f.GetCellValue(fill, cell); shown != "42.00" && shown != "42" {
		t.Errorf("shown %q", shown)
	}
	style, _ := f.GetCellStyle(fill, cell)
	look, err := f.GetStyle(style)
	if err != nil || look.Protection == nil || !look.Protection.Locked {
		t.Errorf("%s can be written: %+v %v", cell, look.Protection, err)
	}
	answer, issues := formxlsx.Read(edit(t, data, func(f *excelize.File) error { return f.SetCellValue(fill, cell, 99) }), expectOf(def))
	if _, read := answer.Raw["twice"]; read || len(issues) > 0 {
		t.Errorf("read %q %v", answer.Raw["twice"], issues)
	}
	same(t, def, values, answer)
}

func withRaw(c formxlsx.Campaign, raw form.Raw) formxlsx.Campaign {
	returns := c.Returns
	c.Returns = func(yield func(formxlsx.Return, error) bool) {
		for r, err := range returns {
			r.Raw = raw
			if !yield(r, err) {
				return
			}
		}
	}
	return c
}
