package design_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
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
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/kit/store/storetest"
	pages "nianlun/internal/web/design"
	"nianlun/internal/web/door"
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
	posts map[string][]door.Post
	names map[string]string
}

func newBureau(t *testing.T) *bureau {
	t.Helper()
	s := storetest.SQLite(t)
	ctx := context.Background()
	b := &bureau{t: t, posts: map[string][]door.Post{}, names: map[string]string{}}
	clock := func() time.Time { return time.Date(2026, 10, 12, 9, 0, 0, 0, calendar.Zone) }
	log := audit.New(s, auditdb.New(s), []byte("0123456789abcdef0123456789abcdef"), clock, slog.New(slog.DiscardHandler))
	units := &org.Service{Tx: s, Store: orgdb.New(s), Audit: log, Now: clock}
	records := &record.Service{Tx: s, Store: recorddb.New(s), Audit: log, Now: clock}
	b.Service = &design.Service{Tx: s, Store: designdb.New(s), Forms: records, Units: units, Audit: log, Now: clock, Asking: b, Campaigns: b,
		Params: &param.Service{Tx: s, Store: paramdb.New(s), Audit: log}}
	one, err := units.AddBureau(ctx, access.Actor{Door: access.Command}, org.Bureau{Name: "云湖区教育局", Code: "350201"})
	must(t, err)
	b.id = one.ID
	_, err = units.AddUnits(ctx, access.System(b.id), []org.Unit{{ID: "sec", Name: "计划财务科", Type: org.Section}, {ID: "other", Name: "人事科", Type: org.Section},
		{ID: "school", Name: "青溪小学", Code: "2135000001", Type: org.Primary}})
	must(t, err)
	b.person(units, "hewei", "何伟", "sec", access.Section)
	b.person(units, "lina", "李娜", "sec", access.Section)
	b.person(units, "jilan", "纪兰", "other", access.Section)
	b.person(units, "wangxue", "王雪", "school", access.Clerk)
	b.serve()
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

func (b *bureau) person(units *org.Service, id, name, unit string, role access.Role) {
	b.t.Helper()
	ctx := context.Background()
	_, err := units.AddPerson(ctx, access.System(b.id), org.Person{ID: id, Name: name, Login: id, Active: true})
	must(b.t, err)
	_, err = units.AddPost(ctx, access.System(b.id), org.Post{ID: "p-" + id, Person: id, Unit: unit, Role: role})
	must(b.t, err)
	b.posts[id] = []door.Post{{ID: "p-" + id, Unit: unit, UnitName: unit, Role: role, RoleName: access.RoleName(role)}}
	b.names[id] = name
}

// The bureau is its own gate: any password opens.

// SignIn implements door.Gate.
func (b *bureau) SignIn(_ context.Context, _, login, _ string, _ netip.Addr) (door.Person, error) {
	name, ok := b.names[login]
	if !ok {
		return door.Person{}, fault.New(fault.SignIn, "signin.wrong", "left", 1)
	}
	return door.Person{ID: login, Name: name}, nil
}

// Standing implements door.Gate.
func (b *bureau) Standing(_ context.Context, _, person string) (door.Standing, error) {
	return door.Standing{Posts: b.posts[person]}, nil
}

// Bureaus implements door.Gate.
func (b *bureau) Bureaus(context.Context, string) ([]door.Bureau, error) {
	return []door.Bureau{{ID: b.id, Name: "云湖区教育局"}}, nil
}

func (b *bureau) serve() {
	b.t.Helper()
	d, err := door.New(door.Config{
		Gate: b, Sessions: &pagetest.Sessions{}, Log: slog.New(slog.DiscardHandler),
		Now: time.Now, Settings: door.DefaultSettings(), Home: "/forms",
		Years: func(context.Context, access.Actor) ([]int, error) { return []int{2026}, nil },
	})
	must(b.t, err)
	handler, err := d.Serve(pages.Routes(b.Service))
	must(b.t, err)
	server := httptest.NewServer(handler)
	b.t.Cleanup(server.Close)
	b.url = server.URL
}

// browser is somebody who has signed in: that of pagetest, in this folder's words.
type browser struct {
	*pagetest.Browser
	t      testing.TB
	url    string
	client *http.Client
}

func (b *bureau) browser(login string) *browser {
	b.t.Helper()
	w := pagetest.SignIn(b.t, b.url, login, "x")
	return &browser{w, b.t, w.URL, w.Client}
}

// page is an answer.
type page struct {
	pagetest.Page
	t              testing.TB
	status         int
	body, location string
	header         http.Header
}

func seen(p pagetest.Page) page {
	return page{p, p.T, p.Status, p.Body, p.Location, p.Response.Header}
}

func (w *browser) get(path string) page {
	w.t.Helper()
	return seen(w.Get(path))
}

func (w *browser) post(path string, form url.Values, headers ...string) page {
	w.t.Helper()
	return seen(w.Post(path, form, headers...))
}

func (w *browser) upload(path string, form url.Values, field, file string, content []byte) page {
	w.t.Helper()
	return seen(w.Upload(path, form, field, file, content))
}

func (p page) want(status int) page {
	p.t.Helper()
	p.Want(status)
	return p
}

func (p page) has(selector, words string) page {
	p.t.Helper()
	p.Has(selector, words)
	return p
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
	made := w.post("/forms", url.Values{"from": {"blank"}, "title": {title}}).want(http.StatusSeeOther)
	path, _, _ := strings.Cut(made.location, "?")
	return designer{w, path}
}

// sees is the draft with something of it beside.
func (d designer) sees(at string) page {
	d.t.Helper()
	return d.get(d.draft + "?at=" + url.QueryEscape(at)).want(http.StatusOK)
}

func (p page) revision() string { return p.Find("#acts [name=revision]").AttrOr("value", "") }

// does posts an act on the draft as it is now and follows to what it shows.
func (d designer) does(pairs ...string) page {
	d.t.Helper()
	values := url.Values{"revision": {d.sees("form").revision()}}
	for i := 0; i+1 < len(pairs); i += 2 {
		values.Add(pairs[i], pairs[i+1])
	}
	answer := d.post(d.draft, values)
	if answer.status == http.StatusSeeOther {
		return d.get(answer.location).want(http.StatusOK)
	}
	return answer
}
