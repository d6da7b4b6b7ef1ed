package plan_test

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
	"nianlun/internal/base/calendar/calendardb"
	"nianlun/internal/base/notify"
	"nianlun/internal/base/notify/notifydb"
	"nianlun/internal/base/org"
	"nianlun/internal/base/org/orgdb"
	"nianlun/internal/base/param"
	"nianlun/internal/base/param/paramdb"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/web/door/doortest"
	"nianlun/internal/web/pagetest"
	pages "nianlun/internal/web/plan"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/plan"
	"nianlun/internal/work/plan/plandb"
)

const bureau = "yunhu"

// now is a Friday morning in October.
var now = time.Date(2026, 10, 16, 1, 0, 0, 0, time.UTC)

// house is the real work on a real SQLite store behind the real door.
type house struct {
	t      testing.TB
	url    string
	org    *org.Service
	plans  *plan.Service
	notify *notify.Service
	assets *ui.Assets
	tasks  map[string]plan.Task // by number
	plan   plan.Plan
}

type gauge struct{}

// Now shows one indicator as it stood in September.
func (gauge) Now(context.Context, access.Actor, []string, period.Date) (map[string]plan.Reading, error) {
	return map[string]plan.Reading{"public-share": {
		Value: num("57.8"), Base: num("52.4"), Unit: "%", Period: "2026-09", State: "locked", Href: "/figures/public-share/2026-09",
		Ref: "public-share@3:2026-09:all", Note: "口径第 3 版",
	}}, nil
}

// Series is the indicator's way through the year.
func (gauge) Series(context.Context, access.Actor, string, int) ([]plan.Point, error) {
	var points []plan.Point
	for i, v := range []string{"52.4", "52.4", "52.7", "52.9", "53.2", "53.4", "53.4", "53.4", "57.8"} {
		points = append(points, plan.Point{Day: period.Date{Year: 2026, Month: time.Month(i + 1), Day: 28}, Value: *num(v)})
	}
	return points, nil
}

func num(text string) *decimal.Decimal {
	d := decimal.RequireFromString(text)
	return &d
}

func newHouse(t testing.TB) *house {
	t.Helper()
	s := storetest.SQLite(t)
	clock := func() time.Time { return now }
	log := slog.New(slog.DiscardHandler)
	auditor := audit.New(s, auditdb.New(s), []byte(strings.Repeat("k", 32)), clock, log)
	h := &house{t: t, tasks: map[string]plan.Task{}}
	h.org = &org.Service{Tx: s, Store: orgdb.New(s), Audit: auditor, Now: clock}
	h.notify = &notify.Service{Store: notifydb.New(s), Now: clock}
	h.plans = &plan.Service{
		Tx: s, Store: plandb.New(s), Audit: auditor, Org: h.org, Inbox: h.notify,
		Calendar: &calendar.Service{Tx: s, Store: calendardb.New(s), Audit: auditor, Now: clock},
		Params:   &param.Service{Tx: s, Store: paramdb.New(s), Audit: auditor},
		Gauge:    gauge{}, History: gauge{}, Files: &blob.Service{Store: blobdb.New(s), Dir: t.TempDir(), Now: clock}, Now: clock,
	}
	h.fillOrg()
	return h
}

