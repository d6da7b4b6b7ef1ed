package form_test

import (
	"strings"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formtest"
)

func TestTypesConform(t *testing.T) { formtest.Types(t) }

// FuzzTypes gives every type what nobody thought of.
func FuzzTypes(f *testing.F) {
	for _, text := range []string{"9时30分", "2025年秋季学期", "+86 571 8234 5678 转 801", "11010519491231002X", "91350100M000100Y43", "云湖路1号 [120.1551,30.2741 GCJ-02]", "东经120.1551° 北纬30.2741° WGS-84", "1,234.50", "甲类、乙类"} {
		f.Add(text)
	}
	type one struct {
		def   *form.Definition
		field *form.Field
	}
	var all []one
	for _, typ := range form.Types() {
		if def, field := formtest.Example(f, typ.Name()); field.Typed() {
			all = append(all, one{def, field})
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, o := range all {
			formtest.Conforms(t, o.def, o.field, text)
		}
	})
}

// Blanks and characters without width at the ends of any answer, and within what stands for something, are nothing that
// anybody wrote; within a text they stay.
func TestUnseenCharactersAreNotWritten(t *testing.T) {
	for _, c := range []struct{ typ, settings, raw, want string }{
		{"text", "", "\ufeff\u3000云湖\u200b", "云湖"},
		{"text", "", "👩\u200d🏫", "👩\u200d🏫"},
		{"longtext", "", "\u200b\n", ""},
		{"yesno", "", "\u200b是\u00a0", "yes"},
		{"choice", ", of: {a: 甲类}", "甲\u200b类\ufeff", "a"},
		{"choice", `, of: {a: "甲\u200b类"}`, "甲\u200b类", "a"},
		{"choice", `, of: {a: "甲\u200b类"}`, "甲类", "a"},
		{"multichoice", ", of: {a: 甲类, b: 乙类}", "甲类\u200b、\u3000乙\u200d类", "a,b"},
		{"time", "", "9\u200b:30", "09:30"},
		{"idnumber", "", "11010519491231\u200b002X\u00a0", "11010519491231002X"},
		{"phone", "", "138\u200b0013 8000\ufeff", "13800138000"},
	} {
		def, err := form.Parse([]byte("form: one\ntitle: 一\nsections:\n  - title: 一\n    fields:\n      - {code: f, name: 项, type: "+c.typ+c.settings+"}\n"), nil)
		if err != nil {
			t.Fatalf("%s: %v", c.typ, err)
		}
		values, issues := form.Decode(def, form.Raw{"f": c.raw})
		field, _ := def.Field("f")
		got := ""
		if v := values.Get("f"); !v.IsMissing() {
			got = field.Type.Text(field, v)
		}
		if len(issues) > 0 || got != c.want {
			t.Errorf("%s %q: %q %v, want %q", c.typ, c.raw, got, issues, c.want)
		}
	}
}

