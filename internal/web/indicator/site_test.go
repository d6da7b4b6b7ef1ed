package indicator_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"net/netip"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"nianlun/internal/base/access"
	"nianlun/internal/base/account/accountdb"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/audit/auditdb"
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
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/web/door"
	pages "nianlun/internal/web/indicator"
	"nianlun/internal/web/pagetest"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/collectdb"
	"nianlun/internal/work/indicator"
	"nianlun/internal/work/indicator/indicatordb"
)

func now() time.Time { return time.Date(2026, 10, 16, 1, 30, 0, 0, time.UTC) }

// site is the pages over the real services, with a bureau whose schools have
// filed building and training returns.
type site struct {
	t       testing.TB
	store   *store.Store
	audit   *audit.Service
	org     *org.Service
	records *record.Service
	collect *collect.Service
	figures *indicator.Service
	units   map[string]string
	posts   map[string]door.Post // by login
	actors  map[string]access.Actor
	server  *httptest.Server
}

var schoolNames = []string{
	"实验小学", "文昌小学", "望湖小学", "东湖小学", "青溪小学", "柳林小学", "石桥小学", "新桥小学", "松坡小学", "古渡小学", "永丰小学", "云湖区第二实验小学北校区",
	"第一中学", "第二中学", "第三中学", "湖滨中学",
}

func newSite(t testing.TB, schools int, months ...string) *site {
	t.Helper()
	s := storetest.SQLite(t)
	b := &site{t: t, store: s, units: map[string]string{}, posts: map[string]door.Post{}, actors: map[string]access.Actor{}}
	log := slog.New(slog.DiscardHandler)
	b.audit = audit.New(s, auditdb.New(s), []byte("0123456789abcdef0123456789abcdef"), now, log)
	b.org = &org.Service{Tx: s, Store: orgdb.New(s), Audit: b.audit, Now: now}
	params := &param.Service{Tx: s, Store: paramdb.New(s), Audit: b.audit}
	b.records = &record.Service{Tx: s, Store: recorddb.New(s), Audit: b.audit, Now: now}
	b.collect = &collect.Service{
		Tx: s, Store: collectdb.New(s), Records: b.records, Units: b.org,
		Calendar: &calendar.Service{Tx: s, Store: calendardb.New(s), Audit: b.audit, Now: now},
		Params:   params, Audit: b.audit, Notify: &notify.Service{Store: notifydb.New(s), Now: now}, Now: now,
	}
	b.figures = &indicator.Service{
		Tx: s, Store: indicatordb.New(s), Source: source{b}, Units: b.org, Forms: b.records, Params: params, Audit: b.audit, Now: now,
	}
	b.people(schools)
	b.file(schools, months)
	d, err := door.New(door.Config{
		Gate: gate{b}, Sessions: accountdb.NewSessions(s, now), Log: log, Now: now, Settings: door.DefaultSettings(), Assets: assets(t),
		Nav: nav, Home: "/indicators",
	})
	b.must(err)
	handler, err := d.Serve(pages.Routes(b.figures, b.collect, nil))
	b.must(err)
	b.server = httptest.NewServer(handler)
	t.Cleanup(b.server.Close)
	return b
}

// assets are the bundled front end where it has been built; pages are tested
// without it as well.
func assets(t testing.TB) *ui.Assets {
	t.Helper()
	a, err := ui.NewAssets(os.DirFS("../dist"))
	if err != nil {
		return nil
	}
	return a
}

func nav(context.Context, access.Actor) ([]ui.NavGroup, error) {
	return []ui.NavGroup{{Items: []ui.NavItem{{Code: "indicators", Words: "指标", Href: "/indicators", Icon: "chart", Near: true}}}}, nil
}

// source is what app makes of collecting.
type source struct{ b *site }

func (s source) Facts(ctx context.Context, bureau, formCode string, fields, periods []string) ([]indicator.Fact, error) {
	found, err := s.b.collect.Facts(ctx, bureau, formCode, fields, periods)
	facts := make([]indicator.Fact, len(found))
	for i, f := range found {
		state := indicator.Draft
		if f.State == collect.Reviewed || f.State == collect.Locked {
			state = indicator.State(f.State)
		}
		facts[i] = indicator.Fact{
			Unit: f.Unit, Period: f.Period, Values: f.Values, State: state, Return: f.Return, Record: f.Record, At: f.At,
		}
	}
	return facts, err
}

