package design_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/audit/auditdb"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/org"
	"nianlun/internal/base/org/orgdb"
	"nianlun/internal/base/param"
	"nianlun/internal/base/param/paramdb"
	"nianlun/internal/base/record"
	"nianlun/internal/base/record/recorddb"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/kit/store/storetest"
	pages "nianlun/internal/web/design"
	"nianlun/internal/web/door/doortest"
	"nianlun/internal/web/pagetest"
	"nianlun/internal/work/design"
	"nianlun/internal/work/design/designdb"
)

// bureau is a running site on a real database.
type bureau struct {
	*design.Service
	t     *testing.T
	id    string
	url   string
	asked []design.Asked
}

func newBureau(t *testing.T) *bureau {
	t.Helper()
	s := storetest.SQLite(t)
	b := &bureau{t: t}
	clock := func() time.Time { return time.Date(2026, 10, 12, 9, 0, 0, 0, calendar.Zone) }
	log := audit.New(s, auditdb.New(s), []byte("0123456789abcdef0123456789abcdef"), clock, slog.New(slog.DiscardHandler))
	units := &org.Service{Tx: s, Store: orgdb.New(s), Audit: log, Now: clock}
	records := &record.Service{Tx: s, Store: recorddb.New(s), Audit: log, Now: clock}
	b.Service = &design.Service{Tx: s, Store: designdb.New(s), Forms: records, Units: units, Audit: log, Now: clock, Asking: b, Campaigns: b,
		Params: &param.Service{Tx: s, Store: paramdb.New(s), Audit: log}}
	gate := doortest.Found(t, units, org.Unit{ID: "sec", Name: "计划财务科", Type: org.Section}, org.Unit{ID: "other", Name: "人事科", Type: org.Section},
		org.Unit{ID: "school", Name: "青溪小学", Code: "2135000001", Type: org.Primary})
	b.id = gate.Bureau
	gate.Add(t, "hewei", "何伟", "sec", access.Section)
	gate.Add(t, "lina", "李娜", "sec", access.Section)
	gate.Add(t, "jilan", "纪兰", "other", access.Section)
	gate.Add(t, "wangxue", "王雪", "school", access.Clerk)
	b.url = doortest.Serve(t, gate.Config("/forms"), pages.Routes(b.Service))
	return b
}

// AlreadyAsked implements design.Asking.
func (b *bureau) AlreadyAsked(_ context.Context, _ string, def *form.Definition) ([]design.Asked, error) {
	var out []design.Asked
	for _, a := range b.asked {
		if f, found := def.Field(a.Field); found && f.Prefill.From == form.FromNowhere {
			out = append(out, a)
		}
	}
	return out, nil
}

// Running implements design.Campaigns.
func (b *bureau) Running(context.Context, string) ([]design.Use, error) {
	return []design.Use{{Campaign: "c1", Title: "课后服务填报", Form: "kehoufuwuyuebao", Version: 1, Owner: "sec", Returns: []design.Count{
		{State: i18n.Msg("collect.state.owed"), N: 7, Open: true}, {State: i18n.Msg("collect.state.locked"), N: 3}}}}, nil
}

// browser is somebody who has signed in.
type browser struct {
	*pagetest.Browser
	t testing.TB
}

func (b *bureau) browser(login string) *browser {
	b.t.Helper()
	return &browser{pagetest.SignIn(b.t, b.url, login, "x"), b.t}
}

func text(s *goquery.Selection) string { return pagetest.Text(s) }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// designer is somebody at work on one draft.
type designer struct {
	*browser
	draft string
}

// starts makes a new form.
func (w *browser) starts(title string) designer {
	w.t.Helper()
	made := w.Post("/forms", url.Values{"from": {"blank"}, "title": {title}}).Want(http.StatusSeeOther)
	path, _, _ := strings.Cut(made.Location, "?")
	return designer{w, path}
}

// sees is the draft with something of it beside.
func (d designer) sees(at string) pagetest.Page {
	d.t.Helper()
	return d.Get(d.draft + "?at=" + url.QueryEscape(at)).Want(http.StatusOK)
}

func revision(p pagetest.Page) string { return p.Find("#acts [name=revision]").AttrOr("value", "") }

// does posts an act on the draft as it is now and follows to what it shows.
func (d designer) does(pairs ...string) pagetest.Page {
	d.t.Helper()
	values := url.Values{"revision": {revision(d.sees("form"))}}
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Add(pairs[i], pairs[i+1])
	}
	answer := d.Post(d.draft, values)
	if answer.Status == http.StatusSeeOther {
		return d.Get(answer.Location).Want(http.StatusOK)
	}
	return answer
}
