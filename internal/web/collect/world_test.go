package collect_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/org"
	"nianlun/internal/base/record"
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
	"nianlun/internal/web/door/doortest"
	"nianlun/internal/web/pagetest"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/collecttest"
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
	bases  collecttest.Bases
	gate   doortest.Gate

	sessions pagetest.Sessions
	assets   *ui.Assets  // nil unless a browser looks at the pages
	gone     atomic.Bool // as if the network were
}

func newBureau(t testing.TB, schools int) *bureau {
	t.Helper()
	b := &bureau{t: t, now: collecttest.Monday, store: storetest.SQLite(t)}
	b.bases = collecttest.Open(t, b.store, func() time.Time { return b.now })
	b.Service, b.audit, b.forms = b.bases.Collect, b.bases.Audit, b.bases.Forms
	units := []org.Unit{collecttest.Section()}
	types := []org.UnitType{org.Primary, org.Junior, org.Kindergarten}
	for i := range schools {
		school := collecttest.School(i, schoolName(i), types[i%3])
		school.Zone = []string{"东片", "西片"}[i%2]
		units = append(units, school)
	}
	b.id = b.bases.Found(t, org.Bureau{Name: "云湖区教育局", Code: "350201"}, units...)
	b.gate = doortest.Gate{Bureau: b.id, Org: b.bases.Org, Now: func() time.Time { return b.now }}
	b.person("hewei", "何伟", "sec", access.Section)
	b.person("wangxue", "王雪", schoolID(0), access.Clerk)
	b.person("lina", "李娜", schoolID(0), access.Clerk)
	b.person("lujianhua", "陆建华", schoolID(0), access.Head)
	b.person("fangjing", "方静", schoolID(0), access.Head)
	b.person("sunli", "孙丽", schoolID(1), access.Clerk)
	b.chief = b.actor("hewei")
	b.publish(monthly)
	b.serve()
	return b
}

func (b *bureau) publish(yaml string) {
	b.t.Helper()
	_, err := b.forms.Publish(context.Background(), b.chief, yaml)
	must(b.t, err)
}

func schoolID(i int) string { return collecttest.SchoolID(i) }

func schoolName(i int) string {
	if i < 2 {
		return []string{"青溪小学", "石桥中学"}[i]
	}
	return fmt.Sprintf("第%d学校", i)
}

func (b *bureau) person(id, name, unit string, role access.Role) {
	b.t.Helper()
	b.gate.Add(b.t, id, name, unit, role)
}

// clerkOf is somebody who fills for a school without being able to sign in.
func (b *bureau) clerkOf(i int) access.Actor {
	return access.Actor{Bureau: b.id, Person: "clerk-" + schoolID(i), Name: "x", Door: access.Screen, Post: access.Post{ID: "p", Unit: schoolID(i), Role: access.Clerk}}
}

func (b *bureau) actor(id string) access.Actor { return b.gate.Actor(b.t, id) }

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
	c := b.gate.Config("/collect")
	c.Sessions, c.Assets = &b.sessions, b.assets
	c.Years = func(context.Context, access.Actor) ([]int, error) { return []int{2026, 2025}, nil }
	return c
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
	return b.bases.Owed(b.t, b.id, schoolID(i), month)
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
