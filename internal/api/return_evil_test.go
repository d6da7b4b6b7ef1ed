package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"nianlun/client"
	"nianlun/internal/api"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formtest"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/goldentest"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
)

// Every bad text, sent by a program into a cell of every type: the same comes of it as on the page, what is refused comes
// back as it was sent with the words of its key, and is not handed in.
func TestProgramsSendBadTextsToEveryType(t *testing.T) {
	settings := api.DefaultSettings()
	settings.PerMinute = 10_000
	b := newBureau(t, storetest.SQLite(t), settings)
	id := b.everyType()
	came := map[[2]string]string{}
	typed, files := formtest.Typed()
	for _, evil := range formtest.Evils() {
		t.Run(evil.Name, func(t *testing.T) {
			for _, codes := range append([][]string{typed}, files...) {
				for code, outcome := range b.tried(t, id, evil, codes) {
					came[[2]string{code, evil.Name}] = outcome
				}
			}
		})
	}
	goldentest.Same(t, "../engine/form/formtest/testdata/evil.txt", formtest.EvilTable(func(typ, evil string) string { return came[[2]string{typ, evil}] }))
}

// everyType asks the schools for the form with every type, and is the return of the first.
func (b *bureau) everyType() string {
	b.t.Helper()
	ctx := b.t.Context()
	_, err := b.records.Publish(ctx, b.system, formtest.EveryType())
	b.must(err)
	month, err := period.Parse("2026-09")
	b.must(err)
	_, err = b.collect.OpenCampaign(ctx, b.section, collect.NewCampaign{
		Form: "every-type", Owner: b.units["计划财务科"], Year: 2026, Periods: []period.Period{month}, Due: collect.DueRule{Workdays: 5, After: collect.AfterEnd}, ListNo: "2026-09", Basis: "各类字段月报制度",
		EndsOn: period.Date{Year: 2026, Month: 12, Day: 31}, Units: collect.UnitRule{Types: []org.UnitType{org.Primary}}, Signatures: []collect.SignRole{collect.Filler},
	})
	b.must(err)
	items, err := b.collect.List(ctx, b.system, collect.Filter{Unit: b.units["新桥小学"]})
	b.must(err)
	at := slices.IndexFunc(items, func(item collect.Item) bool { return item.Form == "every-type" })
	return items[at].ID
}

// tried saves a bad text in some cells, tries to hand it in, and says what came of each cell.
func (b *bureau) tried(t *testing.T, id string, evil formtest.Evil, codes []string) map[string]string {
	t.Helper()
	const school = "新桥填报员"
	ctx, out := t.Context(), map[string]string{}
	before, err := b.collect.Return(ctx, b.system, id)
	b.must(err)
	status, answer := b.raw(school, http.MethodPost, "/returns/"+id+"/values", bodyOf(before.Obligation.RecordNo, codes, evil.Text))
	r, err := b.collect.Return(ctx, b.system, id)
	b.must(err)
	if status == http.StatusUnprocessableEntity {
		if r.Obligation.RecordNo != before.Obligation.RecordNo {
			t.Error("refused and saved")
		}
		for _, code := range codes {
			out[code] = "request " + formtest.RequestRefused(evil)
		}
		if want := strings.TrimPrefix(formtest.RequestRefused(evil), "refused "); !strings.Contains(answer, `"`+want+`"`) {
			t.Errorf("refused with %s, not %s", answer, want)
		}
		return out
	}
	var kept client.Return
	if err := json.Unmarshal([]byte(answer), &kept); status != http.StatusOK || err != nil {
		t.Fatalf("%d %.300s", status, answer)
	}
	refused := 0
	for _, code := range codes {
		field, _ := r.Definition.Field(code)
		out[code] = formtest.Outcome(field, r.Values, r.Issues)
		issue, found := r.Issues.At(form.FieldPath(code))
		if !found {
			continue
		}
		refused++
		if kept.Values[code] != evil.Text {
			t.Errorf("%s: %.40q came back as %.40q", code, evil.Text, kept.Values[code])
		}
		words := issue.Message(i18n.Chinese.T)
		if !slices.ContainsFunc(kept.Findings, func(f client.Finding) bool { return f.Paths[0] == code && f.Message == words }) {
			t.Errorf("%s: %.300q is not among %.300v", code, words, kept.Findings)
		}
	}
	if refused > 0 {
		status, answer = b.raw(school, http.MethodPost, "/returns/"+id+"/submit", fmt.Sprintf(`{"base":%d}`, r.Obligation.RecordNo))
		if status != http.StatusUnprocessableEntity || !strings.Contains(answer, `"return.checks"`) || strings.Contains(answer, "{field}") {
			t.Errorf("handed in: %d %.300s", status, answer)
		}
	}
	return out
}

// bodyOf is a sheet with the same text in some cells. Bytes that are no UTF-8 go out as they are.
func bodyOf(base int, codes []string, text string) string {
	quoted := strings.NewReplacer(`"`, `\"`, "\x1b", `\u001b`).Replace(text)
	cells := make([]string, len(codes))
	for i, code := range codes {
		cells[i] = fmt.Sprintf(`"%s":"%s"`, code, quoted)
	}
	return fmt.Sprintf(`{"base":%d,"values":{%s}}`, base, strings.Join(cells, ","))
}
