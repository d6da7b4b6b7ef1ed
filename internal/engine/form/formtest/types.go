package formtest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/form"
)

// FieldOf makes a form of one field of a type, with further settings as YAML, and returns both.
func FieldOf(t testing.TB, typ, settings string) (*form.Definition, *form.Field) {
	t.Helper()
	source := fmt.Sprintf("form: one\ntitle: 一\nlists: {类别: {a1: 甲类, b2: 乙类, c3: =丙, d4: {name: 戊等, retired: 2020-01-01}}}\nsections:\n  - title: 一\n    fields:\n      - {code: f, name: 项, type: %s%s}\n", typ, settings)
	def, err := form.Parse([]byte(source), nil)
	if err != nil {
		t.Fatalf("%s:\n%v", typ, err)
	}
	f, _ := def.Field("f")
	return def, f
}

// Example makes a form of one field of a type with what it must be told.
func Example(t testing.TB, typ string) (*form.Definition, *form.Field) {
	t.Helper()
	return FieldOf(t, typ, settingsOf(typ))
}

// settingsOf is what a type must be told, and nothing more.
func settingsOf(typ string) string {
	switch typ {
	case "money":
		return ", unit: 万元"
	case "choice", "multichoice":
		return ", of: 类别"
	case "period":
		return ", of: month"
	case "calculated": // a second field to compute from, here and in the period before
		return ", value: 底数 * 2 + 上期.底数}\n      - {code: base, name: 底数, type: decimal"
	}
	return ""
}

// hostileTexts are given to every type. None may crash it, and whatever it takes must come back.
var hostileTexts = []string{"", " ", "　", "0", "-0", "007", "00", "1", "-1", "+1", "-", ".", "1.", ".5", "1.5", "1.50", "1.005", "１２３", "１，２３４．５", "1,234", "1,23",
	"12,34,567", "1 234 567", "1，234", "1e5", "0x10", "NaN", "Inf", "∞", "½", "٣", "一百", "3.2万", "12.5%", "％", "=cmd|' /C calc'!A0", "=1+1", "@SUM(A1)", "+86", "'", `"`, "<b>", "<script>alert(1)</script>", `"><img src=x onerror=alert(1)>`, "</textarea><script>", "javascript:alert(1)", "{甲}", "a,b",
	"2026-09-01", "2026/9/1", "2026年9月1日", "２０２６．９．１", "20260901", "2026-02-30", "26-9-1", "1/9/2026", "99999999", "是", "否", "有", "无", "yes", "甲类", "a1", "a1,b2", "甲类、乙类", "乙类;甲类;甲类", "丁类", "戊等", "d4", "戊等、a1",
	"first\nsecond", "first\r\nsecond", "\ttab\t", "\u200b", "😀", "𠮷", "e\u0301", strings.Repeat("9", 15), strings.Repeat("9", 16), strings.Repeat("9", 5000), "-" + strings.Repeat("9", 15), "0." + strings.Repeat("0", 400) + "1",
	strings.Repeat("字", 5000), strings.Repeat("字", 200), "01890a5d-ac96-774b-bcce-b302099a8057", "../../etc/passwd",
	"9:30", "9：30", "9时30分", "24:00", "-1:30", "2026-09", "2026年9月", "2026-13", "2025-2026-T1", "13812345678", "+86 138-1234-5678", "0571-12345678-801", "12345678", "++86", "转", "-801",
	"11010519491231002X", "１１０１０５１９４９１２３１００２ｘ", "110105491231002", "91350100M000100Y43", "X", "XXXXXXXXXXXXXXXXXX", "云湖路1号 [120.1551,30.2741 GCJ-02]", "30.2741,120.1551", "[,]", "[0,0 WGS84]",
	"[" + strings.Repeat("9", 3000) + ".1,1.1 WGS84]", "\u202a13812345678\u202c", strings.Repeat(" ", 9000), strings.Repeat("1 ", 4000), strings.Repeat("(", 5000)}

// Hostile are the texts that every type must take or refuse without harm: nothing, blanks, huge, negative and wrongly
// scaled numbers, full-width digits, formulas, markup, and what belongs to other types.
func Hostile() []string { return slices.Clone(hostileTexts) }

// forbidden are refused by every type, with this code, before the type sees them.
var forbidden = map[string]string{
	"a\x00b":                    form.BadCharacter,
	"\x1b[31m":                  form.BadCharacter,
	"\u0085":                    form.BadCharacter,
	"\xff\xfe":                  form.BadEncoding,
	"12\xc3":                    form.BadEncoding,
	strings.Repeat("字", 10_000): form.TooLong,
}

