package door

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

var lakeAndCity = []Bureau{{ID: "b1", Code: "990107", Name: "云湖区教育局"}, {ID: "b2", Code: "990100", Name: "云州市教育局"}}

// manyBureaus puts several bureaus behind the site's address.
func manyBureaus(all []Bureau) func(*site) {
	return func(s *site) { s.gate.many = all }
}

// countless are counties named 第001区教育局 with the code 990101.
func countless(n int) []Bureau {
	var all []Bureau
	for i := range n {
		all = append(all, Bureau{ID: fmt.Sprintf("c%d", i), Code: fmt.Sprintf("99%04d", 101+i), Name: fmt.Sprintf("第%03d区教育局", i)})
	}
	return all
}

func lan(bureau string) url.Values {
	form := url.Values{"login": {"13800004216"}, "password": {"松风"}}
	if bureau != "" {
		form.Set("bureau", bureau)
	}
	return form
}

func TestWithOneBureauNothingIsChosen(t *testing.T) {
	page := newSite(t).get("/signin")
	if got := page.find(t, "main h1").Text(); got != "云湖区教育局" {
		t.Errorf("the page names %q", got)
	}
	if page.find(t, "[name=bureau]").Length() != 0 {
		t.Error("it asks for the bureau")
	}
}

func TestOneChoosesTheBureauAndIsThereAfterwards(t *testing.T) {
	s := newSite(t, manyBureaus(lakeAndCity))
	page := s.get("/signin")
	if got := page.find(t, "select[name=bureau] option").Length(); got != 2 {
		t.Fatalf("%d bureaus to choose from", got)
	}
	if got := page.find(t, "select[name=bureau] option[selected]").Text(); got != "云湖区教育局" {
		t.Errorf("begins with %q", got)
	}
	if a := s.post("/signin", lan("990100")); a.StatusCode != http.StatusSeeOther {
		t.Fatalf("status %d", a.StatusCode)
	}
	if got := s.get("/").find(t, "header a[href=\"/\"]").First().Text(); !strings.Contains(got, "云州市教育局") {
		t.Errorf("the frame names %q", got)
	}
	if !slices.Equal(s.gate.asked, []string{"b2"}) {
		t.Errorf("tried in %v", s.gate.asked)
	}
	s.post("/signout", nil)
	if got := s.get("/signin").find(t, "select[name=bureau] option[selected]").Text(); got != "云州市教育局" {
		t.Errorf("forgot the choice: %q", got)
	}
}

func TestWithoutAChoiceItIsTheFirstBureau(t *testing.T) {
	s := newSite(t, manyBureaus(lakeAndCity))
	if a := s.post("/signin", lan("")); a.StatusCode != http.StatusSeeOther || !slices.Equal(s.gate.asked, []string{"b1"}) {
		t.Errorf("%d in %v", a.StatusCode, s.gate.asked)
	}
}

func TestALinkChoosesTheBureau(t *testing.T) {
	s := newSite(t, manyBureaus(lakeAndCity))
	if got := s.get("/signin?bureau=990100").find(t, "select[name=bureau] option[selected]").Text(); got != "云州市教育局" {
		t.Errorf("chose %q", got)
	}
	page := s.get("/signin?bureau=110101")
	if got := page.find(t, ".note").Text(); !strings.Contains(got, "110101") {
		t.Errorf("an unknown bureau: %q", got)
	}
	s.post("/signin", lan("990107"))
	if a := s.get("/signin?bureau=990107"); a.StatusCode != http.StatusSeeOther {
		t.Errorf("signed in there already: %d", a.StatusCode)
	}
	page = s.get("/signin?bureau=990100")
	if got := page.find(t, ".note").Text(); page.StatusCode != http.StatusOK || !strings.Contains(got, "陈晓岚") {
		t.Errorf("%d %q", page.StatusCode, got)
	}
	s.post("/signin", lan("990100"))
	if got := s.get("/").find(t, "header a[href=\"/\"]").First().Text(); !strings.Contains(got, "云州市教育局") {
		t.Errorf("still at %q", got)
	}
}

func TestAWrongPasswordKeepsTheChoice(t *testing.T) {
	s := newSite(t, manyBureaus(lakeAndCity))
	a := s.post("/signin", url.Values{"login": {"13800004216"}, "password": {"x"}, "bureau": {"990100"}, "remember": {"1"}})
	if got := a.find(t, "select[name=bureau] option[selected]").Text(); a.StatusCode != http.StatusUnauthorized || got != "云州市教育局" {
		t.Errorf("%d, chose %q", a.StatusCode, got)
	}
	if a.find(t, "[name=remember][checked]").Length() != 1 {
		t.Error("forgot that it should remember")
	}
	if got := s.cookie("bureau"); got != "" {
		t.Errorf("remembers a failure: %q", got)
	}
}

