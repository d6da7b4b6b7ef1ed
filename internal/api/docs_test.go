package api_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"nianlun/internal/api"
	"nianlun/internal/base/hook"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
)

const guide = "../../docs/api.md"

// told are the requests and answers of the guide, in order, and what people do
// between them.
var told = regexp.MustCompile("(?s)```http\n(.*?)```|<!-- test: (\\w+) -->")

// walk sends what the guide documents.
type walk struct {
	*bureau
	known map[string]string // what stands for {name}
	got   any
	code  int
}

// The guide for programmers runs as it is written.
func TestTheGuideRuns(t *testing.T) {
	text, err := os.ReadFile(guide)
	if err != nil {
		t.Fatal(err)
	}
	b := newBureau(t, storetest.SQLite(t), api.DefaultSettings())
	w := &walk{bureau: b, known: map[string]string{
		"clerk": b.tokens["新桥填报员"], "head": b.tokens["新桥校长"], "section": b.tokens["科员"], "office": b.tokens["办公室"],
	}}
	requests := 0
	for _, part := range told.FindAllStringSubmatch(string(text), -1) {
		block := strings.TrimSpace(part[1])
		switch {
		case part[2] == "lock":
			w.lock()
		case block[0] >= '0' && block[0] <= '9':
			w.compare(block)
		default:
			requests++
			w.send(block)
		}
	}
	if requests < 12 {
		t.Errorf("only %d requests were found", requests)
	}
}

// lock is what the section's people do on their pages.
func (w *walk) lock() {
	w.t.Helper()
	ctx := w.t.Context()
	seen := collect.Seen{Return: w.known["return"], Base: 2}
	_, err := w.collect.Review(ctx, w.section, seen)
	w.must(err)
	_, err = w.collect.Lock(ctx, w.section, seen)
	w.must(err)
	w.must(w.audit.Seal(ctx))
	w.must(w.audit.Feed(ctx))
}

var place = regexp.MustCompile(`\{(\w+)\}`)

// send sends one request of the guide.
func (w *walk) send(block string) {
	w.t.Helper()
	filled := place.ReplaceAllStringFunc(block, func(name string) string {
		if value, known := w.known[strings.Trim(name, "{}")]; known {
			return value
		}
		return name
	})
	head, body, _ := strings.Cut(filled, "\n\n")
	lines := strings.Split(head, "\n")
	method, path, _ := strings.Cut(lines[0], " ")
	request, err := http.NewRequestWithContext(w.t.Context(), method, w.server.URL+path, strings.NewReader(body))
	w.must(err)
	for _, line := range lines[1:] {
		name, value, _ := strings.Cut(line, ": ")
		request.Header.Set(name, value)
	}
	if body != "" {
		request.Header.Set("Content-Type", "application/json")
	}
	answer, err := http.DefaultClient.Do(request)
	w.must(err)
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	w.must(err)
	w.code, w.got = answer.StatusCode, nil
	if err := json.Unmarshal(text, &w.got); err != nil {
		w.t.Fatalf("%s: %d %s", lines[0], answer.StatusCode, text)
	}
}

// compare holds the last answer against what the guide shows of it: members that
// it leaves out may be anything, and … stands for any text.
func (w *walk) compare(block string) {
	w.t.Helper()
	status, body, _ := strings.Cut(block, "\n")
	var want any
	if err := json.Unmarshal([]byte(body), &want); err != nil {
		w.t.Fatalf("%s: %v", body, err)
	}
	if fmt.Sprint(w.code) != status {
		w.t.Fatalf("answered %d %v, the guide says %s", w.code, w.got, block)
	}
	w.same("", w.got, want)
}

func (w *walk) same(at string, got, want any) {
	w.t.Helper()
	switch want := want.(type) {
	case map[string]any:
		members, _ := got.(map[string]any)
		if len(want) == 0 && len(members) != 0 {
			w.t.Errorf("%s is %v, the guide says it is empty", at, got)
		}
		for name, value := range want {
			w.same(at+"."+name, members[name], value)
		}
	case []any:
		items, _ := got.([]any)
		if len(items) < len(want) || len(want) == 0 && len(items) != 0 {
			w.t.Errorf("%s is %v, the guide says %v", at, got, want)
			return
		}
		for i := range want {
			w.same(fmt.Sprintf("%s[%d]", at, i), items[i], want[i])
		}
	case string:
		text, isText := got.(string)
		if name := place.FindStringSubmatch(want); name != nil && name[0] == want {
			if w.known[name[1]] == "" {
				w.known[name[1]] = text
			}
			want = w.known[name[1]]
		}
		if !isText || text == "" || want != "…" && text != want {
			w.t.Errorf("%s is %v, the guide says %s", at, got, want)
		}
	default:
		if got != want {
			w.t.Errorf("%s is %v, the guide says %v", at, got, want)
		}
	}
}

// code is a block of the guide in a language.
func code(t *testing.T, language string) string {
	t.Helper()
	text, err := os.ReadFile(guide)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(text), "```"+language+"\n")
	block, _, closed := strings.Cut(rest, "```")
	if !found || !closed {
		t.Fatalf("no %s in the guide", language)
	}
	return block
}

// The Go code of the guide is code that is compiled and tested.
func TestTheGuidesGo(t *testing.T) {
	source, err := os.ReadFile("../../client/receive_test.go")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(source), code(t, "go")) {
		t.Error("the guide's Go differs from client/receive_test.go")
	}
}

// The Python code of the guide knows what is genuine.
func TestTheGuidesPython(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 here")
	}
	body := []byte(`{"id":"x","return":"综合楼"}`)
	program := code(t, "python") + fmt.Sprintf(`
body, good = %q.encode(), %q
print(genuine("s3cret", "1792137600", good, body, 1792137700), genuine("s3cret", "1792137600", good, body + b" ", 1792137700),
      genuine("other", "1792137600", good, body, 1792137700), genuine("s3cret", "1792137600", good, body, 1792138000),
      genuine("s3cret", "1792137600", "v1=综", body, 1792137700))
`, body, hook.Sign("s3cret", "1792137600", body))
	out, err := exec.CommandContext(t.Context(), python, "-c", program).CombinedOutput()
	if err != nil || strings.TrimSpace(string(out)) != "True False False False False" {
		t.Errorf("%v %s", err, out)
	}
}
