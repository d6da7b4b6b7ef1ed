package formimport_test

import (
	"bytes"
	"encoding/xml"
	"reflect"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/engine/form/formimport"
	"nianlun/internal/engine/form/formxlsx"
)

// Whatever stands in a sheet, the import ends, its draft comes back from its YAML, and each note has a place.
func FuzzSheet(f *testing.F) {
	cell := func(at, text string) string {
		return `<c r="` + at + `" t="inlineStr"><is><t>` + text + `</t></is></c>`
	}
	survey := `<worksheet><sheetData><row r="1">` + cell("A1", "type") + cell("B1", "name") + cell("C1", "label") + cell("D1", "relevant") + cell("E1", "constraint") + `</row><row r="2">` +
		cell("A2", "begin repeat") + cell("B2", "a") + `</row><row r="3">` + cell("A3", "select_one l or_other") + cell("B3", "b") + cell("D3", "${a} > 1 and not(selected(${b}, 'x'))") + cell("E3", ". >= 0") + `</row></sheetData></worksheet>`
	choices := `<worksheet><sheetData><row r="1">` + cell("A1", "list_name") + cell("B1", "name") + `</row><row r="2">` + cell("A2", "l") + cell("B2", "x") + `</row></sheetData></worksheet>`
	f.Add(survey, choices)
	f.Add(`<worksheet><sheetData><row><c><v>1</v></c></row><row r="-5"><c r="ZZZZ9"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>`, choices)
	f.Fuzz(func(t *testing.T, first, second string) {
		data := stored(t, map[string]string{"survey": first, "choices": second})
		limits := formxlsx.Limits{Rows: 2000, Cells: 20_000}
		if r, refused := formimport.XLSForm(data, limits); refused == nil {
			sound(t, r)
		}
		if r, refused := formimport.Table(data, formimport.TableOptions{Limits: limits}); refused == nil {
			sound(t, r)
		}
	})
}

func sound(t *testing.T, r formimport.Result) {
	t.Helper()
	again, err := formdraft.Read(r.Draft.YAML())
	if err != nil {
		t.Fatalf("%v\n%s", err, r.Draft.YAML())
	}
	if !reflect.DeepEqual(again.YAML(), r.Draft.YAML()) {
		t.Fatalf("%s\n%s", r.Draft.YAML(), again.YAML())
	}
	_, _ = form.Parse(r.Draft.YAML(), nil)
	for _, n := range r.Notes {
		if n.At.Sheet == "" {
			t.Fatalf("%s has no place", n.Code)
		}
	}
}

// Whatever stands where an expression belongs, reading it ends, and what is said of it is an expression of ours.
func FuzzExpression(f *testing.F) {
	for _, source := range []string{"${n} > 5", "not(selected(${many}, 'a')) or ${t} != ''", "if(${n} > 1, 2, ${n} div 3) = 2", ". - -(1) mod 2 < max(${n}, 3)", "((((", "${a", "'", "sum(${c}) = count(${rep})"} {
		f.Add(source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		row := func(cells ...string) string {
			out := "<row>"
			for _, c := range cells {
				out += `<c t="inlineStr"><is><t xml:space="preserve">` + escaped(c) + `</t></is></c>`
			}
			return out + "</row>"
		}
		survey := `<worksheet><sheetData>` + row("type", "name", "label", "relevant", "constraint", "constraint_message", "calculation") +
			row("integer", "n", "件数", "-", "-", "-", "-") + row("text", "t", "文字") + row("select_multiple l", "many", "多项") +
			row("begin repeat", "rep", "明细") + row("integer", "c", "数") + row("end repeat", "-") +
			row("integer", "x", "这里", source, source, "不对", "-") + row("calculate", "y", "算", "-", "-", "-", source) + `</sheetData></worksheet>`
		choices := `<worksheet><sheetData>` + row("list_name", "name", "label") + row("l", "a", "甲") + `</sheetData></worksheet>`
		r, refused := formimport.XLSForm(stored(t, map[string]string{"survey": survey, "choices": choices}), formxlsx.Limits{})
		if refused != nil {
			t.Skip()
		}
		sound(t, r)
		r.Draft.Code, r.Draft.Title = "a", "一"
		if at, found := r.Draft.Find("y"); found && r.Draft.Field(at).Value == "" {
			r.Draft.Field(at).Value = "0"
		}
		if _, err := form.Parse(r.Draft.YAML(), nil); err != nil {
			t.Fatalf("%q\n%v\n%s", source, err, r.Draft.YAML())
		}
	})
}

// escaped is a text as XML holds it.
func escaped(text string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(text))
	return b.String()
}
