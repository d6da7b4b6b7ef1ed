package form_test

import (
	"slices"
	"strings"
	"testing"

	"nianlun/internal/engine/form"
)

const rollYAML = `
form: roll
title: 汇总
period: month
basis: x
sections:
  - title: 总体
    fields:
      - {code: pupils, name: 学生数, type: integer}
      - {code: teachers, name: 教师数, type: integer}
      - {code: spent, name: 支出, type: money, unit: 万元, decimals: 2}
      - {code: rate, name: 入学率, type: percent}
      - {code: ratio, name: 生师比, type: calculated, unit: 人, value: 学生数 / 教师数, decimals: 2}
      - {code: note, name: 说明, type: longtext}
      - {code: open, name: 是否开学, type: yesno}
  - title: 年级
    rows: {code: grades, name: 年级, fixed: {g1: 一年级, g2: 二年级}}
    fields:
      - {code: n, name: 人数, type: integer}
  - title: 项目
    rows: {code: works, name: 项目, max: 3, key: 名称}
    fields:
      - {code: name, name: 名称, type: text}
      - {code: cost, name: 造价, type: money, unit: 万元}
`

func TestRollUp(t *testing.T) {
	def, err := form.Parse([]byte(rollYAML), nil)
	if err != nil {
		t.Fatal(err)
	}
	part := func(unit string, raw form.Raw) form.Part {
		values, issues := form.Decode(def, raw)
		if len(issues) > 0 {
			t.Fatal(issues)
		}
		return form.Part{Unit: unit, Values: values}
	}
	a := part("青溪小学", form.Raw{"pupils": "300", "teachers": "20", "spent": "1.10", "rate": "99", "note": "无", "open": "是",
		"grades[g1].n": "50", "works": "1", "works[1].name": "教学楼", "works[1].cost": "5"})
	b := part("石桥小学", form.Raw{"pupils": "100", "teachers": "5", "note": "缺教师", "grades[g1].n": "30", "grades[g2].n": "7",
		"works": "1", "works[1].name": "教学楼", "works[1].cost": "2.5"})
	sum, left := form.RollUp(def, []form.Part{a, b})
	raw := form.RawOf(def, sum)
	wanted := form.Raw{"pupils": "400", "teachers": "25", "spent": "1.1", "rate": "", "grades[g1].n": "80", "grades[g2].n": "7", "note": "青溪小学：无\n石桥小学：缺教师", "open": ""}
	for path, want := range wanted {
		if raw[path] != want {
			t.Errorf("%s is %q, want %q", path, raw[path], want)
		}
	}
	if got := sum.Get("ratio").Number().String(); got != "16" {
		t.Errorf("the ratio of the sums is %s", got)
	}
	rows := sum.Rows("works")
	if len(rows) != 2 || rows[0].Key == rows[1].Key || rows[1].Fields["name"].Text() != "石桥小学：教学楼" {
		t.Errorf("rows %+v", rows)
	}
	if !slices.Equal(left, []form.Path{"rate", "open"}) {
		t.Errorf("left to be said: %v", left)
	}
	if again, issues := form.Decode(def, raw); len(issues) > 0 || len(form.Diff(def, sum, again)) > 0 {
		t.Errorf("what is rolled up cannot be handed in: %v", issues)
	}
	_, left = form.RollUp(def, []form.Part{a, b, a, b})
	if !slices.Contains(left, form.Path("works")) {
		t.Errorf("a table that grows too long is not named: %v", left)
	}
	same, _ := form.RollUp(def, []form.Part{part("x", form.Raw{"note": "无"}), part("y", form.Raw{"note": "无"})})
	if got := same.Get("note").Text(); got != "无" || strings.Contains(got, "x") {
		t.Errorf("a text that all gave reads %q", got)
	}
}

func TestContributionsToARollUp(t *testing.T) {
	def, err := form.Parse([]byte(rollYAML), nil)
	if err != nil {
		t.Fatal(err)
	}
	part := func(unit string, raw form.Raw) form.Part {
		values, _ := form.Decode(def, raw)
		return form.Part{Unit: unit, Values: values}
	}
	parts := []form.Part{
		part("青溪小学", form.Raw{"pupils": "300", "grades[g1].n": "50", "works": "r4", "works[r4].name": "教学楼", "works[r4].cost": "5"}),
		part("石桥小学", form.Raw{"teachers": "5"}),
		part("云湖小学", form.Raw{"pupils": "100", "works": "r1,r2", "works[r1].name": "操场", "works[r1].cost": "1", "works[r2].name": "围墙", "works[r2].cost": "2"}),
	}
	wanted := func(path form.Path, want ...string) {
		t.Helper()
		var got []string
		for _, c := range form.Contributions(def, parts, path) {
			got = append(got, parts[c.Part].Unit+" "+c.Path.String()+" "+c.Value.Number().String())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s comes from %q, want %q", path, got, want)
		}
	}
	wanted("pupils", "青溪小学 pupils 300", "云湖小学 pupils 100")
	wanted("grades[g1].n", "青溪小学 grades[g1].n 50")
	wanted("spent")
	wanted("nothing[x].y")
	sum, _ := form.RollUp(def, parts)
	rows := sum.Rows("works")
	if len(rows) != 3 {
		t.Fatalf("%d rows", len(rows))
	}
	wanted(form.CellPath("works", rows[0].Key, "cost"), "青溪小学 works[r4].cost 5")
	wanted(form.CellPath("works", rows[2].Key, "cost"), "云湖小学 works[r2].cost 2")
}
