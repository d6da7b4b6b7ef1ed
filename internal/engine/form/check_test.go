package form_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formtest"
	"nianlun/internal/kit/goldentest"
	"nianlun/internal/kit/i18n"
)

func training() form.Raw {
	return form.Raw{"teachers": "80", "due": "80", "trained": "50", "passed": "48", "hours": "7.2", "person_times": "64", "budget": "12", "spent": "6.4", "none": "否",
		"levels[national].people": "2", "levels[national].times": "2", "levels[national].lesson": "60",
		"levels[province].people": "4", "levels[province].times": "4", "levels[province].lesson": "60",
		"levels[city].people": "8", "levels[city].times": "8", "levels[city].lesson": "80",
		"levels[district].people": "10", "levels[district].times": "10", "levels[district].lesson": "60",
		"levels[school].people": "40", "levels[school].times": "40", "levels[school].lesson": "100",
		"classes[r1].name": "新课标校本研修", "classes[r1].level": "校本", "classes[r1].way": "集中面授", "classes[r1].ended": "2026-09-20", "classes[r1].joined": "40", "classes[r1].ok": "39"}
}

// Findings read as a section chief would read them; the golden file can be reviewed by one.
func TestCheckMessages(t *testing.T) {
	params := func(name string) (decimal.Decimal, bool) {
		known := map[string]string{"填报校验.人数波动上限": "0.1", "填报校验.比率下降上限": "0.05"}
		text, found := known[name]
		d, _ := decimal.NewFromString(text)
		return d, found
	}
	tests := []struct {
		name, form    string
		raw, previous form.Raw
		explained     map[string]string
	}{
		{"校舍，无误", formtest.BuildingProgress, building(), building(), nil},
		{"校舍，没有上月", formtest.BuildingProgress, building(), nil, nil},
		{"校舍，合计不等、行数不等", formtest.BuildingProgress, with(building(), "projects", "5", "building", "3"), nil, nil},
		{"校舍，比上月少，已说明", formtest.BuildingProgress, with(building(), "spent", "800"), building(), map[string]string{"spent-falls": "冲回多报"}},
		{"校舍，已付超过计划", formtest.BuildingProgress, with(building(), "list[r2].paid", "300.01"), building(), nil},
		{"校舍，已付比上月少，行的顺序不同", formtest.BuildingProgress, with(building(), "list[r1].name", "青溪小学食堂", "list[r2].name", "东塘小学教学楼"), building(), map[string]string{"paid-falls@r2": "退回预付款"}},
		{"校舍，有空格", formtest.BuildingProgress, with(building(), "done", "", "list[r1].plan", ""), building(), nil},
		{"校舍，写错的格子不算", formtest.BuildingProgress, with(building(), "done", "一"), building(), nil},
		{"培训，无误", formtest.TeacherTraining, training(), training(), nil},
		{"培训，人次合计不等", formtest.TeacherTraining, with(training(), "person_times", "65"), nil, nil},
		{"培训，人均学时不等", formtest.TeacherTraining, with(training(), "hours", "8"), nil, nil},
		{"培训，人数倒挂", formtest.TeacherTraining, with(training(), "due", "90", "trained", "85", "passed", "86", "hours", "4.2", "levels[city].people", "9", "classes[r1].ok", "41"), nil, nil},
		{"培训，波动和下降", formtest.TeacherTraining, with(training(), "teachers", "96", "passed", "40", "spent", "5"), training(), nil},
		{"培训，没有参训的月份", formtest.TeacherTraining, with(training(), "trained", "0", "passed", "0", "hours", "0"), nil, nil},
		{"培训，没有填培训班", formtest.TeacherTraining, with(training(), "classes[r1].name", "", "classes[r1].level", "", "classes[r1].way", "", "classes[r1].ended", "", "classes[r1].joined", "", "classes[r1].ok", ""), nil, nil},
	}
	var b strings.Builder
	for _, tt := range tests {
		def := load(t, tt.form)
		values, _ := form.Decode(def, tt.raw)
		ctx := form.Context{Params: params, Explanations: tt.explained}
		if tt.previous != nil {
			before, _ := form.Decode(def, tt.previous)
			ctx.Previous = &before
		}
		fmt.Fprintf(&b, "%s\n", tt.name)
		findings := form.Check(def, values, ctx)
		for _, f := range findings {
			write(&b, f)
		}
		fmt.Fprintf(&b, "  报送前要处理 %d 处\n\n", len(form.Open(findings)))
	}
	goldentest.Same(t, "testdata/checks.txt", b.String())
}

func write(b *strings.Builder, f form.Finding) {
	if f.Skipped != "" {
		fmt.Fprintf(b, "  - %s %s %v\n", f.Key(), i18n.Chinese.T(f.SkipKey()), f.Missing)
		return
	}
	fmt.Fprintf(b, "  %s %s %v\n    %s\n", f.Class, f.Key(), f.Cells, f.Message)
	if f.Mend != nil {
		fmt.Fprintf(b, "    %s 改为 %s\n", f.Mend.Path, f.Mend.Show)
	}
	if f.Explanation != "" {
		fmt.Fprintf(b, "    已说明：%s\n", f.Explanation)
	}
}

func one(t *testing.T, fields, check string) *form.Definition {
	t.Helper()
	def, err := form.Parse([]byte("form: one\ntitle: 一\nsections:\n  - title: 一\n    fields:\n"+fields+"checks:\n"+check), nil)
	if err != nil {
		t.Fatal(err)
	}
	return def
}

func TestMissingCountsAsZeroOnlyWhenSaid(t *testing.T) {
	fields := "      - {code: a, name: 甲, type: integer}\n      - {code: b, name: 乙, type: integer}\n"
	skip := one(t, fields, "  - {logic: 甲 == 乙, say: 不等}\n")
	zero := one(t, fields, "  - {logic: 甲 == 乙, say: 不等, missing: zero}\n")
	values, _ := form.Decode(skip, form.Raw{"a": "1"})
	if f := form.Check(skip, values, form.Context{}); len(f) != 1 || f[0].Skipped != form.SkipMissing || fmt.Sprint(f[0].Missing) != "[b]" || f[0].Open() {
		t.Errorf("%+v", f)
	}
	if f := form.Check(zero, values, form.Context{}); len(f) != 1 || f[0].Skipped != "" || !f[0].Open() {
		t.Errorf("%+v", f)
	}
}

func TestDivisionByZeroIsSkipped(t *testing.T) {
	def := one(t, "      - {code: a, name: 甲, type: integer}\n", "  - {logic: 1 / 甲 > 0, say: 不对}\n")
	values, _ := form.Decode(def, form.Raw{"a": "0"})
	if f := form.Check(def, values, form.Context{}); len(f) != 1 || f[0].Skipped != "cannot.divide_by_zero" {
		t.Errorf("%+v", f)
	}
}

// A check keeps its id, and with it its explanations, when it is moved or its message reworded.
func TestCheckIDs(t *testing.T) {
	fields := "      - {code: a, name: 甲, type: integer}\n"
	first := one(t, fields, "  - {experience: 甲 > 1, say: 小}\n  - {logic: 甲 > 0, say: 负}\n").Checks
	second := one(t, fields, "  - {logic: 甲 > 0, say: 不能为负}\n  - {experience: '甲  >  1', say: 太小}\n").Checks
	if first[0].ID != second[1].ID || first[1].ID != second[0].ID || first[0].ID == first[1].ID {
		t.Errorf("%v %v", first, second)
	}
}
