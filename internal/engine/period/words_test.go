package period

import (
	"testing"

	"nianlun/internal/kit/i18n"
)

func TestWordsOfPeriods(t *testing.T) {
	cases := []struct{ id, zh, zhShort, en string }{
		{"2026-09", "2026 年 9 月", "9月", "Sep 2026"},
		{"2026", "2026 年", "2026", "2026"},
		{"2026-Q3", "2026 年第 3 季度", "3季", "quarter 3 of 2026"},
		{"2025-2026", "2025—2026 学年", "2025—2026", ""},
	}
	for _, c := range cases {
		p, err := Parse(c.id)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Text().In(i18n.Chinese); got != c.zh {
			t.Errorf("%s: %s, want %s", c.id, got, c.zh)
		}
		if got := p.Short().In(i18n.Chinese); got != c.zhShort {
			t.Errorf("%s short: %s, want %s", c.id, got, c.zhShort)
		}
		if got := p.Text().In(i18n.English); c.en != "" && got != c.en {
			t.Errorf("%s: %s, want %s", c.id, got, c.en)
		}
	}
	for _, kind := range Kinds() {
		if kind == Term {
			continue // its days are the bureau's
		}
		p, err := Of(kind, Date{2026, 3, 9}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, lang := range i18n.Langs {
			for _, key := range []string{p.Text().Key, p.Short().Key} {
				if p.Text().In(lang) == key || !i18n.Has(key) {
					t.Errorf("%s has no words for %s", lang, key)
				}
			}
		}
	}
}

func TestWordsOfDays(t *testing.T) {
	d := Date{2026, 11, 5}
	if got := d.Text().In(i18n.Chinese); got != "11 月 5 日" {
		t.Error(got)
	}
	if got := d.Text().In(i18n.English); got != "5 Nov" {
		t.Error(got)
	}
}
