package orgdb_test

import (
	"context"
	"fmt"
	"reflect"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/base/org/orgdb"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var (
	from  = period.Date{Year: 2025, Month: time.September, Day: 1}
	until = period.Date{Year: 2026, Month: time.August, Day: 31}
)

func TestUnitsComeBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), orgdb.New(s)
		in := []org.Unit{
			{ID: "u2", Code: "2133000002", Name: "第二小学", Short: "二小", Type: org.Primary, Zone: "东区", Sort: 2, From: from, Until: until,
				Parents: []org.Parent{{Unit: "u1", From: from, Until: until}}},
			{ID: "u1", Name: "教育局", Type: org.BureauUnit, Sort: 1},
		}
		check(t, db.InsertUnits(ctx, "b", in))
		check(t, db.InsertUnits(ctx, "other", []org.Unit{{ID: "u1", Name: "别的局", Type: org.BureauUnit}}))
		out, err := db.Units(ctx, "b")
		check(t, err)
		if len(out) != 2 || !reflect.DeepEqual(out[1], in[0]) || !reflect.DeepEqual(out[0], in[1]) {
			t.Fatalf("came back as %+v", out)
		}
		changed := in[0]
		changed.Name, changed.Until = "实验小学", period.Date{}
		check(t, db.UpdateUnit(ctx, "b", changed))
		check(t, db.SetParents(ctx, "b", "u2", nil))
		changed.Parents = nil
		one, err := db.Units(ctx, "b", "u2")
		check(t, err)
		if len(one) != 1 || !reflect.DeepEqual(one[0], changed) {
			t.Errorf("after the change %+v", one)
		}
		if err := db.UpdateUnit(ctx, "b", org.Unit{ID: "none"}); fault.KindOf(err) != fault.Conflict {
			t.Errorf("a unit that is not there: %v", err)
		}
		err = db.InsertUnits(ctx, "b", []org.Unit{{ID: "u3", Code: "2133000002", Name: "x", Type: org.Primary}})
		if !fault.Is(err, "org.taken") {
			t.Errorf("a code twice: %v", err)
		}
		check(t, db.InsertUnits(ctx, "other", []org.Unit{{ID: "u3", Code: "2133000002", Name: "x", Type: org.Primary}}))
	})
}

func TestPeopleAndPostsComeBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), orgdb.New(s)
		person := org.Person{ID: "p1", Name: "王雪", Login: "wangxue", Phone: "13800000000", Active: true}
		check(t, db.InsertPeople(ctx, "b", []org.Person{person, {ID: "p2", Name: "无账号"}, {ID: "p3", Name: "也无账号"}}))
		got, err := db.PersonByLogin(ctx, "b", "wangxue")
		check(t, err)
		if got != person {
			t.Errorf("came back as %+v", got)
		}
		for _, login := range []string{"", "none"} {
			if _, err := db.PersonByLogin(ctx, "b", login); fault.KindOf(err) != fault.NotFound {
				t.Errorf("login %q: %v", login, err)
			}
		}
		if err := db.InsertPeople(ctx, "b", []org.Person{{ID: "p4", Name: "重名", Login: "wangxue"}}); !fault.Is(err, "org.taken") {
			t.Errorf("a login twice: %v", err)
		}
		person.Active = false
		check(t, db.UpdatePerson(ctx, "b", person))

		post := org.Post{ID: "o1", Person: "p1", Unit: "u1", Role: access.Clerk, Title: "教务主任", From: from, Until: until}
		check(t, db.InsertPosts(ctx, "b", []org.Post{post, {ID: "o2", Person: "p2", Unit: "u1", Role: access.Head}}))
		for name, q := range map[string]org.PostQuery{
			"id": {Post: "o1"}, "person": {Person: "p1"}, "role": {Roles: []access.Role{access.Clerk, access.Office}},
			"unit and role": {Unit: "u1", Roles: []access.Role{access.Clerk}},
		} {
			found, err := db.Posts(ctx, "b", q)
			check(t, err)
			if len(found) != 1 || found[0].Post != post || found[0].Person != person {
				t.Errorf("by %s: %+v", name, found)
			}
		}
		post.Until = period.Date{}
		check(t, db.UpdatePost(ctx, "b", post))
		all, err := db.Posts(ctx, "b", org.PostQuery{Unit: "u1"})
		check(t, err)
		if len(all) != 2 || all[0].Post != post {
			t.Errorf("after the change %+v", all)
		}
	})
}

func TestLeadingsComeBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), orgdb.New(s)
		history := []org.Leading{{Section: "s", Person: "p1", Until: until}, {Section: "s", Person: "p2", From: until.AddDays(1)}}
		check(t, db.SetLeadings(ctx, "b", "s", history[:1]))
		check(t, db.SetLeadings(ctx, "b", "s", history))
		got, err := db.Leadings(ctx, "b")
		check(t, err)
		if !reflect.DeepEqual(got, history) {
			t.Errorf("came back as %+v", got)
		}
	})
}

