package form_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/yamldoc"
	"nianlun/internal/kit/i18n"
)

// kitchen computes and decides with what other returns say.
const kitchen = `
form: kitchen
title: 厨房情况
period: month
refers:
  学籍: {form: pupils}
  上年学籍: {form: pupils, period: year-ago}
  上月自己: {form: kitchen, period: last}
sections:
  - title: 总体
    fields:
      - {code: diners, name: 用餐人数, type: integer}
      - {code: more, name: 比上期多, type: calculated, value: 用餐人数 - 上期.用餐人数, decimals: 0}
      - {code: total, name: 累计, type: calculated, value: 用餐人数 + 上期.累计, missing: zero, decimals: 0}
      - {code: share, name: 用餐率, type: calculated, value: 用餐人数 / (学籍.男生数 + 学籍.女生数) * 100, decimals: 1}
      - {code: grown, name: 学籍增长, type: calculated, value: 学籍.男生数 - 上年学籍.男生数, decimals: 0}
      - {code: seats, name: 班额合计, type: calculated, value: "sum(学籍.班级, .班额)", decimals: 0}
      - {code: why, name: 变动说明, type: text, when: 上期.用餐人数 > 0 and 比上期多 > 10, required: 比上期多 > 20}
      - {code: fee, name: 收费说明, type: text, when: filled(上期.收费说明) or 学籍.办学类型 == "民办"}
  - title: 分年级
    when: 学籍.男生数 > 0
    rows: {code: grades, name: 年级, fixed: {g1: 一年级, g2: 二年级}}
    fields:
      - {code: eating, name: 用餐, type: integer}
      - {code: part, name: 占比, type: calculated, value: 用餐 / 学籍.人数 * 100, decimals: 1}
      - {code: step, name: 增减, type: calculated, value: 用餐 - 上期.用餐, decimals: 0}
  - title: 班级
    rows: {code: classes, name: 班级, key: 班名}
    fields:
      - {code: title, name: 班名, type: text}
      - {code: table, name: 桌数, type: integer}
      - {code: each, name: 每桌, type: calculated, value: 学籍.班额 / 桌数, decimals: 1}
`

func kitchenWorld(t *testing.T) (def, pupilsDef *form.Definition, from form.Sources) {
	t.Helper()
	pupilsDef = mustParse(t, pupils)
	def = mustParse(t, kitchen, pupilsDef)
	before := valuesOf(t, def, form.Raw{"diners": "100", "grades[g1].eating": "40"})
	total, _ := form.Decode(mustParse(t, "form: a\ntitle: 一\nsections:\n  - title: 一\n    fields:\n      - {code: total, name: 计, type: integer}\n"), form.Raw{"total": "900"})
	before.Set("total", total.Get("total"))
	return def, pupilsDef, form.Sources{Previous: &before, Returns: map[form.Reference]form.Answer{thisMonth: enrolled(t, pupilsDef)}}
}

