package formdraft_test

import (
	"reflect"
	"strings"
	"testing"

	"nianlun/internal/engine/form/formdraft"
)

const sample = `form: a
title: 一
refers: {学籍: {form: pupils}}
sections:
  - title: 总体
    fields:
      - {code: total, name: 总数, type: integer}
      - {code: boys, name: 男生, type: integer, when: "总数 > 0 and '总数' != ''"}
  - title: 明细
    rows: {code: list, name: 班级, key: 名称}
    fields:
      - {code: name, name: 名称, type: text}
      - {code: sum, name: 人数, type: integer, when: 总数 > 0}
  - title: 宿舍
    rows: {code: dorms, name: 宿舍, key: 名称}
    fields:
      - {code: name, name: 名称, type: text, when: 名称 != ''}
      - {code: beds, name: 床位, type: integer}
checks:
  - logic: 总数 == sum(班级, .人数) and 总数 >= 上期.总数 and 学籍.总数 == 总数 and 总数人 > 0
    say: 总数{{总数}}应为 {sum(班级, .人数)}，现为 {总数}，{'总数'}
    at: [总数]
    mend: {field: 总数, value: "sum(班级, .人数)"}
  - experience: 名称 != ''
    each: 班级
    say: “{名称}”不对
`

func draft(t *testing.T) formdraft.Draft {
	t.Helper()
	d, err := formdraft.Read([]byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func find(t *testing.T, d formdraft.Draft, key string) formdraft.At {
	t.Helper()
	at, found := d.Find(key)
	if !found {
		t.Fatalf("no field %s", key)
	}
	return at
}

func TestRenameField(t *testing.T) {
	d := draft(t)
	d.RenameField(find(t, d, "total"), "在校生数")
	if got, want := d.Sections[0].Fields[1].When, "在校生数 > 0 and '总数' != ''"; got != want {
		t.Errorf("got %s", got)
	}
	if got := d.Sections[1].Fields[1].When; got != "在校生数 > 0" {
		t.Errorf("got %s", got)
	}
	c := d.Checks[0]
	if want := "在校生数 == sum(班级, .人数) and 在校生数 >= 上期.在校生数 and 学籍.总数 == 在校生数 and 总数人 > 0"; c.Logic != want {
		t.Errorf("got %s", c.Logic)
	}
	if want := "总数{{总数}}应为 {sum(班级, .人数)}，现为 {在校生数}，{'总数'}"; c.Say != want {
		t.Errorf("got %s", c.Say)
	}
	if c.At[0] != "在校生数" || c.Mend.Field != "在校生数" {
		t.Errorf("got %+v", c)
	}
	d.RenameField(find(t, d, "list.sum"), "班额")
	d.RenameTable(1, "班")
	if c := d.Checks[0]; c.Mend.Value != "sum(班, .班额)" || d.Checks[1].Each != "班" {
		t.Errorf("got %+v", c)
	}
}

// A name that two tables have is rewritten in its own table only.
func TestRenameFieldOfOneTable(t *testing.T) {
	d := draft(t)
	d.RenameField(find(t, d, "list.name"), "班名")
	if d.Sections[1].Rows.Key != "班名" || d.Checks[1].Experience != "班名 != ''" || d.Checks[1].Say != "“{班名}”不对" {
		t.Errorf("got %+v %+v", d.Sections[1], d.Checks[1])
	}
	if s := d.Sections[2]; s.Rows.Key != "名称" || s.Fields[0].When != "名称 != ''" {
		t.Errorf("the other table became %+v", s)
	}
}

func TestRecodeAndRenameList(t *testing.T) {
	d := draft(t)
	d.Sections[0].Fields[1].When = "total > 1"
	d.RecodeField(find(t, d, "total"), "pupils")
	if d.Sections[0].Fields[1].When != "pupils > 1" {
		t.Errorf("got %+v", d.Sections[0])
	}
	d.Lists = []formdraft.List{{Name: "类"}}
	d.Sections[0].Fields = append(d.Sections[0].Fields, formdraft.Field{Type: "choice", Of: "类"}, formdraft.Field{Type: "unit", Of: "类"})
	if !d.RenameList("类", "类别") || d.Lists[0].Name != "类别" || d.Sections[0].Fields[2].Of != "类别" || d.Sections[0].Fields[3].Of != "类" {
		t.Errorf("got %+v", d)
	}
	d.Sections[0].Fields[1].Prefill.Named = "学籍.男生"
	if !d.RenameRefer("学籍", "学籍表") || d.Sections[0].Fields[1].Prefill.Named != "学籍表.男生" || !strings.Contains(d.Checks[0].Logic, "学籍表.总数 == ") {
		t.Errorf("got %+v", d)
	}
	if d.RenameList("类", "x") || d.RenameField(formdraft.At{Section: 9}, "x") || d.RenameTable(0, "x") {
		t.Error("what is not there was renamed")
	}
}

func keys(d formdraft.Draft) string {
	var b strings.Builder
	for i := range d.Sections {
		for j := range d.Sections[i].Fields {
			b.WriteString(d.Sections[i].Key(&d.Sections[i].Fields[j]) + " ")
		}
		b.WriteString("| ")
	}
	return strings.TrimSuffix(b.String(), " | ")
}

func TestMoveInsertRemove(t *testing.T) {
	d := draft(t)
	before := d.Clone()
	steps := []struct {
		do   func() bool
		done bool
		want string
	}{
		{func() bool { return d.MoveField(formdraft.At{}, formdraft.At{Field: 1}) }, true, "boys total | list.name list.sum | dorms.name dorms.beds"},
		{func() bool { return d.MoveField(formdraft.At{Field: 1}, formdraft.At{Section: 1, Field: 99}) }, true, "boys | list.name list.sum list.total | dorms.name dorms.beds"},
		{func() bool { return d.MoveField(formdraft.At{Field: 1}, formdraft.At{}) }, false, "boys | list.name list.sum list.total | dorms.name dorms.beds"},
		{func() bool { return d.MoveField(formdraft.At{}, formdraft.At{Section: 3}) }, false, "boys | list.name list.sum list.total | dorms.name dorms.beds"},
		{func() bool { return d.MoveSection(2, 0) }, true, "dorms.name dorms.beds | boys | list.name list.sum list.total"},
		{func() bool { return d.MoveSection(3, 0) }, false, "dorms.name dorms.beds | boys | list.name list.sum list.total"},
		{func() bool { return d.RemoveField(formdraft.At{Section: 2, Field: 2}) }, true, "dorms.name dorms.beds | boys | list.name list.sum"},
		{func() bool {
			return d.InsertField(formdraft.At{Section: 1}, formdraft.Field{Code: d.FreeCode("boys")})
		}, true, "dorms.name dorms.beds | boys2 boys | list.name list.sum"},
		{func() bool { return d.InsertField(formdraft.At{Section: -1}, formdraft.Field{}) }, false, "dorms.name dorms.beds | boys2 boys | list.name list.sum"},
		{func() bool { return d.RemoveSection(0) }, true, "boys2 boys | list.name list.sum"},
		{func() bool { return d.RemoveSection(2) }, false, "boys2 boys | list.name list.sum"},
	}
	for i, step := range steps {
		if done := step.do(); done != step.done || keys(d) != step.want {
			t.Fatalf("step %d: %v, %s", i, done, keys(d))
		}
	}
	if !reflect.DeepEqual(before, draft(t)) {
		t.Error("changing a draft changed its clone")
	}
}
