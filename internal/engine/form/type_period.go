package form

import (
	"strconv"
	"strings"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/yamldoc"
)

// periodType is a period of one kind, which `of` names: a school year, a term, a month. The value is the id that
// engine/period writes (2025-2026-T1, 2026-09); ids of one kind sort as their periods follow each other. What people
// read is the caller's: period.Period has its words.
type periodType struct{}

func (periodType) Name() string                  { return "period" }
func (periodType) Holds() expr.Kind              { return expr.Text }
func (periodType) Settings() []string            { return []string{"of", "min", "max"} }
func (periodType) Control() Control              { return ControlPeriod }
func (periodType) Text(_ *Field, v Value) string { return v.Text() }
func (periodType) Show(_ *Field, v Value) string { return v.Text() }

// Shape lets expressions compare periods of one kind by their beginnings: their ids sort so.
func (periodType) Shape(f *Field) *expr.Shape {
	kind := period.Kind(f.Of)
	return &expr.Shape{Name: "period." + f.Of, Example: periodExample(f), Read: func(text string) (string, bool) {
		p, ok := readPeriod(kind, strings.ReplaceAll(strings.TrimSpace(narrow(text)), " ", ""))
		return p.String(), ok
	}}
}

func (periodType) Define(f *Field, m yamldoc.Map) {
	f.Of = m.Need("of").OneOf(periodWords()...)
	f.First, f.Last = definePeriod(f, m, "min"), definePeriod(f, m, "max")
	if f.First != "" && f.Last != "" && f.First > f.Last {
		m.At("max").Report(MinAboveMax, "min", f.First, "max", f.Last)
	}
}

func definePeriod(f *Field, m yamldoc.Map, key string) string {
	if !m.Has(key) {
		return ""
	}
	text := m.At(key).Text()
	p, err := period.Parse(text)
	if err != nil || string(p.Kind()) != f.Of {
		m.At(key).Report(BadPeriod, "text", text, "example", periodExample(f))
		return ""
	}
	return p.String()
}

// periodExample shows the form of the ids of the field's kind.
func periodExample(f *Field) string {
	p, err := period.Of(period.Kind(f.Of), period.Date{Year: 2026, Month: 9, Day: 1}, nil)
	if err != nil {
		return ""
	}
	return p.String()
}

func (periodType) Decode(f *Field, raw string) (Value, *Fault) {
	text := strings.ReplaceAll(strings.TrimSpace(narrow(raw)), " ", "")
	if text == "" {
		return Value{}, nil
	}
	p, ok := readPeriod(period.Kind(f.Of), text)
	if !ok {
		return Value{}, fault(BadPeriod, "text", clip(raw), "example", periodExample(f))
	}
	return within(f, p.String())
}

// readPeriod takes ids and what an office writes for them. The kind is known, so that 2026.9 can only be a month.
func readPeriod(kind period.Kind, text string) (period.Period, bool) {
	if id := strings.ToUpper(text); !strings.ContainsAny(id, "年") {
		if p, err := period.Parse(id); err == nil && p.Kind() == kind {
			return p, true
		}
	}
	id := ""
	switch kind {
	case period.Year:
		id = strings.TrimSuffix(strings.TrimSuffix(text, "度"), "年")
	case period.Half:
		id = numbered(text, "-H", map[string]string{"上半年": "1", "下半年": "2", "H1": "1", "H2": "2"})
	case period.Quarter:
		id = numbered(text, "-Q", quarterWords)
	case period.Month:
		id = monthID(text)
	case period.Week:
		year, rest := yearAhead(text)
		id = year + "-W" + twoDigits(strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(rest, "第"), "W"), "周"))
	case period.SchoolYear:
		id = schoolYearID(strings.TrimSuffix(strings.TrimSuffix(text, "度"), "学年"))
	case period.Term:
		id = termID(text)
	}
	p, err := period.Parse(id)
	return p, err == nil && p.Kind() == kind
}

var quarterWords = map[string]string{
	"第一季度": "1", "第二季度": "2", "第三季度": "3", "第四季度": "4", "一季度": "1", "二季度": "2", "三季度": "3", "四季度": "4",
	"第1季度": "1", "第2季度": "2", "第3季度": "3", "第4季度": "4", "1季度": "1", "2季度": "2", "3季度": "3", "4季度": "4",
	"Q1": "1", "Q2": "2", "Q3": "3", "Q4": "4", "q1": "1", "q2": "2", "q3": "3", "q4": "4",
}

// yearAhead cuts 2026年 or 2026, with a separator behind it, off the front.
func yearAhead(text string) (year, rest string) {
	if len(text) < 4 || !digits(text[:4]) {
		return "", text
	}
	rest = strings.TrimPrefix(text[4:], "年")
	return text[:4], strings.TrimLeft(rest, "-./")
}

func numbered(text, mark string, words map[string]string) string {
	year, rest := yearAhead(text)
	return year + mark + words[rest]
}

// monthID reads 2026年9月, 2026.9, 2026/09 and 202609.
func monthID(text string) string {
	year, rest := yearAhead(text)
	return year + "-" + twoDigits(strings.TrimSuffix(strings.TrimSuffix(rest, "份"), "月"))
}

func twoDigits(text string) string {
	if len(text) == 1 {
		return "0" + text
	}
	return text
}

// schoolYearID reads 2025-2026, 2025~2026 and 2025/26; a single year could be that of its beginning or its end.
func schoolYearID(text string) string {
	first, rest := yearAhead(text)
	rest = strings.TrimLeft(strings.TrimLeft(rest, "~至"), "-")
	if len(rest) == 2 && len(first) == 4 {
		rest = first[:2] + rest
	}
	return first + "-" + strings.TrimSuffix(rest, "年")
}

var termWords = []struct{ word, n string }{
	{"第一学期", "1"}, {"第二学期", "2"}, {"第三学期", "3"}, {"第1学期", "1"}, {"第2学期", "2"}, {"第3学期", "3"}, {"上学期", "1"}, {"下学期", "2"},
	{"秋季学期", "秋"}, {"春季学期", "春"}, {"秋季", "秋"}, {"春季", "春"}, {"秋", "秋"}, {"春", "春"},
}

// termID reads 2025-2026学年第一学期 and, by the calendar year, 2025年秋季学期 and 2026年春季学期: a school year begins
// in autumn with its first term.
func termID(text string) string {
	for _, w := range termWords {
		rest, found := strings.CutSuffix(text, w.word)
		if !found {
			continue
		}
		if w.n == "秋" || w.n == "春" {
			return seasonID(rest, w.n)
		}
		return schoolYearID(strings.TrimSuffix(strings.TrimSuffix(rest, "度"), "学年")) + "-T" + w.n
	}
	return ""
}

func seasonID(text, season string) string {
	text, _ = strings.CutSuffix(text, "年")
	year, err := strconv.Atoi(text)
	if err != nil || len(text) != 4 {
		return ""
	}
	if season == "春" {
		return itoa(year-1) + "-" + text + "-T2"
	}
	return text + "-" + itoa(year+1) + "-T1"
}