func TestCalculatedReadsOtherReturns(t *testing.T) {
	def, _, from := kitchenWorld(t)
	raw := form.Raw{"diners": "130", "why": "扩班", "fee": "x", "grades[g1].eating": "50", "grades[g2].eating": "58", "classes[r1].title": "二（1）班", "classes[r1].table": "8", "classes[r2].title": "没有的班", "classes[r2].table": "8"}
	values, issues := form.DecodeWith(def, raw, nil, def.Read(from))
	if len(issues) > 0 {
		t.Fatal(list(issues))
	}
	want := map[form.Path]string{"more": "30", "total": "1030", "share": "60.2", "grown": "", "seats": "108", "why": "扩班", "fee": "",
		"grades[g1].part": "50", "grades[g2].part": "50", "grades[g1].step": "10", "grades[g2].step": "", "classes[r1].each": "7.3", "classes[r2].each": ""}
	same := func(what string, values form.Values) {
		t.Helper()
		for path, text := range want {
			if got := values.Get(path).String(); got != text {
				t.Errorf("%s, %s: got %q, want %q", what, path, got, text)
			}
		}
		if hidden := form.Hidden(def, values); !hidden["fee"] || hidden["why"] || hidden["grades"] {
			t.Errorf("%s, hidden: %v", what, hidden)
		}
		if wanted := form.Wanted(def, values); !slices.Contains(wanted, "why") {
			t.Errorf("%s, wanted: %v", what, wanted)
		}
	}
	same("decoded", values)

	// What was handed in is read again as it was, whatever the other returns say by then.
	stored := form.Marshal(values)
	back, err := form.Unmarshal(def, stored)
	if err != nil {
		t.Fatal(err)
	}
	same("read again", back)
	if string(form.Marshal(back)) != string(stored) || !back.Readings().Equal(values.Readings()) {
		t.Errorf("%s\n%s", stored, form.Marshal(back))
	}
	same("computed again", form.Calculate(def, back))
	if indented, err := form.Unmarshal(def, []byte(" "+string(stored))); err != nil {
		t.Error(err)
	} else {
		same("read by the library", indented)
	}

	// A correction moves only what follows from the corrected cell.
	corrected := back.Clone()
	corrected.Set("diners", valuesOf(t, def, form.Raw{"diners": "105"}).Get("diners"))
	corrected = form.Calculate(def, corrected)
	if more, share := corrected.Get("more").String(), corrected.Get("share").String(); more != "5" || share != "48.6" || !corrected.Get("why").IsMissing() {
		t.Errorf("corrected: %s %s", more, share)
	}

	// A draft follows the others.
	changed := from
	changed.Previous, changed.Returns = nil, nil
	now := form.Refresh(def, back, def.Read(changed))
	for path, text := range map[form.Path]string{"more": "", "total": "130", "share": "", "diners": "130", "why": "扩班", "grades[g1].eating": "50"} {
		if got := now.Get(path).String(); got != text {
			t.Errorf("after the others are gone, %s: %q", path, got)
		}
	}
	gone := now.Clone()
	gone.Set("why", form.Value{})
	gone.SetRows("grades", nil)
	if hidden := form.Hidden(def, gone); !hidden["why"] || !hidden["grades"] {
		t.Errorf("what nobody has answered is shown though it cannot be told: %v", hidden)
	}
	less, _ := form.DecodeWith(def, form.Raw{"diners": "90", "why": "扩班"}, nil, def.Read(from))
	if v := less.Get("why"); !v.IsMissing() {
		t.Errorf("an answer stays where the others say that it is not asked: %v", v)
	}
	if got := back.Get("more").String(); got != "30" {
		t.Errorf("the values given were changed: %s", got)
	}

	// Revisions kept as differences keep what each has read.
	for _, pair := range [][2]form.Values{{now, back}, {back, now}, {back, back}} {
		data, err := form.MarshalBack(pair[0], pair[1])
		if err != nil {
			t.Fatal(err)
		}
		older, err := form.UnmarshalBack(def, pair[0], data)
		if err != nil || string(form.Marshal(older)) != string(form.Marshal(pair[1])) {
			t.Errorf("%v\n%s\n%s", err, form.Marshal(older), form.Marshal(pair[1]))
		}
	}
	unknown, _ := form.Decode(def, raw)
	for _, pair := range [][2]form.Values{{unknown, back}, {back, unknown}} {
		data, _ := form.MarshalBack(pair[0], pair[1])
		if older, err := form.UnmarshalBack(def, pair[0], data); err != nil || string(form.Marshal(older)) != string(form.Marshal(pair[1])) {
			t.Errorf("%v\n%s\n%s", err, form.Marshal(older), form.Marshal(pair[1]))
		}
	}
}

// Only what is looked at is kept, not the whole of another return.
func TestReadingsAreFew(t *testing.T) {
	def, _, from := kitchenWorld(t)
	values, _ := form.DecodeWith(def, form.Raw{"diners": "1"}, nil, def.Read(from))
	text := string(form.Marshal(values))
	if strings.Contains(text, "350.5") {
		t.Errorf("a cell that nothing looks at was kept: %s", text)
	}
	if needs := def.ForValues(); !needs.Previous || !slices.Equal(needs.Returns, []form.Reference{thisMonth, yearAgo}) || needs.Register {
		t.Errorf("%+v", needs)
	}
	if got := def.LooksAt(thisMonth); !slices.Equal(got, []string{"boys", "classes", "classes.size", "classes.title", "girls", "grades", "grades.count", "kind"}) {
		t.Errorf("looks at %v", got)
	}
	checked := mustParse(t, canteen+"checks:\n  - {logic: 用餐人数 <= 学籍.女生数, say: '{学籍.伙食费}'}\n", mustParse(t, pupils))
	if got := checked.LooksAt(thisMonth); !slices.Contains(got, "girls") || !slices.Contains(got, "fee") || !slices.Contains(got, "classes.size") || checked.Reads() {
		t.Errorf("looks at %v", got)
	}
	plain := mustParse(t, pupils)
	if plain.Reads() || plain.Read(from) != nil {
		t.Error("a form that reads nothing reads something")
	}
	if v, _ := form.DecodeWith(plain, form.Raw{"boys": "1"}, nil, def.Read(from)); v.Readings() != nil {
		t.Error("a form that reads nothing keeps what was read")
	}
}

// Where nothing is known of other returns, as between two steps of a join, nothing that was typed is lost, nothing is
// asked for, and no number is made up.
func TestNothingKnownOfOtherReturns(t *testing.T) {
	def, _, _ := kitchenWorld(t)
	values, issues := form.Decode(def, form.Raw{"diners": "130", "why": "扩班", "fee": "x", "grades[g1].eating": "50"})
	if len(issues) > 0 || values.Get("fee").String() != "x" || values.Get("why").String() != "扩班" || values.Get("grades[g1].eating").String() != "50" {
		t.Errorf("%v %s", list(issues), form.Marshal(values))
	}
	for _, path := range []form.Path{"more", "total", "share", "seats", "grades[g1].part"} {
		if v := values.Get(path); !v.IsMissing() {
			t.Errorf("%s is made up: %v", path, v)
		}
	}
	empty := values.Clone()
	empty.Set("why", form.Value{})
	if wanted := form.Wanted(def, empty); len(wanted) > 0 {
		t.Errorf("wanted: %v", wanted)
	}
	withoutLibrary, err := form.Parse([]byte(strings.Replace(kitchen, "when: 学籍.男生数 > 0", "when: filled(学籍)", 1)), nil)
	if err != nil {
		t.Fatal(err)
	}
	values, issues = form.Decode(withoutLibrary, form.Raw{"diners": "130", "fee": "x", "grades[g1].eating": "50"})
	_ = withoutLibrary.Read(form.Sources{Returns: map[form.Reference]form.Answer{thisMonth: {Def: withoutLibrary}}})
	if len(issues) > 0 || values.Get("fee").String() != "x" || len(withoutLibrary.Steering()) == 0 {
		t.Errorf("%v %s", list(issues), form.Marshal(values))
	}
}

