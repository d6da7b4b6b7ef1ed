package formimport_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/engine/form/formimport"
	"nianlun/internal/kit/i18n"
)

// sheet is a sheet of a workbook for tests: lines of cells, "|" between them.
type sheet struct {
	name  string
	lines string
	join  []string // A1:C1
}

func book(t testing.TB, sheets ...sheet) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, s := range sheets {
		if i == 0 {
			must(t, f.SetSheetName("Sheet1", s.name))
		} else if _, err := f.NewSheet(s.name); err != nil {
			t.Fatal(err)
		}
		for row, line := range strings.Split(strings.Trim(s.lines, "\n"), "\n") {
			for col, text := range strings.Split(line, "|") {
				set(t, f, s.name, col+1, row+1, strings.TrimSpace(text))
			}
		}
		for _, r := range s.join {
			from, to, _ := strings.Cut(r, ":")
			must(t, f.MergeCell(s.name, from, to))
		}
	}
	var out bytes.Buffer
	must(t, f.Write(&out))
	return out.Bytes()
}

func set(t testing.TB, f *excelize.File, name string, col, row int, text string) {
	t.Helper()
	if text == "" {
		return
	}
	at, err := excelize.CoordinatesToCellName(col, row)
	must(t, err)
	var number float64
	if formula, ok := strings.CutPrefix(text, "="); ok {
		must(t, f.SetCellFormula(name, at, formula))
		return
	}
	if plain, ok := strings.CutPrefix(text, "#"); ok {
		if _, err := fmt.Sscanf(plain, "%g", &number); err == nil {
			must(t, f.SetCellFloat(name, at, number, -1, 64))
			return
		}
	}
	must(t, f.SetCellStr(name, at, text))
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// told are the notes as people read them, with their addresses; those that are lost begin with an exclamation mark.
func told(t testing.TB, notes []formimport.Note) string {
	t.Helper()
	var b strings.Builder
	for _, n := range notes {
		for _, lang := range i18n.Langs {
			text := n.Message(lang.T)
			if strings.Contains(text, "formimport.") || strings.ContainsAny(text, "{}") && !strings.Contains(text, "${") {
				t.Errorf("%s: %s", n.Key(), text)
			}
		}
		mark := "  "
		if n.Lost {
			mark = "! "
		}
		fmt.Fprintf(&b, "%s%s %s %v\n", mark, n.At, n.Code, n.Params)
	}
	return b.String()
}

// whole fails unless the draft is a definition.
func whole(t testing.TB, d formdraft.Draft) *form.Definition {
	t.Helper()
	def, err := form.Parse(d.YAML(), nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, d.YAML())
	}
	return def
}

// stored packs sheets, as they stand in the file, into a workbook without squeezing them.
func stored(t testing.TB, sheets map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	add := func(name, text string) {
		into, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		must(t, err)
		_, err = io.WriteString(into, text)
		must(t, err)
	}
	list, relations := "", ""
	for i, name := range slices.Sorted(maps.Keys(sheets)) {
		id := fmt.Sprintf("r%d", i)
		list += `<sheet name="` + name + `" r:id="` + id + `"/>`
		relations += `<Relationship Id="` + id + `" Target="worksheets/` + id + `.xml"/>`
		add("xl/worksheets/"+id+".xml", sheets[name])
	}
	add("[Content_Types].xml", "<Types/>")
	add("xl/workbook.xml", `<workbook xmlns:r="r"><sheets>`+list+`</sheets></workbook>`)
	add("xl/_rels/workbook.xml.rels", `<Relationships>`+relations+`</Relationships>`)
	must(t, w.Close())
	return out.Bytes()
}
