package goldentest_test

import (
	"strings"
	"testing"

	"nianlun/internal/kit/goldentest"
)

func TestDifferenceNamesTheFirstLine(t *testing.T) {
	for _, c := range []struct{ got, want, begins string }{
		{"a\nb", "a\nb", ""},
		{"a\nx\nc", "a\nb\nc", "2\n got x\nwant b"},
		{"a", "a\nb", "2\n got (no more lines)\nwant b"},
		{"a\nb", "a", "2\n got b\nwant (no more lines)"},
	} {
		if d := goldentest.Difference(c.got, c.want); d != c.begins {
			t.Errorf("%q and %q: %q", c.got, c.want, d)
		}
	}
}

// recorded is a test that only notes that it failed.
type recorded struct {
	testing.TB
	said string
}

func (r *recorded) Helper() {}

func (r *recorded) Errorf(format string, args ...any) { r.said += format }

func TestAFileThatDiffersFails(t *testing.T) {
	if goldentest.Updating() {
		t.Skip("the files are being written")
	}
	for path, said := range map[string]string{"golden.go": "differs", "none.txt": "-update"} {
		r := &recorded{TB: t}
		goldentest.Same(r, path, "something else")
		if !strings.Contains(r.said, said) {
			t.Errorf("%s: %q", path, r.said)
		}
	}
}
