package app_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"nianlun/internal/api"
	"nianlun/internal/base/access"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/codelist"
	"nianlun/internal/base/hook"
	"nianlun/internal/demo"
	"nianlun/internal/kit/goldentest"
	"nianlun/internal/web/door"
	work "nianlun/internal/work/collect"
	makes "nianlun/internal/work/design"
	"nianlun/internal/work/document"
)

// askers are one person of each standing towards the things of the tables: the
// return belongs to school01 and its campaign to the section of jicai1. Who may
// least asks first, since some acts leave nothing to do for the next.
var askers = []struct{ column, login string }{
	{"audit", "zhongm"}, {"secadm", "baij"}, {"sysadm", "dingyi"}, {"inspect", "duxue1"},
	{"clerk-2", "school02"}, {"head-2", "head02"}, {"section-2", "renshi1"}, {"deputy", "wuhy"}, {"director", "fang"},
	{"clerk", "school01"}, {"head", "head01"}, {"section", "jicai1"}, {"office", "bangongshi1"},
}

// rights is a bureau of its own, for the acts of its tables change it.
type rights struct {
	bureau
	t      *testing.T
	things things
	ret    work.Item
}

func newRights(t *testing.T) *rights {
	t.Helper()
	b, err := openBureau(t.TempDir())
	must(t, err)
	t.Cleanup(func() { must(t, b.Close()) })
	server := httptest.NewServer(b.Handler())
	t.Cleanup(server.Close)
	b.url = server.URL
	r := &rights{bureau: b, t: t}
	r.choose()
	return r
}

// post is the post in which a person acts.
func (r *rights) actor(login string) access.Actor {
	r.t.Helper()
	ctx := context.Background()
	person, err := r.Org.PersonByLogin(ctx, r.id, login)
	must(r.t, err)
	posts, err := r.Org.Posts(ctx, r.id, person.ID, calendar.Today(today))
	must(r.t, err)
	if len(posts) == 0 {
		r.t.Fatalf("%s has no post", login)
	}
	by, err := r.Org.ActorOf(ctx, r.id, posts[0].ID, access.Screen, calendar.Today(today))
	must(r.t, err)
	return by
}

// choose finds or makes the things that fill the holes of addresses.
func (r *rights) choose() {
	r.t.Helper()
	ctx, by := context.Background(), access.System(r.id)
	clerk, section, office := r.actor("school01"), r.actor("jicai1"), r.actor("bangongshi1")
	board, err := r.Plan.Board(ctx, by, today.Year())
	must(r.t, err)
	returns, err := r.Collect.List(ctx, by, work.Filter{Unit: clerk.Post.Unit})
	must(r.t, err)
	at := slices.IndexFunc(returns, func(l work.Item) bool {
		return l.Owner == section.Post.Unit && l.State == work.Submitted
	})
	if at < 0 {
		r.t.Fatalf("school01 has handed in nothing for jicai1 among %d returns", len(returns))
	}
	r.ret = returns[at]
	readings, err := r.Readings.List(ctx, by, today.Year())
	must(r.t, err)
	draft, err := r.Drafts.Start(ctx, by, document.NewDraft{Kind: document.Annual, Year: today.Year(), Period: "2026"})
	must(r.t, err)
	made, err := r.Designs.Start(ctx, section, makes.Start{Title: "设备台账"})
	must(r.t, err)
	told, err := r.Hooks.Add(ctx, office, "平台", "https://example.cn/notice", hook.Events())
	must(r.t, err)
	codes, err := r.CodeLists.Start(ctx, section, codelist.Start{Draft: codelist.Draft{Name: "学段", Rows: []codelist.Row{{Code: "2", Name: "小学"}}}})
	must(r.t, err)
	_, err = r.CodeLists.Publish(ctx, section, codelist.Publish{List: codes.Code, Base: codes.Rev, Reason: "首次"})
	must(r.t, err)
	r.things = things{
		task: board.Rows[0].ID, plan: board.Plans[0].ID, campaign: r.ret.Campaign, ret: r.ret.ID, reading: readings[0].ID, draft: draft.ID,
		unit: clerk.Post.Unit, form: r.ret.Form, design: made.ID, hook: told.ID, list: codes.Code,
	}
}

// signedIn is a browser of a person.
func (r *rights) signedIn(login string) *http.Client {
	r.t.Helper()
	jar, err := cookiejar.New(nil)
	must(r.t, err)
	c := &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := c.PostForm(r.url+"/signin", url.Values{"login": {login}, "password": {demo.Password}})
	must(r.t, err)
	must(r.t, answer.Body.Close())
	if answer.StatusCode != http.StatusSeeOther {
		r.t.Fatalf("sign-in of %s: %d", login, answer.StatusCode)
	}
	return c
}

// ask is the status of one request; a fault of ours fails the test.
func (r *rights) ask(c *http.Client, method, path, body string, header http.Header) int {
	r.t.Helper()
	request, err := http.NewRequestWithContext(context.Background(), method, r.url+path, strings.NewReader(body))
	must(r.t, err)
	request.Header = header.Clone()
	answer, err := c.Do(request)
	must(r.t, err)
	defer func() { _ = answer.Body.Close() }()
	text, err := io.ReadAll(answer.Body)
	must(r.t, err)
	if answer.StatusCode >= http.StatusInternalServerError {
		r.t.Errorf("%s %s: %d %.300s", method, path, answer.StatusCode, text)
	}
	return answer.StatusCode
}

