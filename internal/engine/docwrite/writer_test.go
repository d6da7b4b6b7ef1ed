package docwrite

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"
	"time"
)

const documentPart = "word/document.xml"

func TestIssueCopyHasNoMarks(t *testing.T) {
	issue := parts(t, render(t, sample()))
	if _, ok := issue["word/comments.xml"]; ok {
		t.Error("the copy for issue has comments")
	}
	for _, mark := range []string{"<w:u ", "comment"} {
		if strings.Contains(issue[documentPart], mark) {
			t.Errorf("the copy for issue has %q", mark)
		}
		if strings.Contains(issue["word/_rels/document.xml.rels"], mark) {
			t.Errorf("the relations of the copy for issue have %q", mark)
		}
	}
}

func TestReviewCopyMarksEveryFigure(t *testing.T) {
	doc := sample()
	doc.ReviewCopy = true
	review := parts(t, render(t, doc))
	const figures = 5
	main, comments := review[documentPart], review["word/comments.xml"]
	for _, tag := range []string{"<w:commentRangeStart ", "<w:commentRangeEnd ", "<w:commentReference ", "<w:u "} {
		if n := strings.Count(main, tag); n != figures {
			t.Errorf("%d %s>, want %d", n, tag, figures)
		}
	}
	if n := strings.Count(comments, "<w:comment "); n != figures {
		t.Errorf("%d comments, want %d", n, figures)
	}
	for id := range figures {
		attr := `w:id="` + strconv.Itoa(id) + `"`
		if !strings.Contains(main, "<w:commentReference "+attr) || !strings.Contains(comments, "<w:comment "+attr) {
			t.Errorf("comment %d is not tied to its figure", id)
		}
	}
	for underline, n := range map[string]int{"dotted": 2, "single": 1, "double": 2} {
		if got := strings.Count(main, `<w:u w:val="`+underline+`"/>`); got != n {
			t.Errorf("%d underlines %s, want %d", got, underline, n)
		}
	}
	for _, want := range []string{
		"序号：2", "状态：已锁定", "指标与口径：在校（园）学生数，口径第3版", "范围与期间：青溪、北塘两园，2026年1月至9月",
		"截至：2026年10月8日", "没有出处", `w:author="年轮"`, `w:date="2026-10-12T01:30:00Z"`,
	} {
		if !strings.Contains(comments, want) {
			t.Errorf("comments lack %q", want)
		}
	}
}

func TestHostileTextStaysText(t *testing.T) {
	doc := Document{Title: "标题<w:p/>\x00", Meta: Meta{Creator: `"&<>` + "\x0b", Created: time.Unix(0, 0)}}
	doc.MainSend = "甲&乙\xff："
	doc.Blocks = []Block{Paragraph{Inlines: Plain("第一行\n第二行\t制表]]>")}}
	got := parts(t, render(t, doc))
	for _, want := range []string{
		"标题&lt;w:p/&gt;</w:t>", "甲&amp;乙：</w:t>", "第一行</w:t><w:br/>", "<w:tab/>", "制表]]&gt;",
	} {
		if !strings.Contains(got[documentPart], want) {
			t.Errorf("document lacks %q", want)
		}
	}
}

func TestPageBreaksMakeNoEmptyPages(t *testing.T) {
	doc := Document{Title: "标题", Meta: sample().Meta, Blocks: []Block{
		PageBreak{}, PageBreak{}, Paragraph{Inlines: Plain("甲")},
		PageBreak{}, Table{Rows: [][]Cell{textCells("乙")}},
		PageBreak{},
	}}
	main := parts(t, render(t, doc))[documentPart]
	if n := strings.Count(main, "<w:pageBreakBefore/>"); n != 2 {
		t.Errorf("%d page breaks, want 2", n)
	}
	if strings.Index(main, "<w:pageBreakBefore/>") > strings.Index(main, "甲") {
		t.Error("the break comes after the paragraph")
	}
}

func TestTablesAreSeparated(t *testing.T) {
	table := Table{Rows: [][]Cell{textCells("甲", "乙")}}
	doc := Document{Title: "标题", Meta: sample().Meta, Blocks: []Block{table, table}}
	main := parts(t, render(t, doc))[documentPart]
	if strings.Contains(main, "</w:tbl><w:tbl>") || strings.Contains(main, "</w:tbl><w:sectPr>") {
		t.Error("no paragraph after a table: Word would join it to the next")
	}
}

