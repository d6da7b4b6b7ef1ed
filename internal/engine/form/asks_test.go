package form_test

import (
	"testing"

	"nianlun/internal/engine/form"
)

func TestAsksCountsWhatEverybodyIsAsked(t *testing.T) {
	def, err := form.Parse([]byte(`
form: count
title: 数一数
basis: 依据
sections:
  - title: 单格
    fields:
      - {code: boys, name: 男生, type: integer, unit: 人}
      - {code: girls, name: 女生, type: integer, unit: 人}
      - {code: all, name: 学生, type: calculated, value: 男生 + 女生, unit: 人}
  - title: 年级
    rows: {code: grades, name: 年级, fixed: {g1: 一年级, g2: 二年级}}
    fields:
      - {code: classes, name: 班数, type: integer, unit: 个}
      - {code: pupils, name: 人数, type: integer, unit: 人}
  - title: 项目
    rows: {code: list, name: 项目, min: 1, max: 5}
    fields:
      - {code: name, name: 名称, type: text}
`), nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := form.Asks(def); got != 2+2*2+1 {
		t.Errorf("the form asks %d cells: a sum is nobody's answer, a table asks its given and least rows", got)
	}
}
