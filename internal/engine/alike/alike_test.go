package alike_test

import (
	"testing"

	"nianlun/internal/engine/alike"
)

// golden are pairs of names as sections of bureaus write them, with what an officer would say of them.
var golden = []struct {
	a, unitA, b, unitB string
	want               string // same, near, or "" for different questions
}{
	{"在校生数", "人", "在校生数", "人", "same"},
	{"在校学生数（人）", "", "在校生人数", "人", "same"},
	{"在校生总数", "", "在读学生数", "", "same"},
	{"专任教师数", "", "专任教师人数", "名", "same"},
	{"其中：女生", "", "女学生数", "", "same"},
	{"ＡＥＤ数量", "台", "AED台数", "", "same"},
	{"学校占地面积（平方米）", "", "校园面积", "亩", "same"},
	{"本年完成投资（万元）", "", "本年完成投资", "元", "same"},
	{"联系方式", "", "联系电话", "", "same"},
	{"教职员工总数", "", "教职工数", "", "same"},
	{"全校班级数", "", "班数", "个", "same"},
	{"图书册数", "", "图书藏量", "", "same"},
	{" 留守儿童数 ", "", "留守儿童", "人", "same"},
	{"培训经费", "万元", "培训资金", "", "same"},

	{"义务教育巩固人数", "", "义务教育巩固学生数", "", "near"},
	{"心理健康教师", "", "心理健康教育教师", "", ""}, // two characters more in a short name may be another post
	{"多媒体教室数", "", "多媒体教室间数", "", "near"},
	{"校园安全隐患数", "", "校园安全隐患处数", "", "near"},
	{"家庭经济困难学生资助数", "", "家庭经济困难受资助学生数", "", "near"},
	{"在校女生数", "", "女生在校数", "", "near"},
	{"义务教育大班额数", "", "义务教育大班额班数", "", "near"},

	{"男生数", "", "女生数", "", ""},
	{"月初在校生数", "", "月末在校生数", "", ""},
	{"转入学生数", "", "转出学生数", "", ""},
	{"小学在校生数", "", "初中在校生数", "", ""},
	{"一年级学生数", "", "二年级学生数", "", ""},
	{"2025年毕业生数", "", "2026年毕业生数", "", ""},
	{"专任教师数", "", "教师数", "", ""},
	{"教师（专任）", "", "教师（兼任）", "", ""},
	{"在编教职工数", "", "编外教职工数", "", ""},
	{"在校生数", "人", "在校生数", "%", ""},
	{"义务教育入学率", "", "义务教育入学人数", "", ""},
	{"应参加培训教师数", "", "实参加培训教师数", "", ""},
	{"计划完成投资额", "万元", "实际完成投资额", "万元", ""},
	{"校车数", "", "校舍数", "", ""},
	{"食堂面积", "", "操场面积", "", ""},
	{"语文教师数", "", "数学教师数", "", ""},
	{"新建校舍面积", "", "改建校舍面积", "", ""},
	{"", "", "", "", ""},
}

func TestNamesAreComparedAsAnOfficerWould(t *testing.T) {
	for _, c := range golden {
		a, b := alike.NameOf(c.a, c.unitA), alike.NameOf(c.b, c.unitB)
		if got := say(a, b); got != c.want {
			t.Errorf("%s %s and %s %s: %q, want %q", c.a, c.unitA, c.b, c.unitB, got, c.want)
		}
		if say(a, b) != say(b, a) {
			t.Errorf("%s and %s: not the same both ways", c.a, c.b)
		}
	}
}

func say(a, b alike.Name) string {
	switch {
	case a.Same(b):
		return "same"
	case a.Near(b):
		return "near"
	}
	return ""
}

func TestGeneric(t *testing.T) {
	for name, want := range map[string]bool{
		"备注": true, "（说明）": true, "联系电话": true, "名称": true, "合计": true, "人数": true, "": true, "——": true,
		"在校生数": false, "学生数": false, "班级数": false, "校长": false, "占地面积": false, "备注栏数": false,
	} {
		if got := alike.NameOf(name, "").Generic(); got != want {
			t.Errorf("%s is generic: %v", name, got)
		}
	}
	for code, want := range map[string]bool{
		"name": true, "Total": true, "f12": true, "col_3": true, "field7": true, "x": true, "item": true, "ab": true,
		"pupils": false, "teachers": false, "boarders_f": false, "zaixiaosheng": false,
	} {
		if got := alike.GenericCode(code); got != want {
			t.Errorf("the code %s is generic: %v", code, got)
		}
	}
}

func FuzzNames(f *testing.F) {
	for _, c := range golden {
		f.Add(c.a, c.b, c.unitA)
	}
	f.Fuzz(func(t *testing.T, a, b, unit string) {
		x, y := alike.NameOf(a, unit), alike.NameOf(b, unit)
		if x.Same(y) != y.Same(x) || x.Near(y) != y.Near(x) {
			t.Errorf("%q and %q: not the same both ways", a, b)
		}
		if x.Same(y) && x.Near(y) {
			t.Errorf("%q and %q: the same and near", a, b)
		}
		if again := alike.NameOf(a, unit); x.Same(x) != again.Same(x) {
			t.Errorf("%q is not itself", a)
		}
	})
}

// BenchmarkCompare compares each of 250 fields with 30 live forms of 250.
func BenchmarkCompare(b *testing.B) {
	var names []alike.Name
	for i := range 250 {
		names = append(names, alike.NameOf(golden[i%len(golden)].a, golden[i%len(golden)].unitA))
	}
	for b.Loop() {
		for range 30 {
			for _, x := range names {
				for _, y := range names {
					_ = x.Same(y) || x.Near(y)
				}
			}
		}
	}
}