func TestSpannedCells(t *testing.T) {
	doc := Document{Title: "标题", Meta: sample().Meta, Blocks: []Block{Table{
		Columns: []Column{{Width: 1}, {Width: 1}, {Width: 2}},
		Header:  []Cell{{Inlines: Plain("甲"), Span: 2}, {Inlines: Plain("乙")}},
		Rows:    [][]Cell{textCells("1", "2", "3")},
	}}}
	main := parts(t, render(t, doc))[documentPart]
	want := `<w:tcW w:w="4422" w:type="dxa"/><w:gridSpan w:val="2"/>`
	if !strings.Contains(main, want) {
		t.Errorf("no %s", want)
	}
}

func TestWriteRefuses(t *testing.T) {
	figure := func(f Figure) func(*Document) {
		return func(d *Document) { d.Blocks = append(d.Blocks, Paragraph{Inlines: []Inline{f}}) }
	}
	cases := []struct {
		name  string
		spoil func(*Document)
		want  error
	}{
		{"no title", func(d *Document) { d.Title = "" }, ErrTitleMissing},
		{"no time", func(d *Document) { d.Meta.Created = time.Time{} }, ErrCreatedMissing},
		{"heading 0", func(d *Document) { d.Blocks = []Block{Heading{Text: "甲"}} }, ErrHeadingLevel},
		{"heading 5", func(d *Document) { d.Blocks = []Block{Heading{Level: 5, Text: "甲"}} }, ErrHeadingLevel},
		{"nil block", func(d *Document) { d.Blocks = []Block{nil} }, ErrUnknownBlock},
		{"empty table", func(d *Document) { d.Blocks = []Block{Table{}} }, ErrTableShape},
		{"ragged rows", func(d *Document) {
			d.Blocks = []Block{Table{Header: textCells("甲", "乙"), Rows: [][]Cell{textCells("1")}}}
		}, ErrTableShape},
		{"short header", func(d *Document) {
			d.Blocks = []Block{Table{Columns: make([]Column, 2), Header: textCells("甲")}}
		}, ErrTableShape},
		{"figure without state", figure(Figure{Display: "1"}), ErrUnknownState},
		{"figure of unknown source", figure(Figure{Display: "1", State: Draft, Source: 9}), ErrUnknownSource},
		{"figure in a cell", func(d *Document) {
			d.Blocks = []Block{Table{Rows: [][]Cell{{{Inlines: []Inline{Figure{Display: "1", State: Draft, Source: 9}}}}}}}
		}, ErrUnknownSource},
		{"source number twice", func(d *Document) { d.Sources[1].Number = 1 }, ErrSourceNumber},
		{"source number 0", func(d *Document) { d.Sources[1].Number = 0 }, ErrSourceNumber},
		{"source without state", func(d *Document) { d.Sources[0].State = "done" }, ErrUnknownState},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			doc := sample()
			c.spoil(&doc)
			var b bytes.Buffer
			if err := Write(&b, doc, sampleLabels); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if b.Len() > 0 {
				t.Error("something was written")
			}
		})
	}
}

func TestLabelsAreNeededOnlyWhenPrinted(t *testing.T) {
	plain := Document{Title: "标题", Meta: sample().Meta}
	if err := Write(io.Discard, plain, Labels{}); err != nil {
		t.Errorf("plain document: %v", err)
	}
	if err := Write(io.Discard, sample(), Labels{}); !errors.Is(err, ErrLabelMissing) {
		t.Errorf("sources without labels: %v", err)
	}
	review := plain
	review.ReviewCopy = true
	if err := Write(io.Discard, review, Labels{}); !errors.Is(err, ErrLabelMissing) {
		t.Errorf("review copy without labels: %v", err)
	}
}

// BenchmarkWrite200Pages writes a document of about 200 pages (22 lines of 28
// characters each) with a figure in every paragraph.
func BenchmarkWrite200Pages(b *testing.B) {
	doc := longDocument(200 * 22 / 6)
	doc.ReviewCopy = true
	doc.Sources = sample().Sources
	for i, block := range doc.Blocks {
		p := block.(Paragraph)
		p.Inlines = append(p.Inlines, Figure{Display: "40所", State: Locked, Source: 1 + i%3})
		doc.Blocks[i] = p
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(io.Discard, doc, sampleLabels); err != nil {
			b.Fatal(err)
		}
	}
}
