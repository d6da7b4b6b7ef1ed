package nearest_test

import (
	"testing"

	"nianlun/internal/engine/nearest"
)

func TestWord(t *testing.T) {
	tests := []struct {
		word string
		from []string
		want string
	}{
		{"titel", []string{"title", "name"}, "title"},
		{"titl", []string{"title", "name"}, "title"},
		{"sections ", []string{"sections", "checks"}, "sections"},
		{"本年完成投次", []string{"本年完成投资", "计划投资"}, "本年完成投资"},
		{"在健", []string{"在建", "前期"}, "在建"},
		{"unti", []string{"unit", "min"}, "unit"},
		{"甲", []string{"乙"}, ""},
		{"", []string{"a"}, ""},
		{"same", []string{"same"}, ""},
	}
	for _, tt := range tests {
		if got := nearest.Word(tt.word, tt.from); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.word, got, tt.want)
		}
	}
}