func (b *site) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatalf("%+v", err)
	}
}

func (b *site) people(schools int) {
	ctx, system := context.Background(), access.System("b")
	_, err := b.org.AddBureau(ctx, system, org.Bureau{ID: "b", Name: "云湖区教育局", Code: "990101"})
	b.must(err)
	from := period.Date{Year: 2020, Month: 1, Day: 1}
	add := func(u org.Unit) string {
		u.From = from
		added, err := b.org.AddUnit(ctx, system, u)
		b.must(err)
		return added.ID
	}
	sections := map[string]string{}
	for i, name := range []string{"计划财务科", "人事科", "办公室"} {
		sections[name] = add(org.Unit{Name: name, Type: org.Section, Sort: i})
	}
	b.post("office", "陈晓岚", sections["办公室"], "办公室", access.Office)
	b.post("finance", "周启明", sections["计划财务科"], "计划财务科", access.Section)
	b.post("staff", "何敏", sections["人事科"], "人事科", access.Section)
	for i, name := range schoolNames[:schools] {
		kind := org.Primary
		if strings.Contains(name, "中学") {
			kind = org.Junior
		}
		id := add(org.Unit{Name: name, Type: kind, Code: fmt.Sprintf("2199%06d", i), Sort: 10 + i})
		b.units[name] = id
		b.post(fmt.Sprintf("clerk%d", i), name[:6]+"填报", id, name, access.Clerk)
		if i == 0 {
			b.post("head0", name[:6]+"校长", id, name, access.Head)
		}
	}
}

func (b *site) post(login, name, unit, unitName string, role access.Role) {
	ctx, system := context.Background(), access.System("b")
	person, err := b.org.AddPerson(ctx, system, org.Person{Name: name, Login: login, Active: true})
	b.must(err)
	post, err := b.org.AddPost(ctx, system, org.Post{Person: person.ID, Unit: unit, Role: role, From: period.Date{Year: 2020, Month: 1, Day: 1}})
	b.must(err)
	b.posts[login] = door.Post{ID: post.ID, Unit: unit, UnitName: unitName, Role: role, RoleName: "科员"}
	b.actors[login] = access.Actor{Bureau: "b", Person: person.ID, Name: name, Post: access.Post{ID: post.ID, Unit: unit, Role: role}, Door: access.Screen}
}

// file publishes forms and definitions and files the returns of the months: the
// last month is handed in only, and the last school has not handed it in at all.
func (b *site) file(schools int, months []string) {
	ctx, system := context.Background(), access.System("b")
	for _, name := range []string{"building-progress", "teacher-training"} {
		text, err := os.ReadFile("../../engine/form/formtest/forms/" + name + ".yaml")
		b.must(err)
		_, err = b.records.Publish(ctx, system, string(text))
		b.must(err)
	}
	b.must(b.figures.PublishDefaults(ctx, system))
	var periods []period.Period
	for _, m := range months {
		p, err := period.Parse(m)
		b.must(err)
		periods = append(periods, p)
	}
	for formCode, owner := range map[string]string{"building-progress": "finance", "teacher-training": "staff"} {
		opened, err := b.collect.OpenCampaign(ctx, b.actors[owner], collect.NewCampaign{
			Form: formCode, Owner: b.posts[owner].Unit, Year: 2026, Periods: periods,
			Due: collect.DueRule{Workdays: 5, After: collect.AfterEnd}, ListNo: "2026-07",
			EndsOn: period.Date{Year: 2026, Month: 12, Day: 31}, Signatures: []collect.SignRole{collect.Filler},
			Units: collect.UnitRule{Types: []org.UnitType{org.Primary, org.Junior}},
		})
		b.must(err)
		_ = opened
		for i := range schools {
			b.fileSchool(formCode, owner, i, i == schools-1, len(months))
		}
	}
}

