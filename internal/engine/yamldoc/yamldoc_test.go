package yamldoc_test

import (
	"strings"
	"testing"

	"nianlun/internal/engine/yamldoc"
)

func TestReading(t *testing.T) {
	doc, root := yamldoc.Read([]byte("name: ' 校舍 '\ncount: 12\nshare: 0.10\non: 是\nwho: [甲, 乙]\none: 丙\nmap: {a: 1, b: 2}\n"))
	m := root.Map("name", "count", "share", "on", "who", "one", "map")
	if m.Need("name").Text() != "校舍" || m.At("count").Whole() != 12 || m.At("share").Decimal().String() != "0.1" || !m.At("on").Bool() {
		t.Error("scalars")
	}
	if got := strings.Join(append(m.At("who").Texts(), m.At("one").Texts()...), " "); got != "甲 乙 丙" {
		t.Error(got)
	}
	var keys []string
	for _, e := range m.At("map").Map().Entries() {
		keys = append(keys, e.Name+e.Value.Text())
	}
	if strings.Join(keys, " ") != "a1 b2" {
		t.Error(keys)
	}
	if m.At("nothing").Text() != "" || m.At("nothing").Decimal() != nil || m.At("nothing").Bool() || len(m.At("nothing").List()) > 0 {
		t.Error("a place that is not there reads as empty")
	}
	if err := doc.Err(); err != nil {
		t.Error(err)
	}
}

func TestProblems(t *testing.T) {
	tests := []struct {
		source string
		read   func(m yamldoc.Map)
		want   string
	}{
		{"a: [1]", func(m yamldoc.Map) { m.At("a").Text() }, "1:4 not_text"},
		{"a:", func(m yamldoc.Map) { m.Need("a") }, `1:1 missing_key key="a"`},
		{"a: ' '", func(m yamldoc.Map) { m.Need("a") }, `1:1 missing_key key="a"`},
		{"a: 1.5", func(m yamldoc.Map) { m.At("a").Whole() }, `1:4 not_whole text="1.5"`},
		{"a: 1e99", func(m yamldoc.Map) { m.At("a").Decimal() }, `1:4 not_number text="1e99"`},
		{"a: maybe", func(m yamldoc.Map) { m.At("a").Bool() }, `1:4 not_yesno text="maybe"`},
		{"a: x", func(m yamldoc.Map) { m.At("a").List() }, "1:4 not_list"},
		{"a: x", func(m yamldoc.Map) { m.At("a").Map() }, "1:4 not_mapping"},
		{"b: x", func(m yamldoc.Map) {}, `1:1 unknown_key key="b" known="a" suggest=""`},
		{"a: moth", func(m yamldoc.Map) { m.At("a").OneOf("year", "month") }, `1:4 unknown_word known="year month" suggest="month" text="moth"`},
		{"a: 甲 + 乙", func(m yamldoc.Map) { m.At("a").ReportAt(4, "x") }, "1:8 x"},
		{"a: '甲 + 乙'", func(m yamldoc.Map) { m.At("a").ReportAt(4, "x") }, "1:9 x"},
		{"a: |\n  甲\n  乙", func(m yamldoc.Map) { m.At("a").ReportAt(4, "x") }, "1:4 x"},
	}
	for _, tt := range tests {
		doc, root := yamldoc.Read([]byte(tt.source))
		tt.read(root.Map("a"))
		if err := doc.Err(); err == nil || err.Error() != tt.want {
			t.Errorf("%q: got %v, want %s", tt.source, err, tt.want)
		}
	}
}
