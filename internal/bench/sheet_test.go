package main

import (
	"testing"

	"nianlun/internal/engine/form"
)

// What is measured is called a form of 250 cells whose checks hold; it must be one.
func TestSheetFillsTheWideForm(t *testing.T) {
	def, err := form.Parse([]byte(wide), nil)
	if err != nil {
		t.Fatal(err)
	}
	for school := range 50 {
		raw := form.Raw{}
		for path, text := range sheet(school, school%12) {
			raw[form.Path(path)] = text
		}
		if len(raw) != 250 {
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
