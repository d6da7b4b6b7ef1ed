package door

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

func TestSignInLeadsBackToThePageThatWasAskedFor(t *testing.T) {
	s := newSite(t)
	a := s.get("/tasks?light=red")
	if a.StatusCode != http.StatusSeeOther || a.Header.Get("Location") != "/signin?next=%2Ftasks%3Flight%3Dred" {
		t.Fatalf("got %d to %s", a.StatusCode, a.Header.Get("Location"))
	}
	page := s.get(a.Header.Get("Location"))
	next, _ := page.find(t, "input[name=next]").Attr("value")
	a = s.post("/signin", url.Values{"login": {"13800004216"}, "password": {"松风"}, "next": {next}})
	if a.StatusCode != http.StatusSeeOther || a.Header.Get("Location") != "/tasks?light=red" {
		t.Fatalf("got %d to %s", a.StatusCode, a.Header.Get("Location"))
	}
	home := s.get("/")
	if got := home.find(t, "main h1").Text(); got != "陈晓岚 office" {
		t.Errorf("home says %q", got)
	}
	if got := home.find(t, ".rail a[aria-current]").Text(); !strings.Contains(got, "工作台") {
		t.Errorf("the rail marks %q", got)
	}
}

func TestWrongPasswordSaysHowManyTriesAreLeftAndThenLocks(t *testing.T) {
	s := newSite(t)
	wrong := url.Values{"login": {"13800004216"}, "password": {"x"}}
	a := s.post("/signin", wrong)
	if a.StatusCode != http.StatusUnauthorized {
		t.Errorf("status %d", a.StatusCode)
	}
	why := a.find(t, "#password-why").Text()
	if !strings.Contains(why, "还可以试 4 次") {
		t.Errorf("says %q", why)
	}
	if id, _ := a.find(t, "#password").Attr("aria-describedby"); id != "password-why" {
		t.Errorf("password is described by %q", id)
	}
	if v, _ := a.find(t, "#login").Attr("value"); v != "13800004216" {
		t.Errorf("login was lost: %q", v)
	}
	if _, ok := a.find(t, "#password").Attr("value"); ok && a.find(t, "#password").AttrOr("value", "") != "" {
		t.Error("the password came back in the page")
	}
	for range 4 {
		s.post("/signin", wrong)
	}
	a = s.post("/signin", url.Values{"login": {"13800004216"}, "password": {"松风"}})
	if a.StatusCode != http.StatusLocked || !strings.Contains(a.find(t, ".note").Text(), "15 分钟后") {
		t.Errorf("status %d, note %q", a.StatusCode, a.find(t, ".note").Text())
	}
}

func TestMobileNumberWithADigitTooFewIsNamed(t *testing.T) {
	s := newSite(t)
	a := s.post("/signin", url.Values{"login": {"1380000421"}, "password": {"x"}})
	if got := a.find(t, "#login-why").Text(); !strings.Contains(got, "11 位") {
		t.Errorf("login says %q", got)
	}
	a = s.post("/signin", url.Values{"login": {"G20260917"}, "password": {"x"}})
	if got := a.find(t, "#login-why").Length(); got != 0 {
		t.Error("a staff number is taken for a mobile number")
	}
}

func TestSessionTokenPlantedBeforeSignInIsWorthNothing(t *testing.T) {
	s := newSite(t)
	s.post("/lang", url.Values{"lang": {"en"}})
	s.signIn()
	first := s.cookie("nianlun")
	s.post("/signout", nil)
	s.fresh()
	planted := "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	u, _ := url.Parse(s.URL)
	s.browser.Client.Jar.SetCookies(u, []*http.Cookie{{Name: "nianlun", Value: planted}})
	s.signIn()
	if got := s.cookie("nianlun"); got == planted || got == "" || got == first {
		t.Fatalf("token after sign-in is %q", got)
	}
	s.fresh()
	s.browser.Client.Jar.SetCookies(u, []*http.Cookie{{Name: "nianlun", Value: first}})
	if a := s.get("/tasks"); a.StatusCode != http.StatusSeeOther {
		t.Errorf("the token of a session that was signed out still opens: %d", a.StatusCode)
	}
}

