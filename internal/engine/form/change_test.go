package form_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formtest"
	"nianlun/internal/kit/goldentest"
)

func TestDiff(t *testing.T) {
	def := load(t, formtest.BuildingProgress)
	before, _ := form.Decode(def, building())
	tests := []struct {
		name string
		raw  form.Raw
		want []string
	}{
		{"nothing", with(building(), "spent", "820.5"), nil},
		{"order of rows does not count", with(building(), "list", "r2,r1"), nil},
		{"a field", with(building(), "spent", "900"), []string{"spent changed 820.5 900"}},
		{"came and went", with(building(), "spent", "", "list[r1].due", "2027-01-01"), []string{"spent removed 820.5 ", "list[r1].due added  2027-01-01"}},
		{"a row came", with(building(), "list[r3].name", "新楼"), []string{"list[r3] added  ", "list[r3].name added  新楼"}},
		{"a row went", with(building(), "list[r2].name", "", "list[r2].phase", "", "list[r2].area", "", "list[r2].plan", "", "list[r2].paid", ""),
			[]string{"list[r2] removed  ", "list[r2].name removed 青溪小学食堂 ", "list[r2].phase removed tender ", "list[r2].area removed 1200 ", "list[r2].plan removed 300 ", "list[r2].paid removed 0 "}},
	}
	for _, tt := range tests {
		after, _ := form.Decode(def, tt.raw)
		var got []string
		for _, c := range form.Diff(def, before, after) {
			got = append(got, fmt.Sprintf("%s %s %s %s", c.Path, c.Kind, c.Old, c.New))
		}
		if fmt.Sprint(got) != fmt.Sprint(tt.want) {
			t.Errorf("%s:\n got %v\nwant %v", tt.name, got, tt.want)
		}
	}
}

func TestCompat(t *testing.T) {
	source, err := formtest.Source(formtest.BuildingProgress)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ old, new, want string }{
		{"title: 校舍项目进度月报", "title: 校舍月报", ""},
		{"type: integer, unit: 个, min: 0, required: true, prefill: last}\n      - {code: done", "type: decimal, unit: 个, min: 0, required: true, prefill: last}\n      - {code: done", "projects type_changed! integer decimal"},
		{"unit: 平方米", "unit: 亩", "list.area unit_changed! 平方米 亩"},
		{"decimals: 1, min: 0", "decimals: 0, min: 0", "list.area scale_reduced! 1 0"},
		{"decimals: 1, min: 0", "decimals: 3, min: 0", ""},
		{"fitting: 装修, ", "", "list.phase option_removed! 装修 "},
		{"fitting: 装修, ", "fitting: 装饰装修, other: 其他, ", ""},
		{"name: 有无停工,     type", "name: 有没有停工,   type", "stopped field_renamed 有无停工 有没有停工"},
		{"      - {code: photo, name: 现场照片, type: photo, max: 6}\n", "", "list.photo field_removed"},
		{"      - {code: photo, name", "      - {code: note, name: 备注, type: text}\n      - {code: photo, name", "list.note field_added"},
		{"      - {code: photo, name: 现场照片, type: photo, max: 6}\n", "  - title: 附\n    fields:\n      - {code: photo, name: 现场照片, type: photo, max: 6}\n", "list.photo moved_table! list.photo photo, photo field_added"},
	}
	before := load(t, formtest.BuildingProgress)
	for _, tt := range tests {
		changed := strings.ReplaceAll(strings.Replace(string(source), tt.old, tt.new, 1), "when: 有无停工 == 是", "when: stopped")
		after, err := form.Parse([]byte(changed), nil)
		if err != nil {
			t.Fatalf("%s: %v", tt.new, err)
		}
		var got []string
		for _, d := range form.Compat(before, after) {
			text := d.Field + " " + d.Code
			if d.Refused {
				text += "!"
			}
			if _, found := d.Params["old"]; found {
				text += " " + d.Params["old"] + " " + d.Params["new"]
			}
			got = append(got, text)
		}
		if strings.Join(got, ", ") != tt.want {
			t.Errorf("%q:\n got %v\nwant %s", tt.new, got, tt.want)
		}
	}
}

func TestStoredForm(t *testing.T) {
	def := load(t, formtest.BuildingProgress)
	values, issues := form.Decode(def, with(building(), "stopped", "有", "why", "雨 <b>&", "list[r1].due", "2027年1月1日", "list[r2].photo", "p2、p1", "spent", "100000000000.01"))
	if len(issues) > 0 {
		t.Fatal(list(issues))
	}
	stored := form.Marshal(values)
	goldentest.Same(t, "testdata/values.json", strings.ReplaceAll(string(stored), "},{", "},\n{")+"\n")
	for range 20 {
		if again := form.Marshal(values.Clone()); string(again) != string(stored) {
			t.Fatal("the same values gave other bytes")
		}
	}
	back, err := form.Unmarshal(def, stored)
	if err != nil || len(form.Diff(def, values, back)) > 0 {
		t.Error(err, form.Diff(def, values, back))
	}
}

func TestUnmarshalRefuses(t *testing.T) {
	def := load(t, formtest.BuildingProgress)
	for _, stored := range []string{"", "[]", `{"fields":{"nothing":"1"}}`, `{"fields":{"spent":1.5}}`, `{"fields":{"spent":"1.50"}}`, `{"fields":{"spent":"1e3"}}`,
		`{"fields":{"stopped":"yes"}}`, `{"fields":{"spent":true}}`, `{"fields":{},"tables":{"nothing":[]}}`, `{"fields":{},"more":1}`, `{"fields":{}}{}`,
		`{"fields":{},"tables":{"list":[{"key":"r1","fields":{"due":"2026-02-30"}}]}}`, `{"fields":{},"tables":{"list":[{"key":"r1","fields":{}},{"key":"r1","fields":{}}]}}`,
		`{"fields":{},"tables":{"list":[{"key":"a b","fields":{}}]}}`, `{"fields":{},"tables":{"list":[{"key":"r1","fields":{"photo":[1]}}]}}`} {
		if v, err := form.Unmarshal(def, []byte(stored)); !errors.Is(err, form.ErrBadValues) {
			t.Errorf("%s: got %v %v", stored, v, err)
		}
	}
}

func TestCells(t *testing.T) {
	def := load(t, formtest.BuildingProgress)
	values, _ := form.Decode(def, with(form.Raw{}, "spent", "12.5", "stopped", "否", "list[r7].name", "楼", "list[r7].due", "2027-01-01", "list[r7].photo", "p1,p2"))
	var got []string
	for _, c := range form.Cells(def, values) {
		number := ""
		if c.Number != nil {
			number = c.Number.String()
		}
		got = append(got, fmt.Sprintf("%s|%s|%s|%s|%s|%s|%s|%s", c.Path, c.List, c.Row, c.Field, c.Kind, number, c.Text, c.Date))
	}
	want := []string{"spent|||spent|number|12.5||", "stopped|||stopped|bool|0||", "list[r7].name|list|r7|name|text||楼|", "list[r7].due|list|r7|due|date|||2027-01-01",
		"list[r7].photo|list|r7|photo|text||p1|", "list[r7].photo|list|r7|photo|text||p2|"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}
