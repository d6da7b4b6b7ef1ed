package form_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"nianlun/internal/kit/i18n"
)

// Every code that the engine may report has its message in both languages, and every message is of a code.
func TestEveryCodeHasItsMessage(t *testing.T) {
	sources := []struct{ file, prefix string }{
		{"issue.go", "form.issue."}, {"compat.go", "form.compat."}, {"parse.go", "form.definition."}, {"../yamldoc/doc.go", "form.definition."},
		{"../flow/parse.go", "form.definition."}, {"../flow/decide.go", "form.flow."}, {"../expr/error.go", "form.definition.expr."},
	}
	constant := regexp.MustCompile(`(?m)^\t[A-Z]\w+\s+= "([a-z_]+)"`)
	running := map[string]bool{"divide_by_zero": true, "too_big": true, "over_budget": true} // shown under form.skip.cannot
	known := map[string]bool{"form.definition.no_answers": true, "form.definition.no_fields": true, "form.definition.bad_date": true, "form.definition.bad_time": true, "form.definition.bad_period": true, "form.definition.at": true}
	for _, source := range sources {
		text, err := os.ReadFile(source.file)
		if err != nil {
			t.Fatal(err)
		}
		codes := constant.FindAllStringSubmatch(string(text), -1)
		if len(codes) < 5 {
			t.Errorf("%s: found only %d codes", source.file, len(codes))
		}
		for _, code := range codes {
			key := source.prefix + code[1]
			if strings.HasPrefix(key, "form.definition.expr.") && running[code[1]] {
				key = "form.skip.cannot." + code[1]
			}
			known[key] = true
			if !i18n.Has(key) {
				t.Errorf("no message %s", key)
			}
		}
	}
	zh, en := i18n.Keys(i18n.Chinese), map[string]bool{}
	for _, key := range i18n.Keys(i18n.English) {
		en[key] = true
	}
	for _, key := range zh {
		if strings.HasPrefix(key, "form.") && !en[key] {
			t.Errorf("%s has no English text", key)
		}
		plain := strings.TrimSuffix(key, ".near")
		for _, prefix := range []string{"form.issue.", "form.compat.", "form.definition.", "form.flow."} {
			if strings.HasPrefix(key, prefix) && !known[plain] && !strings.HasPrefix(key, "form.flow.requirement.") {
				t.Errorf("%s is the message of no code", key)
			}
		}
	}
}
