package design_test

import (
	"context"
	"strings"
	"testing"

	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/work/design"
)

const before = `
form: works
title: 校舍月报
sections:
  - title: 总体
    fields:
      - {code: total, name: 总数, type: integer, unit: 个, min: 0}
      - {code: phase, name: 进度, type: choice, of: {a: 前期, b: 在建}}
      - {code: why, name: 原因, type: text, when: 总数 > 0}
  - title: 附注
    fields:
      - {code: note, name: 备注, type: text}
checks:
  - {id: c1, logic: 总数 >= 0, say: 不能是负数}
  - {id: c2, experience: 总数 < 100, say: 太多}
`

func TestDifferencesInWords(t *testing.T) {
	w := newWorld(t)
	_, err := w.shelf.Publish(context.Background(), staff, before)
	must(t, err)
	w.Campaigns = running{{Form: "works", Owner: "sec"}}
	after := strings.NewReplacer(
		"min: 0", "min: 1, required: true", "b: 在建", "b: 施工, c: 完工", "when: 总数 > 0", "when: 总数 > 5, help: 写明",
		"title: 附注", "title: 说明", "总数 >= 0", "总数 >= 1", "say: 太多}", "say: 太多了}\n  - {id: c3, logic: 总数 != 7, say: 七}",
		"title: 校舍月报", "title: 校舍季报").Replace(before)
	o := w.open(w.do(w.revise("works"), design.EditText{YAML: after}))
	if len(o.Problems) > 0 {
		t.Fatalf("%+v", o.Problems)
	}
	var got []string
	for _, d := range o.Differences() {
		got = append(got, strings.TrimPrefix(d.Field+"/", "/")+d.Code)
	}
	want := "head section_added section_removed total/required total/bounds phase/option_added phase/option_renamed why/when why/help check_changed message_changed check_added"
	gotText := strings.Join(got, " ")
	for _, one := range strings.Fields(want) {
		if !strings.Contains(gotText, one) {
			t.Errorf("no %s in %s", one, gotText)
		}
	}
	if len(got) != len(strings.Fields(want)) {
		t.Errorf("differences %s", gotText)
	}
}

func TestOptionsKeepTheirCodes(t *testing.T) {
	w := newWorld(t)
	_, err := w.shelf.Publish(context.Background(), staff, before)
	must(t, err)
	w.Campaigns = running{{Form: "works", Owner: "sec"}}
	d := w.revise("works")
	field := func(options ...formdraft.Option) design.EditField {
		return design.EditField{Key: "phase", Field: formdraft.Field{Name: "进度", Type: "choice", Options: options}}
	}
	d = w.do(d, field(formdraft.Option{Code: "a", Name: "筹备"}, formdraft.Option{Code: "b", Name: ""}, formdraft.Option{Name: "完工"}))
	options := fieldOf(w.open(d).Content, "phase").Options
	if len(options) != 2 || options[0].Code != "a" || options[0].Name != "筹备" || options[1].Code == "b" {
		t.Errorf("%+v", options)
	}
	refused := 0
	for _, diff := range w.open(d).Differences() {
		if diff.Refused {
			refused++
		}
	}
	if refused != 1 {
		t.Errorf("taking a published option away: %d refused", refused)
	}
}
