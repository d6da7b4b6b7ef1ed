package mandates_test

import (
	"context"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/store/storetest"
	pages "nianlun/internal/web/collect"
	"nianlun/internal/web/collect/mandates"
	"nianlun/internal/web/door/doortest"
	"nianlun/internal/web/pagetest"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/collecttest"
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
	doortest.Gate
	t      testing.TB
	bases  collecttest.Bases
	levels *levels.Service
	forms  *record.Service
	id     string
	chief  access.Actor
	url    string
}

// newBureau is a county with so many schools.
func newBureau(t testing.TB, schools int) *bureau {
	t.Helper()
	s := storetest.SQLite(t)
	bases := collecttest.Open(t, s, func() time.Time { return collecttest.Monday })
	kept := levelsdb.New(s)
	b := newBureauOn(t, bases, &levels.Service{Collect: bases.Collect, Mandates: kept, Acts: kept, Drafts: kept, Forms: bases.Forms, Bureaus: bases.Org})
	units := []org.Unit{collecttest.Section()}
	for i := range schools {
		units = append(units, collecttest.School(i, []string{"青溪小学", "石桥中学"}[i], []org.UnitType{org.Primary, org.Junior}[i]))
	}
	b.found(org.Bureau{Name: "云湖区教育局", Code: "350201"}, units)
	b.Add(t, "hewei", "何伟", "sec", access.Section)
	b.Add(t, "wangxue", "王雪", collecttest.SchoolID(0), access.Clerk)
	b.Add(t, "lujianhua", "陆建华", collecttest.SchoolID(0), access.Head)
	b.Add(t, "fang", "方国平", "sec", access.Director)
	b.Add(t, "lin", "林秀", "sec", access.Deputy)
	b.open("hewei")
	return b
}

func newBureauOn(t testing.TB, bases collecttest.Bases, joined *levels.Service) *bureau {
	return &bureau{Service: bases.Collect, Gate: doortest.Gate{Org: bases.Org, Now: bases.Org.Now}, t: t, bases: bases, levels: joined, forms: bases.Forms}
}

// above is an empty bureau in the same installation.
func (b *bureau) above(one org.Bureau, units []org.Unit) *bureau {
	b.t.Helper()
	up := newBureauOn(b.t, b.bases, b.levels)
	up.found(one, units)
	return up
}

func (b *bureau) found(one org.Bureau, units []org.Unit) {
	b.t.Helper()
	b.id = b.bases.Found(b.t, one, units...)
	b.Bureau = b.id
}

// open publishes the form in somebody's name and opens the site.
func (b *bureau) open(chief string) {
	b.t.Helper()
	b.chief = b.actor(chief)
	_, err := b.forms.Publish(context.Background(), b.chief, monthly)
	must(b.t, err)
	asked := mandates.Pages{Returns: b.Service, Levels: b.levels}
	b.url = doortest.Serve(b.t, b.Config("/collect"), append(pages.Routes(b.Service, asked), asked.Routes()...))
}

func (b *bureau) actor(id string) access.Actor { return b.Actor(b.t, id) }

// clerkOf is somebody who fills for a school without being able to sign in.
func (b *bureau) clerkOf(i int) access.Actor {
	return access.Actor{Bureau: b.id, Person: "clerk-" + collecttest.SchoolID(i), Name: "x", Door: access.Screen, Post: access.Post{ID: "p", Unit: collecttest.SchoolID(i), Role: access.Clerk}}
}

func (b *bureau) browser(login string) *pagetest.Browser {
	b.t.Helper()
	return pagetest.SignIn(b.t, b.url, login, "x")
}

// owed is a school's return for a month.
func (b *bureau) owed(i int, month string) collect.Obligation {
	b.t.Helper()
	return b.bases.Owed(b.t, b.id, collecttest.SchoolID(i), month)
}

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
