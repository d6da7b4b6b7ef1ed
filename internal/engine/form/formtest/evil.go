package formtest

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"nianlun/internal/engine/form"
)

// Evil is one bad text and what is bad about it.
type Evil struct{ Name, Text string }

// Evils are the bad texts that every door tries on every type of field. What comes of each is in
// testdata/evil.txt, one table for all doors: a page and a program are told the same.
func Evils() []Evil {
	return []Evil{
		{"empty", ""},
		{"blanks", " \u3000 "},
		{"10,000 letters", strings.Repeat("x", 10_000)},
		{"10,000 ideographs", strings.Repeat("字", 10_000)},
		{"40 digits", strings.Repeat("9", 40)},
		{"negative", "-5"},
		{"9 decimals", "1.123456789"},
		{"full-width digits", "１２"},
		{"=1+1", "=1+1"},
		{"=cmd", "=cmd|' /C calc'!A0"},
		{"+1+1", "+1+1"},
		{"@SUM", "@SUM(A1)"},
		{"NUL", "a\x00b"},
		{"escape character", "a\x1b[31mb"},
		{"broken UTF-8", "12\xc3"},
		{"right-to-left override", "\u202e12"},
		{"zero-width space", "1\u200b2"},
		{"zero-width joiners", "\u200c1\u200d2"},
		{"byte order mark", "\ufeff12"},
		{"no-break space", "\u00a012\u00a0"},
		{"ideographic space", "\u300012\u3000"},
		{"only unseen", "\u200b\ufeff \u2060"},
	}
}

// EveryType is the YAML of a form with a field of every type, called as its type.
func EveryType() string {
	var b strings.Builder
	b.WriteString("form: every-type\ntitle: 各类字段\nperiod: month\nbasis: 各类字段月报制度\nlists: {类别: {a1: 甲类, b2: 乙类, c3: =丙}}\nsections:\n  - title: 一\n    fields:\n")
	for _, typ := range form.Types() {
		fmt.Fprintf(&b, "      - {code: %s, name: 项%s, type: %s%s}\n", typ.Name(), typ.Name(), typ.Name(), settingsOf(typ.Name()))
	}
	return b.String()
}

// Typed are the types to try in one request, and those of files to try one by one: pages and programs send the ids of
// what was uploaded, and a request with an id that is none of the return's is refused as a whole.
func Typed() (together []string, files [][]string) {
	for _, typ := range form.Types() {
		if typ.Control() == form.ControlFiles {
			files = append(files, []string{typ.Name()})
			continue
		}
		together = append(together, typ.Name())
	}
	return together, files
}

// RequestRefused says why a request with a bad text is refused before its cells are looked at: for bytes that are no
// text, else for a file that is not the return's.
func RequestRefused(evil Evil) string {
	if !utf8.ValidString(evil.Text) || strings.Contains(evil.Text, "\x00") {
		return "refused text.bytes"
	}
	return "refused collect.file"
}

// Outcome says what came of a bad text in a field: nothing, the value that it was taken as, or the key of the refusal.
func Outcome(field *form.Field, values form.Values, issues form.Issues) string {
	path := form.FieldPath(field.Code)
	if issue, found := issues.At(path); found {
		return "refused " + issue.Key()
	}
	v := values.Get(path)
	switch {
	case !field.Typed():
		return "not typed in: ignored"
	case v.IsMissing():
		return "no answer"
	}
	text := field.Type.Text(field, v)
	if n := utf8.RuneCountInString(text); n > 60 {
		return fmt.Sprintf("taken as its %d characters", n)
	}
	return fmt.Sprintf("taken as %+q", text)
}

// EvilTable lists what came of every bad text, type by type, those with the same outcome on one line.
func EvilTable(outcome func(typ, evil string) string) string {
	var b strings.Builder
	for _, typ := range form.Types() {
		fmt.Fprintf(&b, "%s\n", typ.Name())
		var order []string
		evils := map[string][]string{}
		for _, evil := range Evils() {
			came := outcome(typ.Name(), evil.Name)
			if !slices.Contains(order, came) {
				order = append(order, came)
			}
			evils[came] = append(evils[came], evil.Name)
		}
		for _, came := range order {
			fmt.Fprintf(&b, "  %s: %s\n", came, strings.Join(evils[came], "; "))
		}
	}
	return b.String()
}
