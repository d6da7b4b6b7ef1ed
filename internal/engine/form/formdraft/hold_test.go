package formdraft_test

import (
	"reflect"
	"strings"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
)

const usesList = `# 学校的基本情况
form: schools
title: 学校
codelists:
  类别: {list: school-kinds} # 局里的表
lists:
  等级: {a: 甲级}
sections:
  - title: 基本
    fields:
      - {code: kind, name: 学校类别, type: choice, of: 类别}
      - {code: grade, name: 等级, type: choice, of: 等级}
`

var kinds = formdraft.Held{Version: 4, Options: []formdraft.Option{{Code: "211", Name: "小学"}, {Code: "312", Name: "职业初中", Under: []string{"3"}, Retired: "2026-09-01"}}}

func TestHeldOptionsNeedNothingElse(t *testing.T) {
	text := formdraft.Hold([]byte(usesList), map[string]formdraft.Held{"类别": kinds, "等级": kinds})
	if !strings.Contains(string(text), "# 学校的基本情况") || !strings.Contains(string(text), "# 局里的表") {
		t.Errorf("comments are lost:\n%s", text)
	}
	d, err := formdraft.Read(text)
	if err != nil {
		t.Fatal(err)
	}
	if want := []formdraft.CodeList{{Name: "类别", List: "school-kinds", Version: "4"}}; !reflect.DeepEqual(d.CodeLists, want) {
		t.Errorf("%+v", d.CodeLists)
	}
	if want := (formdraft.List{Name: "类别", Options: kinds.Options}); !reflect.DeepEqual(d.Lists[1], want) || len(d.Lists[0].Options) != 1 {
		t.Errorf("%+v", d.Lists)
	}
	if _, err := form.Parse(text, nil); err != nil {
		t.Errorf("it cannot be read by itself: %v", err)
	}
	if again := formdraft.Hold(text, map[string]formdraft.Held{"类别": {Version: 9}}); string(again) != string(text) {
		t.Errorf("options that are held were written over:\n%s", again)
	}
}

func TestLettingGoGivesTheTextBack(t *testing.T) {
	held := formdraft.Hold([]byte(usesList), map[string]formdraft.Held{"类别": kinds})
	kept := formdraft.LetGo(held, func(formdraft.CodeList, []formdraft.Option) bool { return false })
	if string(kept) != string(held) {
		t.Errorf("what is kept was written anew:\n%s", kept)
	}
	free := formdraft.LetGo(held, func(use formdraft.CodeList, options []formdraft.Option) bool {
		return use.Version == "4" && reflect.DeepEqual(options, kinds.Options)
	})
	d, err := formdraft.Read(free)
	if err != nil || len(d.Lists) != 1 || d.Lists[0].Name != "等级" || d.CodeLists[0].Version != "4" {
		t.Errorf("%+v %v", d, err)
	}
}

func TestHoldTouchesNoOtherText(t *testing.T) {
	for _, text := range []string{"", "[", "form: x", "- a", "codelists: 类别", "codelists: {类别: kinds}"} {
		if got := formdraft.Hold([]byte(text), map[string]formdraft.Held{"类别": kinds}); string(got) != text {
			t.Errorf("%q became %q", text, got)
		}
	}
}

func TestCodeListsAreWrittenAndRenamed(t *testing.T) {
	d, err := formdraft.Read([]byte(usesList))
	if err != nil {
		t.Fatal(err)
	}
	if !d.RenameList("类别", "学校类别") || d.Sections[0].Fields[0].Of != "学校类别" {
		t.Errorf("%+v", d.Sections[0].Fields)
	}
	again, err := formdraft.Read(d.YAML())
	if err != nil || !reflect.DeepEqual(again, d) {
		t.Errorf("written and read again:\n%s\n%v", d.YAML(), err)
	}
}
