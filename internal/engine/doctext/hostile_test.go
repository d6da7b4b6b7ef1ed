package doctext

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"nianlun/internal/engine/doctext/doctexttest"
)

// measured runs f and returns what it took: time, and the most that the heap grew
// to above what it held before.
func measured(f func()) (took time.Duration, peak uint64) {
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	runtime.GC()
	before := heap()
	done, seen := make(chan struct{}), make(chan uint64)
	go func() {
		most := before
		for {
			select {
			case <-done:
				seen <- max(most, heap())
				return
			case <-time.After(2 * time.Millisecond):
				most = max(most, heap())
			}
		}
	}()
	begin := time.Now()
	f()
	took = time.Since(begin)
	close(done)
	return took, <-seen - before
}

// bodies is a docx of n paragraphs around a text with a number in it: what is
// always the same would shrink like a bomb.
func bodies(t testing.TB, n int, format string) []byte {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, 7919*i)
	}
	return doctexttest.Package(t, doctexttest.Document(b.String()))
}

// prose is a docx of random characters, whose main part has so many bytes.
func prose(t testing.TB, size int) []byte {
	random := rand.New(rand.NewPCG(3, 4))
	var b strings.Builder
	for b.Len() < size {
		b.WriteString("<w:p><w:r><w:t>")
		for range 300 {
			b.WriteRune('一' + rune(random.IntN(20_000)))
		}
		b.WriteString("</w:t></w:r></w:p>")
	}
	return doctexttest.Package(t, doctexttest.Document(b.String()))
}

// pictures is a part that does not shrink, as photographs.
func pictures(size int) doctexttest.Part {
	random := rand.New(rand.NewPCG(1, 2))
	b := make([]byte, 0, size+8)
	for len(b) < size {
		b = binary.LittleEndian.AppendUint64(b, random.Uint64())
	}
	return doctexttest.Part{Name: "word/media/image1.jpeg", Body: string(b)}
}

// TestLargeFiles reads or refuses large files within bounds of time and memory.
// The bounds are wide, for slow machines; -v shows the numbers.
func TestLargeFiles(t *testing.T) {
	const mb = 1 << 20
	wide := Limits{MaxBytes: 64 * mb}
	cases := []struct {
		name  string
		data  func() []byte // made when needed, so that the heap holds one at a time
		want  Code
		lines int
		heap  uint64
	}{
		{"50 MB of pictures", func() []byte {
			return doctexttest.Package(t, doctexttest.Document(para(run("正文"))), pictures(50*mb))
		}, "", 1, 40 * mb},
		{"65 MB of pictures", func() []byte {
			return doctexttest.Package(t, doctexttest.Document(para(run("正文"))), pictures(65*mb))
		}, CodeTooLarge, 0, 40 * mb},
		{"20 MB of prose", func() []byte { return prose(t, 20*mb) }, "", 22_478, 300 * mb},
		{"50 MB of prose", func() []byte { return prose(t, 50*mb) }, CodeTooLarge, 0, 300 * mb},
		{"100,000 paragraphs", func() []byte { return bodies(t, 100_000, para(run("新建小学%d所，新增学位2400个。"))) }, "", 100_000, 120 * mb},
		{"450,000 paragraphs", func() []byte { return bodies(t, 450_000, para(run("新建小学%d所，新增学位2400个。"))) }, CodeTooLarge, 0, 250 * mb},
		{"a million paragraphs", func() []byte { return bodies(t, 1_000_000, para(run("新建小学%d所，新增学位2400个。"))) }, CodeBomb, 0, 40 * mb},
		{"a table of 100,000 rows", func() []byte {
			return doctexttest.Package(t, doctexttest.Document(`<w:tbl>`+strings.Repeat(doctexttest.Row("1", "新建小学3所", "项目办"), 100_000)+`</w:tbl>`))
		}, "", 100_000, 400 * mb},
		{"a table of a million empty rows", func() []byte {
			return doctexttest.Package(t, doctexttest.Document(`<w:tbl>`+strings.Repeat(`<w:tr/>`, 1_000_000)+`</w:tbl>`))
		}, CodeTooLarge, 0, 400 * mb},
		{"a wide table", func() []byte {
			return doctexttest.Package(t, doctexttest.Document(`<w:tbl>`+strings.Repeat(`<w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr></w:tc></w:tr>`, 10_000)+`</w:tbl>`+para(run("尾"))))
		}, "", 1, 400 * mb},
		{"100,000 deleted marks", func() []byte {
			return bodies(t, 100_000, `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>`+run("段%d")+`</w:p>`)
		}, "", 1, 120 * mb},
		{"100,000 references to one note", func() []byte {
			return doctexttest.Package(t, doctexttest.Document(para(strings.Repeat(`<w:r><w:footnoteReference w:id="1"/></w:r>`, 100_000), run("正文"))),
				doctexttest.Part{Name: "word/footnotes.xml", Body: `<w:footnotes ` + doctexttest.WordSpace + `><w:footnote w:id="1">` + para(run(strings.Repeat("注", 10_000))) + `</w:footnote></w:footnotes>`})
		}, "", 2, 120 * mb},
	}
	for _, c := range cases {
		var text Text
		var err error
		data := c.data()
		took, peak := measured(func() { text, err = Extract(Source{Name: c.name, Data: data}, wide) })
		t.Logf("%s: %.1f MB in %s, heap %d MB, %v", c.name, float64(len(data))/mb, took.Round(time.Millisecond), peak/mb, err)
		if CodeOf(err) != c.want {
			t.Errorf("%s: got %v, want %q", c.name, err, c.want)
		}
		if n := strings.Count(text.String(), "\n"); n != c.lines {
			t.Errorf("%s: %d lines, want %d", c.name, n, c.lines)
		}
		if took > 60*time.Second || peak > c.heap {
			t.Errorf("%s: took %s and %d MB", c.name, took, peak/mb)
		}
	}
}

