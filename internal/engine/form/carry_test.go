package form_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formtest"
	"nianlun/internal/kit/i18n"
)

const carryOld = `form: a
title: 一
sections:
  - title: 一
    fields:
      - {code: n, name: 人数, type: integer, unit: 人}
      - {code: big, name: 大数, type: integer}
      - {code: gone, name: 不再问, type: text}
      - {code: typ, name: 变类型, type: text}
      - {code: money, name: 经费, type: money, unit: 万元}
      - {code: pick, name: 选项, type: choice, of: {a: 甲, b: 乙}}
      - {code: card, name: 证件, type: idnumber}
      - {code: hid, name: 有条件, type: text}
      - {code: sum, name: 两倍, type: calculated, value: 人数 * 2}
  - title: 明细
    rows: {code: list, name: 明细, key: 名称}
    fields:
      - {code: name, name: 名称, type: text}
      - {code: paid, name: 已付, type: integer}
  - title: 分级
    rows: {code: levels, name: 级别, fixed: {one: 一级, two: 二级}}
    fields:
      - {code: k, name: 数, type: integer}
`

const carryNew = `form: a
title: 一
sections:
  - title: 一
    fields:
      - {code: big, name: 改了名, type: integer, max: 100}
      - {code: n, name: 人数, type: integer, unit: 人}
      - {code: typ, name: 变类型, type: integer}
      - {code: money, name: 经费, type: money, unit: 元}
      - {code: pick, name: 选项, type: choice, of: {a: 甲, c: 丙}}
      - {code: hid, name: 有条件, type: text, when: 人数 > 100}
      - {code: sum, name: 三倍, type: calculated, value: 人数 * 3}
      - {code: fresh, name: 新的, type: text}
  - title: 明细
    rows: {code: list, name: 明细, key: 名称}
    fields:
      - {code: name, name: 名称, type: text}
      - {code: paid, name: 已付, type: integer, max: 10}
  - title: 分级
    rows: {code: levels, name: 级别, fixed: {two: 二级, three: 三级}}
    fields:
      - {code: k, name: 数, type: integer}
`

func TestCarry(t *testing.T) {
	old, new := parsed(t, carryOld), parsed(t, carryNew)
	values, issues := form.Decode(old, form.Raw{"n": "7", "big": "1000", "gone": "旧", "typ": "12", "money": "1.5", "pick": "乙", "card": "11010519491231002X", "hid": "字",
		"list": "r2,r1", "list[r1].name": "甲", "list[r1].paid": "9", "list[r2].name": "乙", "list[r2].paid": "11", "levels[one].k": "1", "levels[two].k": "2"})
	if len(issues) > 0 {
		t.Fatal(issues)
	}
	before := form.Marshal(values)
	c := form.Carry(old, new, values, nil)
	if string(form.Marshal(values)) != string(before) {
		t.Error("the old answer was changed")
	}
	for path, text := range map[form.Path]string{"n": "7", "sum": "21", "list[r1].name": "甲", "list[r1].paid": "9", "list[r2].name": "乙", "levels[two].k": "2"} {
		if got := c.Values.Get(path).String(); got != text {
			t.Errorf("%s: got %q, want %q", path, got, text)
		}
	}
	var told []string
	for _, l := range c.Lost {
		told = append(told, fmt.Sprintf("%s %s %s", l.Path, l.Code, l.Shown))
		for _, lang := range i18n.Langs {
			if text := l.Message(lang.T); strings.Contains(text, "form.lost") || strings.ContainsAny(text, "{}") {
				t.Error(text)
			}
		}
	}
	wantLost := []string{"big unfit 1,000", "gone field_removed 旧", "typ type_changed 12", "money unit_changed 1.50", "pick unfit 乙",
		"card field_removed 110105********002X", "hid not_shown 字", "list[r2].paid unfit 11", "levels[one].k row_removed 1"}
	if !reflect.DeepEqual(told, wantLost) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(told, "\n"), strings.Join(wantLost, "\n"))
	}
	// What does not fit stays as it was written, for a person to mend.
	if c.Raw["big"] != "1000" || c.Raw["list[r2].paid"] != "11" || c.Raw["gone"] != "" || len(c.Issues) != 3 {
		t.Errorf("got %v %v", c.Raw, c.Issues)
	}
	if rows := c.Values.Rows("list"); len(rows) != 2 || rows[0].Key != "r2" {
		t.Errorf("got %v", rows)
	}
	if err := form.Fits(new, c.Values); err != nil {
		t.Error(err)
	}
}

// What was written and is no value is carried as it was written.
func TestCarryOfUnreadableTexts(t *testing.T) {
	old, new := parsed(t, carryOld), parsed(t, carryNew)
	raw := form.Raw{"n": "约三百", "gone": "x", "levels[two].k": "2"}
	values, _ := form.Decode(old, raw)
	c := form.Carry(old, new, values, raw)
	if c.Raw["n"] != "约三百" || len(c.Issues) != 1 || len(c.Lost) != 1 || c.Lost[0].Path != "gone" {
		t.Errorf("got %+v", c)
	}
}

// To the same version everything is carried.
func TestCarryToTheSame(t *testing.T) {
	for _, code := range []string{formtest.BuildingProgress, formtest.TeacherTraining} {
		def, err := formtest.Load(code)
		if err != nil {
			t.Fatal(err)
		}
		raw := form.Raw{}
		for _, f := range def.Fields() {
			if f.List == "" && f.Type.Name() == "integer" {
				raw[form.Path(f.Code)] = "3"
			}
		}
		values, _ := form.Decode(def, raw)
		c := form.Carry(def, def, values, nil)
		if len(c.Lost)+len(c.Issues) > 0 || c.Raw != nil || len(form.Diff(def, values, c.Values)) > 0 {
			t.Errorf("%s: got %+v", code, c)
		}
	}
}
