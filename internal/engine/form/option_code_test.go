package form_test

import (
	"errors"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/yamldoc"
)

// The names of the grades are codes of other grades, as in a list that somebody has mixed up.
const mixedUp = `
form: grades
title: 年级
sections:
  - title: 基本
    fields:
      - {code: one,  name: 年级, type: choice, of: {"1": "2", "2": "1", "3": 三年级}}
      - {code: many, name: 各年级, type: multichoice, of: {"1": "2", "2": "1", "3": 三年级}}
`

func TestANameThatIsAnothersCodeIsRefused(t *testing.T) {
	_, err := form.Parse([]byte(mixedUp), nil)
	var problems yamldoc.Problems
	if !errors.As(err, &problems) {
		t.Fatal(err)
	}
	n := 0
	for _, p := range problems {
		if p.Code == form.NameOfCode {
			n++
		}
	}
	if n != 4 {
		t.Errorf("%d names reported, want 4: %v", n, err)
	}
}

// What was published so before means what its pages send: codes.
func TestACodeGoesBeforeAName(t *testing.T) {
	def, err := form.ParseWith([]byte(mixedUp), form.Library{Published: true})
	if err != nil {
		t.Fatal(err)
	}
	for raw, want := range map[string]string{"1": "1", "2": "2", "三年级": "3"} {
		v, flt := def.Sections[0].Fields[0].Type.Decode(&def.Sections[0].Fields[0], raw)
		if flt != nil || v.Text() != want {
			t.Errorf("%q: %v %v, want %s", raw, v, flt, want)
		}
	}
}
