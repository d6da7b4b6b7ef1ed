package form

import (
	"strings"
	"unicode"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/yamldoc"
)

// phoneType is a telephone number of the mainland: a mobile (13812345678), a landline with area code and perhaps an
// extension (0571-12345678-801), or a 400 or 800 number. `of` narrows it to mobile or landline. It is masked when
// shown.
type phoneType struct{}

// The kinds of numbers that `of` may ask for.
const (
	mobilePhone   = "mobile"
	landlinePhone = "landline"
)

func (phoneType) Name() string                  { return "phone" }
func (phoneType) Holds() expr.Kind              { return expr.Text }
func (phoneType) Settings() []string            { return []string{"of"} }
func (phoneType) Control() Control              { return ControlPhone }
func (phoneType) Text(_ *Field, v Value) string { return v.Text() }
func (phoneType) masks()                        {}

func (phoneType) Define(f *Field, m yamldoc.Map) {
	f.Of = m.At("of").OneOf(mobilePhone, landlinePhone)
}

// Show keeps what tells numbers apart at a glance and hides four digits: 138****5678, 0571-1234****.
func (phoneType) Show(_ *Field, v Value) string {
	number := v.Text()
	if len(number) == 11 && number[0] == '1' {
		return number[:3] + "****" + number[7:]
	}
	area, rest, _ := strings.Cut(number, "-")
	own, extension, more := strings.Cut(rest, "-")
	if len(own) < 7 {
		return strings.Repeat("*", len(number))
	}
	shown := area + "-" + own[:len(own)-4] + "****"
	if more {
		shown += "-" + strings.Repeat("*", len(extension))
	}
	return shown
}

func (phoneType) Decode(f *Field, raw string) (Value, *Fault) {
	text := strings.TrimSpace(narrow(raw))
	if text == "" {
		return Value{}, nil
	}
	number, kind, flt := readPhone(text)
	if flt != nil {
		return Value{}, flt
	}
	if f.Of == mobilePhone && kind != mobilePhone {
		return Value{}, fault(NotMobile)
	}
	if f.Of == landlinePhone && kind == mobilePhone {
		return Value{}, fault(NotLandline)
	}
	return expr.TextOf(number), nil
}

// readPhone gives the canonical number and whether it is a mobile or a landline. The faults do not repeat what was
// written: it is personal.
func readPhone(text string) (number, kind string, flt *Fault) {
	text, extension := cutExtension(text)
	plain, ok := onlyDigits(text)
	if !ok || extension != "" && !upTo(extension, 6) {
		return "", "", fault(BadPhone)
	}
	if abroad := strings.TrimPrefix(plain, "00"); strings.HasPrefix(strings.TrimSpace(text), "+") || abroad != plain {
		home, found := strings.CutPrefix(abroad, "86")
		if !found {
			return "", "", fault(ForeignPhone)
		}
		if plain = home; home != "" && home[0] != '0' && !isMobile(home) && !isService(home) {
			plain = "0" + home // +86 571 …: the area code loses its 0 abroad
		}
	} else if home, found := strings.CutPrefix(plain, "86"); found && isMobile(home) {
		plain = home
	}
	switch {
	case isMobile(plain) && extension == "":
		return plain, mobilePhone, nil
	case isService(plain):
		return joinPhone(plain[:3], plain[3:], extension), landlinePhone, nil
	case plain != "" && plain[0] == '1' && len(plain) >= 9 && len(plain) != 11:
		return "", "", fault(MobileLength, "got", itoa(len(plain)))
	case (len(plain) == 7 || len(plain) == 8) && plain[0] >= '2':
		return "", "", fault(NoAreaCode)
	}
	area := areaDigits(plain)
	if own := len(plain) - area; area == 0 || own != 8 && (area == 3 || own != 7) || plain[area] < '2' {
		return "", "", fault(BadPhone)
	}
	return joinPhone(plain[:area], plain[area:], extension), landlinePhone, nil
}

func joinPhone(area, own, extension string) string {
	if extension == "" {
		return area + "-" + own
	}
	return area + "-" + own + "-" + extension
}

// isMobile knows the form 1[3-9] and nine more digits of the numbering plan (电信网编号计划, 2017年版).
func isMobile(plain string) bool {
	return len(plain) == 11 && plain[0] == '1' && plain[1] >= '3'
}

// isService knows the numbers that are called from everywhere alike.
func isService(plain string) bool {
	return len(plain) == 10 && (plain[:3] == "400" || plain[:3] == "800")
}

// areaDigits is how many digits the area code has: 3 for 010 and 02x, 4 for 03xx to 09xx; 0 for none.
func areaDigits(plain string) int {
	switch {
	case len(plain) < 10 || plain[0] != '0' || plain[1] == '0':
		return 0
	case plain[1] == '2' || plain[:3] == "010":
		return 3
	case plain[1] >= '3':
		return 4
	}
	return 0
}

// cutExtension takes 转801, -801 behind a full number, ext. 801 and *801 off the end.
func cutExtension(text string) (number, extension string) {
	lower := strings.ToLower(text)
	for _, mark := range []string{"转", "分机", "ext.", "ext", "*"} {
		if at := strings.LastIndex(lower, mark); at > 0 && len(lower) == len(text) {
			return strings.TrimRight(text[:at], " -,，"), strings.Trim(text[at+len(mark):], " :")
		}
	}
	parts := strings.Split(text, "-")
	if last := len(parts) - 1; last == 2 && strings.HasPrefix(parts[0], "0") && len(strings.TrimSpace(parts[1])) >= 7 {
		return parts[0] + "-" + parts[1], strings.TrimSpace(parts[last])
	}
	return text, ""
}

// onlyDigits drops what people put between digits.
func onlyDigits(text string) (string, bool) {
	plain := strings.Map(func(r rune) rune {
		if strings.ContainsRune("-().", r) || unicode.IsSpace(r) || isMark(r) {
			return -1
		}
		return r
	}, text)
	plain = strings.TrimPrefix(plain, "+")
	return plain, plain != "" && len(plain) <= 20 && digits(plain)
}
