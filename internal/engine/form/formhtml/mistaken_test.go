package formhtml_test

import (
	"slices"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formhtml"
)

const severalYAML = `
form: several
title: 多选
lists:
  类别: {a: 甲类, b: 乙类, c: 丙类}
  小类: {a1: {name: 甲一, under: [a]}, b1: {name: 乙一, under: [b]}}
sections:
  - title: 一
    fields:
      - {code: free, name: 设施, type: multichoice, of: 类别, max: 2}
      - {code: kind, name: 大类, type: choice, of: 类别}
      - {code: part, name: 细类, type: multichoice, of: 小类, under: 大类}
`

// What was written into several choices and does not stand comes back with the page that shows it, whole: words that are
// no option, too many, and what stands under another choice.
func TestMistakenChoicesComeBackWithThePage(t *testing.T) {
	def, err := form.Parse([]byte(severalYAML), nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		path    form.Path
		written string
		want    []string
	}{
		"no option":     {"free", "甲类、体育馆；b", []string{"a", "b", "体育馆"}},
		"too many":      {"free", "a,b,c", []string{"a", "b", "c"}},
		"under another": {"part", "a1,旱厕", []string{"a1", "旱厕"}},
	} {
		t.Run(name, func(t *testing.T) {
			raw := form.Raw{c.path: c.written, "kind": "b"}
			values, issues := form.Decode(def, raw)
			if _, wrong := issues.At(c.path); !wrong {
				t.Fatal("it stands")
			}
			doc := pageOf(t, formhtml.Input{Def: def, Raw: raw, Values: values, Issues: issues, FormID: "return"})
			posted := map[string][]string{}
			doc.Find("[name='" + string(c.path) + "']").Each(func(_ int, s *goquery.Selection) {
				if _, ticked := s.Attr("checked"); ticked || s.AttrOr("type", "") == "hidden" {
					posted[string(c.path)] = append(posted[string(c.path)], s.AttrOr("value", ""))
				}
			})
			again := formhtml.Read(def, raw, posted).Raw[c.path]
			got := form.Entries(again)
			slices.Sort(got)
			if !slices.Equal(got, c.want) {
				t.Errorf("%q comes back as %q", c.written, again)
			}
			if _, same := form.Decode(def, form.Raw{c.path: again, "kind": "b"}); len(same) != len(issues) {
				t.Errorf("other issues: %v", same)
			}
		})
	}
}
