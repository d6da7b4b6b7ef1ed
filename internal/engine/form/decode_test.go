package form_test

import (
	"fmt"
	"strings"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formtest"
	"nianlun/internal/kit/i18n"
)

func building() form.Raw {
	return form.Raw{"projects": "3", "done": "1", "building": "2", "preparing": "0", "spent": "820.50", "stopped": "否",
		"list[r1].name": "东塘小学教学楼", "list[r1].phase": "主体施工", "list[r1].area": "5,400", "list[r1].plan": "1600", "list[r1].paid": "600",
		"list[r2].name": "青溪小学食堂", "list[r2].phase": "tender", "list[r2].area": "1200", "list[r2].plan": "300", "list[r2].paid": "0"}
}

func with(raw form.Raw, pairs ...string) form.Raw {
	for i := 0; i < len(pairs); i += 2 {
		raw[form.Path(pairs[i])] = pairs[i+1]
	}
	return raw
}

func list(issues form.Issues) string {
	var lines []string
	for _, issue := range issues {
		lines = append(lines, fmt.Sprintf("%s %s", issue.Path, issue.Code))
	}
	return strings.Join(lines, ", ")
}

func TestDecodeDocument(t *testing.T) {
	def := load(t, formtest.BuildingProgress)
	tests := []struct {
		name string
		raw  form.Raw
		rows string
		want string
	}{
		{"all right", building(), "r1 r2", ""},
		{"rows in the order given", with(building(), "list", "r2,r1"), "r2 r1", ""},
		{"rows not named follow", with(building(), "list", "r2", "list[r10].name", "新"), "r2 r1 r10", ""},
		{"a blank row is no row", with(building(), "list", "r1,r2,r3", "list[r3].name", " "), "r1 r2", ""},
		{"a named row that is not there is no row", with(building(), "list", "r1,r2,r9,r9"), "r1 r2", ""},
		{"a row with a mistake is a row", with(building(), "list[r3].area", "很大"), "r1 r2 r3", "list[r3].area not_number"},
		{"the same project twice", with(building(), "list[r2].name", "东塘小学教学楼"), "r1 r2", "list[r2].name duplicate_row"},
		{"mistakes in the order of the form", with(building(), "list[r2].paid", "-1", "done", "一", "spent", "1.234"), "r1 r2", "done not_whole_or_number, spent wrong_scale, list[r2].paid below_min"},
		{"unknown cells", with(building(), "nothing", "1", "list[r1].nothing", "1", "list[r 1].name", "x", "tables[a].b", "1", "spent\x00", "1"), "r1 r2",
			"list[r 1].name unknown_cell, list[r1].nothing unknown_cell, nothing unknown_cell, spent\x00 unknown_cell, tables[a].b unknown_cell"},
		{"hidden cells have no mistakes", with(building(), "why", strings.Repeat("长", 600)), "r1 r2", ""},
		{"shown cells have", with(building(), "stopped", "是", "why", strings.Repeat("长", 600)), "r1 r2", "why too_long"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before := fmt.Sprint(tt.raw)
			values, issues := form.Decode(def, tt.raw)
			var keys []string
			for _, row := range values.Rows("list") {
				keys = append(keys, row.Key)
			}
			want := strings.Replace(tt.want, "not_whole_or_number", "not_number", 1)
			if strings.Join(keys, " ") != tt.rows || list(issues) != want {
				t.Errorf("rows %v, issues %s", keys, list(issues))
			}
			if fmt.Sprint(tt.raw) != before {
				t.Error("the raw texts were changed")
			}
		})
	}
}

func TestTooManyRows(t *testing.T) {
	def := load(t, formtest.BuildingProgress)
	raw := form.Raw{}
	for i := range 201 {
		raw[form.CellPath("list", fmt.Sprintf("r%d", i+1), "name")] = fmt.Sprintf("项目 %d", i+1)
	}
	values, issues := form.Decode(def, raw)
	if list(issues) != "list too_many" || len(values.Rows("list")) != 201 {
		t.Errorf("%s, %d rows", list(issues), len(values.Rows("list")))
	}
}

func TestFixedRows(t *testing.T) {
	def := load(t, formtest.TeacherTraining)
	values, issues := form.Decode(def, form.Raw{"levels[school].people": "12", "levels[town].people": "3"})
	if len(values.Rows("levels")) != 5 || values.Get("levels[school].people").String() != "12" || list(issues) != "levels[town].people unknown_cell" {
		t.Errorf("%d rows, %s", len(values.Rows("levels")), list(issues))
	}
	place := form.PlaceOf(def, values, "levels[school].people")
	if got := place.Label(i18n.Chinese.T); got != "校本，人数" {
		t.Error(got)
	}
}

func TestComplete(t *testing.T) {
	def := load(t, formtest.BuildingProgress)
	tests := []struct {
		name string
		raw  form.Raw
		want string
	}{
		{"all there", building(), ""},
		{"nothing there", form.Raw{}, "projects required, done required, building required, preparing required, spent required, stopped required"},
		{"shown by its condition", with(building(), "stopped", "有"), "why required"},
		{"in a row", with(building(), "list[r2].paid", "", "list[r2].plan", " "), "list[r2].plan required, list[r2].paid required"},
	}
	for _, tt := range tests {
		values, _ := form.Decode(def, tt.raw)
		if got := list(form.Complete(def, values)); got != tt.want {
			t.Errorf("%s: %s", tt.name, got)
		}
	}
	training := load(t, formtest.TeacherTraining)
	values, _ := form.Decode(training, form.Raw{"none": "是", "teachers": "0"})
	if _, asked := form.Complete(training, values).At("none_why"); asked {
		t.Error("a school without teachers is asked for a reason")
	}
	values, _ = form.Decode(training, form.Raw{"none": "是", "teachers": "20", "classes[r1].name": "班"})
	if _, asked := form.Complete(training, values).At("none_why"); !asked || len(values.Rows("classes")) != 0 {
		t.Error("required by condition, and the hidden table is empty")
	}
}

