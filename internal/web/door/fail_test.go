package door

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"nianlun/internal/kit/fault"
)

func TestUnknownAddressIsAPageInTheFrame(t *testing.T) {
	s := newSite(t)
	if a := s.get("/no/such"); a.StatusCode != http.StatusNotFound || a.find(t, ".rail").Length() != 0 {
		t.Errorf("signed out: status %d, rails %d", a.StatusCode, a.find(t, ".rail").Length())
	}
	s.signIn()
	a := s.get("/no/such")
	if a.StatusCode != http.StatusNotFound || a.find(t, ".rail").Length() != 1 {
		t.Errorf("signed in: status %d, rails %d", a.StatusCode, a.find(t, ".rail").Length())
	}
	if got := a.find(t, "main h1").Text(); got != "没有找到" {
		t.Errorf("title %q", got)
	}
}

func TestInternalErrorShowsANumberAndNothingElse(t *testing.T) {
	for _, path := range []string{"/broken", "/panic"} {
		s := newSite(t)
		s.signIn()
		a := s.get(path)
		if a.StatusCode != http.StatusInternalServerError {
			t.Errorf("%s: status %d", path, a.StatusCode)
		}
		number := a.Header.Get("X-Request-Id")
		if !strings.Contains(a.find(t, "main .hint").Text(), number) {
			t.Errorf("%s: the page lacks the number %s", path, number)
		}
		for _, secret := range []string{"unexpected EOF", "secret detail", "goroutine", ".go:"} {
			if strings.Contains(a.body, secret) {
				t.Errorf("%s: the page tells %q", path, secret)
			}
		}
		s.Close() // waits until the line is written
		log := s.log.String()
		if !strings.Contains(log, "id="+number) || !strings.Contains(log, "unexpected EOF") && !strings.Contains(log, "secret detail") {
			t.Errorf("%s: the log lacks the cause:\n%s", path, log)
		}
	}
}

func TestPartialFaultBecomesAToast(t *testing.T) {
	s := newSite(t)
	s.signIn()
	a := s.get("/gone", "HX-Request", "true", "HX-Request-Type", "partial")
	if a.StatusCode != http.StatusUnprocessableEntity {
		t.Errorf("status %d", a.StatusCode)
	}
	if a.Header.Get("HX-Retarget") != "#toasts" || a.Header.Get("HX-Reswap") != "beforeend" {
		t.Errorf("headers %v", a.Header)
	}
	if a.find(t, ".toast[role=alert]").Length() != 1 || strings.Contains(a.body, "<html") {
		t.Errorf("body %s", a.body)
	}
}

func TestPartialRequestWithoutSessionLeadsToSignIn(t *testing.T) {
	s := newSite(t)
	a := s.get("/tasks", "HX-Request", "true", "HX-Current-URL", s.URL+"/plan?x=1")
	if got := a.Header.Get("HX-Redirect"); got != "/signin?next=%2Fplan%3Fx%3D1" {
		t.Errorf("leads to %q", got)
	}
	a = s.get("/tasks", "HX-Request", "true", "HX-Current-URL", "https://evil.example/x")
	if got := a.Header.Get("HX-Redirect"); got != "/signin" {
		t.Errorf("leads to %q", got)
	}
}

func TestPartialGetsTheBodyAlone(t *testing.T) {
	s := newSite(t)
	s.signIn()
	if a := s.get("/tasks", "HX-Request", "true", "HX-Request-Type", "partial"); a.body != "<h1>tasks</h1>" {
		t.Errorf("partial: %s", a.body)
	}
	for _, headers := range [][]string{
		{"HX-Request", "true", "HX-Request-Type", "full"},
		{"HX-Request", "true", "HX-History-Restore-Request", "true"},
	} {
		if a := s.get("/tasks", headers...); a.find(t, ".rail").Length() != 1 {
			t.Errorf("%v: no frame", headers)
		}
	}
}

func TestScriptsGetProblemJSON(t *testing.T) {
	s := newSite(t)
	a := s.get("/tasks", "Accept", "application/json")
	var p problem
	if err := json.Unmarshal([]byte(a.body), &p); err != nil {
		t.Fatal(err)
	}
	if a.StatusCode != http.StatusUnauthorized || p.Code != "signin" || p.Title != "请先登录。" || p.Number == "" {
		t.Errorf("status %d, problem %+v", a.StatusCode, p)
	}
}

