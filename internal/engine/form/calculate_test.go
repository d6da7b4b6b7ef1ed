package form_test

import (
	"errors"
	"strings"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/yamldoc"
	"nianlun/internal/kit/goldentest"
	"nianlun/internal/kit/i18n"
)

const sums = `form: sums
title: 合计
sections:
  - title: 总表
    fields:
      - {code: hint,  name: 先填下面的明细, type: note, help: 合计自动算}
      - {code: all,   name: 总数,   type: calculated, value: 男生 + 女生, unit: 人, decimals: 0}
      - {code: share, name: 女生占比, type: calculated, value: 女生 / 总数 * 100, unit: "%", decimals: 1}
      - {code: boys,  name: 男生,   type: integer}
      - {code: girls, name: 女生,   type: integer}
      - {code: paid,  name: 已付合计, type: calculated, value: "sum(项目, .结清)", unit: 万元}
      - {code: zero,  name: 当零,   type: calculated, value: 男生 + 女生, missing: zero}
      - {code: more,  name: 有无增项, type: yesno}
      - {code: extra, name: 增项,   type: money, unit: 万元, when: 有无增项 == 是}
      - {code: plus,  name: 连增项, type: calculated, value: "已付合计 + (增项 ?? 0)", unit: 万元}
      - {code: why,   name: 说明,   type: text, when: 当零 > 100}
  - title: 明细
    rows: {code: list, name: 项目}
    fields:
      - {code: plan,  name: 计划, type: money, unit: 万元}
      - {code: rate,  name: 进度, type: percent}
      - {code: done,  name: 结清, type: calculated, value: 计划 * 进度 / 100, unit: 万元, decimals: 2, total: true}
      - {code: of,    name: 占全部, type: calculated, value: 结清 / 已付合计 * 100, decimals: 1}
      - {code: note,  name: 备注, type: text, when: 结清 > 10}
checks:
  - logic: 总数 <= 1000
    say: 总数 {总数} 太大
`

func parsed(t *testing.T, source string) *form.Definition {
	t.Helper()
	def, err := form.Parse([]byte(source), nil)
	if err != nil {
		t.Fatal(err)
	}
	return def
}

