package api_test

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"nianlun/internal/api"
	"nianlun/internal/base/access"
	"nianlun/internal/base/hook"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
)

const contacts = `form: contacts
title: 安全负责人
period: month
sections:
  - title: 负责人
    fields:
      - {code: card, name: 证件号, type: idnumber, required: true}
      - {code: phone, name: 电话, type: phone, required: true}
      - {code: people, name: 人数, type: integer, required: true}
`

// numbers are whole personal numbers, and what is typed where one belongs.
var numbers = []string{"11010519491231002X", "13812345678", "330106200001010005", "110105194912310021", "13900001111", "1949", "123456789012345678"}

// whole names the personal number that a text holds whole; "" when there is none.
func whole(text string) string {
	for _, n := range numbers {
		if strings.Contains(text, n) {
			return n
		}
	}
	return ""
}

// raw is one request as a program sends it.
func (b *bureau) raw(name, method, path, body string) (int, string) {
	b.t.Helper()
	request, err := http.NewRequestWithContext(b.t.Context(), method, b.server.URL+api.Prefix+path, strings.NewReader(body))
	b.must(err)
	request.Header.Set("Authorization", "Bearer "+b.tokens[name])
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	b.must(err)
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	b.must(err)
	return answer.StatusCode, string(text)
}

// idOf is a member of an answer.
func idOf(t *testing.T, text string) string {
	t.Helper()
	var m struct{ ID string }
	if err := json.Unmarshal([]byte(text), &m); err != nil || m.ID == "" {
		t.Fatalf("no id in %s", text)
	}
	return m.ID
}

// No answer and no word to other programs holds a personal number whole, but the
// sheet of whoever fills it now, and what is opened with a purpose.
func TestPersonalNumbersAreMasked(t *testing.T) {
	ctx, b := t.Context(), newBureau(t, storetest.SQLite(t), api.DefaultSettings())
	_, err := b.records.Publish(ctx, b.system, contacts)
	b.must(err)
	month, err := period.Parse("2026-09")
	b.must(err)
	_, err = b.collect.OpenCampaign(ctx, b.section, collect.NewCampaign{
		Form: "contacts", Owner: b.units["计划财务科"], Year: 2026, Periods: []period.Period{month}, Due: collect.DueRule{Workdays: 5, After: collect.AfterEnd}, ListNo: "2026-08", Basis: "2026 年安全工作要点",
		EndsOn: period.Date{Year: 2026, Month: 12, Day: 31}, Units: collect.UnitRule{Types: []org.UnitType{org.Primary}}, Signatures: []collect.SignRole{collect.Filler},
	})
	if err != nil {
		t.Fatalf("%+v", fault.As(err).Fields)
	}
	var id string
	items, err := b.collect.List(ctx, b.system, collect.Filter{Unit: b.units["新桥小学"]})
	b.must(err)
	for _, item := range items {
		if item.Form == "contacts" {
			id = item.ID
		}
	}
	_, err = b.hooks.Add(ctx, access.System("b"), "平台", b.server.URL, hook.Events())
	b.must(err)
	at := "/returns/" + id

	ask := func(name, method, path, body string, want int) string {
		t.Helper()
		status, text := b.raw(name, method, path, body)
		if status != want {
			t.Fatalf("%s %s %s: %d %s", name, method, path, status, text)
		}
		return text
	}
	masked := func(what, text string) string {
		t.Helper()
		if n := whole(text); n != "" {
			t.Errorf("%s tells %s: %s", what, n, text)
		}
		return text
	}
	// While it is filled: the filler sees what was typed, right or wrong; others do not.
	ask("新桥填报员", "POST", at+"/values", `{"base":0,"values":{"card":"110105194912310021","phone":"123456789012345678","people":"3"}}`, 200)
	masked("a wrong draft, to the section", ask("科员", "GET", at, "", 200))
	masked("the refusal of a hand-in", ask("新桥填报员", "POST", at+"/submit", `{"base":1}`, 422))
	own := ask("新桥填报员", "POST", at+"/values", `{"base":1,"values":{"card":"11010519491231002X","phone":"13812345678","people":"3"}}`, 200)
	if whole(own) == "" {
		t.Errorf("who fills it does not see it: %s", own)
	}
	masked("a draft, to the section", ask("科员", "GET", at, "", 200))
	masked("a draft, to the head", ask("新桥校长", "GET", at, "", 200))
	masked("a stale save", ask("新桥填报员", "POST", at+"/values", `{"base":1,"values":{"card":"330106200001010005"}}`, 409))
	masked("a refused save", ask("科员", "POST", at+"/values", `{"base":2,"values":{"card":"330106200001010005"}}`, 403))
	masked("a receipt", ask("新桥填报员", "POST", at+"/submit", `{"base":2}`, 200))
	for _, name := range []string{"新桥填报员", "新桥校长", "科员", "办公室"} {
		masked("handed in, to "+name, ask(name, "GET", at, "", 200))
		masked("the list, to "+name, ask(name, "GET", "/returns", "", 200))
	}
	// With a purpose: who has a part sees it whole, who only reads does not.
	if text := ask("科员", "GET", at+"?purpose="+url.QueryEscape("核对"), "", 200); whole(text) == "" {
		t.Errorf("not opened with a purpose: %s", text)
	}
	masked("with a purpose, to who only reads", ask("办公室", "GET", at+"?purpose=x", "", 403))
	ask("古渡填报员", "GET", at+"?purpose=x", "", 404)

	seen := collect.Seen{Return: id, Base: 2}
	_, err = b.collect.Review(ctx, b.section, seen)
	b.must(err)
	_, err = b.collect.Lock(ctx, b.section, seen)
	b.must(err)
	masked("a wrong correction", ask("新桥填报员", "POST", at+"/corrections", `{"base":2,"cells":{"card":"110105194912310021"},"reason":"写错了"}`, 422))
	asked := masked("a correction", ask("新桥填报员", "POST", at+"/corrections", `{"base":2,"cells":{"card":"330106200001010005","phone":"13900001111"},"reason":"换人了"}`, 200))
	correction := "/corrections/" + idOf(t, asked)
	for _, name := range []string{"新桥填报员", "新桥校长", "科员", "办公室"} {
		masked("a correction, to "+name, ask(name, "GET", correction, "", 200))
		masked("the corrections, to "+name, ask(name, "GET", at+"/corrections", "", 200))
	}
	masked("signed", ask("新桥校长", "POST", correction+"/decision", `{"act":"sign","revision":1}`, 200))
	masked("approved", ask("科员", "POST", correction+"/decision", `{"act":"approve","revision":2}`, 200))
	masked("corrected", ask("新桥填报员", "GET", at, "", 200))

	// Nor do other programs hear of it, nor does the log keep it.
	b.must(b.audit.Seal(ctx))
	b.must(b.audit.Feed(ctx))
	hooks, err := b.hooks.Hooks(ctx, b.system)
	b.must(err)
	deliveries, _, err := b.hooks.Deliveries(ctx, b.system, hook.Query{Hook: hooks[0].ID})
	b.must(err)
	if len(deliveries) != 2 {
		t.Fatalf("%d deliveries", len(deliveries))
	}
	for _, d := range deliveries {
		masked("a delivery", string(d.Body))
	}
	entries, err := b.audit.Of(ctx, "b", access.Return, id)
	b.must(err)
	for _, e := range entries {
		masked("the log", string(e.Data))
	}
}
