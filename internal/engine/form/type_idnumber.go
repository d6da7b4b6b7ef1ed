package form

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/yamldoc"
)

// idNumberType is a citizen's identity number (公民身份号码, GB 11643-1999): six digits of the region (GB/T 2260),
// eight of the date of birth, three in order, and a check character. It is masked when shown, and no fault repeats it.
type idNumberType struct{}

// idLength is the length since 1999; until then it was 15 (GB 11643-1989), without century and check character.
const (
	idLength    = 18
	oldIDLength = 15
)

func (idNumberType) Name() string                   { return "idnumber" }
func (idNumberType) Holds() expr.Kind               { return expr.Text }
func (idNumberType) Settings() []string             { return nil }
func (idNumberType) Control() Control               { return ControlCode }
func (idNumberType) Text(_ *Field, v Value) string  { return v.Text() }
func (idNumberType) Define(f *Field, _ yamldoc.Map) { f.Length = idLength }
func (idNumberType) masks()                         {}

// Show hides the date of birth: 110105********002X.
func (idNumberType) Show(_ *Field, v Value) string {
	if id := v.Text(); len(id) == idLength {
		return id[:6] + "********" + id[14:]
	}
	return ""
}

func (idNumberType) Decode(_ *Field, raw string) (Value, *Fault) {
	id := compactCode(raw)
	if id == "" && strings.TrimSpace(raw) == "" {
		return Value{}, nil
	}
	if flt := checkID18(id); flt != nil {
		return Value{}, flt
	}
	return expr.TextOf(id), nil
}

func checkID18(id string) *Fault {
	switch {
	case len(id) == oldIDLength && digits(id):
		return fault(IDOld)
	case id == "" || !digits(strings.TrimSuffix(id, "X")):
		return fault(IDCharacter)
	case len(id) != idLength:
		return fault(IDLength, "got", strconv.Itoa(len(id)))
	case !strings.Contains(provinces, " "+id[:2]+" "):
		return fault(IDRegion)
	case !birthDate(id[6:14]):
		return fault(IDDate)
	case id[idLength-1] != checkMod11(id[:idLength-1]):
		return fault(IDCheck)
	}
	return nil
}

// provinces are the first two digits of GB/T 2260, with 83 for residents of Taiwan, whose residence permits bear
// numbers of the same form.
const provinces = " 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 "

// birthDate takes days of the calendar from 1800 to 2199; which day is today is not known here.
func birthDate(text string) bool {
	year, _ := strconv.Atoi(text[:4])
	month, _ := strconv.Atoi(text[4:6])
	day, _ := strconv.Atoi(text[6:])
	_, err := period.NewDate(year, time.Month(month), day)
	return err == nil && 1800 <= year && year < 2200
}

// checkMod11 is the check character of ISO 7064 MOD 11-2 (GB 11643-1999, 5.4): the weighted sum of all eighteen,
// weights 2 to the power of the place, leaves 1 when divided by 11; ten is written X.
func checkMod11(digits string) byte {
	p := 0
	for i := range len(digits) {
		p = (p + int(digits[i]-'0')) * 2 % 11
	}
	return "0123456789X"[(12-p)%11]
}

// compactCode is a code as it is kept: without the blanks, hyphens and marks that a copy brings along, in capitals.
func compactCode(raw string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '\'' || unicode.IsSpace(r) || isMark(r) {
			return -1
		}
		return unicode.ToUpper(r)
	}, narrow(raw))
}

// isMark knows the invisible marks of writing direction and width that come along when a number is copied out of a
// list of contacts or a chat.
func isMark(r rune) bool {
	return '\u200b' <= r && r <= '\u200f' || '\u202a' <= r && r <= '\u202e' || '\u2060' <= r && r <= '\u2069' || r == '\ufeff'
}