// said is a status as the tables show it: + is yes, . a thing that is not there
// for this person, and no a refusal that says so. Other numbers mean that the
// person may, and that the empty request was not in order.
func said(status int) string {
	switch {
	case status < http.StatusBadRequest:
		return "+"
	case status == http.StatusNotFound:
		return "."
	case status == http.StatusForbidden:
		return "no"
	}
	return fmt.Sprint(status)
}

// table is a table of who may what, a line a route.
type table struct{ out strings.Builder }

func newTable(about string) *table {
	t := &table{}
	t.out.WriteString(about + "\n\n")
	columns := make([]string, len(askers))
	for i, a := range askers {
		columns[i] = a.column
	}
	t.line("", columns)
	return t
}

func (t *table) line(route string, cells []string) {
	fmt.Fprintf(&t.out, "%-62s", route)
	for i, cell := range cells {
		fmt.Fprintf(&t.out, " %*s", len(askers[i].column), cell)
	}
	t.out.WriteString("\n")
}

const legend = "+ yes   . not there for this person (404)   no refused (403)   other: may, but the empty request was not in order\n" +
	"The return belongs to the school of clerk and head, its campaign to the section; clerk-2, head-2, section-2 are others."

// filled is a form that gets past what is asked of every act, for rights are
// judged behind it.
const filled = "reason=x&note=x&purpose=x&due=2026-12-01&what=x&title=x&words=x"

// Every page and act is asked for by one person of each standing. Whoever changes
// a right or adds a route sees in the table who gets in.
func TestWhoGetsIn(t *testing.T) {
	r := newRights(t)
	out := newTable("Pages and acts. " + legend)
	browsers := make([]*http.Client, len(askers))
	for i, a := range askers {
		browsers[i] = r.signedIn(a.login)
	}
	all := slices.DeleteFunc(routes(), func(r door.Route) bool { return r.Public })
	slices.SortStableFunc(all, func(a, b door.Route) int { return strings.Compare(b.Method[:1], a.Method[:1]) * -1 }) // look first, act then
	for _, route := range all {
		cells := make([]string, len(askers))
		for i, c := range browsers {
			cells[i] = said(r.ask(c, route.Method, r.things.fill(route.Path), filled, http.Header{"Content-Type": {"application/x-www-form-urlencoded"}}))
		}
		out.line(route.Method+" "+route.Path, cells)
	}
	goldentest.Same(t, "testdata/rights_pages.txt", out.out.String())
}

// The same of the API, by tokens of the same people.
func TestWhoGetsInByToken(t *testing.T) {
	r := newRights(t)
	ctx := context.Background()
	out := newTable("Operations of the API. " + legend)
	headers := make([]http.Header, len(askers))
	for i, a := range askers {
		by := r.actor(a.login)
		_, secret, err := r.Accounts.NewToken(ctx, access.System(r.id), by.Person, by.Post.ID, "x", time.Time{})
		must(t, err)
		headers[i] = http.Header{"Authorization": {"Bearer " + secret}, "Content-Type": {"application/json"}}
	}
	for _, op := range r.operations() {
		cells := make([]string, len(askers))
		for i, header := range headers {
			cells[i] = said(r.ask(http.DefaultClient, op.method, api.Prefix+r.fillOperation(op.path), bodies[op.method+" "+op.path], header))
		}
		out.line(op.method+" "+op.path, cells)
	}
	goldentest.Same(t, "testdata/rights_api.txt", out.out.String())
}

// bodies are requests that get past the schema, for rights are judged behind it.
var bodies = map[string]string{
	"POST /hooks":                     `{"name":"x","address":"ftp://x","events":[]}`,
	"POST /indicators":                `{"definition":"x"}`,
	"POST /returns/{id}/values":       `{"base":0}`,
	"PATCH /returns/{id}/values":      `{"base":0}`,
	"POST /returns/{id}/submit":       `{"base":0}`,
	"POST /returns/{id}/corrections":  `{"base":1,"cells":{},"reason":""}`,
	"POST /corrections/{id}/decision": `{"act":"sign","revision":1}`,
}

type operation struct{ method, path string }

// operations are those that the API describes, looking before acting.
func (r *rights) operations() []operation {
	r.t.Helper()
	answer, err := http.Get(r.url + api.Prefix + "/openapi.json")
	must(r.t, err)
	defer func() { _ = answer.Body.Close() }()
	var doc struct {
		Paths map[string]map[string]json.RawMessage
	}
	must(r.t, json.NewDecoder(answer.Body).Decode(&doc))
	var all []operation
	for path, methods := range doc.Paths {
		for method := range methods {
			all = append(all, operation{strings.ToUpper(method), path})
		}
	}
	order := []string{http.MethodGet, http.MethodPatch, http.MethodPost, http.MethodDelete}
	slices.SortFunc(all, func(a, b operation) int {
		if a.method != b.method {
			return slices.Index(order, a.method) - slices.Index(order, b.method)
		}
		return strings.Compare(a.path, b.path)
	})
	return all
}

func (r *rights) fillOperation(path string) string {
	switch {
	case strings.HasPrefix(path, "/returns/{id}"):
		return strings.Replace(path, "{id}", r.things.ret, 1)
	case strings.HasPrefix(path, "/hooks/{id}"):
		return strings.Replace(path, "{id}", r.things.hook, 1)
	case strings.HasPrefix(path, "/code-lists/{code}"):
		return strings.Replace(path, "{code}", r.things.list, 1)
	case strings.HasPrefix(path, "/indicators/{code}"):
		return strings.Replace(path, "{code}", "building-spend", 1) + "?period=2026-09"
	}
	return strings.Replace(path, "{id}", "019b0000-0000-7000-8000-000000000000", 1)
}
