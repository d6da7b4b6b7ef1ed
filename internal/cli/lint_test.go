package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const (
	soundText   = "某县教育局2031年工作总结\n全县共有学校49所，其中小学37所、初中12所。\n"
	unsoundText = "某县教育局2031年工作总结\n全县共有学校50所，其中：小学37所、初中16所。\n"
)

func saved(t *testing.T, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestLintPrintsFindingsWithBothPlaces(t *testing.T) {
	code, out, errs := run(t, "lint", saved(t, "bad.txt", unsoundText))
	if code != exitFound || errs != "" {
		t.Errorf("%d %q", code, errs)
	}
	for _, want := range []string{"《bad.txt》：错误 1 处，警告 0 处", "错误：各部分合计 53，比总数 50所 多 3", "2:7  全县共有学校【50所】", "初中【16所】"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	code, out, _ = run(t, "lint", "--all", saved(t, "good.txt", soundText))
	if code != exitOK || !strings.Contains(out, "核对相符 1 处") || !strings.Contains(out, "相符：49所 = 37所 + 12所") {
		t.Errorf("%d %s", code, out)
	}
}

func TestLintJSON(t *testing.T) {
	code, out, errs := run(t, "lint", "--format", "json", saved(t, "bad.txt", unsoundText))
	const want = `{
  "findings": [
    {
      "severity": "error",
      "kind": "sum",
      "message": "各部分合计 53，比总数 50所 多 3：37所 + 16所。",
      "spans": [
        {
          "start": 21,
          "end": 24
        },
        {
          "start": 30,
          "end": 33
        },
        {
          "start": 36,
          "end": 39
        }
      ],
      "expected": "53",
      "found": "50"
    }
  ]
}
`
	if code != exitFound || errs != "" || out != want {
		t.Errorf("%d %q\n%s", code, errs, out)
	}
	code, out, _ = run(t, "lint", "--format", "json", saved(t, "good.txt", soundText))
	if code != exitOK || strings.TrimSpace(out) != "{\n  \"findings\": []\n}" {
		t.Errorf("%d %s", code, out)
	}
	code, out, _ = run(t, "lint", "--format", "json", saved(t, "a.txt", soundText), saved(t, "b.txt", unsoundText))
	var several []struct {
		File     string
		Findings []map[string]any
	}
	if err := json.Unmarshal([]byte(out), &several); err != nil || code != exitFound || len(several) != 2 || len(several[1].Findings) != 1 || filepath.Base(several[1].File) != "b.txt" {
		t.Errorf("%d %v %s", code, err, out)
	}
}

func TestLintOfAFileThatCannotBeRead(t *testing.T) {
	if code, out, errs := run(t, "lint", saved(t, "empty.txt", "")); code != exitError || out != "" || !strings.Contains(errs, "文件是空的") {
		t.Errorf("%d %q %q", code, out, errs)
	}
	if code, _, _ := run(t, "lint", filepath.Join(t.TempDir(), "none.txt")); code != exitError {
		t.Error(code)
	}
}
