package app_test

import (
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"nianlun/internal/demo"
)

// visitor is a browser that does not follow redirects by itself.
type visitor struct {
	t      testing.TB
	client *http.Client
	header http.Header
}

// page is an answer.
type page struct {
	*goquery.Document
	status   int
	body     string
	location string
	header   http.Header
}

func newVisitor(t testing.TB) *visitor {
	t.Helper()
	jar, err := cookiejar.New(nil)
	must(t, err)
	return &visitor{t: t, header: http.Header{}, client: &http.Client{
		Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

func signIn(t testing.TB, login string) *visitor {
	t.Helper()
	v := newVisitor(t)
	if p := v.post("/signin", url.Values{"login": {login}, "password": {demo.Password}}); p.status != http.StatusSeeOther {
		t.Fatalf("sign-in of %s: %d %s", login, p.status, text(p.Find("main")))
	}
	return v
}

// english makes a visitor read English from now on.
func (v *visitor) english() *visitor {
	v.t.Helper()
	if p := v.post("/lang", url.Values{"lang": {"en"}, "next": {"/desk"}}); p.status != http.StatusSeeOther {
		v.t.Fatalf("language: %d", p.status)
	}
	return v
}

func (v *visitor) get(path string) page {
	v.t.Helper()
	r, err := http.NewRequest(http.MethodGet, world.url+path, nil)
	must(v.t, err)
	return v.do(r)
}

// open follows redirects to the page that is shown in the end.
func (v *visitor) open(path string) page {
	v.t.Helper()
	p := v.get(path)
	for hops := 0; p.location != "" && hops < 5; hops++ {
		p = v.get(p.location)
	}
	return p
}

func (v *visitor) post(path string, form url.Values) page {
	v.t.Helper()
	r, err := http.NewRequest(http.MethodPost, world.url+path, strings.NewReader(form.Encode()))
	must(v.t, err)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return v.do(r)
}

func (v *visitor) do(r *http.Request) page {
	v.t.Helper()
	for name, values := range v.header {
		r.Header[name] = values
	}
	answer, err := v.client.Do(r)
	must(v.t, err)
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	must(v.t, err)
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(string(body)))
	must(v.t, err)
	return page{doc, answer.StatusCode, string(body), answer.Header.Get("Location"), answer.Header}
}

func text(s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") }

// rail are the addresses of the rail, each once.
func (p page) rail() []string {
	var hrefs []string
	seen := map[string]bool{}
	p.Find("nav.rail a.to").Each(func(_ int, s *goquery.Selection) {
		if href := s.AttrOr("href", ""); !seen[href] {
			seen[href] = true
			hrefs = append(hrefs, href)
		}
	})
	return hrefs
}

// links are the addresses of this site to which a page leads.
func (p page) links() []string {
	var hrefs []string
	p.Find("main a[href], nav.rail a[href], header a[href]").Each(func(_ int, s *goquery.Selection) {
		if href := s.AttrOr("href", ""); strings.HasPrefix(href, "/") {
			href, _, _ = strings.Cut(href, "#")
			hrefs = append(hrefs, href)
		}
	})
	return hrefs
}
