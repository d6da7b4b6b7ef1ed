package pagetest

import (
	"path"
	"regexp"
	"strings"
	"sync"

	"github.com/PuerkitoBio/goquery"

	"nianlun/internal/kit/i18n"
)

// Sound fails the test for what no page may have: a message key where a text
// should stand, an attribute that the policy of the pages refuses, an id that
// stands twice, a label or description that leads nowhere.
func (p Page) Sound() {
	p.T.Helper()
	p.noKeys()
	if n := p.Find("[style], [onclick], [onchange], [onsubmit]").Length(); n > 0 {
		p.T.Errorf("%s has %d attributes of style or script, which the policy of the pages refuses", p.where(), n)
	}
	ids := map[string]bool{}
	p.Find("[id]").Each(func(_ int, s *goquery.Selection) {
		id := s.AttrOr("id", "")
		if ids[id] {
			html, _ := goquery.OuterHtml(s)
			p.T.Errorf("%s has the id %q twice, again at %.120s", p.where(), id, html)
		}
		ids[id] = true
	})
	if p.Find("html > body > main").Length() == 0 && p.Find("main").Length() == 0 {
		return // a part: what it refers to may stand on the page around it
	}
	for _, attribute := range []string{"for", "form", "aria-describedby", "aria-labelledby", "aria-controls"} {
		p.Find("[" + attribute + "]").Each(func(_ int, s *goquery.Selection) {
			for _, id := range strings.Fields(s.AttrOr(attribute, "")) {
				if !ids[id] {
					p.T.Errorf("%s: %s=%q leads nowhere (%s)", p.where(), attribute, id, Text(s))
				}
			}
		})
	}
}

// A text that a catalogue lacks is shown as its key: rooms and dots.
var keyed = regexp.MustCompile(`^[a-z]+(\.[a-z0-9_-]+)+$`)

// rooms are the first parts of all message keys.
var rooms = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, key := range i18n.Keys(i18n.Chinese) {
		room, _, _ := strings.Cut(key, ".")
		out[room] = true
	}
	return out
})

func (p Page) noKeys() {
	p.T.Helper()
	body := p.Find("body").Clone()
	body.Find("script, style, code, pre, textarea").Remove()
	for _, word := range strings.Fields(body.Text()) {
		room, _, _ := strings.Cut(word, ".")
		if keyed.MatchString(word) && rooms()[room] && !fileName(word) {
			p.T.Errorf("%s shows the key %s", p.where(), word)
		}
	}
}

func fileName(word string) bool {
	switch path.Ext(word) {
	case ".xlsx", ".docx", ".yaml", ".csv", ".txt", ".pdf", ".json", ".zip", ".jpg", ".png":
		return true
	}
	return false
}
