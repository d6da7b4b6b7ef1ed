package doclint

import (
	"strings"

	"nianlun/internal/engine/docread"
	"nianlun/internal/kit/i18n"
)

// checkRanges looks for ranges whose low end is above the high end, with a unit at
// both ends: 80%-60%. docread leaves such a pair as two figures.
func (c *checker) checkRanges() {
	c.checkBareRanges()
	for i := 1; i < len(c.doc.Figures); i++ {
		a, b := &c.doc.Figures[i-1], &c.doc.Figures[i]
		if a.Value == nil || b.Value == nil || a.Value2 != nil || b.Value2 != nil || a.Kind == docread.KindRatio || b.Kind == docread.KindRatio {
			continue
		}
		if b.Start-a.UnitEnd > 2 || a.Unit != b.Unit || !rangeMark(c.slice(a.UnitEnd, b.Start)) {
			continue
		}
		if a.Value.GreaterThan(*b.Value) {
			c.find(Finding{
				Severity: SeverityWarning, Kind: KindRange, Found: a.Value.String() + "–" + b.Value.String(), Expected: b.Value.String() + "–" + a.Value.String(),
				Message: i18n.Msg("lint.range", "low", c.said(i-1), "high", c.said(i)),
			}, i-1, i)
		}
	}
}

// checkBareRanges looks for ranges whose unit stands at the high end alone: 3-2个.
// docread takes such a pair for a code.
func (c *checker) checkBareRanges() {
	const years = 1900
	for i := 1; i+1 < len(c.text); i++ {
		if !isDigit(c.text[i+1]) || !isDigit(c.text[i-1]) || !rangeMark(string(c.text[i])) {
			continue
		}
		low, start := c.numberBefore(i)
		high, end := c.numberAfter(i + 1)
		if low <= high || low >= years || joins(c.at(start-1)) || !counter(c.at(end)) {
			continue
		}
		c.report.Findings = append(c.report.Findings, Finding{
			Severity: SeverityWarning, Kind: KindRange, Found: c.slice(start, end), Spans: []Span{{start, i}, {i + 1, end + 1}},
			Message: i18n.Msg("lint.range", "low", c.slice(start, i), "high", c.slice(i+1, end+1)),
		})
	}
}

// counter tells the measure words of things that plans give ranges of.
func counter(r rune) bool {
	return strings.ContainsRune("个所名人次项门期条台间件份家位", r) && r != 0
}

// joins tells characters before a number that make it part of a code or a date.
func joins(r rune) bool {
	return isDigit(r) || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || strings.ContainsRune("-－—–~～./第年月〔[（(号", r)
}

// rangeMark tells the marks and words that join the ends of a range.
func rangeMark(between string) bool {
	switch strings.TrimSpace(between) {
	case "-", "－", "—", "–", "~", "～", "——", "至", "--":
		return true
	}
	return false
}
