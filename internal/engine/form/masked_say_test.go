package form_test

import (
	"fmt"
	"strings"
	"testing"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/form"
)

const personal = `form: guards
title: 保安名册
period: month
sections:
  - title: 联系
    fields:
      - {code: phone, name: 负责人手机, type: phone, required: true}
      - {code: n, name: 人数, type: integer}
  - title: 名册
    rows: {code: people, name: 人, max: 20, key: 证件号}
    fields:
      - {code: no, name: 证件号, type: idnumber}
      - {code: days, name: 天数, type: integer}
checks:
  - {logic: 人数 < 3, say: '{负责人手机} 报了 {人数} 人，{负责人手机[0:5]}'}
  - {logic: 天数 <= 上期.天数, each: 人, say: '{证件号} 上期 {上期.天数} 天'}
  - {logic: 负责人手机 == 上期.负责人手机, say: '由 {上期.负责人手机} 换成 {负责人手机}'}
  - {logic: "all(人, .证件号 == '无')", say: '{map(人, .证件号)}'}
`

// A message quotes no personal value whole, wherever it is from: this return, a row, the period before. What it is
// computed from is whole: the check itself still compares the numbers.
func TestMessagesQuotePersonalValuesMasked(t *testing.T) {
	text := personal
	if _, err := form.Parse([]byte(text), nil); err != nil { // no parts of texts in this language: only whole ones are quoted
		text = strings.Replace(text, "，{负责人手机[0:5]}", "", 1)
	}
	def, err := form.Parse([]byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	before, faults := form.Decode(def, form.Raw{"phone": "13900001234", "n": "1", "people[r1].no": "11010519491231002X", "people[r1].days": "3"})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	now, faults := form.Decode(def, form.Raw{"phone": "13912345678", "n": "5", "people[r1].no": "11010519491231002X", "people[r1].days": "9"})
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	findings := form.Check(def, now, form.Context{Previous: &before})
	if len(findings) != 4 {
		t.Fatalf("%+v", findings)
	}
	for _, f := range findings {
		for _, whole := range []string{"13912345678", "13900001234", "11010519491231002X", "13912"} {
			if strings.Contains(f.Message, whole) {
				t.Errorf("%q quotes %s", f.Message, whole)
			}
		}
		if !strings.Contains(f.Message, "****") {
			t.Errorf("%q does not say whose", f.Message)
		}
	}
	if want := "上期 3 天"; !strings.Contains(findings[1].Message, want) {
		t.Errorf("%q, want %s", findings[1].Message, want)
	}
	if got := now.Get("phone"); !got.Equal(expr.TextOf("13912345678")) {
		t.Errorf("the value itself was masked: %s", fmt.Sprint(got))
	}
}
