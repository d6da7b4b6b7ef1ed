package doclint

import (
	"strings"

	"nianlun/internal/engine/docread"
	"nianlun/internal/kit/i18n"
)

// checkUnits looks for multipliers written twice (12.3万万人, 3亿万元) and for parts
// of things that come whole (5.2人), where a 万 has as a rule been lost.
func (c *checker) checkUnits() {
	for i := range c.doc.Figures {
		f := &c.doc.Figures[i]
		switch {
		case f.Value == nil:
		case doubled(f.Text):
			c.find(Finding{
				Severity: SeverityError, Kind: KindUnit, Found: f.Text,
				Message: i18n.Msg("lint.unit.doubled", "figure", c.said(i)),
			}, i)
		case f.Value2 == nil && f.Kind == docread.KindCount && !f.Value.IsInteger() && whole(f.Unit) && !c.averaged(f):
			c.find(Finding{
				Severity: SeverityWarning, Kind: KindUnit, Found: f.Text,
				Message: i18n.Msg("lint.unit.fraction", "figure", c.said(i), "unit", f.Unit),
			}, i)
		}
	}
}

// doubled tells 万万, 亿万 and the like behind digits. Chinese numerals keep the
// old way of writing (四万万).
func doubled(text string) bool {
	if !strings.ContainsAny(text, "0123456789０１２３４５６７８９") {
		return false
	}
	for _, twice := range []string{"万万", "亿万", "亿亿", "万千", "万百"} {
		if strings.Contains(text, twice) {
			return true
		}
	}
	return false
}

// whole tells units of things that cannot be divided.
func whole(unit string) bool {
	switch unit {
	case "人", "名", "位", "所", "家", "人次", "台", "辆", "栋", "座":
		return true
	}
	return false
}

// averaged tells averages and rates, which may well be 45.6人. What follows the
// unit may also tell a rate (人/班).
func (c *checker) averaged(f *docread.Figure) bool {
	around := c.slice(f.Start-30, f.Start) + c.slice(f.UnitEnd, f.UnitEnd+8)
	for _, w := range []string{"均", "每", "/", "／", "比", "班额", "平均", "相当于", "折合", "率"} {
		if strings.Contains(around, w) {
			return true
		}
	}
	return false
}
