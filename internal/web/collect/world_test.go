package collect_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/audit/auditdb"
	"nianlun/internal/base/blob"
	"nianlun/internal/base/blob/blobdb"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/calendar/calendardb"
	"nianlun/internal/base/notify"
	"nianlun/internal/base/notify/notifydb"
	"nianlun/internal/base/org"
	"nianlun/internal/base/org/orgdb"
	"nianlun/internal/base/param"
	"nianlun/internal/base/param/paramdb"
	"nianlun/internal/base/record"
	"nianlun/internal/base/record/recorddb"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	pages "nianlun/internal/web/collect"
	"nianlun/internal/web/collect/burdens"
	"nianlun/internal/web/collect/mandates"
	"nianlun/internal/web/collect/workbooks"
	"nianlun/internal/web/door"
	"nianlun/internal/web/pagetest"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/collectdb"
	"nianlun/internal/work/collect/levels"
	"nianlun/internal/work/collect/levels/levelsdb"
)

// monthly is a school's monthly report as bureaus ask for it: a table by grade
// with a sum in each row, a figure that must not jump, a table that grows.
const monthly = `
form: school-monthly
title: 教育事业月报
period: month
basis: 区教育局月报制度
sections:
  - title: 在校生
    rows: {code: pupils, name: 年级, fixed: {g1: 一年级, g2: 二年级, g3: 三年级}}
    fields:
      - {code: classes, name: 班数, type: integer, prefill: last, total: true, required: true}
      - {code: begin, name: 月初, type: integer, total: true, required: true}
      - {code: came, name: 转入, type: integer, total: true, required: true}
      - {code: went, name: 转出, type: integer, total: true, required: true}
      - {code: end, name: 月末, type: integer, total: true, required: true}
  - title: 经费
    fields:
      - {code: spent, name: 本年支出, type: money, unit: 万元, decimals: 2, required: true}
      - {code: stopped, name: 有无停课, type: yesno}
      - {code: why, name: 停课原因, type: longtext, when: 有无停课 == 是, required: true}
      - {code: photo, name: 现场照片, type: photo, max: 2}
  - title: 大额支出
    rows: {code: big, name: 项目, max: 20, key: 名称}
    fields:
      - {code: name, name: 名称, type: text, required: true}
      - {code: paid, name: 金额, type: money, unit: 万元}
checks:
  - logic: 月初 + 转入 - 转出 == 月末
    each: 年级
    say: 月初 {月初}，加转入 {转入}，减转出 {转出}，应为 {月初 + 转入 - 转出}，您填了 {月末}
    at: [月末]
    mend: {field: 月末, value: 月初 + 转入 - 转出}
  - experience: 本年支出 >= 上期.本年支出
    say: 本年支出比上月少，请核对或说明
`

// bureau is a running site on a real database.
type bureau struct {
	*collect.Service
	t     testing.TB
	id    string
	audit *audit.Service
	forms *record.Service
	store *store.Store
	// accept opens campaigns that go above a cap.
	accept bool
	chief  access.Actor
	now    time.Time
	url    string
	posts  map[string][]door.Post
	names  map[string]string

	sessions pagetest.Sessions
	assets   *ui.Assets  // nil unless a browser looks at the pages
	gone     atomic.Bool // as if the network were
}

func newBureau(t testing.TB, schools int) *bureau {
	t.Helper()
	s := storetest.SQLite(t)
	ctx := context.Background()
	b := &bureau{t: t, now: time.Date(2026, 10, 12, 9, 0, 0, 0, calendar.Zone), posts: map[string][]door.Post{}, names: map[string]string{}}
	clock := func() time.Time { return b.now }
	log := audit.New(s, auditdb.New(s), []byte("0123456789abcdef0123456789abcdef"), clock, slog.New(slog.DiscardHandler))
	b.audit, b.store = log, s
	units := &org.Service{Tx: s, Store: orgdb.New(s), Audit: log, Now: clock}
	records := &record.Service{Tx: s, Store: recorddb.New(s), Audit: log, Now: clock}
	b.Service = &collect.Service{
		Tx: s, Store: collectdb.New(s), Corrections: collectdb.New(s), Burdens: collectdb.New(s), Records: records, Units: units, Audit: log, Now: clock,
		Calendar: &calendar.Service{Tx: s, Store: calendardb.New(s), Audit: log, Now: clock},
		Params:   &param.Service{Tx: s, Store: paramdb.New(s), Audit: log},
		Notify:   &notify.Service{Store: notifydb.New(s), Now: clock},
		Files:    &blob.Service{Store: blobdb.New(s), Dir: t.TempDir(), Now: clock},
	}
	b.Caps = &param.Service{Tx: s, Store: paramdb.New(s), Audit: log}
	one, err := units.AddBureau(ctx, access.Actor{Door: access.Command}, org.Bureau{Name: "云湖区教育局", Code: "350201"})
	must(t, err)
	b.id = one.ID
	all := []org.Unit{{ID: "sec", Name: "计划财务科", Type: org.Section}}
	types := []org.UnitType{org.Primary, org.Junior, org.Kindergarten}
	for i := range schools {
		all = append(all, org.Unit{ID: schoolID(i), Name: schoolName(i), Code: fmt.Sprintf("21350%05d", i), Type: types[i%3], Sort: i, Zone: []string{"东片", "西片"}[i%2]})
	}
	_, err = units.AddUnits(ctx, access.System(b.id), all)
	must(t, err)
	b.person(units, "hewei", "何伟", "sec", access.Section)
	b.person(units, "wangxue", "王雪", schoolID(0), access.Clerk)
	b.person(units, "lina", "李娜", schoolID(0), access.Clerk)
	b.person(units, "lujianhua", "陆建华", schoolID(0), access.Head)
	b.person(units, "fangjing", "方静", schoolID(0), access.Head)
	b.person(units, "sunli", "孙丽", schoolID(1), access.Clerk)
	b.chief, b.forms = b.actor("hewei"), records
	b.publish(monthly)
	b.serve()
	return b
}

