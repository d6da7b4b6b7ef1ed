package document_test

import (
	"context"
	"log/slog"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/shopspring/decimal"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/audit/auditdb"
	"nianlun/internal/base/blob"
	"nianlun/internal/base/blob/blobdb"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/notify"
	"nianlun/internal/base/org"
	"nianlun/internal/base/org/orgdb"
	"nianlun/internal/base/param"
	"nianlun/internal/base/param/paramdb"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/store/storetest"
	pages "nianlun/internal/web/document"
	"nianlun/internal/web/door/doortest"
	"nianlun/internal/web/pagetest"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/document"
	"nianlun/internal/work/document/documentdb"
)

const bureau = "yunhu"

// now is a Sunday in January.
var now = time.Date(2026, 1, 18, 1, 20, 0, 0, time.UTC)

// house is the real work on a real SQLite store behind the real door. The plan
// and the indicators are stood in for.
type house struct {
	t        testing.TB
	url      string
	org      *org.Service
	readings *document.Readings
	batches  *document.Batches
	jobs     []document.BatchRun
	notices  []notify.Notice
	assets   *ui.Assets
	tasks    []document.NewTask
}

func newHouse(t testing.TB) *house {
	t.Helper()
	s := storetest.SQLite(t)
	clock := func() time.Time { return now }
	auditor := audit.New(s, auditdb.New(s), []byte(strings.Repeat("k", 32)), clock, slog.New(slog.DiscardHandler))
	h := &house{t: t}
	h.org = &org.Service{Tx: s, Store: orgdb.New(s), Audit: auditor, Now: clock}
	h.readings = &document.Readings{
		Common: document.Common{Tx: s, Log: auditor, Now: clock}, Store: documentdb.New(s),
		Files: &blob.Service{Store: blobdb.New(s), Dir: t.TempDir(), Now: clock}, Org: h.org, Tasks: h, Indicators: h,
		Params: &param.Service{Tx: s, Store: paramdb.New(s), Audit: auditor},
	}
	h.batches = &document.Batches{Readings: h.readings, Store: documentdb.New(s), Jobs: h, Inbox: h}
	h.fill()
	return h
}

// Enqueue keeps what is to be read until work is called.
func (h *house) Enqueue(_ context.Context, _, _ string, args any) (string, error) {
	h.jobs = append(h.jobs, args.(document.BatchRun))
	return "job", nil
}

// Send keeps the notices.
func (h *house) Send(_ context.Context, n notify.Notice) error {
	h.notices = append(h.notices, n)
	return nil
}

// work reads the batches that wait.
func (h *house) work() {
	h.t.Helper()
	for len(h.jobs) > 0 {
		next := h.jobs[0]
		h.jobs = h.jobs[1:]
		_, err := h.batches.Run(context.Background(), next)
		h.must(err)
	}
}

// MakeTasks keeps the tasks that a plan would get.
func (h *house) MakeTasks(_ context.Context, _ access.Actor, _ document.PlanSource, tasks []document.NewTask) ([]string, error) {
	h.tasks = append(h.tasks, tasks...)
	ids := make([]string, len(tasks))
	for i := range ids {
		ids[i] = "task" + strconv.Itoa(i)
	}
	return ids, nil
}

// Present is the value of one of them.
func (h *house) Present(_ context.Context, _ access.Actor, code string, _ period.Date) (document.Figure, bool, error) {
	value := decimal.RequireFromString("52.4")
	return document.Figure{Ref: "r1", Value: &value, Unit: "%", State: document.FigureLocked}, code == "public-share", nil
}

// Choices are two indicators.
func (h *house) Choices(context.Context, access.Actor) ([]document.IndicatorChoice, error) {
	return []document.IndicatorChoice{
		{Code: "building-spend", Name: "校舍建设完成投资", Unit: "万元"}, {Code: "public-share", Name: "公办园在园幼儿占比", Unit: "%"},
	}, nil
}

