package cli

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"nianlun/internal/kit/i18n"
)

func TestWrongCommandsAreExplained(t *testing.T) {
	plan := saved(t, "要点.txt", soundText)
	dir := filepath.Dir(plan)
	gone := filepath.Join(dir, "没有.txt")
	cases := []struct {
		name string
		args []string
		want string
	}{
		{"no such file", []string{"read", gone}, "找不到文件或文件夹“" + gone},
		{"no such file for lint", []string{"lint", plan, gone}, "找不到文件或文件夹“" + gone},
		{"no such plan", []string{"check", "--plan", gone, "--summary", plan}, "找不到文件或文件夹“" + gone},
		{"a folder", []string{"read", dir}, "“" + dir + "”是文件夹"},
		{"a folder to write in that is not there", []string{"check", "--plan", plan, "--summary", plan, "--out", filepath.Join(gone, "a.txt")}, "找不到文件或文件夹"},
		{"no file", []string{"read"}, "还缺少 <file>"},
		{"no plan", []string{"check", "--summary", plan}, "还缺少 --plan"},
		{"an unknown format", []string{"read", "--format", "xml", plan}, `--format 只能是 "text","json"，不能是“xml”`},
		{"an unknown option", []string{"read", "--yeer", "5", plan}, "没有 --yeer 这个选项"},
		{"no number", []string{"read", "--year", "今年", plan}, "--year 后面不能写“今年”"},
		{"an unknown command", []string{"raed", plan}, "多写了“raed"},
		{"a flag without its value", []string{"read", plan, "--year"}, "命令写得不对"},
	}
	for _, c := range cases {
		code, out, errs := run(t, c.args...)
		if code != exitError || out != "" || !strings.Contains(errs, c.want) {
			t.Errorf("%s: %d %q %q", c.name, code, out, errs)
		}
	}
}

// The superuser may read every file, so the refusal itself is given here.
func TestUnreadableFileIsExplained(t *testing.T) {
	err := fmt.Errorf("read: %w", &fs.PathError{Op: "open", Path: "要点.txt", Err: syscall.EACCES})
	f := faultOf(err)
	if f == nil || f.Code != "cli.file.denied" || !strings.Contains(i18n.Chinese.T(f.Key(), f.Args...), "没有权限打开") {
		t.Errorf("%+v", f)
	}
}

func TestReadWithoutAYear(t *testing.T) {
	undated := saved(t, "数据.txt", "各校数据\n一小有教师80人。\n")
	if code, out, _ := run(t, "read", undated); code != exitOK || !strings.Contains(out, "没有写明年度") || strings.Contains(out, "0 年度") {
		t.Errorf("%d %s", code, out)
	}
}