// serve opens the door; people sign in with their id as login.
func (h *house) serve() {
	h.t.Helper()
	c := doortest.Gate{Bureau: bureau, Org: h.org, Now: func() time.Time { return now }}.Config("/plan/tasks")
	c.Assets, c.Now = h.assets, func() time.Time { return now.In(calendar.Zone) }
	c.Nav = func(ctx context.Context, _ access.Actor) ([]ui.NavGroup, error) {
		return []ui.NavGroup{{Items: []ui.NavItem{
			{Code: "ring", Words: "年轮", Href: "/ring", Icon: "ring", Near: true}, {Code: "tasks", Words: "计划任务", Href: "/plan/tasks", Icon: "task", Near: true},
		}}}, nil
	}
	h.url = doortest.Serve(h.t, c, pages.Routes(pages.Pages{Plans: h.plans}))
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// fillOrg makes the offices and people of the mock-ups.
func (h *house) fillOrg() {
	ctx, by := context.Background(), access.System(bureau)
	_, err := h.org.AddBureau(ctx, by, org.Bureau{ID: bureau, Name: "云湖区教育局"})
	h.must(err)
	units := []org.Unit{
		{ID: "ju", Name: "局领导", Type: org.BureauUnit}, {ID: "office", Name: "办公室", Type: org.Section},
		{ID: "edu", Name: "基础教育科", Type: org.Section}, {ID: "fin", Name: "计划财务科", Type: org.Section},
		{ID: "safe", Name: "安全稳定科", Type: org.Section}, {ID: "staff", Name: "人事科", Type: org.Section},
		{ID: "sch", Name: "石桥小学", Type: org.Primary}, {ID: "far", Name: "北塘小学", Type: org.Primary},
	}
	for i := range units {
		units[i].Sort = i
	}
	_, err = h.org.AddUnits(ctx, by, units)
	h.must(err)
	for _, p := range []struct {
		id, name, unit string
		role           access.Role
	}{
		{"chen", "陈晓岚", "office", access.Office}, {"boss", "周明", "ju", access.Director}, {"wu", "吴海燕", "ju", access.Deputy},
		{"lin", "林建平", "ju", access.Deputy}, {"huang", "黄志远", "ju", access.Deputy}, {"shen", "沈悦", "edu", access.Section},
		{"he", "何伟", "fin", access.Section}, {"tan", "谭青", "sch", access.Head}, {"luo", "罗敏", "far", access.Head},
	} {
		_, err := h.org.AddPerson(ctx, by, org.Person{ID: p.id, Name: p.name, Login: p.id, Active: true})
		h.must(err)
		_, err = h.org.AddPost(ctx, by, org.Post{Person: p.id, Unit: p.unit, Role: p.role})
		h.must(err)
	}
	for section, leader := range map[string]string{"edu": "wu", "fin": "lin", "safe": "huang", "staff": "huang"} {
		h.must(h.org.SetLeader(ctx, by, section, leader, day("2026-01-01")))
	}
}

func day(text string) period.Date {
	d, err := period.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

// actor is a person in the own post.
func (h *house) actor(person string) access.Actor {
	h.t.Helper()
	ctx := context.Background()
	posts, err := h.org.Posts(ctx, bureau, person, calendar.Today(now))
	h.must(err)
	by, err := h.org.ActorOf(ctx, bureau, posts[0].ID, access.Screen, calendar.Today(now))
	h.must(err)
	return by
}

// fill makes a plan with these tasks and keeps them by number.
func (h *house) fill(in ...plan.NewTask) {
	h.t.Helper()
	ctx, office := context.Background(), h.actor("chen")
	var err error
	h.plan, err = h.plans.NewPlan(ctx, office, plan.NewPlan{Year: 2026, Title: "工作要点", Number: "云教〔2026〕3 号"})
	h.must(err)
	tasks, err := h.plans.NewTasks(ctx, office, h.plan.ID, in)
	h.must(err)
	for _, t := range tasks {
		h.tasks[t.No] = t
	}
}

// few is a plan with one of each kind of task.
func (h *house) few() {
	h.t.Helper()
	h.fill(
		plan.NewTask{
			ThemeNo: "一", ThemeTitle: "普惠与均衡", Title: "公办园在园幼儿占比达到 60%", Lead: "edu", Participants: []string{"fin", "sch"},
			Start: day("2026-01-10"), Due: day("2026-10-14"), DueWords: "秋季学期", Quote: "秋季学期公办园在园幼儿占比达到 60%。", Document: "doc-1", SourceStart: 120,
			Target:     &plan.Target{Op: plan.AtLeast, Value: *num("60"), Unit: "%", Indicator: "public-share"},
			Milestones: []plan.NewMilestone{{Title: "摸清意愿", Due: day("2026-03-31"), Owner: "沈悦"}, {Title: "两园转公办", Due: day("2026-10-14")}},
		},
		plan.NewTask{
			ThemeNo: "一", ThemeTitle: "普惠与均衡", Title: "新建基地 4 处", Lead: "edu", Start: day("2026-03-01"), Due: day("2026-12-01"),
			Target: &plan.Target{Op: plan.AtLeast, Value: *num("4"), Unit: "处"},
		},
		plan.NewTask{ThemeNo: "二", ThemeTitle: "安全 <稳定>", Title: "重大隐患清零 <b>", Lead: "safe", Due: day("2026-10-21")},
		plan.NewTask{ThemeNo: "二", ThemeTitle: "安全 <稳定>", Title: "还没有人管的事"},
	)
}

// visitor is a signed-in browser that goes where answers lead.
type visitor struct {
	*house
	*pagetest.Browser
}

func (h *house) signIn(person string) visitor {
	h.t.Helper()
	return visitor{h, pagetest.SignIn(h.t, h.url, person, "x").Follow()}
}

func (v visitor) get(path string, status int) *goquery.Document {
	v.t.Helper()
	return v.Get(path).Want(status).Document
}

func (v visitor) post(path string, form url.Values, status int) *goquery.Document {
	v.t.Helper()
	return v.Post(path, form).Want(status).Document
}

func texts(s *goquery.Selection) []string { return pagetest.Texts(s) }

// many is a year of n tasks over six themes, with milestones.
func (h *house) many(n int) {
	h.t.Helper()
	var in []plan.NewTask
	units := []string{"edu", "fin", "safe", "staff", "office"}
	for i := range n {
		start := day("2026-01-05").AddDays(i * 7 % 200)
		task := plan.NewTask{
			ThemeNo: strconv.Itoa(i%6 + 1), ThemeTitle: "主题" + strconv.Itoa(i%6+1), Title: "第 " + strconv.Itoa(i) + " 项任务，说清做成什么", Lead: units[i%5],
			Participants: []string{units[(i+1)%5], "sch"}, Start: start, Due: start.AddDays(40 + i*13%200), Quote: "原句",
			Milestones: []plan.NewMilestone{{Title: "步一", Due: start.AddDays(20)}, {Title: "步二", Due: start.AddDays(40)}},
		}
		if i%3 == 0 {
			task.Target = &plan.Target{Op: plan.AtLeast, Value: *num("60"), Unit: "%", Indicator: "public-share"}
		}
		in = append(in, task)
	}
	h.fill(in...)
}
