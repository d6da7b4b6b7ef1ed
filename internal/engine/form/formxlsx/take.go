package formxlsx

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/form"
)

// taken is what a cell says, as a person would have typed it.
type taken struct {
	text   string
	issues []Issue // Told, or one that is Refused and leaves no text
}

func refused(code string, pairs ...string) taken {
	return taken{issues: []Issue{newIssue(Refused, code, pairs...)}}
}

// take reads a cell for a field. Texts are passed on as they are: decoding belongs to the form. Numbers lose what
// binary fractions add to them, dates are days, and percentages are the number before the sign.
func (w *workbook) take(f *form.Field, c rawCell) taken {
	out := taken{}
	if c.has {
		told, ok := w.formula(c)
		if !ok {
			return told
		}
		out = told
	}
	switch c.kind {
	case "e":
		return refused(ErrorValue, "text", clip(c.text))
	case "b":
		out.text = map[bool]string{true: "TRUE", false: "FALSE"}[strings.TrimSpace(c.text) == "1"]
		return out
	case "", "n":
		number := w.number(f, c)
		return taken{text: number.text, issues: append(out.issues, number.issues...)}
	case "d":
		out.text, _, _ = strings.Cut(c.text, "T")
		return out
	}
	if kindOf(f) == kindCode && scientific.MatchString(strings.TrimSpace(c.text)) {
		return refused(DigitsLost)
	}
	out.text = c.text
	return out
}

// scientific is a long number as Excel shows it, pasted as text: 3.3E+17.
var scientific = regexp.MustCompile(`^[0-9](\.[0-9]+)?[eE]\+?[0-9]{1,3}$`)

// formula takes the number that a formula gave last; it is never computed. One that calls programs or other files is
// refused whatever it gave.
func (w *workbook) formula(c rawCell) (taken, bool) {
	shown := "=" + clip(c.formula)
	if dangerous(c.formula) {
		return refused(Danger, "formula", shown), false
	}
	if c.kind == "e" {
		return refused(ErrorValue, "text", clip(c.text)), false
	}
	if _, err := strconv.ParseFloat(strings.TrimSpace(c.text), 64); (c.kind != "" && c.kind != "n") || err != nil {
		return refused(Formula, "formula", shown), false
	}
	return taken{issues: []Issue{newIssue(Told, FormulaTaken, "formula", shown, "value", clip(c.text))}}, true
}

// dangerous tells whether a formula starts programs (DDE: cmd|' /C …'!A0), fetches from elsewhere, or reads other files.
func dangerous(formula string) bool {
	plain := strings.ToUpper(formula)
	if strings.ContainsAny(plain, "|[") {
		return true
	}
	for _, call := range []string{"WEBSERVICE", "HYPERLINK", "CALL", "REGISTER", "EXEC", "DDE", "RTD", "IMPORT", "INDIRECT", "FILTERXML", "SQL.REQUEST"} {
		if at := strings.Index(plain, call); at >= 0 && strings.Contains(plain[at:], "(") {
			return true
		}
	}
	return false
}

// number is a number as the cell shows it, for the field.
func (w *workbook) number(f *form.Field, c rawCell) taken {
	text := strings.TrimSpace(c.text)
	n, err := strconv.ParseFloat(text, 64)
	if text == "" || err != nil || math.IsInf(n, 0) || math.IsNaN(n) || math.Abs(n) >= 1e30 {
		return taken{text: c.text}
	}
	// Excel shows at most 15 digits; the rest is what binary fractions add.
	d, err := decimal.NewFromString(strconv.FormatFloat(n, 'g', exactDigits, 64))
	if err != nil {
		return taken{text: c.text}
	}
	shown := w.formatAt(c.style)
	switch {
	case kindOf(f) == kindDate:
		return w.day(d, shown)
	case kindOf(f) == kindTime:
		return timeOfDay(d, shown)
	case kindOf(f) == kindPeriod && shown == formatDate:
		return w.periodOf(f, d)
	case kindOf(f) == kindCode && len(strings.TrimLeft(d.Coefficient().String(), "-"))+int(max(0, d.Exponent())) > exactDigits:
		return refused(DigitsLost)
	case shown == formatShare && kindOf(f) == kindShare:
		return taken{text: d.Shift(2).String()}
	case shown == formatShare:
		return taken{text: d.Shift(2).String() + "%"}
	case shown == formatDate:
		return w.day(d, shown)
	case kindOf(f) == kindShare && !d.IsZero() && d.Abs().LessThanOrEqual(decimal.New(1, 0)):
		return taken{text: d.String(), issues: []Issue{newIssue(Told, ShareDoubt, "value", d.String(), "percent", d.Shift(2).String()+"%")}}
	}
	return taken{text: d.String()}
}

// day reads a day counted from 1900 or 1904. 20260901 in a cell without a date format is passed on as it was typed.
func (w *workbook) day(d decimal.Decimal, shown format) taken {
	if shown != formatDate && d.IsInteger() && d.GreaterThanOrEqual(decimal.New(19000101, 0)) {
		return taken{text: d.String()}
	}
	whole := d.Floor()
	if whole.LessThan(decimal.New(1, 0)) || whole.GreaterThan(decimal.New(lastSerial, 0)) {
		return taken{text: d.String()}
	}
	n := int(whole.IntPart())
	switch {
	case w.since04:
		n += days1904
	case n < firstRightDay:
		n++
	}
	day := dayZero.AddDays(n)
	out := taken{text: day.String()}
	if !whole.Equal(d) {
		out.issues = append(out.issues, newIssue(Told, TimeDropped, "date", day.String()))
	}
	return out
}

const (
	lastSerial = 2_958_465 // 9999-12-31
	days1904   = 1462      // from the one day zero to the other
)

// clip shortens a text for a message.
func clip(text string) string {
	runes := []rune(strings.TrimSpace(legible(strings.ToValidUTF8(text, "?"))))
	if len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return string(runes)
}
