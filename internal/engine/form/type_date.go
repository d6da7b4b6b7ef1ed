package form

import (
	"strconv"
	"strings"
	"time"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/yamldoc"
)

// dateType is a day. 2026-09-01, 2026/9/1, 2026.9.1, 2026年9月1日 and 20260901 are taken.
type dateType struct{}

func (dateType) Name() string                  { return "date" }
func (dateType) Holds() expr.Kind              { return expr.Date }
func (dateType) Settings() []string            { return []string{"min", "max"} }
func (dateType) Control() Control              { return ControlDate }
func (dateType) Text(_ *Field, v Value) string { return v.Date().String() }
func (dateType) Show(_ *Field, v Value) string { return v.Date().String() }

func (dateType) Define(f *Field, m yamldoc.Map) {
	f.From, f.To = defineDate(m, "min"), defineDate(m, "max")
	if !f.From.IsZero() && !f.To.IsZero() && f.From.After(f.To) {
		m.At("max").Report(MinAboveMax, "min", f.From.String(), "max", f.To.String())
	}
}

func defineDate(m yamldoc.Map, key string) period.Date {
	if !m.Has(key) {
		return period.Date{}
	}
	text := m.At(key).Text()
	d, err := period.ParseDate(text)
	if err != nil {
		m.At(key).Report(BadDate, "text", text)
	}
	return d
}

func (dateType) Decode(f *Field, raw string) (Value, *Fault) {
	text := strings.TrimSpace(narrow(raw))
	if text == "" {
		return Value{}, nil
	}
	d, ok := readDate(text)
	if !ok {
		return Value{}, fault(BadDate, "text", clip(raw))
	}
	if !f.From.IsZero() && d.Before(f.From) {
		return Value{}, fault(TooEarly, "min", f.From.String())
	}
	if !f.To.IsZero() && d.After(f.To) {
		return Value{}, fault(TooLate, "max", f.To.String())
	}
	return expr.DateOf(d), nil
}

// ReadDay reads a day as people write it in a date field; the error is period.ErrBadDate for what is none.
func ReadDay(text string) (period.Date, error) {
	if d, ok := readDate(strings.TrimSpace(narrow(text))); ok {
		return d, nil
	}
	return period.ParseDate(text)
}

// readDate wants year, month and day in this order; a year of two digits is refused.
func readDate(text string) (period.Date, bool) {
	if len(text) == 8 && digits(text) {
		text = text[:4] + "-" + text[4:6] + "-" + text[6:]
	}
	text = strings.TrimSuffix(strings.NewReplacer("年", "-", "月", "-", "/", "-", ".", "-", " ", "").Replace(text), "日")
	parts := strings.Split(text, "-")
	if len(parts) != 3 || len(parts[0]) != 4 {
		return period.Date{}, false
	}
	var numbers [3]int
	for i, part := range parts {
		if !digits(part) || len(part) > 4 || part == "" {
			return period.Date{}, false
		}
		numbers[i], _ = strconv.Atoi(part)
	}
	d, err := period.NewDate(numbers[0], time.Month(numbers[1]), numbers[2])
	return d, err == nil && numbers[0] >= 1900 && numbers[0] <= 2200
}
