package design_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"nianlun/internal/base/codelist"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/design"
)

// workbook makes a workbook of one sheet.
func workbook(t *testing.T, sheet string, rows ...[]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	must(t, f.SetSheetName("Sheet1", sheet))
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		must(t, err)
		must(t, f.SetSheetRow(sheet, cell, &row))
	}
	var out bytes.Buffer
	_, err := f.WriteTo(&out)
	must(t, err)
	return out.Bytes()
}

func TestATableBecomesAForm(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	d, err := w.Start(ctx, hewei, design.Start{Title: "食堂月报", File: workbook(t, "食堂", []any{"学校", "就餐人数（人）", "餐费（元）"}, []any{"一小", 320, 12.5}, []any{"二小", 210, 11})})
	must(t, err)
	o := w.open(d)
	if o.Definition == nil || o.Title != "食堂月报" || len(o.Definition.Fields()) < 2 {
		t.Fatalf("%s %+v", o.Head.YAML, o.Problems)
	}
	if len(o.Sample.Notes) == 0 {
		t.Error("nothing is noted of what was guessed")
	}
	must(t, w.ClearNotes(ctx, hewei, d.ID))
	if n := len(w.open(d).Sample.Notes); n != 0 {
		t.Errorf("%d notes are left", n)
	}
}

func TestAnXLSFormBecomesAForm(t *testing.T) {
	w := newWorld(t)
	d, err := w.Start(context.Background(), hewei, design.Start{File: workbook(t, "survey", []any{"type", "name", "label", "relevant"},
		[]any{"integer", "pupils", "学生数", ""}, []any{"text", "why", "原因", "${pupils} > 0"})})
	if err != nil && fault.As(err).Fields != nil && fault.As(err).Fields[0].Path == "title" {
		d, err = w.Start(context.Background(), hewei, design.Start{Title: "调查", File: workbook(t, "survey", []any{"type", "name", "label", "relevant"},
			[]any{"integer", "pupils", "学生数", ""}, []any{"text", "why", "原因", "${pupils} > 0"})})
	}
	must(t, err)
	if yaml := w.open(d).Head.YAML; !strings.Contains(yaml, "code: pupils") || !strings.Contains(yaml, "when:") {
		t.Error(yaml)
	}
}

// offering are lists of the bureau.
type offering []codelist.Version

func (o offering) Offered(context.Context, string) ([]codelist.Version, error) { return o, nil }

func (o offering) Newest(_ context.Context, _, code string) (codelist.Version, error) {
	for _, v := range o {
		if v.List == code {
			return v, nil
		}
	}
	return codelist.Version{}, fault.New(fault.NotFound, "notfound")
}

func (o offering) Numbered(ctx context.Context, bureau, code string, _ int) (codelist.Version, error) {
	return o.Newest(ctx, bureau, code)
}

// The choices of an XLSForm that say what a list of the bureau says become that list;
// others stay the form's own.
func TestAnXLSFormTakesTheBureausList(t *testing.T) {
	w := newWorld(t)
	w.CodeLists = offering{{List: "meals", No: 2, Sheet: codelist.Sheet{Name: "供餐方式", Items: []codelist.Item{
		{Code: "own", Name: "食堂"}, {Code: "out", Name: "配餐"}, {Code: "old", Name: "自带", Retired: period.Date{Year: 2020, Month: 1, Day: 1}}}}}}
	book := workbook(t, "survey", []any{"type", "name", "label"}, []any{"select_one supply", "supply", "供餐"}, []any{"select_one grade", "grade", "等级"})
	f, err := excelize.OpenReader(bytes.NewReader(book))
	must(t, err)
	_, err = f.NewSheet("choices")
	must(t, err)
	for i, row := range [][]any{{"list_name", "name", "label"}, {"supply", "own", "食堂"}, {"supply", "out", "配餐"}, {"grade", "own", "食堂"}, {"grade", "x", "其他"}} {
		must(t, f.SetSheetRow("choices", "A"+string(rune('1'+i)), &row))
	}
	var out bytes.Buffer
	_, err = f.WriteTo(&out)
	must(t, err)
	d, err := w.Start(context.Background(), hewei, design.Start{Title: "供餐调查", File: out.Bytes()})
	must(t, err)
	o := w.open(d)
	if len(o.CodeLists) != 1 || o.CodeLists[0].Name != "supply" || o.CodeLists[0].List != "meals" || o.CodeLists[0].Newest.No != 2 {
		t.Errorf("lists of the bureau: %+v", o.CodeLists)
	}
	if len(o.Content.Lists) != 1 || o.Content.Lists[0].Name != "grade" {
		t.Errorf("own lists: %+v", o.Content.Lists)
	}
	told := 0
	for _, n := range o.Sample.Notes {
		if n.Key == "design.note.codelist" && n.Params["name"] == "供餐方式" {
			told++
		}
	}
	if told != 1 {
		t.Errorf("noted %d times: %+v", told, o.Sample.Notes)
	}
}

func TestAFileThatIsNoFormIsRefusedWithWords(t *testing.T) {
	w := newWorld(t)
	for name, file := range map[string][]byte{"a zip": []byte("PK\x03\x04 no workbook"), "an empty table": workbook(t, "空")} {
		_, err := w.Start(context.Background(), hewei, design.Start{Title: "表", File: file})
		if fault.KindOf(err) != fault.Invalid || err == nil || fault.As(err).Fields[0].Path != "book" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := w.Start(context.Background(), hewei, design.Start{Title: "表", File: []byte("form: [")}); !fault.Is(err, "design.text") {
		t.Errorf("broken YAML: %v", err)
	}
}
