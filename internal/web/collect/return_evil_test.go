package collect_test

import (
	"strings"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formtest"
	"nianlun/internal/kit/goldentest"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/work/collect"
)

// evilTable is what comes of every bad text in every type of field, at every door.
const evilTable = "../../engine/form/formtest/testdata/evil.txt"

// Every bad text, sent as the browser sends it into a field of every type: it is taken as the table says or refused with
// the words of that key, it stands on the page again as it was typed, and as text in the workbook.
func TestEveryTypeAgainstBadTexts(t *testing.T) {
	b := newBureau(t, 2)
	b.publish(formtest.EveryType())
	o := b.asked(t, "every-type")
	href := collect.Link(o.ID)
	clerk := b.browser("wangxue")
	came := map[[2]string]string{}
	typed, files := formtest.Typed()
	for _, evil := range formtest.Evils() {
		t.Run(evil.Name, func(t *testing.T) {
			for _, codes := range append([][]string{typed}, files...) {
				in := clerk.get(href).want(200).fields("return")
				for _, code := range codes {
					in.Set(code, evil.Text)
				}
				in.Set("return:act", "save")
				before := b.owed(0, "2026-09").RecordNo
				answer := clerk.post(href, in)
				if answer.status == 422 { // what no browser sends of itself
					if b.owed(0, "2026-09").RecordNo != before {
						t.Error("refused and saved")
					}
					for _, code := range codes {
						came[[2]string{code, evil.Name}] = "request " + formtest.RequestRefused(evil)
					}
					continue
				}
				p := clerk.get(answer.want(303).location).want(200)
				r, err := b.Return(t.Context(), b.clerkOf(0), o.ID)
				must(t, err)
				for _, code := range codes {
					field, _ := r.Definition.Field(code)
					came[[2]string{code, evil.Name}] = formtest.Outcome(field, r.Values, r.Issues)
					p.standsAgain(field, r, evil.Text)
				}
				clerk.workbook(href + "/workbook.xlsx").runsNothing(codes)
				_, err = b.SaveDraft(t.Context(), b.clerkOf(0), collect.SaveInput{Return: o.ID, Base: r.Obligation.RecordNo, Raw: form.Raw{}})
				must(t, err)
			}
		})
	}
	goldentest.Same(t, evilTable, formtest.EvilTable(func(typ, evil string) string { return came[[2]string{typ, evil}] }))
}

// standsAgain wants what was typed in the field again: a value as it was typed or as it is written, else the very text
// and the reason why it is none; blanks at the ends are nothing that was typed. Boxes to tick and lists of files hold no text: there the reason quotes it.
func (p page) standsAgain(field *form.Field, r collect.Return, typed string) {
	p.t.Helper()
	path := form.FieldPath(field.Code)
	issue, refused := r.Issues.At(path)
	if refused {
		if words := issue.Message(i18n.Chinese.T); !strings.Contains(p.words(), strings.Join(strings.Fields(words), " ")) {
			p.t.Errorf("%s: the page does not say %.200q", field.Code, words)
		}
	}
	v := r.Values.Get(path)
	if !field.Typed() || v.IsMissing() && !refused {
		return
	}
	if c := field.Type.Control(); c == form.ControlMany || c == form.ControlFiles {
		return
	}
	got := p.fields("return").Get(field.Code)
	if got != typed && got != strings.TrimSpace(typed) && (refused || got != field.Type.Text(field, v)) {
		p.t.Errorf("%s: %.40q stands on the page as %.40q", field.Code, typed, got)
	}
}

// words are everything that the page says.
func (p page) words() string { return text(p.Find("body")) }

// runsNothing wants what was typed to be no formula in a workbook.
func (b book) runsNothing(codes []string) {
	b.t.Helper()
	for _, code := range codes {
		if code == "calculated" || code == "note" {
			continue
		}
		cell := b.at(fillSheet, code, "c:value")
		formula, err := b.GetCellFormula(fillSheet, cell)
		must(b.t, err)
		if formula != "" {
			b.t.Errorf("%s of %s is the formula %q", cell, code, formula)
		}
	}
}
