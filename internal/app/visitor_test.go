package app_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"nianlun/internal/demo"
	"nianlun/internal/web/pagetest"
)

// visitor is a browser that does not follow redirects by itself.
type visitor struct {
	*pagetest.Browser
	t      testing.TB
	header http.Header
}

// page is an answer.
type page struct {
	pagetest.Page
	status         int
	body, location string
	header         http.Header
}

func newVisitor(t testing.TB) *visitor {
	t.Helper()
	return asVisitor(pagetest.New(t, world.url))
}

func asVisitor(w *pagetest.Browser) *visitor { return &visitor{w, w.T, w.Header} }

func signIn(t testing.TB, login string) *visitor {
	t.Helper()
	return asVisitor(pagetest.SignIn(t, world.url, login, demo.Password))
}

// english makes a visitor read English from now on.
func (v *visitor) english() *visitor {
	v.t.Helper()
	v.Post("/lang", url.Values{"lang": {"en"}, "next": {"/desk"}}).Want(http.StatusSeeOther)
	return v
}

func (v *visitor) get(path string) page {
	v.t.Helper()
	return seen(v.Get(path))
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
	return seen(v.Post(path, form))
}

func seen(p pagetest.Page) page {
	return page{p, p.Status, p.Body, p.Location, p.Response.Header}
}

func text(s *goquery.Selection) string { return pagetest.Text(s) }

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