func (b *bureau) publish(yaml string) {
	b.t.Helper()
	_, err := b.forms.Publish(context.Background(), b.chief, yaml)
	must(b.t, err)
}

func schoolID(i int) string { return fmt.Sprintf("school-%04d", i) }

func schoolName(i int) string {
	if i < 2 {
		return []string{"青溪小学", "石桥中学"}[i]
	}
	return fmt.Sprintf("第%d学校", i)
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

// clerkOf is somebody who fills for a school without being able to sign in.
func (b *bureau) clerkOf(i int) access.Actor {
	return access.Actor{Bureau: b.id, Person: "clerk-" + schoolID(i), Name: "x", Door: access.Screen, Post: access.Post{ID: "p", Unit: schoolID(i), Role: access.Clerk}}
}

func (b *bureau) actor(id string) access.Actor {
	post := b.posts[id][0]
	return access.Actor{Bureau: b.id, Person: id, Name: b.names[id], Door: access.Screen, Post: access.Post{ID: post.ID, Unit: post.Unit, Role: post.Role}}
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
	d, err := door.New(b.config())
	must(b.t, err)
	asked := mandates.Pages{Returns: b.Service, Levels: b.levels()}
	handler, err := d.Serve(slices.Concat(pages.Routes(b.Service, asked), asked.Routes(), workbooks.Pages{Returns: b.Service}.Routes(), burdens.Pages{Returns: b.Service}.Routes()))
	must(b.t, err)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if b.gone.Load() {
			panic(http.ErrAbortHandler)
		}
		handler.ServeHTTP(w, r)
	}))
	b.t.Cleanup(server.Close)
	b.url = server.URL
}

// levels join the bureau with those above and below it.
func (b *bureau) levels() *levels.Service {
	kept := levelsdb.New(b.store)
	return &levels.Service{Collect: b.Service, Mandates: kept, Acts: kept, Drafts: kept, Forms: b.forms, Bureaus: b.Units.(*org.Service)}
}

func (b *bureau) config() door.Config {
	return door.Config{
		Gate: b, Sessions: &b.sessions, Log: slog.New(slog.DiscardHandler), Assets: b.assets,
		Now: time.Now, Settings: door.DefaultSettings(), Home: "/collect",
		Years: func(context.Context, access.Actor) ([]int, error) { return []int{2026, 2025}, nil },
	}
}

// open opens the campaign for the months with these signatures.
func (b *bureau) open(signs []collect.SignRole, months ...string) collect.Opened {
	b.t.Helper()
	in := collect.NewCampaign{
		Form: "school-monthly", Owner: "sec", Year: 2026, ListNo: "云教表〔2026〕3号", EndsOn: period.Date{Year: 2026, Month: 12, Day: 31},
		Due: collect.DueRule{Workdays: 5, After: collect.AfterEnd}, Signatures: signs, AboveCap: b.accept,
		Units: collect.UnitRule{Types: []org.UnitType{org.Primary, org.Junior, org.Kindergarten}},
	}
	for _, id := range months {
		p, err := period.Parse(id)
		must(b.t, err)
		in.Periods = append(in.Periods, p)
	}
	out, err := b.OpenCampaign(context.Background(), b.chief, in)
	must(b.t, err)
	return out
}

// owed is a school's return for a month.
func (b *bureau) owed(i int, month string) collect.Obligation {
	b.t.Helper()
	all, err := b.Store.Find(context.Background(), collect.Query{Bureau: b.id, Unit: schoolID(i), Begun: period.Date{Year: 2029, Month: 12, Day: 31}, Limit: 100})
	must(b.t, err)
	for _, o := range all {
		if o.Period.String() == month {
			return o
		}
	}
	b.t.Fatalf("school %d owes nothing for %s", i, month)
	return collect.Obligation{}
}

// goodSheet is a sheet that passes every check.
func goodSheet(spent string) form.Raw {
	raw := form.Raw{"spent": spent}
	for i, grade := range []string{"g1", "g2", "g3"} {
		begin := 200 + 10*i
		for code, n := range map[string]int{"classes": 5, "begin": begin, "came": 3, "went": 1, "end": begin + 2} {
			raw[form.CellPath("pupils", grade, code)] = fmt.Sprint(n)
		}
	}
	return raw
}

// submit hands a month of a school in, past the pages.
func (b *bureau) submit(by access.Actor, o collect.Obligation, raw form.Raw) collect.Obligation {
	b.t.Helper()
	out, err := b.Submit(context.Background(), by, collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Base: o.RecordNo, Raw: raw}})
	if err != nil {
		b.t.Fatalf("%v %+v", err, fault.As(err).Fields)
	}
	return out
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
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

// fields are what the browser would send of a form as it stands on the page.
func (p page) fields(formID string) url.Values {
	p.t.Helper()
	return p.Fields(formID)
}

func text(s *goquery.Selection) string { return pagetest.Text(s) }