func TestHiddenChain(t *testing.T) {
	def, err := form.Parse([]byte(`form: chain
title: 链
sections:
  - title: 一
    fields:
      - {code: a, name: 甲, type: yesno}
      - {code: b, name: 乙, type: yesno, when: 甲 == 是}
      - {code: c, name: 丙, type: text, when: 乙 == 是}
  - title: 二
    when: 乙 == 是
    fields:
      - {code: d, name: 丁, type: text}
`), nil)
	if err != nil {
		t.Fatal(err)
	}
	values, _ := form.Decode(def, form.Raw{"a": "否", "b": "是", "c": "x", "d": "y"})
	if !values.Get("b").IsMissing() || !values.Get("c").IsMissing() || !values.Get("d").IsMissing() {
		t.Error("what hangs on a hidden field is hidden")
	}
	values, _ = form.Decode(def, form.Raw{"a": "是", "b": "是", "c": "x", "d": "y"})
	if values.Get("c").Text() != "x" || values.Get("d").Text() != "y" {
		t.Error("what is shown counts")
	}
}

// A condition may look only at fields above it.
func TestConditionLooksUp(t *testing.T) {
	_, err := form.Parse([]byte("form: f\ntitle: t\nsections:\n  - title: s\n    fields:\n      - {code: a, name: 甲, type: text, when: 乙 == 是}\n      - {code: b, name: 乙, type: yesno}\n"), nil)
	if err == nil || err.Error() != `6:46 expr.unknown_name expression="乙 == 是" name="乙" suggest=""` {
		t.Error(err)
	}
}

func TestPrefilledAndRaw(t *testing.T) {
	def := load(t, formtest.BuildingProgress)
	before, _ := form.Decode(def, with(building(), "list[r2].photo", "p1,p2"))
	known := form.Prefilled(def, form.Sources{Previous: &before})
	if known.Get("projects").String() != "3" || !known.Get("spent").IsMissing() || known.Get("list[r2].name").Text() != "青溪小学食堂" || !known.Get("list[r2].photo").IsMissing() {
		t.Error("only fields that say so are carried over")
	}
	if !form.Prefilled(def, form.Sources{}).IsEmpty() {
		t.Error("without a period before nothing is known")
	}
	again, issues := form.Decode(def, form.RawOf(def, before))
	if len(issues) > 0 || len(form.Diff(def, before, again)) > 0 {
		t.Error(list(issues), form.Diff(def, before, again))
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("projects", "3", "list", "r1,r2")
	f.Add("list[r1].name", "甲", "list[r2].name", "甲")
	f.Add("spent", "１，２３４．５", "list[r1].due", "2026年9月1日")
	f.Add("list[", "x", "list[r1].photo", "a、b")
	f.Add("stopped", "是", "why", "\x00")
	def, err := formtest.Load(formtest.BuildingProgress)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, path1, text1, path2, text2 string) {
		raw := form.Raw{form.Path(path1): text1, form.Path(path2): text2}
		values, issues := form.Decode(def, raw)
		for _, issue := range issues {
			if !values.Get(issue.Path).IsMissing() && issue.Code != form.DuplicateRow && issue.Code != form.TooMany {
				t.Errorf("%q has a value and the fault %s", issue.Path, issue.Code)
			}
			issue.Message(i18n.Chinese.T)
		}
		stored := form.Marshal(values)
		back, err := form.Unmarshal(def, stored)
		if err != nil || len(form.Diff(def, values, back)) > 0 {
			t.Errorf("%s came back otherwise: %v", stored, err)
		}
		again, _ := form.Decode(def, form.RawOf(def, values))
		if d := form.Diff(def, values, again); len(d) > 0 && len(issues) == 0 {
			t.Errorf("written out and read again: %v", d)
		}
		form.Check(def, values, form.Context{Previous: &values})
		form.Complete(def, values)
		form.Cells(def, values)
	})
}

func FuzzDefinition(f *testing.F) {
	for _, code := range []string{formtest.BuildingProgress, formtest.TeacherTraining} {
		source, err := formtest.Source(code)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(source))
	}
	f.Add(kitchen)
	f.Add("form: a\ntitle: b\nsections: [{title: c, fields: [{code: d, name: e, type: text}]}]\n")
	f.Fuzz(func(t *testing.T, source string) {
		def, err := form.Parse([]byte(source), nil)
		if err != nil {
			return
		}
		values, _ := form.Decode(def, form.Raw{"a": "1", "list[r1].name": "x"})
		form.Complete(def, values)
		form.Check(def, values, form.Context{})
		read, _ := form.DecodeWith(def, form.Raw{"a": "1", "list[r1].name": "x"}, nil, def.Read(form.Sources{Previous: &values}))
		if back, err := form.Unmarshal(def, form.Marshal(read)); err != nil || string(form.Marshal(back)) != string(form.Marshal(read)) {
			t.Errorf("%s came back as %s: %v", form.Marshal(read), form.Marshal(back), err)
		}
		if len(form.Compat(def, def)) > 0 {
			t.Error("a definition is not compatible with itself")
		}
	})
}
