package fieldcode

import (
	"regexp"
	"testing"
)

func TestOf(t *testing.T) {
	for name, want := range map[string]string{
		"在校生数":         "zaixiaoshengshu",
		"女生":           "nvsheng",
		"total pupils": "total_pupils",
		"2026年经费":      "f_2026nianjingfei",
		"人数（人）":        "renshuren",
		"Ｗｉ－Ｆｉ":        "wifi",
		"not":          "not_",
		"———":          "",
		"":             "",
		"2026":         "",
		"其中：随迁子女":      "qizhongsuiqianzinv",
	} {
		if got := Of(name); got != want {
			t.Errorf("Of(%q) = %q, want %q", name, got, want)
		}
	}
}

// TestShort: a long name keeps the sound of its beginning and first letters of its end, so that two long names that
// differ at the end do not become one.
func TestShort(t *testing.T) {
	long := "义务教育阶段学校校内课后服务参与学生人数占比"
	got := Of(long)
	if len(got) > Longest || got[:8] != "yiwujiao" {
		t.Errorf("Of(%q) = %q", long, got)
	}
	if other := Of("义务教育阶段学校校内课后服务参与教师人数占比"); other == got {
		t.Errorf("two long names are both %q", got)
	}
}

func FuzzOf(f *testing.F) {
	for _, s := range []string{"在校生数", "a_b", "１２％", "\xff\x00", "__", "ß", "〇"} {
		f.Add(s)
	}
	valid := regexp.MustCompile(`^[a-z][a-z0-9_]{0,31}$`)
	f.Fuzz(func(t *testing.T, name string) {
		if code := Of(name); code != "" && !valid.MatchString(code) {
			t.Errorf("Of(%q) = %q is no code", name, code)
		}
	})
}
