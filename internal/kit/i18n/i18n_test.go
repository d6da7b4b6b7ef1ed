package i18n

import (
	"regexp"
	"slices"
	"testing"
	"time"
)

func TestFill(t *testing.T) {
	cases := []struct {
		message string
		args    []any
		want    string
	}{
		{"逾期 {days} 天", []any{"days", 2}, "逾期 2 天"},
		{"{n} {n|day|days} left", []any{"n", 1}, "1 day left"},
		{"{n} {n|day|days} left", []any{"n", 3}, "3 days left"},
		{"{who}: {what}", []any{"what", "x", "who", "y"}, "y: x"},
		{"{unknown} stays", []any{"n", 1}, "{unknown} stays"},
		{"open { brace", []any{"n", 1}, "open { brace"},
	}
	for _, c := range cases {
		if got := fill(c.message, c.args); got != c.want {
			t.Errorf("fill(%q) = %q, want %q", c.message, got, c.want)
		}
	}
}

func TestBothCataloguesHaveTheSameKeysAndPlaceholders(t *testing.T) {
	zh, en := Keys(Chinese), Keys(English)
	for _, key := range zh {
		if !slices.Contains(en, key) {
			t.Errorf("en lacks %s", key)
		}
	}
	for _, key := range en {
		if !slices.Contains(zh, key) {
			t.Errorf("zh-CN lacks %s", key)
			continue
		}
		z, e := holes(catalogues[Chinese][key]), holes(catalogues[English][key])
		if !slices.Equal(z, e) {
			t.Errorf("%s: zh-CN fills %v, en fills %v", key, z, e)
		}
	}
}

var hole = regexp.MustCompile(`\{([^{}|]+)[^{}]*\}`)

func holes(message string) []string {
	var names []string
	for _, m := range hole.FindAllStringSubmatch(message, -1) {
		if !slices.Contains(names, m[1]) {
			names = append(names, m[1])
		}
	}
	slices.Sort(names)
	return names
}

func TestGroup(t *testing.T) {
	for in, want := range map[string]string{"0": "0", "999": "999", "1000": "1,000", "-1234567.80": "-1,234,567.80", "0.5": "0.5"} {
		if got := Group(in); got != want {
			t.Errorf("Group(%s) = %s, want %s", in, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	day := time.Date(2026, 10, 16, 9, 5, 0, 0, time.UTC)
	for _, c := range [][2]string{
		{Chinese.Date(day), "10 月 16 日"}, {English.Date(day), "16 Oct"},
		{Chinese.FullDate(day), "2026 年 10 月 16 日"}, {Chinese.Clock(day), "10 月 16 日 09:05"},
		{Chinese.Weekday(day), "周五"}, {English.Weekday(day), "Friday"},
	} {
		if c[0] != c[1] {
			t.Errorf("got %q, want %q", c[0], c[1])
		}
	}
}

func TestTextInsideText(t *testing.T) {
	inner := Msg("fault.internal")
	if got := Msg("fault.internal", "x", inner).In(English); got != English.T("fault.internal") {
		t.Errorf("got %q", got)
	}
}
