package period

import (
	"strconv"

	"nianlun/internal/kit/i18n"
)

// Text names a period for people, in the language that it is read in: 2026 年 9 月.
func (p Period) Text() i18n.Text { return p.text("period.") }

// Short names a period where its year is known already: 9 月.
func (p Period) Short() i18n.Text { return p.text("period.short.") }

func (p Period) text(prefix string) i18n.Text {
	key := prefix + string(p.kind)
	if p.kind == Half || p.kind == Term && p.n <= namedTerms {
		key += "." + strconv.Itoa(p.n) // 上半年, 第一学期: they have names, not numbers
	}
	return i18n.Msg(key, "year", p.year, "next", p.year+1, "n", p.numberText())
}

// namedTerms is how many terms of a school year have names; nowhere are there more than three.
const namedTerms = 3

// numberText is the number of a period in its year; English names months.
func (p Period) numberText() any {
	if p.kind == Month {
		return monthText(p.n)
	}
	return p.n
}

func monthText(n int) i18n.Text { return i18n.Msg("month." + strconv.Itoa(n)) }

// Text names a day without its year: 11 月 25 日.
func (d Date) Text() i18n.Text {
	return i18n.Msg("period.day", "month", monthText(int(d.Month)), "day", d.Day)
}
