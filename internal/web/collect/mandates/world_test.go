package mandates_test

import (
	"context"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"net/netip"
	"testing"
	"time"

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
	"nianlun/internal/kit/store/storetest"
	pages "nianlun/internal/web/collect"
	"nianlun/internal/web/collect/mandates"
	"nianlun/internal/web/door"
	"nianlun/internal/web/pagetest"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/collectdb"
	"nianlun/internal/work/collect/levels"
	"nianlun/internal/work/collect/levels/levelsdb"
)

// monthly has what a roll-up adds up: a table by grade, a figure, and a check
// against the month before.
const monthly = `
form: school-monthly
title: 教育事业月报
period: month
basis: 区教育局月报制度
sections:
  - title: 在校生
    rows: {code: pupils, name: 年级, fixed: {g1: 一年级, g2: 二年级}}
    fields:
      - {code: classes, name: 班数, type: integer, prefill: last, total: true, required: true}
  - title: 经费
    fields:
      - {code: spent, name: 本年支出, type: money, unit: 万元, decimals: 2, required: true}
      - {code: photo, name: 佐证照片, type: photo, max: 2}
      - {code: why, name: 停课原因, type: longtext}
      - {code: rate, name: 到位率, type: percent}
checks:
  - experience: 本年支出 >= 上期.本年支出
    say: 本年支出比上月少，请核对或说明
`

// bureau is a running site on a real database, which a city above may share.
type bureau struct {
	*collect.Service
	t      testing.TB
	levels *levels.Service
	forms  *record.Service
	units  *org.Service
	id     string
	chief  access.Actor
	url    string
	posts  map[string][]door.Post
	names  map[string]string

	sessions pagetest.Sessions
}

// newBureau is a county with so many schools.
func newBureau(t testing.TB, schools int) *bureau {
	t.Helper()
	s := storetest.SQLite(t)
	clock := func() time.Time { return time.Date(2026, 10, 12, 9, 0, 0, 0, calendar.Zone) }
	log := audit.New(s, auditdb.New(s), []byte("0123456789abcdef0123456789abcdef"), clock, slog.New(slog.DiscardHandler))
	params := &param.Service{Tx: s, Store: paramdb.New(s), Audit: log}
	b := &bureau{
		t: t, units: &org.Service{Tx: s, Store: orgdb.New(s), Audit: log, Now: clock}, forms: &record.Service{Tx: s, Store: recorddb.New(s), Audit: log, Now: clock},
		posts: map[string][]door.Post{}, names: map[string]string{},
	}
	b.Service = &collect.Service{
		Tx: s, Store: collectdb.New(s), Corrections: collectdb.New(s), Burdens: collectdb.New(s), Records: b.forms, Units: b.units, Audit: log, Now: clock,
		Calendar: &calendar.Service{Tx: s, Store: calendardb.New(s), Audit: log, Now: clock}, Params: params, Caps: params,
		Notify: &notify.Service{Store: notifydb.New(s), Now: clock}, Files: &blob.Service{Store: blobdb.New(s), Dir: t.TempDir(), Now: clock},
	}
	kept := levelsdb.New(s)
	b.levels = &levels.Service{Collect: b.Service, Mandates: kept, Acts: kept, Drafts: kept, Forms: b.forms, Bureaus: b.units}
	all := []org.Unit{{ID: "sec", Name: "计划财务科", Type: org.Section}}
	for i := range schools {
		all = append(all, org.Unit{ID: schoolID(i), Name: []string{"青溪小学", "石桥中学"}[i], Code: fmt.Sprintf("21350%05d", i), Type: []org.UnitType{org.Primary, org.Junior}[i], Sort: i})
	}
	b.found(org.Bureau{Name: "云湖区教育局", Code: "350201"}, all)
	b.person("hewei", "何伟", "sec", access.Section)
	b.person("wangxue", "王雪", schoolID(0), access.Clerk)
	b.person("lujianhua", "陆建华", schoolID(0), access.Head)
	b.person("fang", "方国平", "sec", access.Director)
	b.person("lin", "林秀", "sec", access.Deputy)
	b.open("hewei")
	return b
}

