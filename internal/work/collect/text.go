package collect

import (
	"strings"
	"unicode/utf8"

	"nianlun/internal/kit/fault"
)

// longest is the size of the longest reason, answer or explanation, in
// characters: what the side column of a return can hold.
const longest = 1000

// checkText refuses at the field what cannot be stored or is too long.
func checkText(bad *fault.Error, path, text string) {
	switch {
	case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
		_ = bad.With(path, "fault.text.bytes")
	case utf8.RuneCountInString(text) > longest:
		_ = bad.With(path, "collect.need.shorter", "most", longest)
	}
}

// NeedText is checkText for a text that must be there.
func NeedText(bad *fault.Error, path, text, key string) {
	if strings.TrimSpace(text) == "" {
		_ = bad.With(path, key)
		return
	}
	checkText(bad, path, text)
}

// orNil is the fault when a field was added to it, else nil.
func orNil(bad *fault.Error) error {
	if len(bad.Fields) == 0 {
		return nil
	}
	bad.Args = []any{"n", len(bad.Fields)}
	return bad
}