// serve opens the door; people sign in with their id as login.
func (h *house) serve() {
	h.t.Helper()
	c := doortest.Gate{Bureau: bureau, Org: h.org, Now: func() time.Time { return now }}.Config("/documents")
	c.Assets, c.Now = h.assets, func() time.Time { return now.In(calendar.Zone) }
	c.Nav = func(context.Context, access.Actor) ([]ui.NavGroup, error) {
		return []ui.NavGroup{{Items: []ui.NavItem{{Code: "documents", Words: "公文", Href: "/documents", Icon: "doc", Near: true}}}}, nil
	}
	h.url = doortest.Serve(h.t, c, pages.Routes(pages.Pages{Readings: h.readings, Batches: h.batches}))
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// fill makes the offices and people of the demo's plan.
func (h *house) fill() {
	ctx, by := context.Background(), access.System(bureau)
	_, err := h.org.AddBureau(ctx, by, org.Bureau{ID: bureau, Name: "云湖区教育局"})
	h.must(err)
	units := []org.Unit{{ID: "ju", Name: "局领导", Type: org.BureauUnit}}
	for id, name := range map[string]string{
		"office": "办公室", "edu": "基础教育科", "pre": "学前教育科", "fin": "计划财务科", "safe": "安全稳定科", "staff": "人事科", "insp": "督导室",
		"exam": "招生考试办公室", "art": "体育卫生与艺术科", "voc": "职业与成人教育科", "priv": "民办教育管理科", "party": "党建工作科",
	} {
		units = append(units, org.Unit{ID: id, Name: name, Type: org.Section})
	}
	units = append(units, org.Unit{ID: "sch", Name: "启慧学校", Type: org.Special})
	_, err = h.org.AddUnits(ctx, by, units)
	h.must(err)
	for _, p := range []struct {
		id, name, unit string
		role           access.Role
	}{
		{"chen", "陈晓岚", "office", access.Office}, {"xue", "王雪", "office", access.Office}, {"shen", "沈悦", "edu", access.Section},
		{"wu", "吴海燕", "ju", access.Deputy}, {"lin", "林建平", "ju", access.Deputy}, {"tan", "谭青", "sch", access.Clerk},
	} {
		_, err := h.org.AddPerson(ctx, by, org.Person{ID: p.id, Name: p.name, Login: p.id, Active: true})
		h.must(err)
		_, err = h.org.AddPost(ctx, by, org.Post{Person: p.id, Unit: p.unit, Role: p.role})
		h.must(err)
	}
	for section, leader := range map[string]string{"edu": "wu", "pre": "wu", "fin": "lin"} {
		h.must(h.org.SetLeader(ctx, by, section, leader, period.Date{Year: 2026, Month: 1, Day: 1}))
	}
}

// visitor is a signed-in browser that goes where answers lead. With htmx set it
// asks for parts.
type visitor struct {
	*house
	*pagetest.Browser
	htmx bool
}

func (h *house) signIn(person string) visitor {
	h.t.Helper()
	return visitor{house: h, Browser: pagetest.SignIn(h.t, h.url, person, "x").Follow()}
}

func (v visitor) headers() []string {
	if v.htmx {
		return []string{"HX-Request", "true"}
	}
	return nil
}

func (v visitor) get(path string, status int) *goquery.Document {
	v.t.Helper()
	return v.Get(path, v.headers()...).Want(status).Document
}

func (v visitor) post(path string, form url.Values, status int) *goquery.Document {
	v.t.Helper()
	return v.Post(path, form, v.headers()...).Want(status).Document
}

// upload hands a document in.
func (v visitor) upload(name, year string, data []byte, status int) *goquery.Document {
	v.t.Helper()
	return v.Upload("/documents", url.Values{"year": {year}}, "file", name, data).Want(status).Document
}

// words are the texts of a selection without the blanks between.
func words(s *goquery.Selection) string { return pagetest.Text(s) }
