package formhtml_test

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formhtml"
	"nianlun/internal/kit/i18n"
)

// A value that opens what it was made of is a link: it is named by its field, in a table by its row as well, and no
// label points at it, since a label names nothing but what one writes in.
func TestMadeValuesAreNamed(t *testing.T) {
	in := buildingInput(t)
	in.ReadOnly, in.Issues, in.Findings, in.Back = true, nil, nil, nil
	in.Made = func(path form.Path) string { return "/made?cell=" + string(path) }
	text := i18n.Chinese.T
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(render(t, formhtml.Sections(formhtml.Build(in, text), text))))
	if err != nil {
		t.Fatal(err)
	}
	links := doc.Find("a.made")
	if links.Length() < 10 {
		t.Fatalf("%d links", links.Length())
	}
	links.Each(func(_ int, link *goquery.Selection) {
		name, value := link.AttrOr("aria-label", ""), strings.TrimSpace(link.Text())
		if !strings.HasSuffix(name, value) || strings.TrimSpace(strings.TrimSuffix(name, value)) == "" {
			t.Errorf("%s reads %q and is called %q", link.AttrOr("id", ""), value, name)
		}
		if doc.Find("label[for='"+link.AttrOr("id", "")+"']").Length() > 0 {
			t.Errorf("a label points at %s", link.AttrOr("id", ""))
		}
	})
	if name := doc.Find("#f-projects").AttrOr("aria-label", ""); name != "项目总数（个） 4" {
		t.Errorf("the sum is called %q", name)
	}
	if name := doc.Find("#f-list-r1-name").AttrOr("aria-label", ""); !strings.HasPrefix(name, "东塘小学教学楼，项目名称") {
		t.Errorf("the sum of a row is called %q", name)
	}
}
