package cli

import (
	"context"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"nianlun/client"
	"nianlun/internal/app"
	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
)

// emptyBureaus makes a data folder with bureaus of these codes and nothing else.
func emptyBureaus(t *testing.T, codes ...string) string {
	t.Helper()
	dir := t.TempDir()
	a, err := app.Open(context.Background(), app.Config{Data: dir})
	if err != nil {
		t.Fatal(err)
	}
	for _, code := range codes {
		by := access.System("b" + code)
		if _, err := a.Org.AddBureau(context.Background(), by, org.Bureau{ID: by.Bureau, Name: "云湖区教育局", Code: code}); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

var uuids = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}`)

// Whoever has the machine sets a hook up, tries it, lets it rest and removes it.
func TestHookCommands(t *testing.T) {
	dir := emptyBureaus(t, "990101")
	answer, secret := http.StatusOK, ""
	genuine := 0
	receiver := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var body [1000]byte
		n, _ := r.Body.Read(body[:])
		if client.Genuine(secret, r.Header.Get("Nianlun-Timestamp"), r.Header.Get("Nianlun-Signature"), body[:n]) {
			genuine++
		}
		w.WriteHeader(answer)
	}))
	defer receiver.Close()
	hook := func(want int, args ...string) string {
		t.Helper()
		code, out, errs := run(t, append(append([]string{"hook"}, args...), "--data", dir, "--hook-plain", "--hook-nets", "127.0.0.0/8")...)
		if code != want {
			t.Fatalf("%v: %d %s %s", args, code, out, errs)
		}
		return out + errs
	}
	if out := hook(exitOK, "list"); !strings.Contains(out, "还没有设通知地址") {
		t.Errorf("list: %s", out)
	}
	if out := hook(exitError, "add", "平台", "ftp://x"); !strings.Contains(out, "例如 https://example.cn/notice") {
		t.Errorf("a wrong address: %s", out)
	}
	out := hook(exitOK, "add", "平台", receiver.URL+"/notice?key=abc")
	id := uuids.FindString(out)
	lines := strings.Split(strings.TrimSpace(out), "\n")
	secret = lines[len(lines)-1]
	if out := hook(exitOK, "ping", id); !strings.Contains(out, "ping") || !strings.Contains(out, "done") || genuine != 1 {
		t.Errorf("ping: %s, %d genuine", out, genuine)
	}
	answer = http.StatusBadGateway
	if out := hook(exitFound, "ping", id); !strings.Contains(out, "502 status") {
		t.Errorf("ping: %s", out)
	}
	hook(exitOK, "pause", id)
	if out := hook(exitOK, "list"); !strings.Contains(out, id) || !strings.Contains(out, "暂停") || strings.Contains(out, "abc") || strings.Contains(out, secret) {
		t.Errorf("list: %s", out)
	}
	hook(exitOK, "resume", id)
	hook(exitOK, "again", id)
	if out := hook(exitOK, "deliveries", id, "--state", "failed"); len(uuids.FindAllString(out, -1)) != 1 {
		t.Errorf("deliveries: %s", out)
	}
	hook(exitOK, "remove", id)
	if out := hook(exitError, "pause", id); !strings.Contains(out, "已经删去") {
		t.Errorf("pause: %s", out)
	}
	if out := hook(exitError, "list", "--hook-nets", "ten"); !strings.Contains(out, "不是网段") {
		t.Errorf("a wrong net: %s", out)
	}
}

func TestHooksOfOneBureauOfSeveral(t *testing.T) {
	dir := emptyBureaus(t, "990101", "990102")
	for _, c := range []struct {
		bureau string
		code   int
		words  string
	}{{"", exitError, "--bureau"}, {"990103", exitError, "990103"}, {"990102", exitOK, "还没有设通知地址"}} {
		args := []string{"hook", "list", "--data", dir}
		if c.bureau != "" {
			args = append(args, "--bureau", c.bureau)
		}
		if code, out, errs := run(t, args...); code != c.code || !strings.Contains(out+errs, c.words) {
			t.Errorf("%q: %d %s %s", c.bureau, code, out, errs)
		}
	}
}
