package cli

import (
	"regexp"
	"strings"
	"testing"
)

func TestBureausAreMadeAndListed(t *testing.T) {
	data := t.TempDir()
	code, _, errs := run(t, "bureau", "list", "--data", data)
	if code != exitError || !strings.Contains(errs, "还没有教育局") {
		t.Errorf("an empty folder: %d %s", code, errs)
	}
	code, out, errs := run(t, "bureau", "add", "--data", data, "--code", "330200", "--name", "甲市教育局", "--admin", "root", "--office", "bgs", "--office-name", "刘敏")
	if code != exitOK || !regexp.MustCompile(`(?m)^  root  \S{19}  系统管理员`).MatchString(out) || !regexp.MustCompile(`(?m)^  bgs  \S{19}  办公室 刘敏$`).MatchString(out) {
		t.Fatalf("%d %s %s", code, out, errs)
	}
	if code, out, errs = run(t, "bureau", "add", "--data", data, "--code", "330212", "--name", "乙区教育局", "--admin", "root"); code != exitOK {
		t.Fatal(code, out, errs)
	}
	if code, out, _ = run(t, "bureau", "list", "--data", data); code != exitOK || out != "330200  甲市教育局\n330212  乙区教育局\n" {
		t.Errorf("%d %q", code, out)
	}
	for name, c := range map[string]struct{ code, want string }{
		"four digits": {"3302", "6 位行政区划代码"}, "no place": {"330012", "6 位行政区划代码"}, "twice": {"330200", "已经有人用了"},
	} {
		code, _, errs := run(t, "bureau", "add", "--data", data, "--code", c.code, "--name", "丙区教育局", "--admin", "x")
		if code != exitError || !strings.Contains(errs, c.want) {
			t.Errorf("%s: %d %s", name, code, errs)
		}
	}
	if _, out, _ = run(t, "bureau", "list", "--data", data); strings.Contains(out, "丙区") {
		t.Errorf("a refused bureau was made: %s", out)
	}
}

func TestATokenNeedsToKnowItsBureau(t *testing.T) {
	data := t.TempDir()
	for _, c := range []string{"330200", "330212"} {
		if code, _, errs := run(t, "bureau", "add", "--data", data, "--code", c, "--name", c+"教育局", "--admin", "root", "--office", "bgs"+c); code != exitOK {
			t.Fatal(errs)
		}
	}
	for _, c := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"root"}, exitError, "--bureau"},
		{[]string{"nobody"}, exitError, "没有教育局有登录名"},
		{[]string{"bgs330212"}, exitOK, "nianlun."},
		{[]string{"root", "--bureau", "330212"}, exitOK, "nianlun."},
		{[]string{"root", "--bureau", "110101"}, exitError, "110101"},
	} {
		code, out, errs := run(t, append([]string{"token", "--data", data, "--name", "接口"}, c.args...)...)
		if code != c.code || !strings.Contains(out+errs, c.want) {
			t.Errorf("%v: %d %s%s", c.args, code, out, errs)
		}
	}
}

func TestHostsThatCannotBeAreRefused(t *testing.T) {
	data := t.TempDir()
	for hosts, want := range map[string]string{
		"edu.yh.cn=33": "6 位代码", "http://edu.yh.cn=330212": "6 位代码", "edu.yh.cn=330212": "还没有教育局",
	} {
		code, _, errs := run(t, "serve", "--data", data, "--addr", "127.0.0.1:0", "--hosts", hosts)
		if code != exitError || !strings.Contains(errs, want) {
			t.Errorf("%s: %d %s", hosts, code, errs)
		}
	}
	if code, _, errs := run(t, "bureau", "add", "--data", data, "--code", "330200", "--name", "甲市教育局", "--admin", "root"); code != exitOK {
		t.Fatal(errs)
	}
	code, _, errs := run(t, "serve", "--data", data, "--addr", "127.0.0.1:0", "--hosts", "edu.yh.cn=330212")
	if code != exitError || !strings.Contains(errs, "edu.yh.cn") {
		t.Errorf("a bureau that is not there: %d %s", code, errs)
	}
}
