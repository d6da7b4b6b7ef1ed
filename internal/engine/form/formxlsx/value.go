package formxlsx

import (
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/sheet"
)

func itoa(n int) string { return strconv.Itoa(n) }

// exactDigits is how many digits of a number Excel keeps. A longer one is written as text.
const exactDigits = 15

// valueLook is the look of the cell in which a field is answered.
func valueLook(f *form.Field) look {
	l := look{role: roleValue, format: textFormat, align: "left"}
	switch kindOf(f) {
	case kindNumber:
		l.format, l.align = numberFormat(f.Decimals), "right"
	case kindShare:
		l.format, l.align = shareFormat(f.Decimals), "right"
	case kindDate:
		l.format, l.align = "yyyy-mm-dd", "center"
	case kindChoice, kindTime, kindPeriod, kindPerson:
		l.align = "center"
	case kindShown:
		l.format, l.align = numberFormat(f.Decimals), "right"
	}
	if !answerable(f) {
		l.role = roleClosed
	}
	return l
}

// valueCell writes a value. What people typed leaves as text, so that it never acts as a formula.
func (b *bookWriter) valueCell(f *form.Field, v form.Value, known bool) cell {
	c := cell{look: valueLook(f)}
	c.look.known = known && c.look.role == roleValue
	if kindOf(f) == kindNone {
		c.value = b.t("formxlsx.files.none")
		if n := len(v.Items()); n > 0 {
			c.value = b.t("formxlsx.files", "n", n)
		}
		return c
	}
	if v.IsMissing() {
		return c
	}
	switch kindOf(f) {
	case kindNumber:
		c.number(v.Number())
	case kindShown:
		c.look.format = numberFormat(places(v.Number()))
		c.number(v.Number())
	case kindShare:
		c.number(v.Number().Shift(-2))
	case kindDate:
		c.value = v.Date().String()
		if day := serial(v.Date()); day >= firstRightDay {
			c.value = day
		}
	default:
		c.value = b.typed(f, v)
	}
	if text, isText := c.value.(string); isText && c.look.format != textFormat {
		c.value, c.look.format, c.look.align = text, textFormat, "right"
	}
	return c
}

// places are the decimals that a number has.
func places(d decimal.Decimal) int {
	_, after, _ := strings.Cut(d.String(), ".")
	return len(after)
}

func (c *cell) number(d decimal.Decimal) {
	if len(d.Coefficient().String()) > exactDigits {
		c.value = d.String()
		if c.look.format[len(c.look.format)-1] == '%' {
			c.value = d.Shift(2).String() + "%"
		}
		return
	}
	c.value = d.InexactFloat64()
}

// typed is a value as a person would type it: names where they lead back to the value, otherwise codes.
func (b *bookWriter) typed(f *form.Field, v form.Value) string {
	switch {
	case kindOf(f) == kindUnit || kindOf(f) == kindPerson:
		return b.who.text(f, v.Text())
	case f.Masked() && !b.form.Masked:
		return f.Type.Text(f, v)
	case f.Masked():
		return f.Type.Show(f, v)
	}
	shown := f.Type.Show(f, v)
	if kindOf(f) == kindPeriod {
		shown = periodText(b.t, f, v.Text())
	}
	if again, fault := f.Type.Decode(f, shown); fault == nil && again.Equal(v) {
		return shown
	}
	return f.Type.Text(f, v)
}

// written is the cell of a field: its value, or, where what was typed is no value, that text as it was typed, so that
// a workbook never empties a cell that somebody has still to mend.
func (b *bookWriter) written(f *form.Field, v, known form.Value, raw string) cell {
	c := b.valueCell(f, v, isKnown(known, v))
	if !v.IsMissing() || raw == "" || !answerable(f) {
		return c
	}
	if f.Masked() && b.form.Masked {
		raw = unreadable
	}
	c.value, c.look.format, c.look.align, c.look.known = sheet.Cut(legible(raw), maxCell), textFormat, "left", false
	return c
}

// unreadable stands for a personal number that is mistyped: nobody can tell which
// part of it is personal.
const unreadable = "****"

// maxCell is the longest text that a cell holds, in UTF-16 units.
const maxCell = 32_767

// firstRightDay is 1900-03-01. Excel counts a 29 February 1900, so that days before are off by one.
const firstRightDay = 61

// dayZero is the day from which days are counted so that those since firstRightDay are right.
var dayZero = period.DateOf(time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC))

// serial counts in seconds, since a time.Duration ends after 292 years.
func serial(d period.Date) float64 {
	return float64((d.Time().Unix() - dayZero.Time().Unix()) / (24 * 60 * 60))
}

// isKnown tells whether a cell still holds what was filled in for the person.
func isKnown(known, v form.Value) bool { return !known.IsMissing() && known.Equal(v) }

// rowValue is the value of a row, missing when there is none.
func rowValue(row form.Row, code string) form.Value {
	if v, found := row.Fields[code]; found {
		return v
	}
	return expr.Value{}
}

// lastDay is the last day that a date may be.
var lastDay = period.DateOf(time.Date(2200, time.December, 31, 0, 0, 0, 0, time.UTC))