func TestDecodeTexts(t *testing.T) {
	long := strings.Repeat("字", 201)
	tests := []struct{ typ, settings, raw, want string }{ // want: canonical text, or !code with parameters
		{"text", "", "  007 ", "007"},
		{"text", "", "=cmd|'/C calc'!A0", "=cmd|'/C calc'!A0"},
		{"text", "", "两行\r\n文字", "两行 文字"},
		{"text", "", long, "!too_long got=201 max=200"},
		{"text", ", max: 2", "三个字", "!too_long got=3 max=2"},
		{"longtext", "", " 两行\r\n文字 \n", "两行\n文字"},
		{"integer", "", "１，２３４", "1234"},
		{"integer", "", "1 234 567", "1234567"},
		{"integer", "", "1\u200b2\ufeff,0\u200d00", "12000"},
		{"integer", "", "\u00a01\u3000234\u200b", "1234"},
		{"integer", "", "\u200b\u00a0", ""},
		{"integer", "", "\u202e12", "!not_number text=\u202e12"},
		{"date", "", "2026\u200b-09\ufeff-01", "2026-09-01"},
		{"date", "", "\u3000２０２６年9月\u200b1日\u00a0", "2026-09-01"},
		{"integer", "", "007", "7"},
		{"integer", "", "12.00", "12"},
		{"integer", "", "-0", "0"},
		{"integer", "", "12.5", "!not_whole text=12.5"},
		{"integer", "", "1,23", "!not_number text=1,23"},
		{"integer", "", "12,34,567", "!not_number text=12,34,567"},
		{"integer", "", "1e5", "!not_number text=1e5"},
		{"integer", "", "3.2万", "!not_number text=3.2万"},
		{"integer", "", "٣", "!not_number text=٣"},
		{"integer", "", "=1+1", "!not_number text==1+1"},
		{"integer", "", "9999999999999999", "!too_big max=15"},
		{"integer", ", min: 0, unit: 个", "-1", "!below_min min=0 个"},
		{"integer", ", max: 31", "32", "!above_max max=31"},
		{"decimal", ", decimals: 1", "12.34", "!wrong_scale decimals=1 got=2"},
		{"decimal", ", decimals: 1", "12.30", "12.3"},
		{"decimal", "", "－０．５", "-0.5"},
		{"decimal", "", "1.", "!not_number text=1."},
		{"decimal", "", ".5", "!not_number text=.5"},
		{"decimal", "", "NaN", "!not_number text=NaN"},
		{"money", ", unit: 万元", "1,234,567.89", "1234567.89"},
		{"money", ", unit: 万元", "1.005", "!wrong_scale decimals=2 got=3"},
		{"percent", "", "12.5％", "12.5"},
		{"percent", "", "%", "!not_number text=%"},
		{"date", "", "２０２６年９月１日", "2026-09-01"},
		{"date", "", "2026.9.1", "2026-09-01"},
		{"date", "", "20260901", "2026-09-01"},
		{"date", "", "2026-02-30", "!bad_date text=2026-02-30"},
		{"date", "", "1/9/2026", "!bad_date text=1/9/2026"},
		{"date", "", "26-9-1", "!bad_date text=26-9-1"},
		{"date", ", min: 2026-09-01", "2026-08-31", "!too_early min=2026-09-01"},
		{"date", ", max: 2026-09-01", "2026-09-02", "!too_late max=2026-09-01"},
		{"choice", ", of: 类别", "乙类", "b2"},
		{"choice", ", of: 类别", "b2", "b2"},
		{"choice", ", of: {x: 甲, y: 乙}", "乙", "y"},
		{"choice", ", of: 类别", "丁类", "!not_in_list known=甲类、乙类、=丙 suggest=甲类 text=丁类"},
		{"multichoice", ", of: 类别", "乙类，a1、乙类", "a1,b2"},
		{"multichoice", ", of: 类别, max: 1", "甲类,乙类", "!too_many got=2 max=1"},
		{"yesno", "", "有", "yes"},
		{"yesno", "", "否", "no"},
		{"yesno", "", "也许", "!not_yesno text=也许"},
		{"file", "", "a,b", "!too_many got=2 max=1"},
		{"photo", ", max: 2", "a\nb\na", "a,b"},
		{"file", "", "../x", "!bad_reference text=../x"},
		{"unit", "", " unit-1 ", "unit-1"},
		{"unit", "", "云湖 小学", "!bad_reference text=云湖 小学"},
	}
	for _, tt := range tests {
		_, f := formtest.FieldOf(t, tt.typ, tt.settings)
		v, flt := f.Type.Decode(f, tt.raw)
		got := f.Type.Text(f, v)
		if flt != nil {
			got = "!" + flt.Code
			args := flt.Args()
			for i := 0; i < len(args); i += 2 {
				got += " " + args[i].(string) + "=" + args[i+1].(string)
			}
		}
		if got != tt.want {
			t.Errorf("%s %q: got %q, want %q", tt.typ, tt.raw, got, tt.want)
		}
	}
}

func TestShow(t *testing.T) {
	tests := []struct{ typ, settings, raw, want string }{
		{"money", ", unit: 万元", "1234567.8", "1,234,567.80"},
		{"money", ", unit: 元", "-1234", "-1,234.00"},
		{"integer", "", "123", "123"},
		{"integer", "", "-100", "-100"},
		{"yesno", "", "yes", "是"},
		{"multichoice", ", of: 类别", "b2,a1", "甲类、乙类"},
		{"date", "", "2026-09-01", "2026-09-01"},
	}
	for _, tt := range tests {
		_, f := formtest.FieldOf(t, tt.typ, tt.settings)
		v, flt := f.Type.Decode(f, tt.raw)
		if got := f.Type.Show(f, v); flt != nil || got != tt.want {
			t.Errorf("%s %q: got %q %v, want %q", tt.typ, tt.raw, got, flt, tt.want)
		}
	}
}

func TestPaths(t *testing.T) {
	for text, key := range map[string]string{"spent": "spent", "list": "list", "list[r2]": "list", "list[r2].paid": "list.paid", "grades[g-1].boys_2": "grades.boys_2"} {
		p, ok := form.ParsePath(text)
		if !ok || p.Key() != key {
			t.Errorf("%q: %v %q", text, ok, p.Key())
		}
	}
	for _, text := range []string{"", "Spent", "list[]", "list[].paid", "list[r2]paid", "list[r2].", "list.r2.paid", "list[r2].paid.x", "list[r 2].paid", "[r2].paid", "a[b]c.d", "a.b", strings.Repeat("a", 41)} {
		if p, ok := form.ParsePath(text); ok {
			t.Errorf("%q was taken as %q", text, p)
		}
	}
	if got := form.NextRowKey("r1", "r10", "g3", "r-5"); got != "r11" {
		t.Error(got)
	}
}
