package formdraft_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianlun/internal/engine/form/formdraft"
)

func above(code string) string { return "up-" + code }

func TestRecode(t *testing.T) {
	const text = `# form: remark
form:   meals   # the code
title: "form: not a code"
refers:
  学籍: {form: enrolment, period: same}
  去年: { period: year-ago, form: "meals" }
  经费:
    form: 'funds'
sections:
  - title: 一
    fields:
      - {code: form, name: 表 form, type: text, prefill: {form: enrolment, field: form}}
      - {code: b, name: 乙, type: integer, prefill: last}
      - code: c
        name: 丙
        type: integer
        help: |
          form: stays
        prefill: {period: last}
checks:
  - {when: "form: x == 1", say: form}
`
	got, err := formdraft.Recode(text, above)
	if err != nil {
		t.Fatal(err)
	}
	want := text
	for _, pair := range [][2]string{
		{"form:   meals   #", "form:   up-meals   #"}, {"学籍: {form: enrolment,", "学籍: {form: up-enrolment,"}, {`form: "meals"`, `form: "up-meals"`},
		{"form: 'funds'", "form: 'up-funds'"}, {"prefill: {form: enrolment,", "prefill: {form: up-enrolment,"},
	} {
		if !strings.Contains(want, pair[0]) {
			t.Fatalf("the text lacks %q", pair[0])
		}
		want = strings.Replace(want, pair[0], pair[1], 1)
	}
	if got != want {
		t.Errorf("recoded to\n%s\nnot\n%s", got, want)
	}
	if _, err := formdraft.Recode("form: [", above); err == nil {
		t.Error("a text that is no YAML was taken")
	}
}

// Every demo form keeps its text but for the codes of forms.
func TestRecodedFormsAreTheSameOtherwise(t *testing.T) {
	files, err := filepath.Glob("../formtest/forms/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		there, err := formdraft.Recode(string(text), above)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		back, err := formdraft.Recode(there, func(code string) string { return strings.TrimPrefix(code, "up-") })
		if err != nil || back != string(text) || there == back {
			t.Errorf("%s: does not come back as it was (%v)", file, err)
		}
	}
}
