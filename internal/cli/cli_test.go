package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"nianlun/internal/demo"
)

func run(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	t.Setenv("NIANLUN_LANG", "zh-CN")
	var o, e bytes.Buffer
	code = Run(args, strings.NewReader(""), &o, &e)
	return code, o.String(), e.String()
}

func TestReadPrintsWhatStandsInADocument(t *testing.T) {
	file := filepath.Join(t.TempDir(), "plan.txt")
	if err := os.WriteFile(file, []byte(demo.PlanText(2026)), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, errs := run(t, "read", file, "--format", "json")
	if code != 0 {
		t.Fatal(code, errs)
	}
	var doc struct {
		Figures, Outline, Deadlines, Commitments []map[string]any
	}
	if err := json.Unmarshal([]byte(out), &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Commitments) < 60 || len(doc.Outline) < 9 || len(doc.Figures) < 40 || len(doc.Deadlines) < 40 {
		t.Errorf("%d commitments, %d nodes, %d figures, %d deadlines", len(doc.Commitments), len(doc.Outline), len(doc.Figures), len(doc.Deadlines))
	}
	code, out, _ = run(t, "read", file)
	if code != 0 || !strings.Contains(out, "《云湖区教育局2026年工作要点》，2026 年度") || !strings.Contains(out, "16000万元") {
		t.Errorf("%d %s", code, out)
	}
}

func TestReadSaysWhatIsWrongWithAFile(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"empty.txt": {nil, "文件是空的"},
		"game.docx": {[]byte("MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff"), "这"},
		"cut.docx":  {[]byte("PK\x03\x04\x14\x00\x06\x00"), "文件已损坏"},
	} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, c.data, 0o600); err != nil {
			t.Fatal(err)
		}
		code, out, errs := run(t, "read", file)
		if code != exitError || !strings.Contains(errs, c.want) || out != "" {
			t.Errorf("%s: %d %q %q", name, code, out, errs)
		}
	}
}

func TestCommandsOnAnEmptyFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	if code, out, errs := run(t, "migrate", "--data", dir); code != 0 || !strings.Contains(out, "已升级") {
		t.Errorf("migrate: %d %s %s", code, out, errs)
	}
	if code, out, errs := run(t, "migrate", "--data", dir); code != 0 || !strings.Contains(out, "已经是当前结构") {
		t.Errorf("migrate again: %d %s %s", code, out, errs)
	}
	if code, _, errs := run(t, "serve", "--data", dir, "--addr", "127.0.0.1:0"); code != exitError || !strings.Contains(errs, "还没有教育局") {
		t.Errorf("serve: %d %s", code, errs)
	}
	if code, _, errs := run(t, "verify", "--data", dir); code != 0 {
		t.Errorf("verify: %d %s", code, errs)
	}
	if code, _, errs := run(t, "token", "nobody", "--name", "x", "--data", dir); code != exitError || !strings.Contains(errs, "还没有教育局") {
		t.Errorf("token: %d %s", code, errs)
	}
}

func TestHelpSpeaksBothLanguages(t *testing.T) {
	if code, out, _ := run(t); code != 0 || !strings.Contains(out, "读一篇公文") {
		t.Errorf("%d %s", code, out)
	}
	t.Setenv("NIANLUN_LANG", "en")
	var out bytes.Buffer
	if code := Run([]string{"--help"}, nil, &out, &out); code != 0 || !strings.Contains(out.String(), "read a document") || strings.Contains(out.String(), "${") {
		t.Errorf("%d %s", code, out.String())
	}
	if code, _, _ := run(t, "fly"); code != exitError {
		t.Error("an unknown command passed")
	}
}
