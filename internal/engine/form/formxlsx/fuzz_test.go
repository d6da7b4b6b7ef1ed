package formxlsx_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formxlsx"
)

// Whatever stands in a sheet, reading ends, tells its places, and gives texts that can be decoded; and what is not the
// form's own is never in the answer.
func FuzzRead(f *testing.F) {
	def := definition(f, everyType)
	book := bookOf(def, form.NewValues())
	book.Spare = 1
	data := write(f, book)
	texts := map[string]string{}
	for _, name := range []string{"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"} {
		texts[name] = part(f, data, name)
	}
	sheet := part(f, data, "xl/worksheets/sheet1.xml")
	styles := part(f, data, "xl/styles.xml")
	f.Add(sheet, styles)
	f.Add(strings.ReplaceAll(sheet, "</c>", `<f t="shared" si="0">1+1</f><v>2</v></c>`), styles)
	f.Add(strings.ReplaceAll(sheet, "</sheetData>", `</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`), styles)
	f.Add(`<worksheet><sheetData><row><c><v>1</v></c></row><row r="-5"><c r="ZZZZ9"><v>2</v></c></row></sheetData></worksheet>`, `<styleSheet/>`)
	f.Fuzz(func(t *testing.T, sheet, styles string) {
		book := stored(t, texts, "xl/worksheets/sheet1.xml", sheet, "xl/styles.xml", styles)
		expect := expectOf(def)
		expect.Limits = formxlsx.Limits{Rows: 2000, Cells: 20_000}
		answer, issues := formxlsx.Read(book, expect)
		if issues.Fatal() {
			if len(answer.Raw) > 0 {
				t.Fatal("an answer beside a fatal issue")
			}
			return
		}
		for path := range answer.Raw {
			if _, ok := answer.At[path]; !ok {
				t.Fatalf("%q has no address", path)
			}
		}
		_, faults := form.Decode(def, answer.Raw)
		for _, fault := range faults {
			if fault.Code == form.UnknownCell {
				t.Fatalf("%q is none of the form's", fault.Path)
			}
			if answer.Locate(fault.Path) == (formxlsx.Address{}) {
				t.Fatalf("%q has no place", fault.Path)
			}
		}
	})
}

// stored packs parts without squeezing them, so that fuzzing spends its time on reading.
func stored(t *testing.T, texts map[string]string, more ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	add := func(name, text string) {
		into, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(into, text); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range texts {
		add(name, text)
	}
	for i := 0; i+1 < len(more); i += 2 {
		add(more[i], more[i+1])
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
