package main

import (
	"testing"

	"nianlun/internal/engine/form"
)

// What is measured is called a form of so many cells whose checks hold; it must be one.
func TestSheetFillsTheWideForm(t *testing.T) {
	for _, wide := range []wideForm{form250, form5000} {
		t.Run(wide.code, func(t *testing.T) { fills(t, wide) })
	}
}

func fills(t *testing.T, wide wideForm) {
	def, err := form.Parse([]byte(wide.definition()), nil)
	if err != nil {
		t.Fatal(err)
	}
	for school := range 10 {
		raw := form.Raw{}
		for path, text := range wide.sheet(school, school%12) {
			raw[form.Path(path)] = text
		}
		if len(raw) != wide.cells() {
			t.Fatalf("%d cells", len(raw))
		}
		values, issues := form.Decode(def, raw)
		if len(issues) > 0 {
			t.Fatalf("school %d: %v", school, issues)
		}
		if missing := form.Complete(def, values); len(missing) > 0 {
			t.Fatalf("school %d: %v", school, missing)
		}
		if findings := form.Open(form.Check(def, values, form.Context{})); len(findings) > 0 {
			t.Fatalf("school %d: %v", school, findings)
		}
	}
}
