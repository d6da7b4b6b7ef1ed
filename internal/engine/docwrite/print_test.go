package docwrite

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf8"
)

// Edges of the core in points.
const (
	coreLeft   = marginLeft / 20.0
	coreRight  = (pageWidth - marginRight) / 20.0
	coreTop    = marginTop / 20.0
	coreBottom = (pageHeight - marginBottom) / 20.0
)

func TestPrintedPageHas22LinesOf28Characters(t *testing.T) {
	pages := printed(t, longDocument(40))
	if len(pages) < 4 {
		t.Fatalf("%d pages, want at least 4", len(pages))
	}
	// The first page holds the title, the last is not full.
	for i, p := range pages[1 : len(pages)-1] {
		text, _ := p.split(t)
		if len(text) != 22 {
			t.Errorf("page %d has %d lines, want 22", i+2, len(text))
		}
		full := 0
		for _, l := range text {
			n := utf8.RuneCountInString(l.text)
			if n > 28 {
				t.Errorf("page %d: line of %d characters: %s", i+2, n, l.text)
			}
			if n == 28 {
				full++
			}
			if l.xMin < coreLeft-1 || l.xMax > coreRight+1 {
				t.Errorf("page %d: line leaves the core: %.1f to %.1f", i+2, l.xMin, l.xMax)
			}
		}
		// A paragraph of 162 characters has one short line first (26), four
		// or five full ones and a rest.
		if full < 14 {
			t.Errorf("page %d: %d of 22 lines have 28 characters", i+2, full)
		}
		checkPitch(t, text)
	}
	first, _ := pages[0].split(t)
	// Title, its blank line, 20 lines of text.
	if len(first) != 21 {
		t.Errorf("first page has %d lines, want title and 20", len(first))
	}
}

// checkPitch checks that the lines stand one 22nd of the core apart.
func checkPitch(t *testing.T, lines []pdfLine) {
	t.Helper()
	for i := 1; i < len(lines); i++ {
		step := lines[i].yMin - lines[i-1].yMin
		if math.Abs(step-linePitch/20.0) > 0.6 {
			t.Errorf("lines %d and %d are %.2f pt apart, want %.2f", i, i+1, step, linePitch/20.0)
		}
	}
}

func TestPrintedPageNumbers(t *testing.T) {
	pages := printed(t, longDocument(40))
	for i, p := range pages {
		_, number := p.split(t)
		want := fmt.Sprintf("—%d—", i+1)
		if number.text != want {
			t.Errorf("page %d: last line is %q, want %q", i+1, number.text, want)
			continue
		}
		if odd := i%2 == 0; odd {
			if gap := coreRight - number.xMax; gap < 12 || gap > 17 {
				t.Errorf("page %d: number ends %.1f pt from the right edge, want one character (14)", i+1, gap)
			}
		} else if gap := number.xMin - coreLeft; gap < 12 || gap > 17 {
			t.Errorf("page %d: number starts %.1f pt from the left edge, want one character (14)", i+1, gap)
		}
		if number.yMin < coreBottom+5 {
			t.Errorf("page %d: number at %.1f pt, inside or at the core (ends %.1f)", i+1, number.yMin, coreBottom)
		}
	}
}

func TestPrintedSample(t *testing.T) {
	for _, review := range []bool{false, true} {
		t.Run(map[bool]string{false: "issue", true: "review"}[review], func(t *testing.T) {
			doc := sample()
			doc.ReviewCopy = review
			pages := printed(t, doc)
			// Text; table or its end; after the page break; sources.
			if len(pages) != 4 {
				t.Errorf("%d pages, want 4", len(pages))
			}
			all := joined(pages)
			for _, want := range []string{
				"云湖区教育局文件", "云教〔2026〕21号", "2026年前三季度工作总结", "各中小学校、幼儿园：",
				"一、主要工作成效", "（一）普惠与均衡取得新进展", "1.扩大普惠资源", "（1）公办园建设",
				"二、存在问题与下一步打算", "<需加快>", "2026年10月12日", "附：数据来源表", "52,486",
			} {
				if !strings.Contains(all, want) {
					t.Errorf("the printed text lacks %q", want)
				}
			}
			if last := pages[len(pages)-1].lines()[0].text; last != sampleLabels.SourceTable {
				t.Errorf("last page starts with %q", last)
			}
			broken := pages[len(pages)-2].lines()[0].text
			if broken != "二、存在问题与下一步打算" {
				t.Errorf("page after the break starts with %q", broken)
			}
		})
	}
}

func TestPrintedMastheadStands35MillimetresDown(t *testing.T) {
	first := printed(t, sample())[0].lines()[0]
	if first.text != sample().Masthead {
		t.Fatalf("first line is %q", first.text)
	}
	// The box of the word includes the font's ascent above the letters, which
	// differs between fonts: a third of the letters' size is let pass.
	want := coreTop + mastheadTop*millimetre/20
	if math.Abs(first.yMin-want) > 18 {
		t.Errorf("masthead starts at %.1f pt, want about %.1f", first.yMin, want)
	}
}

func TestPrintedTableRepeatsItsHeader(t *testing.T) {
	table := Table{Header: textCells("学校", "人数")}
	for i := range 120 {
		table.Rows = append(table.Rows, textCells(fmt.Sprintf("第%d所", i+1), fmt.Sprint(1000+i)))
	}
	pages := printed(t, Document{Title: "表", Meta: sample().Meta, Blocks: []Block{table}})
	if len(pages) < 3 {
		t.Fatalf("%d pages, want at least 3", len(pages))
	}
	for i, p := range pages {
		first := p.lines()[0].text
		if i == 0 {
			first = p.lines()[1].text // below the title
		}
		if first != "学校人数" {
			t.Errorf("page %d: the table starts with %q", i+1, first)
		}
	}
	if all := joined(pages); !strings.Contains(all, "第120所1119") {
		t.Error("the last row is missing")
	}
}

// TestPrintedPunctuation checks full pages of common text, with digits and
// punctuation: 22 lines, and none wider than the core but for punctuation that
// hangs into the margin.
func TestPrintedPunctuation(t *testing.T) {
	doc := longDocument(0)
	for i := range 40 {
		doc.Blocks = append(doc.Blocks, Paragraph{Inlines: []Inline{
			Text{Value: fmt.Sprintf("第%d项：全区“双减”工作持续推进，", i+1)},
			Figure{Display: fmt.Sprintf("%d所", 20+i), State: Locked},
			Text{Value: "学校开展课后服务，参与学生占97.8%；各校做到“一校一案”，每周5天、每天2小时——家长满意率逐年提高（见附表），下一步将继续完善……"},
		}})
	}
	pages := printed(t, doc)
	for i, p := range pages[1 : len(pages)-1] {
		text, _ := p.split(t)
		if len(text) != 22 {
			t.Errorf("page %d has %d lines, want 22", i+2, len(text))
		}
		checkPitch(t, text)
		for _, l := range text {
			if l.xMax > coreRight+bodySize/20+1 {
				t.Errorf("page %d: line ends at %.1f, the core at %.1f: %s", i+2, l.xMax, coreRight, l.text)
			}
		}
	}
}
