// Package pagetest is the browser of tests that read pages without a screen: it
// signs in, asks, posts and uploads as a browser does, keeps its cookies, and
// tells in words what a page lacks. Every page that it opens is looked at for
// faults that no page may have (see Sound).
//
// It never runs scripts (the journeys in e2e do) and knows no work: the tests of
// a folder build their own bureau and give its address.
package pagetest

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// Browser is somebody at a site. It does not follow redirects unless told so:
// where an act leads is part of what is tested.
type Browser struct {
	T      testing.TB
	URL    string      // of the site, without a slash at the end
	Header http.Header // sent with every request; HX-Request asks for parts
	Client *http.Client
}

// New is a browser that nobody has signed in with.
func New(t testing.TB, site string) *Browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &Browser{T: t, URL: site, Header: http.Header{}, Client: &http.Client{Jar: jar, CheckRedirect: stay}}
}

func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// SignIn is a browser in which a person has signed in.
func SignIn(t testing.TB, site, login, password string) *Browser {
	t.Helper()
	w := New(t, site)
	w.Post("/signin", url.Values{"login": {login}, "password": {password}}).Want(http.StatusSeeOther)
	return w
}

// Follow makes the browser go where an answer leads, and answers itself.
func (w *Browser) Follow() *Browser {
	w.Client.CheckRedirect = nil
	return w
}

// Get opens a page. Headers are name, value pairs, here and in Post.
func (w *Browser) Get(path string, headers ...string) Page {
	w.T.Helper()
	return w.Do(w.request(http.MethodGet, path, nil, headers))
}

// Post sends a form.
func (w *Browser) Post(path string, form url.Values, headers ...string) Page {
	w.T.Helper()
	r := w.request(http.MethodPost, path, strings.NewReader(form.Encode()), headers)
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return w.Do(r)
}

// Sees is a page that is there.
func (w *Browser) Sees(path string) Page {
	w.T.Helper()
	return w.Get(path).Want(http.StatusOK)
}

// Does posts names and values in turn to a page, and follows to where it leads.
func (w *Browser) Does(path string, pairs ...string) Page {
	w.T.Helper()
	answer := w.Post(path, Values(pairs...))
	if answer.Status == http.StatusSeeOther {
		return w.Sees(answer.Location)
	}
	return answer
}

// Values are names and values in turn, as a form sends them.
func Values(pairs ...string) url.Values {
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return form
}

// Upload sends a form with one file in the field of that name.
func (w *Browser) Upload(path string, form url.Values, field, file string, content []byte, headers ...string) Page {
	w.T.Helper()
	var body bytes.Buffer
	parts := multipart.NewWriter(&body)
	for name, values := range form {
		for _, value := range values {
			w.must(parts.WriteField(name, value))
		}
	}
	part, err := parts.CreateFormFile(field, file)
	w.must(err)
	_, err = part.Write(content)
	w.must(err)
	w.must(parts.Close())
	r := w.request(http.MethodPost, path, &body, headers)
	r.Header.Set("Content-Type", parts.FormDataContentType())
	return w.Do(r)
}

func (w *Browser) request(method, path string, body io.Reader, headers []string) *http.Request {
	w.T.Helper()
	r, err := http.NewRequest(method, w.URL+path, body)
	w.must(err)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return r
}

// Do sends any request and reads the answer. A whole page that is not sound fails
// the test, and the test goes on.
func (w *Browser) Do(r *http.Request) Page {
	w.T.Helper()
	for name, values := range w.Header {
		r.Header[name] = values
	}
	answer, err := w.Client.Do(r)
	w.must(err)
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	w.must(err)
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(body))
	w.must(err)
	doc.Url = answer.Request.URL
	p := Page{Document: doc, T: w.T, Response: answer, Status: answer.StatusCode, Body: string(body), Location: answer.Header.Get("Location")}
	if strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
		p.Sound()
	}
	return p
}

func (w *Browser) must(err error) {
	w.T.Helper()
	if err != nil {
		w.T.Fatal(err)
	}
}
