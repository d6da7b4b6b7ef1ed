package form_test

import (
	"fmt"
	"testing"

	"nianlun/internal/engine/form"
)

const presets = `form: presets
title: 默认
lists:
  学段: {p: 小学, m: 初中}
  年级: {p1: {name: 一年级, under: [p]}, p6: {name: 六年级, under: [p]}, m1: {name: 七年级, under: [m]}}
sections:
  - title: 一
    fields:
      - {code: stage, name: 学段, type: choice, of: 学段, default: 小学, prefill: last}
      - {code: grade, name: 年级, type: choice, of: 年级, under: 学段, default: p1}
      - {code: meals, name: 就餐天数, type: integer, default: "１０", max: 31}
      - {code: rate, name: 比例, type: percent, default: 99.5}
      - {code: open, name: 有无, type: yesno, default: 否}
      - {code: day, name: 日期, type: date, default: 2026-09-01, when: 有无 == 否}
      - {code: days, name: 星期, type: multichoice, of: {mon: 周一, tue: 周二, wed: 周三}, default: [周三, mon]}
      - {code: free, name: 备注, type: text}
  - title: 二
    rows: {code: given, name: 校区, fixed: {main: 主校区, east: 东校区}}
    fields:
      - {code: lights, name: 灯, type: integer, default: 4}
  - title: 三
    rows: {code: list, name: 人, key: 姓名}
    fields:
      - {code: name, name: 姓名, type: text, prefill: last}
      - {code: shift, name: 班次, type: choice, of: {day: 白班, night: 夜班}, default: day}
      - {code: note, name: 说明, type: text}
`

func texts(def *form.Definition, values form.Values) string {
	out := ""
	for _, path := range def.Paths(values) {
		if v := values.Get(path); !v.IsMissing() {
			f, _ := def.Field(path.Key())
			out += fmt.Sprintf("%s=%s ", path, f.Type.Text(f, v))
		}
	}
	return out
}

func TestDefaults(t *testing.T) {
	def := parsed(t, presets)
	const fields = "meals=10 rate=99.5 open=no day=2026-09-01 days=mon,wed given[main].lights=4 given[east].lights=4 "
	if got := texts(def, form.WithDefaults(def, form.NewValues())); got != "stage=p grade=p1 "+fields {
		t.Error("a new document:", got)
	}
	known, issues := form.Decode(def, form.Raw{"stage": "初中", "meals": "0", "given[east].lights": "9", "list[r1].name": "张"})
	if len(issues) > 0 {
		t.Fatal(list(issues))
	}
	before := texts(def, known)
	got := texts(def, form.WithDefaults(def, known))
	want := "stage=m meals=0 rate=99.5 open=no day=2026-09-01 days=mon,wed given[main].lights=4 given[east].lights=9 list[r1].name=张 list[r1].shift=day "
	if got != want {
		t.Errorf("over what is known:\n got %s\nwant %s", got, want)
	}
	if texts(def, known) != before {
		t.Error("the values given were changed")
	}
}

func TestPreset(t *testing.T) {
	def := parsed(t, presets)
	for code, want := range map[string]string{"meals": "10", "days": "周一、周三", "open": "否", "free": ""} {
		f, _ := def.Field(code)
		if got := f.Type.Show(f, f.Preset()); got != want {
			t.Errorf("%s: %q", code, got)
		}
	}
}

// A blank row that was offered with its defaults and came back as it was is no row; one that says anything is.
func TestRowsOfDefaults(t *testing.T) {
	def := parsed(t, presets)
	for _, tt := range []struct {
		raw  form.Raw
		want int
	}{
		{form.Raw{"list": "r1", "list[r1].shift": "day"}, 0},
		{form.Raw{"list[r1].shift": "night"}, 1},
		{form.Raw{"list[r1].shift": "day", "list[r1].note": "替班"}, 1},
		{form.Raw{"list[r1].shift": "day", "list[r1].name": "张"}, 1},
		{form.Raw{"list[r1].shift": "晚班"}, 1},
	} {
		values, _ := form.Decode(def, tt.raw)
		if got := len(values.Rows("list")); got != tt.want {
			t.Errorf("%v: %d rows", tt.raw, got)
		}
	}
}

func TestTabs(t *testing.T) {
	for _, tt := range []struct {
		tabs []string
		want string
	}{
		{[]string{"", "", ""}, "[]"},
		{[]string{"甲", "甲", "乙"}, "[{甲 0 2} {乙 2 1}]"},
		{[]string{"", "甲", "甲", "", ""}, "[{s0 0 1} {甲 1 2} {s3 3 2}]"},
	} {
		source := "form: a\ntitle: 一\nsections:\n"
		for i, tab := range tt.tabs {
			source += fmt.Sprintf("  - title: s%d\n", i)
			if tab != "" {
				source += "    tab: " + tab + "\n"
			}
			source += fmt.Sprintf("    fields: [{code: f%d, name: 字段%d, type: text}]\n", i, i)
		}
		if got := fmt.Sprint(parsed(t, source).Tabs()); got != tt.want {
			t.Errorf("%v: %s, want %s", tt.tabs, got, tt.want)
		}
	}
}
