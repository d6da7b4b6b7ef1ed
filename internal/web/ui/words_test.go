package ui

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"nianlun/internal/kit/i18n"
)

// sources are the hand-written files of this package and of the door.
func sources(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	for _, pattern := range []string{"*.go", "*.templ", "../door/*.go"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "_templ.go") {
				continue
			}
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			all[name] = string(data)
		}
	}
	return all
}

var literal = regexp.MustCompile(`"((?:ui|door)\.[a-z][a-z.]*|fault\.[a-z][a-z.]*)"`)

func TestEveryKeyIsInTheCatalogues(t *testing.T) {
	entries := []string{"ui.product"}
	for name, text := range sources(t) {
		for _, m := range literal.FindAllStringSubmatch(text, -1) {
			key := m[1]
			entries = append(entries, key)
			// A code of a fault stands without its prefix.
			if !i18n.Has(key) && !i18n.Has("fault."+key) {
				t.Errorf("%s: no text for %s", name, key)
			}
		}
	}
	for _, key := range i18n.Keys(i18n.Chinese) {
		ours := strings.HasPrefix(key, "ui.") || strings.HasPrefix(key, "door.") || strings.HasPrefix(key, "fault.door.")
		if ours && !slices.Contains(entries, key) && !slices.Contains(entries, strings.TrimPrefix(key, "fault.")) {
			t.Errorf("nobody uses %s", key)
		}
	}
}

var comment = regexp.MustCompile(`(?m)//.*$`)

func TestNoWordsInCode(t *testing.T) {
	for name, text := range sources(t) {
		for _, c := range comment.ReplaceAllString(text, "") {
			if unicode.Is(unicode.Han, c) {
				t.Errorf("%s holds words in code: %c", name, c)
				break
			}
		}
	}
}