func TestEveryKindHasAStatusOfItsOwn(t *testing.T) {
	seen := map[int]fault.Kind{}
	for kind := fault.Internal; kind <= fault.Unavailable; kind++ {
		status, ok := statuses[kind]
		if !ok {
			t.Errorf("kind %d has no status", kind)
		}
		if other, twice := seen[status]; twice {
			t.Errorf("kinds %d and %d share status %d", kind, other, status)
		}
		seen[status] = kind
	}
}

func TestFlashIsShownOnce(t *testing.T) {
	s := newSite(t)
	s.signIn()
	a := s.post("/save", nil)
	if a.StatusCode != http.StatusSeeOther {
		t.Fatalf("status %d", a.StatusCode)
	}
	if got := s.get("/tasks").find(t, "#toasts .toast").Text(); !strings.Contains(got, "saved & well") {
		t.Errorf("toast %q", got)
	}
	if s.get("/tasks").find(t, "#toasts .toast").Length() != 0 {
		t.Error("the toast is shown twice")
	}
}

func TestRedirectOfHTMXIsAHeader(t *testing.T) {
	s := newSite(t)
	s.signIn()
	a := s.post("/save", nil, "HX-Request", "true")
	if a.StatusCode != http.StatusOK || a.Header.Get("HX-Redirect") != "/tasks" {
		t.Errorf("status %d, leads to %q", a.StatusCode, a.Header.Get("HX-Redirect"))
	}
}

func TestSwitches(t *testing.T) {
	s := newSite(t)
	s.signIn()
	if a := s.post("/post", url.Values{"post": {"p2"}}); a.StatusCode != http.StatusSeeOther {
		t.Fatalf("post: status %d", a.StatusCode)
	}
	if got := s.get("/").find(t, "main h1").Text(); got != "陈晓岚 section" {
		t.Errorf("after the switch: %q", got)
	}
	if a := s.post("/post", url.Values{"post": {"p9"}}); a.StatusCode != http.StatusForbidden {
		t.Errorf("a post of somebody else: status %d", a.StatusCode)
	}
	if a := s.post("/year", url.Values{"year": {"2025"}, "next": {"/tasks?q=1"}}); a.Header.Get("Location") != "/tasks?q=1" {
		t.Errorf("year leads to %q", a.Header.Get("Location"))
	}
	if a := s.post("/year", url.Values{"year": {"1999"}}); a.StatusCode != http.StatusNotFound {
		t.Errorf("year 1999: status %d", a.StatusCode)
	}
	s.post("/lang", url.Values{"lang": {"en"}})
	s.post("/theme", url.Values{"theme": {"dark"}})
	a := s.get("/tasks")
	if lang, _ := a.find(t, "html").Attr("lang"); lang != "en" || !a.find(t, "html").HasClass("theme-dark") {
		t.Errorf("html %q %q", lang, a.find(t, "html").AttrOr("class", ""))
	}
	if got := a.find(t, ".bar [name=year][aria-current]").First().Text(); got != "Year 2025" {
		t.Errorf("year %q", got)
	}
	s.post("/signout", nil)
	if lang, _ := s.get("/signin").find(t, "html").Attr("lang"); lang != "en" {
		t.Errorf("after sign-out the page is in %q", lang)
	}
}

func TestRightsTakenAwayAreGoneAtOnce(t *testing.T) {
	s := newSite(t)
	s.signIn()
	s.post("/post", url.Values{"post": {"p2"}})
	s.gate.mu.Lock()
	s.gate.posts = postsOfLan[:1]
	s.gate.mu.Unlock()
	if got := s.get("/").find(t, "main h1").Text(); got != "陈晓岚 office" {
		t.Errorf("acts as %q", got)
	}
}

func TestAHandlerThatReadsTooMuchAnswersTooLarge(t *testing.T) {
	s := newSite(t, withRoutes([]Route{{Method: "POST", Path: "/raw", Public: true, Handle: func(_ http.ResponseWriter, r *http.Request) error {
		_, err := io.Copy(io.Discard, r.Body)
		return err
	}}}))
	r := s.request("POST", "/raw", io.LimitReader(endlessXs{}, 2<<20))
	if a := s.do(r); a.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("status %d", a.StatusCode)
	}
}

type endlessXs struct{}

func (endlessXs) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}