// above is an empty bureau in the same installation.
func (b *bureau) above(one org.Bureau, units []org.Unit) *bureau {
	b.t.Helper()
	up := &bureau{Service: b.Service, t: b.t, levels: b.levels, forms: b.forms, units: b.units, posts: map[string][]door.Post{}, names: map[string]string{}}
	up.found(one, units)
	return up
}

func (b *bureau) found(one org.Bureau, units []org.Unit) {
	b.t.Helper()
	ctx := context.Background()
	made, err := b.units.AddBureau(ctx, access.Actor{Door: access.Command}, one)
	must(b.t, err)
	b.id = made.ID
	_, err = b.units.AddUnits(ctx, access.System(b.id), units)
	must(b.t, err)
}

// open publishes the form in somebody's name and opens the site.
func (b *bureau) open(chief string) {
	b.t.Helper()
	b.chief = b.actor(chief)
	_, err := b.forms.Publish(context.Background(), b.chief, monthly)
	must(b.t, err)
	d, err := door.New(door.Config{
		Gate: b, Sessions: &b.sessions, Log: slog.New(slog.DiscardHandler), Now: time.Now, Settings: door.DefaultSettings(), Home: "/collect",
		Years: func(context.Context, access.Actor) ([]int, error) { return []int{2026}, nil },
	})
	must(b.t, err)
	asked := mandates.Pages{Returns: b.Service, Levels: b.levels}
	handler, err := d.Serve(append(pages.Routes(b.Service, asked), asked.Routes()...))
	must(b.t, err)
	server := httptest.NewServer(handler)
	b.t.Cleanup(server.Close)
	b.url = server.URL
}

func (b *bureau) person(id, name, unit string, role access.Role) {
	b.t.Helper()
	ctx := context.Background()
	_, err := b.units.AddPerson(ctx, access.System(b.id), org.Person{ID: id, Name: name, Login: id, Active: true})
	must(b.t, err)
	_, err = b.units.AddPost(ctx, access.System(b.id), org.Post{ID: "p-" + id, Person: id, Unit: unit, Role: role})
	must(b.t, err)
	b.posts[id] = []door.Post{{ID: "p-" + id, Unit: unit, UnitName: unit, Role: role, RoleName: access.RoleName(role)}}
	b.names[id] = name
}

func (b *bureau) actor(id string) access.Actor {
	post := b.posts[id][0]
	return access.Actor{Bureau: b.id, Person: id, Name: b.names[id], Door: access.Screen, Post: access.Post{ID: post.ID, Unit: post.Unit, Role: post.Role}}
}

// clerkOf is somebody who fills for a school without being able to sign in.
func (b *bureau) clerkOf(i int) access.Actor {
	return access.Actor{Bureau: b.id, Person: "clerk-" + schoolID(i), Name: "x", Door: access.Screen, Post: access.Post{ID: "p", Unit: schoolID(i), Role: access.Clerk}}
}

func (b *bureau) browser(login string) *pagetest.Browser {
	b.t.Helper()
	return pagetest.SignIn(b.t, b.url, login, "x")
}

// owed is a school's return for a month.
func (b *bureau) owed(i int, month string) collect.Obligation {
	b.t.Helper()
	all, err := b.Store.Find(context.Background(), collect.Query{Bureau: b.id, Unit: schoolID(i), Begun: period.Date{Year: 2027, Month: 12, Day: 31}, Limit: 100})
	must(b.t, err)
	for _, o := range all {
		if o.Period.String() == month {
			return o
		}
	}
	b.t.Fatalf("school %d owes nothing for %s", i, month)
	return collect.Obligation{}
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

func schoolID(i int) string { return fmt.Sprintf("school-%04d", i) }

// goodSheet is a sheet that passes every check.
func goodSheet(spent string) form.Raw {
	raw := form.Raw{"spent": spent}
	for _, grade := range []string{"g1", "g2"} {
		raw[form.CellPath("pupils", grade, "classes")] = "5"
	}
	return raw
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
