package form_test

import (
	"testing"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/form"
)

// TestAttempts: an expression in the making is computed as a check would be, for the document and for each row.
func TestAttempts(t *testing.T) {
	def := mustParse(t, `
form: f
title: 表
sections:
  - title: 人数
    fields:
      - {code: boys, name: 男生, type: integer}
      - {code: girls, name: 女生, type: integer}
  - title: 项目
    rows: {code: works, name: 项目}
    fields:
      - {code: cost, name: 投资, type: integer}
      - {code: paid, name: 已付, type: integer}
`)
	values, _ := form.Decode(def, form.Raw{"boys": "30", "girls": "20", "works[1].cost": "5", "works[1].paid": "6", "works[2].cost": "0", "works[2].paid": "1"})
	last, _ := form.Decode(def, form.Raw{"boys": "10"})
	ctx := form.Context{Previous: &last}
	one := func(source string) form.Attempt {
		t.Helper()
		got, err := form.Attempts(def, source, "", values, ctx, form.MissingSkips)
		if err != nil || len(got) != 1 {
			t.Fatalf("%s: %v %+v", source, err, got)
		}
		return got[0]
	}
	if got := one("男生 + 女生 + 上期.男生"); got.Value.String() != "60" || len(got.Cells) != 2 {
		t.Errorf("%+v", got)
	}
	if got := one("男生 > 上期.女生"); !got.Value.IsMissing() {
		t.Errorf("%+v", got)
	}
	rows, err := form.Attempts(def, "已付 / 投资", "works", values, ctx, form.MissingSkips)
	if err != nil || len(rows) != 2 || rows[0].Value.String() != "1.2" || rows[1].Cannot != expr.DivideByZero || rows[1].Row != "2" {
		t.Errorf("%v %+v", err, rows)
	}
	if _, err := form.Attempts(def, "男孩 > 1", "", values, ctx, form.MissingSkips); err == nil {
		t.Error("an unknown name is computed")
	}
}
