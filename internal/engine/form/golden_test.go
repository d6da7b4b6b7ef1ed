package form_test

import (
	"errors"
	"os"
	"strings"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/yamldoc"
	"nianlun/internal/kit/goldentest"
	"nianlun/internal/kit/i18n"
)

// Every mistake of a definition is told at once, in both languages, with its place and what to write instead.
func TestMistakes(t *testing.T) {
	source, err := os.ReadFile("testdata/mistakes.yaml")
	if err != nil {
		t.Fatal(err)
	}
	def, err := form.Parse(source, nil)
	var problems yamldoc.Problems
	if !errors.As(err, &problems) || def != nil {
		t.Fatalf("got %v %v", def, err)
	}
	var b strings.Builder
	for _, lang := range i18n.Langs {
		for _, problem := range problems {
			b.WriteString(problem.Message(lang.T) + "\n")
		}
		b.WriteString("\n")
	}
	goldentest.Same(t, "testdata/mistakes.txt", b.String())
	if strings.Contains(b.String(), "form.definition") || strings.Contains(b.String(), "{text}") {
		t.Error("a message is missing or not filled in")
	}
}

func TestNotADefinition(t *testing.T) {
	tests := []struct{ source, want string }{
		{"", "1:1 not_mapping"},
		{"just text", "1:1 not_mapping"},
		{"form: [a\n", `1:1 bad_yaml detail="did not find expected ',' or ']'"`},
		{"form: &x a\ntitle: *x\n", "1:7 no_aliases"},
		{"form: a\ntitle: b\nsections: text\n", "3:11 not_list"},
		{"form: a\nform: b\ntitle: c\nsections: []\n", `2:1 duplicate_key first="1" key="form"`},
		{"\xff", `1:1 bad_yaml detail="not UTF-8"`},
		{strings.Repeat("#", 2<<20), `1:1 too_large limit="1 MB"`},
	}
	for _, tt := range tests {
		_, err := form.Parse([]byte(tt.source), nil)
		if err == nil || err.Error() != tt.want {
			t.Errorf("%.20q: got %v, want %s", tt.source, err, tt.want)
		}
	}
}
