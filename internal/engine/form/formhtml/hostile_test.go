package formhtml_test

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formhtml"
	"nianlun/internal/engine/form/formtest"
	"nianlun/internal/kit/i18n"
)

// Whatever is written into a field of any type stands on the page as text: it makes no element and no attribute, to
// fill, to read and on paper. A value that is no value is shown again as it was written.
func TestHostileTextsStayTexts(t *testing.T) {
	for _, typ := range form.Types() {
		def, f := formtest.Example(t, typ.Name())
		for _, text := range formtest.Hostile() {
			raw := form.Raw{"f": text}
			values, issues := form.Decode(def, raw)
			for _, readOnly := range []bool{false, true} {
				page := formhtml.Build(formhtml.Input{Def: def, Raw: raw, Values: values, Issues: issues, FormID: "return", ReadOnly: readOnly}, i18n.Chinese.T)
				html := render(t, formhtml.Sections(page, i18n.Chinese.T), formhtml.Problems(page, i18n.Chinese.T))
				if readOnly {
					html += render(t, formhtml.Paper(page))
				}
				doc, err := goquery.NewDocumentFromReader(strings.NewReader(html))
				if err != nil {
					t.Fatal(err)
				}
				if n := doc.Find("script, img, b:not(.top b), [onerror], a[href^='javascript']").Length(); n > 0 {
					t.Errorf("%s: %.30q made %d elements", typ.Name(), text, n)
				}
			}
			if len(issues) > 0 && f.Type.Control() == form.ControlLine && !f.Masked() {
				keepsWritten(t, def, raw, values, issues, text)
			}
		}
	}
}

func keepsWritten(t *testing.T, def *form.Definition, raw form.Raw, values form.Values, issues form.Issues, text string) {
	t.Helper()
	doc := pageOf(t, formhtml.Input{Def: def, Raw: raw, Values: values, Issues: issues, FormID: "return"})
	if got := doc.Find("#f-f").AttrOr("value", ""); got != text && !strings.ContainsAny(text, "\r\x00") {
		t.Errorf("%.30q is shown again as %.30q", text, got)
	}
}