// Zeros stand in for some missing numbers, not for all of them, wherever these lie.
func TestMissingElsewhere(t *testing.T) {
	def, _, from := kitchenWorld(t)
	for _, tt := range []struct {
		name string
		raw  form.Raw
		from form.Sources
		want string
	}{
		{"both", form.Raw{"diners": "5"}, from, "905"},
		{"here only", form.Raw{"diners": "5"}, form.Sources{}, "5"},
		{"there only", form.Raw{"classes[r1].title": "甲"}, from, "900"},
		{"neither", form.Raw{"classes[r1].title": "甲"}, form.Sources{}, ""},
	} {
		values, _ := form.DecodeWith(def, tt.raw, nil, def.Read(tt.from))
		if got := values.Get("total").String(); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// A later version of the other form may ask something else: then what it no longer says is missing.
func TestTheOtherFormHasChanged(t *testing.T) {
	def, _, from := kitchenWorld(t)
	later := mustParse(t, strings.Replace(pupils, "name: 女生数, type: integer", "name: 女生数, type: text", 1))
	from.Returns = map[form.Reference]form.Answer{thisMonth: {Def: later, Values: valuesOf(t, later, form.Raw{"boys": "120", "girls": "很多"})}}
	values, _ := form.DecodeWith(def, form.Raw{"diners": "130"}, nil, def.Read(from))
	if v := values.Get("share"); !v.IsMissing() {
		t.Errorf("share: %v", v)
	}
	if _, err := form.Unmarshal(def, form.Marshal(values)); err != nil {
		t.Error(err)
	}
}

// A roll-up knows nothing of the returns beside that of the unit which states it: its owner reads them.
func TestRollUpIsReadAnew(t *testing.T) {
	def, _, from := kitchenWorld(t)
	one, _ := form.DecodeWith(def, form.Raw{"diners": "130", "grades[g1].eating": "50"}, nil, def.Read(from))
	other, _ := form.DecodeWith(def, form.Raw{"diners": "90", "grades[g1].eating": "10"}, nil, def.Read(from))
	sum, _ := form.RollUp(def, []form.Part{{Unit: "甲校", Values: one}, {Unit: "乙校", Values: other}})
	if more, n := sum.Get("more"), sum.Get("grades[g1].eating").String(); !more.IsMissing() || n != "60" {
		t.Errorf("more %v, grade %s", more, n)
	}
	if got := form.Refresh(def, sum, def.Read(from)).Get("more").String(); got != "120" {
		t.Errorf("read anew: %s", got)
	}
}

func TestReadingMistakes(t *testing.T) {
	for _, tt := range []struct{ field, want string }{
		{"{code: x, name: 项, type: calculated, value: 上期.不知}", "算式里的“不知”不是本表的字段"},
		{"{code: x, name: 项, type: calculated, value: 学籍.不知}", "不知"},
		{"{code: x, name: 项, type: calculated, value: 上期.项 + 学籍.男生数}", ""},
		{"{code: x, name: 项, type: calculated, value: 学籍.班级}", "这里要数"},
		{"{code: x, name: 项, type: integer, when: 上期.项 > 1}", ""},
		{"{code: x, name: 项, type: integer, when: 上期.项 > 后面}", "条件用到的“后面”在它下面"},
		{"{code: x, name: 项, type: integer, when: 上期.项 > 项}", "条件用到的“项”在它下面"},
		{"{code: x, name: 项, type: integer, required: 上期.后面 > 1 and 前面 > 1}", ""},
		{"{code: x, name: 项, type: calculated, value: param.甲.乙}", "param"},
	} {
		source := "form: a\ntitle: 一\nperiod: month\nrefers:\n  学籍: {form: pupils}\nsections:\n  - title: 一\n    fields:\n      - {code: first, name: 前面, type: integer}\n      - " +
			tt.field + "\n      - {code: last, name: 后面, type: integer}\n"
		_, err := parsedWith(t, source, mustParse(t, pupils))
		var problems yamldoc.Problems
		errors.As(err, &problems)
		got := ""
		for _, p := range problems {
			got += p.Message(i18n.Chinese.T)
		}
		if (tt.want == "") != (got == "") || !strings.Contains(got, tt.want) {
			t.Errorf("%s: %s", tt.field, got)
		}
	}
}
