package form_test

import (
	"strings"
	"testing"

	"nianlun/internal/engine/form"
)

// What was published stays readable, however strict the rules have become since: what was a comparison of texts stays
// one, and what is refused by any rule is passed over, with a word where it would have checked something.
func TestWhatWasPublishedStaysReadable(t *testing.T) {
	library := form.Library{Published: true}
	for _, tt := range []struct{ check, want string }{
		{`上课 == "上午"`, "wrong"},
		{`上课 != "上午"`, ""},
		{`起始月份 in ["九月", "2026-09"]`, ""},
		{`起始月份 != 学期`, ""},
		{`备注 < 3`, "outdated"},
		{`没有这个 > 3`, "outdated"},
		{`上课 <`, "outdated"},
	} {
		source := lessons(tt.check)
		if _, err := form.Parse(source, nil); err == nil {
			t.Errorf("%s: may be published today", tt.check)
		}
		def, err := form.ParseWith(source, library)
		if err != nil {
			t.Errorf("%s: no longer readable: %v", tt.check, err)
			continue
		}
		values, _ := form.Decode(def, form.Raw{"from": "9:30", "since": "2026-09", "term": "2025-2026-T2", "note": "有"})
		got := ""
		for _, f := range form.Check(def, values, form.Context{}) {
			if got = f.Skipped; got == "" {
				got = "wrong"
			}
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.check, got, tt.want)
		}
	}
}

// The same of conditions and calculated fields: nothing is hidden, nothing is required, nothing is computed.
func TestWhatWasPublishedHidesAndComputesNothingThatItCannotTell(t *testing.T) {
	source := strings.NewReplacer(
		"{code: note, name: 备注, type: text}", "{code: note, name: 备注, type: text, when: 上课 > 3, required: 下课 > 3}",
		"value: 竣工 - 开工", "value: 上课 * 2",
	).Replace(string(lessons("工期 > 3")))
	if _, err := form.Parse([]byte(source), nil); err == nil {
		t.Fatal("may be published today")
	}
	def, err := form.ParseWith([]byte(source), form.Library{Published: true})
	if err != nil {
		t.Fatal(err)
	}
	values, issues := form.Decode(def, form.Raw{"note": "有"})
	if len(issues) > 0 || values.Get("note").Text() != "有" || !values.Get("days").IsMissing() || len(form.Complete(def, values)) > 0 {
		t.Errorf("%v %v", values, issues)
	}
	if found := form.Check(def, values, form.Context{}); len(found) != 1 || found[0].Skipped != form.SkipMissing {
		t.Errorf("%+v", found)
	}
	for _, f := range def.Fields() {
		if _, ok := f.Formula(nil); ok {
			t.Errorf("%s has a formula", f.Code)
		}
	}
}

// What others have published is as readable here as there, but the forms that it reads must be known here.
func TestWhatOthersPublishedMustFindItsFormsHere(t *testing.T) {
	elsewhere := form.Library{Published: true, Elsewhere: true, Form: func(string) (*form.Definition, bool) { return nil, false }}
	if _, err := form.ParseWith(lessons(`上课 <`), elsewhere); err != nil {
		t.Errorf("a check that is refused today is no longer readable: %v", err)
	}
	source := []byte("form: x\ntitle: 甲\nperiod: month\nrefers: {月报: {form: monthly}}\nsections:\n  - title: 一\n    fields:\n      - {code: a, name: 数, type: integer}\n")
	if _, err := form.ParseWith(source, elsewhere); err == nil || !strings.Contains(err.Error(), form.UnknownForm) {
		t.Errorf("a form that is not here is no mistake: %v", err)
	}
	elsewhere.Elsewhere = false
	if _, err := form.ParseWith(source, elsewhere); err != nil {
		t.Errorf("what was published here: %v", err)
	}
}
