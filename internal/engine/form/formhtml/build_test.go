package formhtml_test

import (
	"context"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formhtml"
	"nianlun/internal/engine/form/formtest"
	"nianlun/internal/kit/goldentest"
	"nianlun/internal/kit/i18n"
)

func render(t *testing.T, components ...templ.Component) string {
	t.Helper()
	var b strings.Builder
	for _, c := range components {
		if err := c.Render(context.Background(), &b); err != nil {
			t.Fatal(err)
		}
		b.WriteByte('\n')
	}
	// One element a line makes the golden file readable; the rendering itself has no line breaks.
	return strings.NewReplacer("><", ">\n<").Replace(b.String())
}

func decode(t *testing.T, def *form.Definition, raw form.Raw) (form.Values, form.Issues) {
	t.Helper()
	values, issues := form.Decode(def, raw)
	return values, issues
}

// buildingInput is a return with one of everything: a cell that is no number, a broken sum with its mend, an
// experience check with an explanation, a cell that was sent back, and cells known from the month before.
func buildingInput(t *testing.T) formhtml.Input {
	t.Helper()
	def, err := formtest.Load(formtest.BuildingProgress)
	if err != nil {
		t.Fatal(err)
	}
	before, issues := decode(t, def, form.Raw{"projects": "3", "done": "1", "building": "2", "preparing": "0", "spent": "820.5", "stopped": "no",
		"list[r1].name": "东塘小学教学楼", "list[r1].phase": "main", "list[r1].area": "5400", "list[r1].plan": "1600", "list[r1].paid": "600",
		"list[r2].name": "青溪小学食堂", "list[r2].phase": "tender", "list[r2].area": "1200", "list[r2].plan": "300", "list[r2].paid": "0"})
	if len(issues) > 0 {
		t.Fatal(issues)
	}
	raw := form.Raw{"projects": "4", "done": "1", "building": "2", "preparing": "0", "spent": "７９０．２", "stopped": "yes", "why": "<b>连续降雨</b>", "list": "r1,r2",
		"list[r1].name": "东塘小学教学楼", "list[r1].phase": "main", "list[r1].area": "5400平", "list[r1].plan": "1600", "list[r1].paid": "1700",
		"list[r2].name": "青溪小学食堂", "list[r2].phase": "tender", "list[r2].area": "1200", "list[r2].plan": "300", "list[r2].paid": "0", "list[r2].photo": "p1"}
	values, issues := decode(t, def, raw)
	findings := form.Check(def, values, form.Context{Previous: &before, Explanations: map[string]string{"spent-falls": "上月多报一笔，本月冲回"}})
	return formhtml.Input{Def: def, Raw: raw, Values: values, Issues: append(issues, form.Complete(def, values)...), Findings: findings,
		Known: form.Prefilled(def, form.Sources{Previous: &before}), Previous: &before, Spare: 1, FormID: "return",
		Back: []formhtml.SentBack{{Path: "list[r2].paid", Who: "何伟", Reason: "拨款单是 30 万元，请核对"}}}
}

func TestGolden(t *testing.T) {
	text := i18n.Chinese.T
	page := formhtml.Build(buildingInput(t), text)
	goldentest.Same(t, "testdata/building-progress.html", render(t, formhtml.Sections(page, text), formhtml.Problems(page, text)))
}

func TestGoldenBlank(t *testing.T) {
	def, err := formtest.Load(formtest.TeacherTraining)
	if err != nil {
		t.Fatal(err)
	}
	values, _ := form.Decode(def, form.Raw{})
	text := i18n.English.T
	page := formhtml.Build(formhtml.Input{Def: def, Values: values, FormID: "return", Spare: 2}, text)
	goldentest.Same(t, "testdata/teacher-training-blank.html", render(t, formhtml.Sections(page, text)))
}