// TestNesting refuses what nests deeper than any document.
func TestNesting(t *testing.T) {
	tables := func(n int) string {
		return strings.Repeat(`<w:tbl><w:tr><w:tc>`, n) + para(run("内")) + strings.Repeat(`</w:tc></w:tr></w:tbl>`, n)
	}
	boxes := func(n int) string {
		return strings.Repeat(`<w:p><w:r><w:pict><w:txbxContent>`, n) + para(run("内")) + strings.Repeat(`</w:txbxContent></w:pict></w:r></w:p>`, n)
	}
	for name, c := range map[string]struct {
		body string
		want Code
	}{
		"tables": {tables(30), ""}, "boxes": {boxes(30), ""}, "deep tables": {tables(5000), CodeBomb}, "deep boxes": {boxes(5000), CodeBomb},
	} {
		text, err := Extract(Source{Data: doctexttest.Package(t, doctexttest.Document(c.body))}, Limits{})
		if CodeOf(err) != c.want || c.want == "" && strings.TrimSpace(text.String()) != "内" {
			t.Errorf("%s: got %q, %v", name, text, err)
		}
	}
}

// TestEntities: a document type is refused in every part that is read, so that no
// entity is ever expanded.
func TestEntities(t *testing.T) {
	const bomb = `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>`
	good := doctexttest.Document(para(run("正文")))
	part := func(name string) doctexttest.Part {
		return doctexttest.Part{Name: name, Body: bomb + `<a>&b;</a>`}
	}
	cases := map[string][]byte{
		"document":      doctexttest.Package(t, doctexttest.Part{Name: "word/document.xml", Body: strings.Replace(good.Body, "<w:document", bomb+"<w:document", 1)}),
		"styles":        doctexttest.Package(t, good, part("word/styles.xml")),
		"numbering":     doctexttest.Package(t, good, part("word/numbering.xml")),
		"footnotes":     doctexttest.Package(t, good, part("word/footnotes.xml")),
		"relationships": doctexttest.Package(t, good, part("_rels/.rels")),
		"workbook":      doctexttest.Package(t, part("xl/workbook.xml")),
		"sheet":         sheetXML(t, `<sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData>`),
	}
	for name, data := range cases {
		if text, err := Extract(Source{Data: data}, Limits{}); CodeOf(err) != CodeDamaged || text.Runes != nil {
			t.Errorf("%s: got %q, %v", name, text, err)
		}
	}
}

// TestWrongNames: what a file is follows from its bytes.
func TestWrongNames(t *testing.T) {
	for name, data := range map[string][]byte{
		"text.docx": []byte(sample), "document.txt": doctexttest.Plain(t, sample), "text.pdf": []byte(sample), "text.xlsx": []byte(sample),
	} {
		text, err := Extract(Source{Name: name, Data: data}, Limits{})
		if err != nil || text.String() != sample {
			t.Errorf("%s: %q, %v", name, text, err)
		}
	}
}

// checkText tells what no text may be, whatever it was made of.
func checkText(t *testing.T, text Text, err error, limits Limits) {
	t.Helper()
	if err != nil {
		if CodeOf(err) == "" {
			t.Errorf("error without a code: %v", err)
		}
		return
	}
	if len(text.Runes) > limits.MaxRunes {
		t.Errorf("%d runes", len(text.Runes))
	}
	inside := func(start, end int) error {
		if start < 0 || end < start || end > len(text.Runes) {
			return fmt.Errorf("span %d-%d of %d", start, end, len(text.Runes))
		}
		return nil
	}
	for at := range text.Levels {
		if at < 0 || at > len(text.Runes) || at > 0 && at < len(text.Runes) && text.Runes[at-1] != '\n' && text.Runes[at-1] != '\t' {
			t.Errorf("level at %d", at)
		}
	}
	for _, table := range text.Tables {
		for _, row := range table.Rows {
			for _, cell := range row {
				if err := inside(cell.Start, cell.End); err != nil {
					t.Error(err)
				}
			}
		}
	}
	for _, c := range text.Cleaned {
		if err := inside(c.Start, c.End); err != nil || c.Kind == "" || len([]rune(c.Was)) > maxWas {
			t.Errorf("cleaning %+v: %v", c, err)
		}
	}
}