func TestBureaus(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), orgdb.New(s)
		b := org.Bureau{ID: "b", Name: "甲县教育局", Code: "330000"}
		check(t, db.InsertBureau(ctx, b))
		got, err := db.Bureaus(ctx)
		check(t, err)
		if len(got) != 1 || got[0] != b {
			t.Errorf("came back as %+v", got)
		}
		if err := db.InsertBureau(ctx, b); !fault.Is(err, "org.taken") {
			t.Errorf("twice: %v", err)
		}
		if err := db.InsertBureau(ctx, org.Bureau{ID: "c", Name: "乙县教育局", Code: b.Code}); !fault.Is(err, "org.taken") {
			t.Errorf("a code of another: %v", err)
		}
		for _, id := range []string{"a2", "a1"} { // without a code there is nothing to clash
			check(t, db.InsertBureau(ctx, org.Bureau{ID: id, Name: id}))
		}
		got, err = db.Bureaus(ctx)
		check(t, err)
		if len(got) != 3 || got[0].ID != "a1" || got[2].ID != "b" {
			t.Errorf("not in the order of their ids: %+v", got)
		}
	})
}

func TestConsents(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), orgdb.New(s)
		given := org.Consent{Above: "city", Person: "p", PersonName: "刘敏", At: time.Date(2026, 11, 22, 1, 2, 3, 4000, time.UTC)}
		check(t, db.InsertConsent(ctx, "b", given))
		if err := db.InsertConsent(ctx, "b", given); !fault.Is(err, "org.consent.given") {
			t.Errorf("twice: %v", err)
		}
		got, err := db.Consents(ctx, "b")
		check(t, err)
		if len(got) != 1 || got[0] != given {
			t.Errorf("came back as %+v", got)
		}
		if got, err := db.Consents(ctx, "city"); err != nil || len(got) != 0 {
			t.Errorf("the other bureau's own: %v %v", got, err)
		}
		check(t, db.DeleteConsent(ctx, "b", "city"))
		if err := db.DeleteConsent(ctx, "b", "city"); fault.KindOf(err) != fault.NotFound {
			t.Errorf("taken back twice: %v", err)
		}
	})
}

func TestHasBureauUnit(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), orgdb.New(s)
		check(t, db.InsertUnits(ctx, "city", []org.Unit{
			{ID: "u1", Name: "甲县教育局", Code: "330212", Type: org.BureauUnit}, {ID: "u2", Name: "科室", Code: "330213", Type: org.Section}, {ID: "u3", Name: "局", Type: org.BureauUnit},
		}))
		for code, want := range map[string]bool{"330212": true, "330213": false, "330214": false, "": false} {
			if got, err := db.HasBureauUnit(ctx, "city", code); err != nil || got != want {
				t.Errorf("%q: %v %v", code, got, err)
			}
		}
		if got, err := db.HasBureauUnit(ctx, "b", "330212"); err != nil || got {
			t.Errorf("another bureau's unit: %v %v", got, err)
		}
	})
}

// A county's whole tree is read on every page: it must be cheap.
func BenchmarkUnits(b *testing.B) {
	for name, open := range map[string]func(testing.TB) *store.Store{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		b.Run(name, func(b *testing.B) {
			ctx, db := context.Background(), orgdb.New(open(b))
			units := make([]org.Unit, 500)
			for i := range units {
				units[i] = org.Unit{ID: fmt.Sprintf("u%03d", i), Name: fmt.Sprint("学校", i), Type: org.Primary, Parents: []org.Parent{{Unit: "u000"}}}
			}
			check(b, db.InsertUnits(ctx, "b", units))
			for b.Loop() {
				if out, err := db.Units(ctx, "b"); err != nil || len(out) != 500 {
					b.Fatal(len(out), err)
				}
			}
		})
	}
}

// Who needs a few units reads only them, and they are what all of them would show.
func TestUnitsByID(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), orgdb.New(s)
		check(t, db.InsertUnits(ctx, "b", []org.Unit{
			{ID: "u1", Name: "教育局", Type: org.BureauUnit, Sort: 1},
			{ID: "u2", Name: "第二小学", Short: "二小", Type: org.Primary, Sort: 2, Parents: []org.Parent{{Unit: "u1"}}},
			{ID: "u3", Name: "第三小学", Type: org.Primary, Sort: 3, From: until, Parents: []org.Parent{{Unit: "u1"}}},
		}))
		check(t, db.InsertUnits(ctx, "other", []org.Unit{{ID: "u3", Name: "别的学校", Type: org.Primary}}))
		units := &org.Service{Tx: s, Store: db, Now: time.Now}
		all, err := units.AllUnits(ctx, "b")
		check(t, err)
		some, err := units.UnitsByID(ctx, "b", []string{"u3", "nobody", "u1"})
		check(t, err)
		if len(all) != 3 || len(some) != 2 || !reflect.DeepEqual(some[0], all[0]) || !reflect.DeepEqual(some[1], all[2]) {
			t.Errorf("read %+v of %+v", some, all)
		}
		if none, err := units.UnitsByID(ctx, "b", nil); err != nil || len(none) != 0 {
			t.Errorf("no ids: %d units, %v", len(none), err)
		}
		for day, want := range map[period.Date]map[string]string{from: {"u2": "二小"}, until: {"u2": "二小", "u3": "第三小学"}} {
			if names, err := units.Names(ctx, "b", day, "u2", "u3"); err != nil || !reflect.DeepEqual(names, want) {
				t.Errorf("named on %s: %v, %v", day, names, err)
			}
		}
		if names, err := units.Names(ctx, "b", until); err != nil || len(names) != 3 {
			t.Errorf("all names: %v, %v", names, err)
		}
	})
}