// What axe would find: every control has a name, every id is there once, every reference leads somewhere.
func TestAccessible(t *testing.T) {
	text := i18n.Chinese.T
	readOnly := buildingInput(t)
	readOnly.ReadOnly = true
	everything := typesInput(t, everyType())
	typesRead := typesInput(t, everyType())
	typesRead.ReadOnly = true
	for _, in := range []formhtml.Input{buildingInput(t), readOnly, everything, typesRead} {
		page := formhtml.Build(in, text)
		html := render(t, formhtml.Sections(page, text), formhtml.Problems(page, text))
		doc, err := goquery.NewDocumentFromReader(strings.NewReader(html))
		if err != nil {
			t.Fatal(err)
		}
		ids := map[string]bool{}
		doc.Find("[id]").Each(func(_ int, s *goquery.Selection) {
			if ids[s.AttrOr("id", "")] {
				t.Errorf("id %q stands twice", s.AttrOr("id", ""))
			}
			ids[s.AttrOr("id", "")] = true
		})
		doc.Find("input,select,textarea").Each(func(_ int, s *goquery.Selection) {
			id := s.AttrOr("id", "")
			labelled := s.AttrOr("aria-label", "") != "" || doc.Find(`label[for="`+id+`"]`).Length() == 1 || s.Closest("label").Length() == 1
			if s.AttrOr("type", "") != "hidden" && !labelled {
				t.Errorf("control %q has no label", s.AttrOr("name", ""))
			}
		})
		doc.Find("[aria-describedby],[aria-labelledby]").Each(func(_ int, s *goquery.Selection) {
			for _, id := range strings.Fields(s.AttrOr("aria-describedby", "") + " " + s.AttrOr("aria-labelledby", "")) {
				if !ids[id] {
					t.Errorf("%q is described by %q, which is not there", s.AttrOr("name", ""), id)
				}
			}
		})
		doc.Find(`a[href^="#"]`).Each(func(_ int, s *goquery.Selection) {
			if target := strings.TrimPrefix(s.AttrOr("href", ""), "#"); !ids[target] {
				t.Errorf("link to %q leads nowhere", target)
			}
		})
		if strings.Contains(html, "style=") || strings.Contains(html, "<script") || strings.Contains(html, " on") && strings.Contains(html, "onclick") {
			t.Error("inline style or script")
		}
		if strings.Contains(html, "<b>连续降雨") {
			t.Error("text of a person is not escaped")
		}
		if in.ReadOnly && doc.Find("input:not([type=hidden]):not([readonly]):not([disabled]),select:not([disabled]),textarea:not([readonly]),button").Length() > 0 {
			t.Error("a read-only form can be written in")
		}
	}
}

func TestCountsAndMarks(t *testing.T) {
	page := formhtml.Build(buildingInput(t), i18n.Chinese.T)
	// Wrong: the area is no number, the sum; Odd: paid over plan (spent is explained).
	if page.Wrong != 2 || page.Odd != 1 || page.Back != 1 {
		t.Errorf("wrong %d, odd %d, back %d", page.Wrong, page.Odd, page.Back)
	}
	if page.Asked != 17 || page.Answered != 16 {
		t.Errorf("answered %d of %d", page.Answered, page.Asked)
	}
	cells := map[string]formhtml.Cell{}
	for _, s := range page.Sections {
		for _, c := range s.Fields {
			cells[c.Name] = c
		}
		if s.Table != nil {
			for _, row := range s.Table.Rows {
				for _, c := range row.Cells {
					cells[c.Name] = c
				}
			}
		}
	}
	for name, want := range map[string]formhtml.Mark{"projects": formhtml.Wrong, "list[r1].area": formhtml.Wrong, "list[r1].paid": formhtml.Odd,
		"list[r2].paid": formhtml.Sent, "list[r2].plan": formhtml.Known, "spent": formhtml.Odd, "list[r2].photo": formhtml.NoMark} {
		if got := cells[name].Mark; got != want {
			t.Errorf("%s is marked %q, want %q", name, got, want)
		}
	}
	if cells["spent"].Value != "７９０．２" || cells["list[r1].area"].Value != "5400平" {
		t.Error("what was written is not shown as it was written")
	}
}
