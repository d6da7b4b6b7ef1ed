package form

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/yamldoc"
)

// maxWhole bounds the digits before the point: the largest sums of a city in fen have 15.
const maxWhole = 15

// maxDecimals bounds the digits after the point that a definition may ask for.
const maxDecimals = 6

// narrow maps what a Chinese keyboard types in full width to its plain form, for numbers and dates, and drops what
// nobody sees.
func narrow(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case isUnseen(r):
			return -1
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '　', r == '\u00a0', r == '\u202f':
			return ' '
		case r == '。':
			return '.'
		case r == '−', r == '–', r == '—':
			return '-'
		}
		return r
	}, text)
}

// isUnseen knows characters without width that come along when something is copied from a web page or a chat, and that
// mean nothing: U+00AD, U+200B to U+200D, U+2060, U+FEFF. Marks that turn the direction of writing are none of them,
// for they change what is read.
func isUnseen(r rune) bool {
	return r == '\u00ad' || '\u200b' <= r && r <= '\u200d' || r == '\u2060' || r == '\ufeff'
}

// seen is a text without what nobody sees at its ends, and the blanks among it; a text without such characters stays as
// it is. Within a text they may belong to a word or a picture.
func seen(text string) string {
	if !strings.ContainsFunc(text, isUnseen) {
		return text
	}
	return strings.TrimFunc(text, func(r rune) bool { return isUnseen(r) || unicode.IsSpace(r) })
}

// unseen is a text without any of what nobody sees, for words that stand for something: options, units, people.
func unseen(text string) string {
	if !strings.ContainsFunc(text, isUnseen) {
		return text
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if isUnseen(r) {
			return -1
		}
		return r
	}, text))
}

// decodeNumber reads a decimal with at most the field's decimals. Full-width digits, blanks around and between groups,
// and thousands separators in groups of three are taken; exponents and anything else are not.
func decodeNumber(f *Field, raw string) (Value, *Fault) {
	text := strings.TrimSpace(narrow(raw))
	if text == "" {
		return Value{}, nil
	}
	plain, ok := plainNumber(text)
	if !ok {
		return Value{}, fault(NotNumber, "text", clip(raw))
	}
	whole, fraction, _ := strings.Cut(strings.TrimLeft(plain, "+-"), ".")
	if len(strings.TrimLeft(whole, "0")) > maxWhole {
		return Value{}, fault(TooBig, "max", strconv.Itoa(maxWhole))
	}
	fraction = strings.TrimRight(fraction, "0")
	if len(fraction) > f.Decimals {
		if f.Decimals == 0 {
			return Value{}, fault(NotWhole, "text", clip(raw))
		}
		return Value{}, fault(WrongScale, "decimals", strconv.Itoa(f.Decimals), "got", strconv.Itoa(len(fraction)))
	}
	d, err := decimal.NewFromString(plain)
	if err != nil {
		return Value{}, fault(NotNumber, "text", clip(raw))
	}
	return inBounds(f, d)
}

func inBounds(f *Field, d decimal.Decimal) (Value, *Fault) {
	if f.Min != nil && d.LessThan(*f.Min) {
		return Value{}, fault(BelowMin, "min", f.withUnit(*f.Min))
	}
	if f.Max != nil && d.GreaterThan(*f.Max) {
		return Value{}, fault(AboveMax, "max", f.withUnit(*f.Max))
	}
	return numberOf(d), nil
}

// withUnit is a bound as a person reads it: "0 个".
func (f *Field) withUnit(d decimal.Decimal) string {
	return strings.TrimSpace(d.String() + " " + f.Unit)
}

// plainNumber takes separators out: 1,234.5 and 1 234.5 are 1234.5, while 1,23 is refused, for nobody can tell whether
// 123 or 1.23 was meant.
func plainNumber(text string) (string, bool) {
	sign := ""
	if text[0] == '-' || text[0] == '+' {
		sign, text = strings.TrimPrefix(text[:1], "+"), strings.TrimSpace(text[1:])
	}
	whole, fraction, hasPoint := strings.Cut(text, ".")
	if whole == "" || !digits(fraction) || (hasPoint && fraction == "") {
		return "", false
	}
	separator := ","
	if strings.Contains(whole, " ") {
		separator = " "
	}
	groups := strings.Split(whole, separator)
	for i, group := range groups {
		if !digits(group) || group == "" || (len(groups) > 1 && !groupLength(i, len(group))) {
			return "", false
		}
	}
	plain := sign + strings.Join(groups, "")
	if hasPoint {
		plain += "." + fraction
	}
	return plain, true
}

func groupLength(index, length int) bool {
	if index == 0 {
		return length <= 3
	}
	return length == 3
}

func digits(text string) bool {
	for _, r := range text {
		if r < '0' || r > '9' {
			return false
		}
	}
	return true
}

// clip shortens a text for a message.
func clip(text string) string {
	runes := []rune(strings.TrimSpace(text))
	if len(runes) > 20 {
		return string(runes[:20]) + "…"
	}
	return string(runes)
}

// showNumber groups the digits by three and keeps the field's decimals.
func showNumber(f *Field, v Value) string {
	if v.IsMissing() {
		return ""
	}
	return groupThousands(v.Number().StringFixed(int32(f.Decimals)))
}

// groupThousands writes 1234567.8 as 1,234,567.8.
func groupThousands(text string) string {
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign, text = "-", text[1:]
	}
	whole, fraction, hasPoint := strings.Cut(text, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if hasPoint {
		whole += "." + fraction
	}
	return sign + whole
}

func numberText(v Value) string {
	if v.IsMissing() {
		return ""
	}
	return decimalText(v.Number())
}

// decimalText is d.String() without the detour over big integers, for the numbers that forms are full of: whole and up
// to eighteen digits.
func decimalText(d decimal.Decimal) string {
	if d.Exponent() == 0 && d.NumDigits() <= 18 {
		return strconv.FormatInt(d.CoefficientInt64(), 10)
	}
	return d.String()
}

// defineBounds reads min and max of a number.
func defineBounds(f *Field, m yamldoc.Map) {
	f.Min, f.Max = m.At("min").Decimal(), m.At("max").Decimal()
	if f.Min != nil && f.Max != nil && f.Min.GreaterThan(*f.Max) {
		m.At("max").Report(MinAboveMax, "min", f.Min.String(), "max", f.Max.String())
	}
}

// defineDecimals reads decimals, or takes what the type has by itself.
func defineDecimals(f *Field, m yamldoc.Map, own int) {
	f.Decimals = own
	if !m.Has("decimals") {
		return
	}
	f.Decimals = m.At("decimals").Whole()
	if f.Decimals < 0 || f.Decimals > maxDecimals {
		m.At("decimals").Report(OutOfRange, "key", "decimals", "min", 0, "max", maxDecimals)
		f.Decimals = own
	}
}
