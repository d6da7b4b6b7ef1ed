package pagetest_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"nianlun/internal/web/pagetest"
)

// told is a test that keeps what it is told.
type told struct {
	testing.TB
	said []string
}

func (t *told) Helper() {}

func (t *told) Errorf(format string, args ...any) {
	t.said = append(t.said, fmt.Sprintf(format, args...))
}

// page opens one page with this body and answers what its test was told.
func page(t *testing.T, body string) (pagetest.Page, *told) {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = io.WriteString(w, "<!doctype html><main>"+body+"</main>")
	}))
	t.Cleanup(server.Close)
	ear := &told{TB: t}
	return pagetest.New(ear, server.URL).Get("/x?y=1"), ear
}

func TestAPageThatIsNotSoundFails(t *testing.T) {
	for body, want := range map[string]string{
		`<p>plan.no.such.text</p>`:               "GET /x?y=1 shows the key plan.no.such.text",
		`<p style="color:red">x</p>`:             "attributes of style or script",
		`<i id="a"></i><b id="a">second</b>`:     `has the id "a" twice`,
		`<label for="gone">名称</label>`:           `for="gone" leads nowhere (名称)`,
		`<p>report.xlsx</p><code>plan.x</code>`:  "",
		`<label for="a">x</label><input id="a">`: "",
	} {
		_, ear := page(t, body)
		said := strings.Join(ear.said, "\n")
		if want == "" && said != "" || !strings.Contains(said, want) {
			t.Errorf("%s: told %q, want %q", body, said, want)
		}
	}
}

func TestHasSaysWhatStandsThere(t *testing.T) {
	p, ear := page(t, `<p>一 二</p>`)
	p.Has("p", "一 二").Lacks("h1")
	if len(ear.said) != 0 {
		t.Errorf("told %q", ear.said)
	}
	p.Has("p", "三").Has("h1", "三").Lacks("p")
	if len(ear.said) != 3 {
		t.Errorf("told %q", ear.said)
	}
}

func TestFieldsAreWhatABrowserSends(t *testing.T) {
	p, _ := page(t, `<form id="f"><input name="a" value="1"><input type="checkbox" name="b" value="x"><input type="checkbox" name="b" value="y" checked>
		<select name="c"><option value="1"><option value="2" selected></select><textarea name="d">长</textarea></form><input name="e" value="out" form="f"><input name="other">`)
	if got := p.Fields("f").Encode(); got != "a=1&b=y&c=2&d=%E9%95%BF&e=out" {
		t.Error(got)
	}
}