var fuzzLimits = Limits{MaxBytes: 1 << 20, MaxRunes: 1 << 20, MaxParagraphs: 10_000, MaxCells: 1 << 18}

func FuzzExtractDocx(f *testing.F) {
	for _, body := range []string{
		para(run("一、甲"), `<w:r><w:footnoteReference w:id="1"/></w:r>`),
		`<w:tbl>` + doctexttest.Row("甲", "乙") + `<w:tr>` + cell(`<w:gridSpan w:val="2"/><w:vMerge/>`, para()) + `</w:tr></w:tbl>`,
		para(`<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>`, run("甲")),
		para(`<w:r><mc:AlternateContent><mc:Choice>` + boxed(para(run("框"))) + `</mc:Choice><mc:Fallback/></mc:AlternateContent></w:r>`),
		para(`<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/><w:fldChar w:fldCharType="end"/><w:sym w:font="Symbol" w:char="F0B7"/></w:r>`),
		`<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent/></w:sdt>`, `</w:p>`, `<w:tc><w:tr><w:tbl>`,
	} {
		f.Add(body, stylesSeed)
	}
	// The XML is fuzzed, not the archive around it: ooxml.FuzzOpen does that.
	f.Fuzz(func(t *testing.T, body, lists string) {
		data := doctexttest.Package(t, append(doctexttest.Styles(), doctexttest.Document(body),
			doctexttest.Part{Name: "word/footnotes.xml", Body: `<w:footnotes ` + doctexttest.WordSpace + `><w:footnote w:id="1">` + body + `</w:footnote></w:footnotes>`})...)
		if lists != stylesSeed {
			data = doctexttest.Package(t, doctexttest.Document(body), doctexttest.Part{Name: "word/numbering.xml", Body: lists})
		}
		text, err := Extract(Source{Data: data}, fuzzLimits)
		checkText(t, text, err, fuzzLimits)
	})
}

// stylesSeed stands for the lists of doctexttest.
const stylesSeed = "styles"

func FuzzExtractXlsx(f *testing.F) {
	f.Add(`<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="C1"><v>1</v></c></row><row r="9"><c s="1"><v>2</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B3"/></mergeCells>`)
	f.Add(`<sheetData><row><c t="s"><v>7</v></c><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c><c t="d"><v>2031-09-30</v></c></row></sheetData>`)
	f.Add(`<sheetData><row r="0"/><row r="-1"/><row r="x"><c r="1A"/></row></sheetData><mergeCells><mergeCell ref="B2:A1"/><mergeCell ref=":"/></mergeCells>`)
	f.Fuzz(func(t *testing.T, sheet string) {
		text, err := Extract(Source{Data: sheetXML(t, sheet)}, fuzzLimits)
		checkText(t, text, err, fuzzLimits)
	})
}

func FuzzExtractPages(f *testing.F) {
	f.Add([]byte(indentedPages))
	f.Add([]byte("1\n\f2\n\f3\n\f"))
	f.Add([]byte("  第 1 页 共 2 页\f\n\n（\n一\n附件\n的"))
	f.Fuzz(func(t *testing.T, data []byte) {
		text, err := Extract(Source{Data: data, Format: FormatPages}, fuzzLimits)
		checkText(t, text, err, fuzzLimits)
		if err == nil && len(text.Runes) > 2*len(data)+2 {
			t.Errorf("%d bytes gave %d runes", len(data), len(text.Runes))
		}
	})
}

// TestPagesInLinearTime: tables that are none cost no more than prose.
func TestPagesInLinearTime(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	var ragged, narrow strings.Builder
	for range 20_000 {
		ragged.WriteString(strings.Repeat(" ", random.IntN(40)) + "甲" + strings.Repeat(" ", 3+random.IntN(60)) + "乙\n")
		narrow.WriteString("序号    任务    单位\n")
	}
	for name, data := range map[string]string{
		"ragged": ragged.String(), "one table": narrow.String(), "one line": strings.Repeat("甲   ", 300_000), "gaps": strings.Repeat("甲   乙\n丙\n", 20_000),
	} {
		took, _ := measured(func() {
			if _, err := Extract(Source{Data: []byte(data), Format: FormatPages}, Limits{}); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		})
		t.Logf("%s: %d bytes in %s", name, len(data), took)
		if took > 10*time.Second {
			t.Errorf("%s took %s", name, took)
		}
	}
}
