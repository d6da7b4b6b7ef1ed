package design_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

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
