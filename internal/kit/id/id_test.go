package id

import "testing"

func TestNewSortsAndIsValid(t *testing.T) {
	last := ""
	for range 1000 {
		next := New()
		if next <= last || !Valid(next) {
			t.Fatalf("%s after %s", next, last)
		}
		last = next
	}
}

func TestValidRefuses(t *testing.T) {
	for _, text := range []string{"", "x", "019a0000", "{019aa5c5-0000-7000-8000-000000000000}", "../etc"} {
		if Valid(text) {
			t.Errorf("%q passed", text)
		}
	}
}
