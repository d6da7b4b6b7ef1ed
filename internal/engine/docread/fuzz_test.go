package docread

import (
	"strings"
	"testing"
	"time"

	"nianlun/internal/engine/doctext"
	"nianlun/internal/engine/doctext/doctexttest"
)

// hostile texts press every scanner's worst case.
var hostile = map[string]string{
	"digits":       "1234567890",
	"thousands":    "1,234,567,",
	"masks":        "xxxx",
	"Chinese":      "一二三四五六七八九十百千万亿",
	"runs":         "，一是二是三是",
	"ones":         "一是",
	"markers":      "\n一、\n二、\n（一）",
	"nested":       "\n二、甲\n一、乙",
	"ranges":       "1-2-3~",
	"ratios":       "1:2:3比",
	"percent":      "99%、",
	"quotes":       "“三个",
	"no marks":     "改造学校和建设",
	"marks":        "。；，",
	"times":        "2015年9月底前年内",
	"headings":     "\n一、2015年工作计划",
	"blank lines":  "\n \n\t",
	"unit":         "3所",
	"share":        "占总数的3%",
	"bare":         "突破万人",
	"dashes":       "\n——",
	"brackets":     "（（（3所",
	"parentheses":  "标准（700元",
	"owners":       "\n（责任单位：办公室）",
	"commitments":  "举办活动3次，",
	"link words":   "3所为达到增加到",
	"many figures": "3所、",
	"hard wraps":   "\n推进课程改革，完善教研制度，积极开展各类教学研讨活动，教学质量稳步提升",
	"page lines":   "\n- 3 -\n7",
	"adverts":      "。本文由会员分享",
	"links":        "\n上一篇：甲",
	"width":        "１２．５％所",
	"markup":       "<p>3所&nbsp;",
	"traditional":  "學校３所，",
	"spaces":       "甲 乙，3 所 ",
	"issued":       "\n关于印发《甲》的通知",
}

// TestLinearTime reads each hostile text at two lengths. Ten times the text may
// cost ten times the time and some noise, not a hundred times.
func TestLinearTime(t *testing.T) {
	const short, factor = 20_000, 10
	for name, unit := range hostile {
		text := "某县2031年工作计划\n一、任务\n" + strings.Repeat(unit, short/len(unit)+1)
		long := strings.Repeat(text, factor)
		cost := func(s string) time.Duration {
			start := time.Now()
			ReadText(s, Options{})
			return time.Since(start)
		}
		// Other work on the machine only ever adds time: the least of several
		// runs is the honest one.
		base := min(cost(text), cost(text), cost(text))
		spent := cost(long)
		for try := 0; try < 8 && spent > 4*factor*base; try++ {
			spent = min(spent, cost(long))
		}
		if spent > 4*factor*base+200*time.Millisecond {
			t.Errorf("%s: %v for %d bytes, %v for %d", name, base, len(text), spent, len(long))
		}
	}
}

func FuzzReadText(f *testing.F) {
	f.Add(benchText)
	f.Add(sample)
	for _, unit := range hostile {
		f.Add(strings.Repeat(unit, 20))
	}
	f.Add(damagedText(sample + benchText))
	f.Fuzz(func(t *testing.T, text string) {
		doc := ReadText(text, Options{})
		checkDocument(t, doc)
		if _, err := Read(doctext.Source{Data: []byte(text)}, Options{}); err != nil && doctext.CodeOf(err) == "" {
			t.Errorf("error without a code: %v", err)
		}
	})
}

func FuzzReadDocx(f *testing.F) {
	f.Add(doctexttest.Plain(f, sample))
	f.Add(doctexttest.Package(f, append(doctexttest.Styles(), doctexttest.Document(doctexttest.Listed(1, 0, "甲")+doctexttest.Styled("1", "乙")))...))
	f.Add(doctexttest.Package(f, doctexttest.Document(`<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>`)))
	f.Fuzz(func(t *testing.T, data []byte) {
		// The zip layer is Go's own; fuzzing the parts reaches further.
		for _, source := range [][]byte{data, doctexttest.Package(t, doctexttest.Part{Name: "word/document.xml", Body: string(data)}, doctexttest.Part{Name: "word/numbering.xml", Body: string(data)}, doctexttest.Part{Name: "word/styles.xml", Body: string(data)})} {
			doc, err := Read(doctext.Source{Data: source}, Options{})
			if err != nil {
				if doctext.CodeOf(err) == "" {
					t.Errorf("error without a code: %v", err)
				}
				continue
			}
			checkDocument(t, doc)
		}
	})
}

// checkDocument holds what is true of every document.
func checkDocument(t *testing.T, doc *Document) {
	t.Helper()
	size := len([]rune(doc.Text))
	within := func(what string, start, end int) {
		if start < 0 || start > end || end > size {
			t.Errorf("%s spans %d..%d of %d", what, start, end, size)
		}
	}
	last := 0
	for _, f := range doc.Figures {
		within("figure "+f.Text, f.Start, f.End)
		if f.Start < last || doc.Slice(f.Start, f.End) != f.Text && !cleanedIn(doc, f.Start, f.End) || f.Masked == (f.Value != nil) {
			t.Errorf("figure %+v after %d", f, last)
		}
		last = f.End
	}
	starts := map[int]bool{-1: true}
	for _, n := range doc.Outline {
		within("node "+n.Marker, n.Start, n.End)
		if !starts[n.Parent] || n.Level < 1 || n.Section == "" {
			t.Errorf("node %+v", n)
		}
		starts[n.Start] = true
	}
	for _, d := range doc.Deadlines {
		within("deadline "+d.Text, d.Start, d.End)
		if _, err := time.Parse(time.DateOnly, d.Date); d.Date != "" && err != nil {
			t.Errorf("deadline %+v: %v", d, err)
		}
	}
	for _, c := range doc.Commitments {
		within("commitment", c.Start, c.End)
		if c.Start == c.End || c.Title == "" || len([]rune(c.Title)) > maxTitle || !starts[c.Heading] {
			t.Errorf("commitment %+v", c)
		}
	}
	for _, p := range doc.Paragraphs {
		within("paragraph", p.Start, p.End)
	}
	for _, c := range doc.Cleaned {
		within("cleaning", c.Start, c.End)
		if c.Kind == "" || c.Start < c.End && !strings.HasPrefix(doc.Slice(c.Start, c.End), c.Was) {
			t.Errorf("cleaning %+v", c)
		}
	}
}

// damagedText does to a text what viewers and websites do.
func damagedText(text string) string {
	var out strings.Builder
	out.WriteString("来源：本站 点击数：3\n")
	for i, c := range []rune(text) {
		switch {
		case i%29 == 28:
			out.WriteRune('\n')
		case i%211 == 210:
			out.WriteString("\n- 2 -\n")
		case i%17 == 16:
			out.WriteString("&nbsp;")
		}
		if c >= '0' && c <= '9' {
			c += '０' - '0'
		}
		out.WriteRune(c)
	}
	return out.String() + "\n上一篇：甲\n"
}

// cleanedIn tells whether anything was cleaned between two offsets: there the
// words of a result are not those of the text.
func cleanedIn(doc *Document, start, end int) bool {
	for _, c := range doc.Cleaned {
		if c.Start < end && start < c.End {
			return true
		}
	}
	return false
}

const sample = "某县教育局2031年工作总结\n一、主要成绩\n招聘教师126名，改造学校37所。\n"
