package formdraft_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
)

// definitions are all files of the module that are definitions of forms.
func definitions(t *testing.T) map[string][]byte {
	t.Helper()
	found := map[string][]byte{}
	for _, root := range []string{"../../..", "../../../../e2e", "../../../../docs"} {
		err := filepath.WalkDir(root, func(path string, entry os.DirEntry, err error) error {
			if err != nil || entry.IsDir() || filepath.Ext(path) != ".yaml" {
				return err
			}
			data, err := os.ReadFile(path)
			if err == nil && strings.Contains("\n"+string(data), "\nform: ") && strings.Contains(string(data), "\nsections:") {
				found[path] = data
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

// What a definition says is the same after it went through a draft.
func TestRoundTrip(t *testing.T) {
	parsed := 0
	for path, source := range definitions(t) {
		before, err := form.Parse(source, nil)
		if err != nil {
			continue // no whole definition: mistakes on purpose, or a part of one
		}
		parsed++
		t.Run(filepath.Base(path), func(t *testing.T) {
			d, err := formdraft.Read(source)
			if err != nil {
				t.Fatal(err)
			}
			written := d.YAML()
			after, err := form.Parse(written, nil)
			if err != nil {
				t.Fatalf("%v\n%s", err, written)
			}
			same(t, "", reflect.ValueOf(before), reflect.ValueOf(after))
			again, err := formdraft.Read(written)
			if err != nil || !reflect.DeepEqual(d, again) {
				t.Errorf("read again: %v\n%+v\n%+v", err, d, again)
			}
			if string(again.YAML()) != string(written) {
				t.Error("the same draft gives another text")
			}
		})
	}
	if parsed < 4 {
		t.Errorf("only %d definitions found", parsed)
	}
}

// same compares what two definitions show of themselves; compiled expressions, which hold places in the file, are
// compared by their sources.
func same(t *testing.T, path string, a, b reflect.Value) {
	t.Helper()
	if a.Kind() == reflect.Pointer || a.Kind() == reflect.Interface {
		if a.IsNil() != b.IsNil() {
			t.Errorf("%s: %v, then %v", path, a, b)
		}
		if a.IsNil() || b.IsNil() {
			return
		}
		if typ, ok := a.Interface().(form.Type); ok {
			if typ.Name() != b.Interface().(form.Type).Name() {
				t.Errorf("%s: type %s, then %s", path, typ.Name(), b.Interface().(form.Type).Name())
			}
			return
		}
		if d, ok := a.Interface().(*decimal.Decimal); ok {
			if !d.Equal(*b.Interface().(*decimal.Decimal)) {
				t.Errorf("%s: %v, then %v", path, a, b)
			}
			return
		}
		same(t, path, a.Elem(), b.Elem())
		return
	}
	switch a.Kind() {
	case reflect.Struct:
		for i := range a.NumField() {
			if f := a.Type().Field(i); f.IsExported() {
				same(t, path+"."+f.Name, a.Field(i), b.Field(i))
			}
		}
	case reflect.Slice:
		if a.Len() != b.Len() {
			t.Errorf("%s: %d members, then %d", path, a.Len(), b.Len())
			return
		}
		for i := range a.Len() {
			same(t, path+"["+a.Index(i).Type().Name()+"]", a.Index(i), b.Index(i))
		}
	default:
		if !reflect.DeepEqual(a.Interface(), b.Interface()) {
			t.Errorf("%s: %v, then %v", path, a, b)
		}
	}
}

func TestYAMLIsReadable(t *testing.T) {
	d := formdraft.Draft{Code: "meals", Title: "营养餐月报", Period: "month", Sign: []string{"填报人", "负责人"},
		Lists:  []formdraft.List{{Name: "供餐方式", Options: []formdraft.Option{{Code: "own", Name: "食堂"}, {Code: "2", Name: "是"}}}},
		Refers: []formdraft.Refer{{Name: "学籍", Form: "pupils", Period: "same"}},
		Sections: []formdraft.Section{{Title: "就餐", Tab: "一、就餐", Fields: []formdraft.Field{
			{Code: "pupils", Name: "就餐人数", Type: "integer", Unit: "人", Min: "0", Required: "true", Prefill: formdraft.LastPeriod},
			{Code: "listed", Name: "在籍人数", Type: "integer", Prefill: formdraft.Prefill{Form: "pupils", Field: "total", Period: "same"}},
			{Code: "way", Name: "方式", Type: "choice", Of: "供餐方式", Default: "own"},
			{Code: "ways", Name: "各种方式", Type: "multichoice", Of: "供餐方式", Default: "own,2", Prefill: formdraft.Prefill{Named: "学籍.方式"}},
			{Code: "why", Name: "说明", Type: "longtext", Help: "第一行\n第二行: {x}", When: "就餐人数 < 在籍人数"},
		}}},
		Checks: []formdraft.Check{{Logic: "就餐人数 <= 在籍人数", Say: "多出 {就餐人数 - 在籍人数} 人", At: []string{"就餐人数"}}},
	}
	want := `form: meals
title: 营养餐月报
period: month
sign: [填报人, 负责人]

lists:
  供餐方式: {own: 食堂, "2": 是}

refers:
  学籍: {form: pupils, period: same}

sections:
  - title: 就餐
    tab: 一、就餐
    fields:
      - {code: pupils, name: 就餐人数, type: integer, unit: 人, min: 0, required: true, prefill: last}
      - {code: listed, name: 在籍人数, type: integer, prefill: {form: pupils, field: total, period: same}}
      - {code: way, name: 方式, type: choice, of: 供餐方式, default: own}
      - {code: ways, name: 各种方式, type: multichoice, of: 供餐方式, default: [own, "2"], prefill: 学籍.方式}
      - {code: why, name: 说明, type: longtext, when: 就餐人数 < 在籍人数, help: "第一行\n第二行: {x}"}

checks:
  - logic: 就餐人数 <= 在籍人数
    say: 多出 {就餐人数 - 在籍人数} 人
    at: [就餐人数]
`
	if got := string(d.YAML()); got != want {
		t.Errorf("got:\n%s", got)
	}
	back, err := formdraft.Read([]byte(want))
	if err != nil || !reflect.DeepEqual(back, d) {
		t.Errorf("came back as %+v, %v", back, err)
	}
}

// What was begun and is not whole yet is kept.
func TestReadOfAnUnfinishedDraft(t *testing.T) {
	source := `form:
title: 半成品
help:
lists:
  甲:
  乙: {"": 一, "": 二}
sections:
  - title:
    rows: {code: list}
    fields:
      - {code: a, name: 甲, type: nonsense, min: 很多, required: 是, of: 甲}
      - {code: a, name: 甲}
      - {}
checks:
  - say: 没有算式
  - {logic: "1 +", experience: 甲 > , mend: }
`
	d, err := formdraft.Read([]byte(source))
	if err != nil {
		t.Fatal(err)
	}
	want := formdraft.Draft{Title: "半成品",
		Lists: []formdraft.List{{Name: "甲"}, {Name: "乙", Options: []formdraft.Option{{Name: "一"}, {Name: "二"}}}},
		Sections: []formdraft.Section{{Rows: &formdraft.Rows{Code: "list"}, Fields: []formdraft.Field{
			{Code: "a", Name: "甲", Type: "nonsense", Min: "很多", Required: "true", Of: "甲"}, {Code: "a", Name: "甲"}, {}}}},
		Checks: []formdraft.Check{{Say: "没有算式"}, {Logic: "1 +", Experience: "甲 >"}},
	}
	if !reflect.DeepEqual(d, want) {
		t.Errorf("got %+v", d)
	}
	again, err := formdraft.Read(d.YAML())
	if err != nil || !reflect.DeepEqual(again, want) {
		t.Errorf("%v\n%s", err, d.YAML())
	}
}

// What cannot be taken is told with its place, and the rest is there.
func TestReadTellsWhatItCannotTake(t *testing.T) {
	source := "form: a\ntitel: 一\nsign: {x: 1}\nsections:\n  - title: [一]\n    fields: 无\nlists: [甲]\nchecks:\n  - 文字\n"
	d, err := formdraft.Read([]byte(source))
	if d.Code != "a" || len(d.Sections) != 1 || len(d.Checks) != 1 {
		t.Errorf("got %+v", d)
	}
	want := `2:1 unknown_key key="titel" known="basis checks codelists form help lists period refers sections sign title" suggest="title"` +
		"\n3:7 not_text\n5:12 not_text\n6:13 not_list\n7:8 not_mapping\n9:5 not_mapping"
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	if _, err := formdraft.Read([]byte("form: [a")); err == nil {
		t.Error("what is no YAML is taken")
	}
}

func TestYAMLOfNothing(t *testing.T) {
	d, err := formdraft.Read(formdraft.Draft{}.YAML())
	if err != nil || !reflect.DeepEqual(d, formdraft.Draft{}) {
		t.Errorf("got %+v, %v", d, err)
	}
}
