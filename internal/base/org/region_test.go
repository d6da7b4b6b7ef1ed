package org_test

import (
	"testing"

	"nianlun/internal/base/org"
)

func TestCodesOfRegions(t *testing.T) {
	for code, want := range map[string]bool{
		"330000": true, "330200": true, "330212": true, "419001": true, "990107": true,
		"": false, "33": false, "3302000": false, "000000": false, "003300": false, "330012": false, "33021a": false, "３３０２１２": false,
	} {
		if got := org.IsRegion(code); got != want {
			t.Errorf("%q: %v", code, got)
		}
	}
}

func TestWhoIsUnderWhomByCode(t *testing.T) {
	for _, c := range []struct {
		lower, upper string
		want         bool
	}{
		{"330200", "330000", true},
		{"330212", "330200", true},
		{"330212", "330000", true}, // a province may ask a county straight away
		{"419001", "410000", true},
		{"330200", "330212", false},
		{"330212", "330213", false},
		{"330212", "330300", false},
		{"330212", "440000", false},
		{"330200", "330200", false},
		{"330210", "330200", true}, // the last 0 is a digit of its own
		{"330212", "330210", false},
		{"", "330000", false},
		{"330212", "", false},
		{"330212", "33", false},
	} {
		lower, upper := org.Bureau{ID: "l", Code: c.lower}, org.Bureau{ID: "u", Code: c.upper}
		if got := org.Under(lower, upper); got != c.want {
			t.Errorf("%s under %s: %v", c.lower, c.upper, got)
		}
	}
	same := org.Bureau{ID: "b", Code: "330200"}
	if org.Under(same, org.Bureau{ID: "b", Code: "330000"}) {
		t.Error("a bureau is below itself")
	}
}