func TestSecondSignInRenewsTheToken(t *testing.T) {
	s := newSite(t)
	s.signIn()
	before := s.cookie("nianlun")
	s.signIn()
	if s.cookie("nianlun") == before {
		t.Error("the token stayed")
	}
}

func TestSessionEndsWhenIdleUnlessRemembered(t *testing.T) {
	for _, c := range []struct {
		remember bool
		rest     time.Duration
		want     int
	}{
		{false, 29 * time.Minute, http.StatusOK},
		{false, 31 * time.Minute, http.StatusSeeOther},
		{true, 31 * time.Minute, http.StatusOK},
	} {
		s := newSite(t)
		form := url.Values{"login": {"13800004216"}, "password": {"松风"}}
		if c.remember {
			form.Set("remember", "1")
		}
		a := s.post("/signin", form)
		if persists := strings.Contains(a.Header.Get("Set-Cookie"), "Max-Age"); persists != c.remember {
			t.Errorf("remember %v: cookie %q", c.remember, a.Header.Get("Set-Cookie"))
		}
		s.ahead.Store(int64(c.rest))
		if a := s.get("/tasks"); a.StatusCode != c.want {
			t.Errorf("remember %v, rest %s: status %d, want %d", c.remember, c.rest, a.StatusCode, c.want)
		}
	}
}

func TestSessionEndsWhenAllPostsEnd(t *testing.T) {
	s := newSite(t)
	s.signIn()
	s.gate.mu.Lock()
	s.gate.posts = nil
	s.gate.mu.Unlock()
	if a := s.get("/tasks"); a.StatusCode != http.StatusSeeOther {
		t.Errorf("status %d", a.StatusCode)
	}
	a := s.post("/signin", url.Values{"login": {"13800004216"}, "password": {"松风"}})
	if a.StatusCode != http.StatusForbidden || a.find(t, ".note").Length() != 1 {
		t.Errorf("status %d", a.StatusCode)
	}
}

func TestSignInNeverLeadsToAnotherSite(t *testing.T) {
	for _, next := range []string{"https://evil.example/", "//evil.example/", `/\evil.example`, "javascript:alert(1)", "/\t/evil.example"} {
		s := newSite(t)
		a := s.post("/signin", url.Values{"login": {"13800004216"}, "password": {"松风"}, "next": {next}})
		if got := a.Header.Get("Location"); got != "/" {
			t.Errorf("next %q leads to %q", next, got)
		}
	}
}

func TestTooManyAttemptsFromOneAddress(t *testing.T) {
	s := newSite(t, func(c *Config) { c.Settings.SignIns = 3 })
	for range 9 {
		s.signIn() // colleagues behind the same address
		s.fresh()
	}
	var last answer
	for range 4 {
		last = s.post("/signin", url.Values{"login": {"a"}, "password": {"b"}})
	}
	if last.StatusCode != http.StatusTooManyRequests || last.find(t, ".note").Length() != 1 {
		t.Errorf("status %d", last.StatusCode)
	}
	if s.gate.wrong != 3 {
		t.Errorf("the gate was asked %d times", s.gate.wrong)
	}
}

func TestTheRootLeadsHome(t *testing.T) {
	s := newSite(t, func(c *Config) { c.Home = "/tasks" }, func(s *site) { s.routes = s.routes[1:] })
	if a := s.get("/"); a.Header.Get("Location") != "/signin" {
		t.Errorf("signed out: leads to %q", a.Header.Get("Location"))
	}
	a := s.post("/signin", url.Values{"login": {"13800004216"}, "password": {"松风"}})
	if a.Header.Get("Location") != "/tasks" || s.get("/").Header.Get("Location") != "/tasks" {
		t.Errorf("signed in: leads to %q", a.Header.Get("Location"))
	}
}