func TestManyBureausAreSearchedByTyping(t *testing.T) {
	s := newSite(t, manyBureaus(countless(40)))
	page := s.get("/signin")
	if page.find(t, "input[name=bureau][list=bureaus]").AttrOr("value", "") != "" || page.find(t, "datalist#bureaus option").Length() != 40 {
		t.Error("not a field with forty suggestions")
	}
	for text, want := range map[string]string{
		"990107": "c6", "第006区教育局": "c6", "第006区教育局 990107": "c6", " 第006区教育局  990107 ": "c6", "006": "c6", "第00": "", "省教育厅": "", "": "",
	} {
		s.gate.asked = nil
		a := s.post("/signin", lan2(text))
		if want == "" {
			if a.StatusCode != http.StatusUnprocessableEntity || a.find(t, "#bureau-why").Length() != 1 || len(s.gate.asked) != 0 {
				t.Errorf("%q: %d, asked %v", text, a.StatusCode, s.gate.asked)
			}
			if got := a.find(t, "#bureau").AttrOr("value", ""); got != text {
				t.Errorf("%q: typed text is lost: %q", text, got)
			}
			continue
		}
		if !slices.Equal(s.gate.asked, []string{want}) {
			t.Errorf("%q: asked %v", text, s.gate.asked)
		}
	}
}

func lan2(bureau string) url.Values {
	form := lan("")
	form.Set("bureau", bureau)
	return form
}

// Two bureaus of one name are told apart by their codes, in a list and where one types;
// the name alone signs in to neither.
func TestBureausOfOneNameAreToldApart(t *testing.T) {
	twins := []Bureau{{ID: "n1", Code: "990301", Name: "城关区教育局"}, {ID: "n2", Code: "990401", Name: "城关区教育局"}, {ID: "n3", Name: "城关区教育局"}}
	s := newSite(t, manyBureaus(slices.Concat(twins, lakeAndCity)))
	page := s.get("/signin")
	var words []string
	for _, o := range page.find(t, "select[name=bureau] option").EachIter() {
		words = append(words, o.Text())
	}
	if want := []string{"城关区教育局 990301", "城关区教育局 990401", "城关区教育局 n3", "云湖区教育局", "云州市教育局"}; !slices.Equal(words, want) {
		t.Errorf("to choose from: %v", words)
	}
	s = newSite(t, manyBureaus(slices.Concat(countless(20), twins)))
	if a := s.post("/signin", lan("城关区教育局")); a.StatusCode != http.StatusUnprocessableEntity || len(s.gate.asked) > 0 {
		t.Errorf("the name alone: %d, tried in %v", a.StatusCode, s.gate.asked)
	}
	for i, typed := range []string{"城关区教育局 990301", "990401", "城关区教育局 n3"} {
		s.gate.asked = nil
		if a := s.post("/signin", lan(typed)); a.StatusCode != http.StatusSeeOther || !slices.Equal(s.gate.asked, []string{twins[i].ID}) {
			t.Errorf("%s: %d in %v", typed, a.StatusCode, s.gate.asked)
		}
		s.post("/signout", nil)
	}
	if got := newSite(t, manyBureaus(slices.Concat(countless(20), twins))).get("/signin?bureau=990401").find(t, "[name=bureau]").AttrOr("value", ""); got != "城关区教育局 990401" {
		t.Errorf("a link offers %q", got)
	}
}

func TestASessionIsRefusedOnAnotherBureausHost(t *testing.T) {
	s := newSite(t, manyBureaus(lakeAndCity), func(s *site) {
		s.gate.hosts = map[string]string{"city.example.cn": "b2", "lake.example.cn": "b1"}
	})
	on := func(host, path string) answer {
		r := s.request("GET", path, nil, "Cookie", "nianlun="+s.cookie("nianlun"))
		r.Host = host
		return s.do(r)
	}
	page := on("city.example.cn:8443", "/signin")
	if page.find(t, "[name=bureau]").Length() != 0 || page.find(t, "main h1").Text() != "云州市教育局" {
		t.Error("the host's bureau is asked for")
	}
	s.post("/signin", lan("990107"))
	for host, want := range map[string]int{"lake.example.cn": 200, "LAKE.example.cn.:80": 200, "city.example.cn": 303, "other.example.cn": 200} {
		if a := on(host, "/tasks"); a.StatusCode != want {
			t.Errorf("%s: %d, want %d", host, a.StatusCode, want)
		}
	}
	if a := s.get("/tasks"); a.StatusCode != http.StatusOK {
		t.Errorf("the session itself was ended: %d", a.StatusCode)
	}
}

func TestABureausHostTakesNoOtherBureau(t *testing.T) {
	s := newSite(t, manyBureaus(lakeAndCity), func(s *site) { s.gate.hosts = map[string]string{"city.example.cn": "b2"} })
	r := s.request("POST", "/signin", strings.NewReader(lan("990107").Encode()), "Content-Type", "application/x-www-form-urlencoded")
	r.Host = "city.example.cn"
	if a := s.do(r); a.StatusCode != http.StatusUnprocessableEntity || len(s.gate.asked) != 0 {
		t.Errorf("%d, asked %v", a.StatusCode, s.gate.asked)
	}
}