func TestCalculated(t *testing.T) {
	def := parsed(t, sums)
	raw := form.Raw{"boys": "100", "girls": "１０１", "more": "是", "extra": "5", "why": "x", "list[r1].plan": "100", "list[r1].rate": "33.3", "list[r1].note": "a", "list[r2].plan": "1.11", "list[r2].rate": "50", "list[r2].note": "b",
		"all": "999", "list[r1].done": "1", "list[r9].done": "7", "hint": "typed"}
	values, issues := form.Decode(def, raw)
	if len(issues) > 0 {
		t.Fatal(list(issues))
	}
	for path, want := range map[form.Path]string{"all": "201", "share": "50.2", "paid": "33.86", "zero": "201", "plus": "38.86", "why": "x", "hint": "",
		"list[r1].done": "33.3", "list[r2].done": "0.56", "list[r1].of": "98.3", "list[r2].of": "1.7", "list[r1].note": "a", "list[r2].note": ""} {
		if got := values.Get(path).String(); got != want {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
	if rows := len(values.Rows("list")); rows != 2 {
		t.Errorf("%d rows: a row with nothing but a computed number is no row", rows)
	}
	again, issues := form.Decode(def, form.RawOf(def, values))
	if len(issues) > 0 || len(form.Diff(def, values, again)) > 0 {
		t.Errorf("written and read again: %v %v", list(issues), form.Diff(def, values, again))
	}
	if _, found := form.RawOf(def, values)["all"]; found {
		t.Error("a computed number was written as if it were typed")
	}
	if hidden := form.Hidden(def, values); len(hidden) != 1 || !hidden["list[r2].note"] {
		t.Errorf("hidden: %v", hidden)
	}
}

// A hidden answer counts as none, also in what is computed from it, and that again in what is shown.
func TestCalculatedWithoutHidden(t *testing.T) {
	def := parsed(t, sums)
	raw := form.Raw{"more": "否", "extra": "5", "list[r1].plan": "100", "list[r1].rate": "50"}
	values, _ := form.Decode(def, raw)
	if got := values.Get("plus").String(); got != "50" {
		t.Errorf("with the hidden answer: %s", got)
	}
	chain := parsed(t, "form: a\ntitle: 一\nsections:\n  - title: 一\n    fields:\n"+
		"      - {code: ask, name: 问, type: yesno}\n      - {code: a, name: 甲, type: integer, when: 问 == 是}\n      - {code: b, name: 乙, type: calculated, value: \"甲 ?? 0\"}\n"+
		"      - {code: c, name: 丙, type: integer, when: 乙 < 3}\n      - {code: d, name: 丁, type: calculated, value: 丙 * 2, when: 丙 > 1}\n      - {code: e, name: 戊, type: text, when: not filled(丁)}\n")
	for raw, want := range map[[2]string]string{{"是", "5"}: "a=5 b=5 e=x", {"否", "5"}: "a= b=0 c=4 d=8", {"是", "1"}: "a=1 b=1 c=4 d=8"} {
		values, issues := form.Decode(chain, form.Raw{"ask": raw[0], "a": raw[1], "c": "4", "e": "x"})
		for _, part := range strings.Fields(want) {
			path, text, _ := strings.Cut(part, "=")
			if got := values.Get(form.Path(path)).String(); got != text {
				t.Errorf("%v: %s is %q, want %q", raw, path, got, text)
			}
		}
		if len(issues) > 0 {
			t.Error(list(issues))
		}
	}
}

func TestCalculatedIsMissing(t *testing.T) {
	def := parsed(t, sums)
	values, _ := form.Decode(def, form.Raw{"boys": "3"})
	for path, want := range map[form.Path]string{"all": "", "share": "", "zero": "3"} {
		if got := values.Get(path).String(); got != want {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
	values, _ = form.Decode(def, form.Raw{"boys": "0", "girls": "0"})
	if v := values.Get("share"); !v.IsMissing() {
		t.Errorf("0 / 0 is %v", v)
	}
	values, _ = form.Decode(def, form.Raw{"hint": "x", "all": "1"})
	if !values.IsEmpty() {
		t.Errorf("nothing is answered, and yet: %s", form.Marshal(values))
	}
	huge := parsed(t, "form: a\ntitle: 一\nsections:\n  - title: 一\n    fields:\n      - {code: a, name: 甲, type: integer}\n      - {code: b, name: 乙, type: calculated, value: 甲 * 甲}\n")
	values, _ = form.Decode(huge, form.Raw{"a": "999999999999999"})
	if v := values.Get("b"); !v.IsMissing() || form.Fits(huge, values) != nil {
		t.Errorf("too large a number is kept: %v", v)
	}
}

func TestCalculateAgain(t *testing.T) {
	def := parsed(t, sums)
	values, _ := form.Decode(def, form.Raw{"boys": "1", "girls": "2"})
	corrected := values.Clone()
	other, _ := form.Decode(def, form.Raw{"boys": "5"})
	corrected.Set("boys", other.Get("boys"))
	corrected = form.Calculate(def, corrected)
	if got := corrected.Get("all").String(); got != "7" {
		t.Errorf("got %s", got)
	}
	if got := values.Get("all").String(); got != "3" {
		t.Errorf("the values given were changed: %s", got)
	}
}

// What was answered the period before is offered again, unless the definition no longer takes it; computed numbers
// are computed anew.
func TestPrefillTypes(t *testing.T) {
	source := "form: a\ntitle: 一\nsections:\n  - title: 一\n    fields:\n      - {code: at, name: 时, type: time, prefill: last}\n      - {code: who, name: 人, type: person, prefill: last}\n" +
		"      - {code: term, name: 期, type: period, of: term, min: 2025-2026-T1, prefill: last}\n      - {code: card, name: 证, type: idnumber, prefill: last}\n      - {code: n, name: 数, type: integer, prefill: last}\n      - {code: twice, name: 倍, type: calculated, value: 数 * 2}\n"
	before := parsed(t, strings.Replace(source, ", min: 2025-2026-T1", "", 1))
	previous, issues := form.Decode(before, form.Raw{"at": "9:30", "who": "p-1", "term": "2024-2025-T2", "card": "11010519491231002X", "n": "4"})
	if len(issues) > 0 {
		t.Fatal(list(issues))
	}
	def := parsed(t, source)
	raw := form.RawOf(def, form.Prefilled(def, form.Sources{Previous: &previous}))
	if len(raw) != 4 || raw["at"] != "09:30" || raw["who"] != "p-1" || raw["card"] != "11010519491231002X" || raw["n"] != "4" {
		t.Errorf("offered: %v", raw)
	}
	if values, _ := form.Decode(def, raw); values.Get("twice").String() != "8" {
		t.Errorf("computed anew: %v", values.Get("twice"))
	}
}

func TestShowCalculated(t *testing.T) {
	def := parsed(t, strings.Replace(sums, "value: 男生 + 女生, missing: zero", "value: 男生 / 8, missing: zero", 1))
	values, _ := form.Decode(def, form.Raw{"boys": "12350", "girls": "1"})
	for code, want := range map[string]string{"all": "12,351", "zero": "1,543.75"} {
		f, _ := def.Field(code)
		if got := f.Type.Show(f, values.Get(form.Path(code))); got != want {
			t.Errorf("%s: %s", code, got)
		}
	}
}

// What the new types refuse in a definition, with its place, in both languages.
func TestTypeMistakes(t *testing.T) {
	source := `form: mistakes
title: 错
sections:
  - title: 一
    fields:
      - {code: a,  name: 甲, type: calculated, value: 乙 + 1}
      - {code: b,  name: 乙, type: calculated, value: 丙 * 2}
      - {code: c,  name: 丙, type: calculated, value: 甲 - 1}
      - {code: d,  name: 丁, type: calculated, value: 丁}
      - {code: e,  name: 戊, type: calculated, value: 己 + 1}
      - {code: e2, name: 戊二, type: text, when: 戊 > 1}
      - {code: f,  name: 己, type: integer}
      - {code: g,  name: 庚, type: calculated}
      - {code: h,  name: 辛, type: calculated, value: 不知, required: true}
      - {code: i,  name: 壬, type: calculated, value: 己 > 1}
      - {code: j,  name: 癸, type: calculated, value: 上期.己 + param.甲.乙}
      - {code: k,  name: 子, type: time, min: "25:00", max: 8点}
      - {code: l,  name: 丑, type: time, min: "9:00", max: "8:00"}
      - {code: m,  name: 寅, type: period}
      - {code: n,  name: 卯, type: period, of: monthly}
      - {code: o,  name: 辰, type: period, of: month, min: 2026-Q1, max: 2026-12}
      - {code: p,  name: 巳, type: phone, of: fax}
      - {code: q,  name: 午, type: place, datum: BD-09}
      - {code: r,  name: 未, type: idnumber, min: 3}
      - {code: s,  name: 申, type: note, required: true}
      - {code: s,  name: 酉, type: text}
      - {code: t,  name: 戌, type: creditcode, decimals: 2}
  - title: 二
    rows: {code: list, name: 行, key: 算}
    fields:
      - {code: sum,  name: 算, type: calculated, value: 己 * 2}
      - {code: note, name: 记, type: note}
checks:
  - logic: 申 == 1
    say: 错
  - logic: 己 > 0
    say: 错
    mend: {field: 庚, value: 己}
`
	_, err := form.Parse([]byte(source), nil)
	var problems yamldoc.Problems
	if !errors.As(err, &problems) {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, lang := range i18n.Langs {
		for _, problem := range problems {
			b.WriteString(problem.Message(lang.T) + "\n")
		}
		b.WriteString("\n")
	}
	goldentest.Same(t, "testdata/mistakes-types.txt", b.String())
}

func TestCompatTypes(t *testing.T) {
	for _, c := range []struct{ before, after, want string }{
		{"type: period, of: month", "type: period, of: term", "period_changed!"},
		{"type: calculated, value: 数 * 2", "type: calculated, value: 数 * 3", "formula_changed"},
		{"type: calculated, value: 数 * 2", "type: decimal", "type_changed!"},
		{"type: calculated, value: 数, decimals: 3", "type: calculated, value: 数, decimals: 1", "scale_reduced!"},
		{"type: phone", "type: phone, of: mobile", ""},
	} {
		field := func(settings string) *form.Definition {
			return parsed(t, "form: a\ntitle: 一\nsections:\n  - title: 一\n    fields:\n      - {code: n, name: 数, type: decimal}\n      - {code: f, name: 项, "+settings+"}\n")
		}
		got := ""
		for _, d := range form.Compat(field(c.before), field(c.after)) {
			got += d.Code
			if d.Refused {
				got += "!"
			}
		}
		if got != c.want {
			t.Errorf("%s -> %s: %s", c.before, c.after, got)
		}
	}
}
