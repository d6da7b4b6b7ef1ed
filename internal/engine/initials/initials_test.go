package initials_test

import (
	"testing"

	"nianlun/internal/engine/initials"
)

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{
		"杭州": "[hk]z", "重庆": "[zc]q", "爱国": "ag", "恩惠": "eh", "银行": "y[xh]", "IT 专业3": "itzy3", "Grade 3": "", "": "", "—": "",
	} {
		if got := initials.Of(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

// Every character of the dictionary is found by some letter, and by nothing but letters.
func TestEveryCharacterHasALetter(t *testing.T) {
	for _, r := range "阿啊嗯呣欸哦鹅额饿恶安昂傲耳二儿一乙五吾鱼女绿" {
		got := initials.Of(string(r))
		if got == "" {
			t.Errorf("%c is found by nothing", r)
		}
		for _, c := range got {
			if c != '[' && c != ']' && (c < 'a' || c > 'z') {
				t.Errorf("%c: %q", r, got)
			}
		}
	}
}

func BenchmarkInitials(b *testing.B) {
	for b.Loop() {
		initials.Of("云湖区青溪街道新民村")
	}
}
