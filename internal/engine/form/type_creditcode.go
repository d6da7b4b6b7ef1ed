package form

import (
	"strconv"
	"strings"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/yamldoc"
)

// creditCodeType is the code of a legal person or other body (法人和其他组织统一社会信用代码, GB 32100-2015): one
// character of the registering office, one of the kind of body, six digits of the region, nine of the body (GB 11714)
// and a check character. The code of a sole trader (个体工商户) stands for a person, and which kind of body a code is of is
// not known to whoever looks on, so it is masked when shown.
type creditCodeType struct{}

// creditAlphabet is table 1 of GB 32100-2015: a character's value is its place. I, O, S, V and Z are left out, since
// they look like others.
const creditAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

const creditLength = 18

func (creditCodeType) Name() string                   { return "creditcode" }
func (creditCodeType) Holds() expr.Kind               { return expr.Text }
func (creditCodeType) Settings() []string             { return nil }
func (creditCodeType) Control() Control               { return ControlCode }
func (creditCodeType) Text(_ *Field, v Value) string  { return v.Text() }
func (creditCodeType) Define(f *Field, _ yamldoc.Map) { f.Length = creditLength }

func (creditCodeType) masks() {}

// Show hides most of the body's own nine characters: 91350100******0Y43.
func (creditCodeType) Show(_ *Field, v Value) string {
	if code := v.Text(); len(code) == creditLength {
		return code[:8] + "******" + code[14:]
	}
	return ""
}

func (creditCodeType) Decode(_ *Field, raw string) (Value, *Fault) {
	code := compactCode(raw)
	if code == "" && strings.TrimSpace(raw) == "" {
		return Value{}, nil
	}
	for _, r := range code {
		if !strings.ContainsRune(creditAlphabet, r) {
			return Value{}, fault(CreditCharacter, "text", string(r))
		}
	}
	switch {
	case len(code) != creditLength:
		return Value{}, fault(CreditLength, "got", strconv.Itoa(len(code)))
	case !digits(code[2:8]):
		return Value{}, fault(CreditRegion, "text", code[2:8])
	case code[creditLength-1] != checkMod31(code[:creditLength-1]):
		return Value{}, fault(CreditCheck)
	}
	return expr.TextOf(code), nil
}

// checkMod31 is the check character of GB 32100-2015, annex A: 31 less the remainder by 31 of the sum of the values,
// each times 3 to the power of its place from 0; 31 is written 0.
func checkMod31(code string) byte {
	sum, weight := 0, 1
	for i := range len(code) {
		sum += strings.IndexByte(creditAlphabet, code[i]) * weight
		weight = weight * 3 % 31
	}
	return creditAlphabet[(31-sum%31)%31]
}
