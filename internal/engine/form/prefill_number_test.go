package form_test

import (
	"fmt"
	"testing"

	"nianlun/internal/engine/form"
)

// A number of the period before is taken over exactly when the field would take it
// from a person, whatever an older version of the form allowed.
func TestPrefilledNumbersKeepToTheField(t *testing.T) {
	source := func(kind, bounds string) string {
		return fmt.Sprintf("form: f\ntitle: 表\nperiod: month\nsections:\n  - title: 一\n    fields:\n      - {code: n, name: 数, type: %s, prefill: last%s}\n", kind, bounds)
	}
	older := mustParse(t, source("decimal", ", decimals: 6"))
	for _, now := range []struct{ kind, bounds string }{
		{"integer", ""}, {"integer", ", min: 0, max: 100"}, {"decimal", ", decimals: 1, min: -5"}, {"percent", ", min: 0, max: 100"}, {"money", ", unit: 元"},
	} {
		def := mustParse(t, source(now.kind, now.bounds))
		field, _ := def.Field("n")
		for _, text := range []string{"0", "-1", "-5", "-6", "7", "100", "101", "2.5", "2.50", "2.55", "-0.5", "999999999999999", "-999999999999999", "100.0"} {
			before := valuesOf(t, older, form.Raw{"n": text})
			want, refused := field.Type.Decode(field, field.Type.Text(field, before.Get("n")))
			got := form.Prefilled(def, form.Sources{Previous: &before}).Get("n")
			if refused != nil && !got.IsMissing() || refused == nil && !got.Equal(want) {
				t.Errorf("%s%s: %s became %q, typed it becomes %q", now.kind, now.bounds, text, got, want)
			}
		}
	}
}