func (b *site) fileSchool(formCode, owner string, school int, lags bool, months int) {
	ctx, clerk := context.Background(), b.actors[fmt.Sprintf("clerk%d", school)]
	mine, err := b.collect.Mine(ctx, clerk)
	b.must(err)
	for _, item := range mine {
		if item.Form != formCode {
			continue
		}
		month := item.Period.Number()
		last := item.Period.Number() == months || month == 9 && months > 9
		if lags && last {
			continue
		}
		o, err := b.collect.Submit(ctx, clerk, collect.SubmitInput{SaveInput: collect.SaveInput{
			Return: item.ID, Raw: values(formCode, school, month), Explanations: map[string]string{
				"spent-falls": "核对过", "pass-rate-falls": "核对过", "teachers-jump": "核对过", "overpaid": "核对过",
			},
		}})
		b.must(err)
		if last {
			continue
		}
		o, err = b.collect.Review(ctx, b.actors[owner], collect.Seen{Return: o.ID, Base: o.RecordNo})
		b.must(err)
		if formCode == "building-progress" {
			_, err = b.collect.Lock(ctx, b.actors[owner], collect.Seen{Return: o.ID, Base: o.RecordNo})
			b.must(err)
		}
	}
}

func values(formCode string, school, month int) form.Raw {
	n := func(v int) string { return fmt.Sprint(v) }
	if formCode == "building-progress" {
		done := month * (school + 2) / 12
		return form.Raw{
			"projects": n(done + 3), "done": n(done), "building": "1", "preparing": "2",
			"spent": fmt.Sprintf("%d.%02d", month*(40+school*7), school%100), "stopped": "否",
			"list": "r1", "list[r1].name": "教学综合楼", "list[r1].phase": "main", "list[r1].area": "3200.5",
			"list[r1].plan": "2600", "list[r1].paid": n(month * 150),
		}
	}
	teachers, trained := 60+school*9, 20+(school*7+month*3)%30
	return form.Raw{
		"teachers": n(teachers), "due": n(teachers - 4), "trained": n(trained), "passed": n(trained - school%4), "hours": "6.0",
		"levels":                  "national,province,city,district,school",
		"levels[national].people": "0", "levels[national].times": "0", "levels[national].lesson": "0",
		"levels[province].people": "0", "levels[province].times": "0", "levels[province].lesson": "0",
		"levels[city].people": "0", "levels[city].times": "0", "levels[city].lesson": "0",
		"levels[district].people": n(trained), "levels[district].times": n(trained + 3), "levels[district].lesson": n(trained * 6),
		"levels[school].people": "0", "levels[school].times": "0", "levels[school].lesson": "0",
		"person_times": n(trained + 3), "budget": "12.00", "spent": fmt.Sprintf("%d.%02d", month/2, school%100), "none": "否",
		"classes": "c1", "classes[c1].name": "暑期研修", "classes[c1].level": "district", "classes[c1].way": "onsite",
		"classes[c1].ended": fmt.Sprintf("2026-%02d-20", month), "classes[c1].joined": n(trained), "classes[c1].ok": n(trained - school%4),
	}
}

// gate lets everybody in under the login with the password "p".
type gate struct{ b *site }

func (g gate) SignIn(_ context.Context, _, login, _ string, _ netip.Addr) (door.Person, error) {
	by := g.b.actors[login]
	return door.Person{ID: by.Person, Name: by.Name}, nil
}

func (g gate) Standing(_ context.Context, _, person string) (door.Standing, error) {
	for login, by := range g.b.actors {
		if by.Person == person {
			return door.Standing{Posts: []door.Post{g.b.posts[login]}}, nil
		}
	}
	return door.Standing{}, nil
}

func (gate) Bureaus(context.Context, string) ([]door.Bureau, error) {
	return []door.Bureau{{ID: "b", Name: "云湖区教育局"}}, nil
}

// browser is a signed-in reader.
type browser struct{ *pagetest.Browser }

func (b *site) as(login string) browser {
	b.t.Helper()
	return browser{pagetest.SignIn(b.t, b.server.URL, login, "p").Follow()}
}

// get reads a page; a partial one as htmx asks for it.
func (b browser) get(path string, partial bool) (int, *goquery.Document) {
	b.T.Helper()
	var headers []string
	if partial {
		headers = []string{"HX-Request", "true"}
	}
	p := b.Get(path, headers...)
	return p.Status, p.Document
}
