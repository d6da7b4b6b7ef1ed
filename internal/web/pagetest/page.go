package pagetest

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// Page is an answer: its document to be searched by CSS, and the rest of it.
type Page struct {
	*goquery.Document
	T        testing.TB
	Response *http.Response // its body has been read
	Status   int
	Body     string
	Location string // where a redirect leads
}

// Want ends the test when the page answered another status.
func (p Page) Want(status int) Page {
	p.T.Helper()
	if p.Status != status {
		p.T.Fatalf("%s answered %d, want %d: %s", p.where(), p.Status, status, p.words())
	}
	return p
}

// Has fails the test when what a selector finds does not hold the words.
func (p Page) Has(selector, words string) Page {
	p.T.Helper()
	found := p.Find(selector)
	if found.Length() == 0 {
		p.T.Errorf("%s has no %s, which should read %q", p.where(), selector, words)
	} else if read := Text(found); !strings.Contains(read, words) {
		p.T.Errorf("%s: %s reads %q, without %q", p.where(), selector, read, words)
	}
	return p
}

// Lacks fails the test when a selector finds something.
func (p Page) Lacks(selector string) Page {
	p.T.Helper()
	if found := p.Find(selector); found.Length() > 0 {
		p.T.Errorf("%s has %d of %s, which reads %q", p.where(), found.Length(), selector, Text(found))
	}
	return p
}

// Fields are what a browser would send of a form as it stands on the page, with
// the controls that stand outside of it and name it.
func (p Page) Fields(formID string) url.Values {
	p.T.Helper()
	form := p.Find("form#" + formID)
	if form.Length() != 1 {
		p.T.Fatalf("%s has %d forms %s: %s", p.where(), form.Length(), formID, p.words())
	}
	values := url.Values{}
	controls := "input, select, textarea"
	form.Find(controls).AddSelection(p.Find("[form=" + formID + "]").Filter(controls)).Each(func(_ int, s *goquery.Selection) {
		name, named := s.Attr("name")
		if !named {
			return
		}
		switch {
		case s.Is("select"):
			s.Find("option[selected]").Each(func(_ int, option *goquery.Selection) { values.Add(name, option.AttrOr("value", "")) })
		case s.Is("textarea"):
			values.Add(name, s.Text())
		case s.Is("[type=checkbox], [type=radio]") && !s.Is("[checked]"):
		default:
			values.Add(name, s.AttrOr("value", ""))
		}
	})
	return values
}

func (p Page) where() string {
	r := p.Response.Request
	return r.Method + " " + r.URL.RequestURI()
}

// words are what a person would read of an unexpected answer.
func (p Page) words() string {
	if main := p.Find("main"); main.Length() > 0 {
		return Text(main)
	}
	return Text(p.Selection)
}

// Text is what a selection reads, with single blanks.
func Text(s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") }

// Texts are what each node of a selection reads.
func Texts(s *goquery.Selection) []string {
	return s.Map(func(_ int, s *goquery.Selection) string { return Text(s) })
}
