package ui

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"
)

// hostile are pieces of which somebody would make an id that leaves its place.
var hostile = []string{
	`"`, `'`, `<`, `>`, `&`, "`", `\`, "\n", "\t", " ", "\x00", `"><script>alert(1)</script>`, `' onclick='alert(1)`, "javascript:alert(1)", "JaVaScRiPt:", "data:text/html,x",
	"vbscript:", "//evil.example", "/../..", "%22%3e", "&quot;", "&#34;", "&colon;", "<!--", "]]>", "学校", "\u202e", "id-1",
}

// Whatever an id holds, no part of the design system lets it become an element,
// an attribute, or an address that runs.
func TestHostileIDsStayInTheirPlace(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		var id strings.Builder
		for range 1 + r.IntN(4) {
			id.WriteString(hostile[r.IntN(len(hostile))])
		}
		for name, href := range map[string]string{"whole": id.String(), "path": "/things/" + id.String(), "query": "/things?id=" + id.String(), "place": "#" + id.String()} {
			stays(t, name, href)
		}
	}
}

func stays(t *testing.T, name, href string) {
	t.Helper()
	doc := page(t, context.Background(), templ.Join(
		Btn(BtnView{Words: href, Href: href, Attrs: ToPanel(href)}), PostBtn(href, BtnView{Words: "x", Name: href, Value: href}), Chip(ChipView{Words: "x", Href: href}),
		Head(HeadView{Title: href, Crumbs: []Crumb{{Words: href, Href: href}}}), File(FileView{Name: href, Href: href}), More(href),
		Field(FieldView{Name: href, Label: href, Value: href, Error: href}), ErrorSummary(Errors{{Path: href, Words: href}}),
	))
	if n := doc.Find("script, img, iframe, svg, object").Length(); n != 0 {
		t.Fatalf("%s %q made %d elements", name, href, n)
	}
	doc.Find("*").Each(func(_ int, s *goquery.Selection) {
		for _, a := range s.Nodes[0].Attr {
			if strings.HasPrefix(a.Key, "on") || strings.ContainsAny(a.Key, `"'<>`) {
				t.Fatalf("%s %q made the attribute %s", name, href, a.Key)
			}
			if a.Key == "href" || a.Key == "action" {
				if scheme, _, found := strings.Cut(strings.ToLower(strings.TrimLeft(a.Val, "\x00\t\n ")), ":"); found && scheme != "about" && !strings.ContainsAny(scheme, "/?#") {
					t.Fatalf("%s %q leads to %q", name, href, a.Val)
				}
			}
		}
	})
}
