package doclint

import (
	"slices"
	"strings"
	"testing"
	"time"

	"nianlun/internal/engine/docread"
	"nianlun/internal/kit/i18n"
)

// hostile texts press the checks' worst cases.
var hostile = map[string]string{
	"parts":      "，其中小学3所、初中2所",
	"brackets":   "共5所（小学3所（",
	"closed":     "（小学3所）",
	"totals":     "小学3所、初中2所，共5所，",
	"colons":     "共5所：小学3所：",
	"growth":     "由3所增加到5所，增长5%，",
	"shares":     "3所，占总数5所的60%，",
	"share row":  "占30%、40%、",
	"rates":      "合格率120%，",
	"names":      "高校3所（甲校、乙校、",
	"names open": "甲校、乙校、",
	"dates":      "2月30日",
	"digits":     "12月",
	"statements": "全县现有学校3所。",
	"lines":      "其中小学3所；\n",
	"among":      "其中",
	"list":       "3所、",
	"money":      "投入3万元、",
	"no end":     "共有学校3所小学",
	"scales":     "3万万",
}

// TestLinearTime reads and checks each hostile text at two lengths: ten times the
// text may cost ten times the time and some noise.
func TestLinearTime(t *testing.T) {
	const short, factor = 20_000, 10
	for name, unit := range hostile {
		text := strings.Repeat(unit, short/len(unit)+1)
		base, long := docread.ReadText(text, docread.Options{}), docread.ReadText(strings.Repeat(text, factor), docread.Options{})
		cost := func(doc *docread.Document) time.Duration {
			start := time.Now()
			Lint(doc)
			return time.Since(start)
		}
		// Other work on the machine only ever adds time: the least of several runs
		// is the honest one.
		once := min(cost(base), cost(base), cost(base))
		spent := cost(long)
		for try := 0; try < 8 && spent > 4*factor*once; try++ {
			spent = min(spent, cost(long))
		}
		if spent > 4*factor*once+100*time.Millisecond {
			t.Errorf("%s: %v for %d bytes, %v for %d", name, once, len(text), spent, len(text)*factor)
		}
	}
}

// FuzzCheck: no panic, spans inside the text and in order, every error quotes a
// place, every figure quoted is one of the document.
func FuzzCheck(f *testing.F) {
	for _, unit := range hostile {
		f.Add(strings.Repeat(unit, 5))
	}
	f.Add("全县共有学校49所，其中小学37所、初中16所；由50所增加到55所，增长12%。占总数60所的25%。")
	f.Fuzz(func(t *testing.T, text string) {
		doc := docread.ReadText(text, docread.Options{})
		size := len([]rune(doc.Text))
		for _, r := range doc.Relations {
			if !inside(r.From, doc) || !inside(r.To, doc) || r.Of < -1 || r.Of >= len(doc.Figures) || r.From == r.To {
				t.Errorf("relation %+v of %d figures", r, len(doc.Figures))
			}
		}
		report := Lint(doc)
		for _, x := range report.Findings {
			checkSpans(t, doc, size, x.Spans, x.Figures)
			if x.Message.In(i18n.Chinese) == x.Message.Key || strings.Contains(x.Message.In(i18n.English), "{") && !strings.Contains(text, "{") {
				t.Errorf("message %+v", x.Message)
			}
		}
		for _, x := range report.Confirmed {
			checkSpans(t, doc, size, x.Spans, x.Figures)
		}
	})
}

func inside(i int, doc *docread.Document) bool { return i >= 0 && i < len(doc.Figures) }

func checkSpans(t *testing.T, doc *docread.Document, size int, spans []Span, figures []int) {
	t.Helper()
	if len(spans) == 0 {
		t.Error("a finding without a place")
	}
	last := -1
	for _, s := range spans {
		if s.Start < last || s.Start < 0 || s.Start >= s.End || s.End > size {
			t.Errorf("span %+v after %d in %d characters", s, last, size)
		}
		last = s.Start
	}
	for _, i := range figures {
		if !inside(i, doc) || !slices.ContainsFunc(spans, func(s Span) bool { return s.Start == doc.Figures[i].Start }) {
			t.Errorf("figure %d of %d is not quoted", i, len(doc.Figures))
		}
	}
}
