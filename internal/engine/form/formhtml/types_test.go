package formhtml_test

import (
	"os"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formhtml"
	"nianlun/internal/kit/goldentest"
	"nianlun/internal/kit/i18n"
)

func typesInput(t *testing.T, raw form.Raw) formhtml.Input {
	t.Helper()
	source, err := os.ReadFile("testdata/types.yaml")
	if err != nil {
		t.Fatal(err)
	}
	def, err := form.Parse(source, nil)
	if err != nil {
		t.Fatal(err)
	}
	values, issues := form.Decode(def, raw)
	return formhtml.Input{Def: def, Raw: raw, Values: values, Issues: issues, Findings: form.Check(def, values, form.Context{}), FormID: "return", Spare: 1,
		People: func(string) []formhtml.Choice {
			return []formhtml.Choice{{Value: "p-1", Text: "何伟"}, {Value: "p-2", Text: "沈青"}}
		},
		Name: func(id string) string {
			return map[string]string{"p-1": "何伟", "p-2": "沈青", "p-9": "已离任的人"}[id]
		}}
}

// everyType is a document with one of everything, some of it as people write it.
func everyType() form.Raw {
	return form.Raw{"start": "9:30", "month": "2026年9月", "term": "2025-2026-T1", "who": "p-9", "place": "云湖路1号 120.1551,30.2741", "phone": "138 1234 5678", "card": "11010519491231002X", "credit": "91350100M000100Y43",
		"people": "r1,r2", "people[r1].card": "330106200001010005", "people[r1].at": "08:00", "people[r1].days": "12", "people[r2].card": "330106200001040036", "people[r2].days": "2"}
}

func TestGoldenTypes(t *testing.T) {
	text := i18n.Chinese.T
	page := formhtml.Build(typesInput(t, everyType()), text)
	goldentest.Same(t, "testdata/types.html", render(t, formhtml.Sections(page, text), formhtml.Problems(page, text)))
	in := typesInput(t, everyType())
	in.ReadOnly = true
	text = i18n.English.T
	page = formhtml.Build(in, text)
	goldentest.Same(t, "testdata/types-read.html", render(t, formhtml.Sections(page, text), formhtml.Problems(page, text)))
}

func pageOf(t *testing.T, in formhtml.Input) *goquery.Document {
	t.Helper()
	text := i18n.Chinese.T
	page := formhtml.Build(in, text)
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(render(t, formhtml.Sections(page, text), formhtml.Problems(page, text))))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// Whoever only reads is shown personal values in part, unless a purpose was given; nothing on the page holds the rest.
func TestReadersSeeMasks(t *testing.T) {
	in := typesInput(t, everyType())
	in.ReadOnly = true
	html, _ := pageOf(t, in).Html()
	for _, secret := range []string{"11010519491231002X", "1949", "13812345678", "138 1234 5678", "330106200001010005", "330106200001040036", "M000100Y43"} {
		if strings.Contains(html, secret) {
			t.Errorf("a reader is shown %s", secret)
		}
	}
	for _, shown := range []string{"110105********002X", "138****5678", "330106********0005", "91350100******0Y43", "已离任的人"} {
		if !strings.Contains(html, shown) {
			t.Errorf("a reader is not shown %s", shown)
		}
	}
	wrong := everyType()
	wrong["card"] = "11010519491231002"
	in = typesInput(t, wrong)
	in.ReadOnly = true
	if html, _ = pageOf(t, in).Html(); strings.Contains(html, "1949") {
		t.Error("a mistyped number is shown to a reader")
	}
	in = typesInput(t, everyType())
	in.ReadOnly, in.Unmask = true, true
	if html, _ = pageOf(t, in).Html(); !strings.Contains(html, "11010519491231002X") {
		t.Error("with a purpose the number is still masked")
	}
}

// What was put together from others' returns and nobody types into is only read, though
// the page can be written.
func TestPersonalNumbersOfFixedCellsAreShownInPart(t *testing.T) {
	in := typesInput(t, everyType())
	in.Fixed = func(path form.Path) bool { return path == "card" }
	html, err := pageOf(t, in).Html()
	if err != nil || strings.Contains(html, "11010519491231002X") {
		t.Errorf("the number is whole: %v", err)
	}
}

func TestControls(t *testing.T) {
	in := typesInput(t, form.Raw{"term": "2025年秋季学期", "start": "九点"})
	in.People = nil
	in.Periods = func(kind, first, last string) []formhtml.Choice {
		if kind != "term" || last != "" {
			return nil
		}
		return []formhtml.Choice{{Value: first, Text: "第一个"}, {Value: "2025-2026-T1", Text: "2025—2026 学年第一学期"}}
	}
	doc := pageOf(t, in)
	for selector, want := range map[string]string{
		`#f-start[type=text]`: "九点", `#f-month[type=month][autocomplete=off]`: "", `#f-who[type=text]`: "", `#f-phone[type=tel][inputmode=tel][autocomplete=off]`: "",
		`#f-card[autocapitalize=characters][autocomplete=off][spellcheck=false]`: "", `#f-credit[type=text][maxlength="36"]`: "", `#f-place`: "",
	} {
		if s := doc.Find(selector); s.Length() != 1 || s.AttrOr("value", "") != want {
			t.Errorf("%s: %d, %q", selector, s.Length(), s.AttrOr("value", ""))
		}
	}
	if got := doc.Find("select#f-term option[selected]").Last().AttrOr("value", ""); got != "2025-2026-T1" {
		t.Errorf("the term chosen is %q", got)
	}
	if doc.Find("#f-start[aria-invalid=true]").Length() != 1 {
		t.Error("what is no time is not marked")
	}
	if total := doc.Find("output#f-total"); total.Length() != 1 || total.AttrOr("name", "none") != "none" || strings.TrimSpace(total.Text()) != "0" {
		t.Error("a computed number is shown, and nothing comes in for it")
	}
	if fee := doc.Find("output#f-people-r1-fee"); !strings.Contains(fee.Text(), "尚未算出") {
		t.Error("what is not computed yet is not said")
	}
	if note := doc.Find("#f-hint"); note.Find("input").Length() != 0 || !strings.Contains(note.Text(), "证件号码只用来核对身份") {
		t.Error("the note is not there")
	}
}

// A page neither sends computed numbers nor takes them.
func TestComputedStaysOut(t *testing.T) {
	in := typesInput(t, everyType())
	read := formhtml.Read(in.Def, in.Raw, map[string][]string{"total": {"1"}, "hint": {"x"}, "people": {"r1"}, "people[r1].fee": {"9"}, "mend": {"total=5"}})
	for _, path := range []form.Path{"total", "hint", "people[r1].fee"} {
		if text, found := read.Raw[path]; found {
			t.Errorf("%s came in as %q", path, text)
		}
	}
	if read.Mended != "" {
		t.Error("a computed number was mended by hand")
	}
}