func TestAPublicPageOfSeveralBureausNamesTheProduct(t *testing.T) {
	s := newSite(t, manyBureaus(lakeAndCity))
	if got := s.get("/open").find(t, ".public > header").Text(); strings.Contains(got, "教育局") || got == "" {
		t.Errorf("names %q", got)
	}
}

func TestAPasswordSetBySomebodyElseIsChangedFirst(t *testing.T) {
	changed := false
	page := []Route{
		{Method: "GET", Path: "/account/password", First: true, Handle: func(w http.ResponseWriter, r *http.Request) error {
			return Page(w, r, View{Title: "password"}, words("<h1>password</h1>"))
		}},
		{Method: "POST", Path: "/account/password", First: true, Handle: func(w http.ResponseWriter, r *http.Request) error {
			changed = true
			return Redirect(w, r, "/")
		}},
	}
	s := newSite(t, withRoutes(page), func(c *Config) { c.Password = "/account/password" }, func(s *site) { s.gate.must = true })
	a := s.post("/signin", url.Values{"login": {"13800004216"}, "password": {"松风"}, "next": {"/tasks"}})
	if got := a.Header.Get("Location"); got != "/account/password?next=%2Ftasks" {
		t.Fatalf("leads to %q", got)
	}
	for _, path := range []string{"/", "/tasks"} {
		if got := s.get(path).Header.Get("Location"); !strings.HasPrefix(got, "/account/password") {
			t.Errorf("%s leads to %q", path, got)
		}
	}
	if a := s.post("/save", nil); !strings.HasPrefix(a.Header.Get("Location"), "/account/password") {
		t.Errorf("something was saved: %d", a.StatusCode)
	}
	r := s.request("GET", "/tasks", nil, "Accept", "application/json")
	if a := s.do(r); a.StatusCode != http.StatusForbidden {
		t.Errorf("a script: %d", a.StatusCode)
	}
	r = s.request("GET", "/tasks", nil, "HX-Request", "true")
	if a := s.do(r); !strings.HasPrefix(a.Header.Get("HX-Redirect"), "/account/password") {
		t.Errorf("htmx: %d %q", a.StatusCode, a.Header.Get("HX-Redirect"))
	}
	if a := s.get("/account/password"); a.StatusCode != http.StatusOK {
		t.Errorf("the page itself: %d", a.StatusCode)
	}
	if s.post("/account/password", nil); !changed {
		t.Error("it could not be changed")
	}
	if a := s.post("/lang", url.Values{"lang": {"en"}}); a.StatusCode != http.StatusSeeOther || strings.HasPrefix(a.Header.Get("Location"), "/account") {
		t.Error("the language cannot be switched")
	}
	s.gate.must = false
	if a := s.get("/tasks"); a.StatusCode != http.StatusOK {
		t.Errorf("after the change: %d", a.StatusCode)
	}
}

func TestANewPasswordEndsAllOtherSessions(t *testing.T) {
	var s *site
	renew := []Route{{Method: "POST", Path: "/renew", Handle: func(w http.ResponseWriter, r *http.Request) error {
		s.gate.mu.Lock()
		s.gate.since = s.gate.since.Add(time.Hour)
		s.gate.mu.Unlock()
		if err := Renew(r.Context()); err != nil {
			return err
		}
		return Redirect(w, r, "/tasks")
	}}}
	s = newSite(t, withRoutes(renew), func(s *site) { s.gate.since = time.Date(2026, 11, 1, 8, 0, 0, 0, time.UTC) })
	s.signIn()
	other := s.browser
	s.fresh()
	s.signIn()
	before := s.cookie("nianlun")
	s.post("/renew", nil)
	if a := s.get("/tasks"); a.StatusCode != http.StatusOK {
		t.Errorf("the session that changed it: %d", a.StatusCode)
	}
	if s.cookie("nianlun") == before {
		t.Error("it keeps its old token")
	}
	s.browser = other
	a := s.get("/tasks")
	if got := a.Header.Get("Location"); got != "/signin?ended=password&next=%2Ftasks" {
		t.Fatalf("the other session: %d to %q", a.StatusCode, got)
	}
	if got := s.get(a.Header.Get("Location")).find(t, ".note").Text(); !strings.Contains(got, "口令已经更改") {
		t.Errorf("says %q", got)
	}
}

// Whoever proves an old password while somebody sets a new one is not let in.
func TestAPasswordChangedMeanwhileLetsNobodyIn(t *testing.T) {
	s := newSite(t, func(s *site) { s.gate.since = time.Now().Add(time.Hour) })
	a := s.post("/signin", lan(""))
	if a.StatusCode != http.StatusConflict || a.find(t, ".note").Length() != 1 {
		t.Errorf("status %d", a.StatusCode)
	}
}