// Types runs the conformance suite over every type of field.
func Types(t *testing.T) {
	for _, typ := range form.Types() {
		t.Run(typ.Name(), func(t *testing.T) {
			def, f := Example(t, typ.Name())
			declares(t, typ, f)
			for _, text := range hostileTexts {
				if f.Typed() {
					Conforms(t, def, f, text)
				} else {
					ignores(t, def, f, text)
				}
			}
			for text, code := range forbidden {
				refuses(t, def, text, code)
			}
		})
	}
}

func declares(t *testing.T, typ form.Type, f *form.Field) {
	t.Helper()
	found, ok := form.TypeByName(typ.Name())
	if !ok || found.Name() != typ.Name() || f.Type.Name() != typ.Name() {
		t.Errorf("type %q is not found by its name", typ.Name())
	}
	if typ.Control() == "" || typ.Holds() == expr.Missing {
		t.Error("a type must say how it is typed in and what it holds")
	}
}

// Conforms holds for every type and every text: the text decodes to a value or to a fault and not to both; the raw text
// is untouched; the value is of the promised kind; its canonical text and its stored form give it back; and what people
// are shown is not empty.
func Conforms(t testing.TB, def *form.Definition, f *form.Field, text string) {
	t.Helper()
	raw := form.Raw{"f": text}
	values, issues := form.Decode(def, raw)
	v := values.Get("f")
	if raw["f"] != text {
		t.Errorf("%.30q: the raw text was changed", text)
	}
	if len(issues) > 0 {
		if !v.IsMissing() || issues[0].Path != "f" || issues[0].Code == "" {
			t.Errorf("%.30q: fault %v together with value %v", text, issues[0], v)
		}
		return
	}
	if v.IsMissing() {
		if strings.TrimFunc(text, parts) != "" {
			t.Errorf("%.30q became nothing without a fault", text)
		}
		return
	}
	if v.Kind() != f.Type.Holds() {
		t.Errorf("%.30q became a %s, not a %s", text, v.Kind(), f.Type.Holds())
	}
	if f.Type.Show(f, v) == "" {
		t.Errorf("%.30q: shows as nothing", text)
	}
	canonical := f.Type.Text(f, v)
	again, flt := f.Type.Decode(f, canonical)
	if flt != nil || !again.Equal(v) {
		t.Errorf("%.30q: canonical %q came back as %v %v", text, canonical, again, flt)
	}
	stored := form.Marshal(values)
	back, err := form.Unmarshal(def, stored)
	if err != nil || !back.Get("f").Equal(v) {
		t.Errorf("%.30q: stored as %s came back as %v %v", text, stored, back.Get("f"), err)
	}
	if len(form.Cells(def, values)) == 0 {
		t.Errorf("%.30q: has no cell for storage", text)
	}
}

// parts tells blanks, what has no width, and what divides the entries of a cell: by themselves they are no answer.
func parts(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(",;，；、\u200b\u200c\u200d\u2060\ufeff\u00ad", r)
}

// ignores holds for types that nobody types: whatever is written changes nothing and is no mistake, and a value that
// they have of themselves is kept as others are.
func ignores(t *testing.T, def *form.Definition, f *form.Field, text string) {
	t.Helper()
	previous, _ := form.Decode(def, form.Raw{"base": "2"})
	read := def.Read(form.Sources{Previous: &previous})
	want, _ := form.DecodeWith(def, form.Raw{"base": "1.25"}, nil, read)
	values, issues := form.DecodeWith(def, form.Raw{"base": "1.25", "f": text}, nil, read)
	if len(form.Diff(def, want, values)) > 0 || issuesAt(issues, "f") > 0 {
		t.Errorf("%.30q: got %v %v", text, values.Get("f"), issues)
	}
	v := values.Get("f")
	if v.IsMissing() {
		return
	}
	if v.Kind() != f.Type.Holds() || f.Type.Show(f, v) == "" || len(form.Cells(def, values)) < 2 {
		t.Errorf("%v of kind %s, shown as %q", v, v.Kind(), f.Type.Show(f, v))
	}
	back, err := form.Unmarshal(def, form.Marshal(values))
	if err != nil || !back.Get("f").Equal(v) || !form.Calculate(def, back).Get("f").Equal(v) {
		t.Errorf("stored %v came back as %v %v", v, back.Get("f"), err)
	}
}

func issuesAt(issues form.Issues, path form.Path) int {
	n := 0
	for _, issue := range issues {
		if issue.Path == path {
			n++
		}
	}
	return n
}

func refuses(t *testing.T, def *form.Definition, text, code string) {
	t.Helper()
	values, issues := form.Decode(def, form.Raw{"f": text})
	if len(issues) != 1 || issues[0].Code != code || !values.IsEmpty() {
		t.Errorf("%.20q: got %v, want %s", text, issues, code)
	}
}
