package doclint

import (
	"strings"

	"nianlun/internal/engine/docread"
	"nianlun/internal/kit/i18n"
)

// checkRanges looks for ranges whose low end is above the high end: 80%-60%,
// 30-20人. docread leaves such a pair as two figures, or as one behind a bare
// number.
func (c *checker) checkRanges() {
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

// rangeMark tells the marks and words that join the ends of a range.
func rangeMark(between string) bool {
	switch strings.TrimSpace(between) {
	case "-", "－", "—", "–", "~", "～", "——", "至", "--":
		return true
	}
	return false
}
