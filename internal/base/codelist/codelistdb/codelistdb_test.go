package codelistdb_test

import (
	"context"
	"reflect"
	"testing"
	"time"

	"nianlun/internal/base/codelist"
	"nianlun/internal/base/codelist/codelistdb"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

var _ codelist.Store = (*codelistdb.DB)(nil)

var at = time.Date(2026, 10, 16, 1, 2, 3, 4000, time.UTC)

func list(bureau, code string) codelist.List {
	return codelist.List{Bureau: bureau, Code: code, Name: "学校类别", Owner: "sec", Rev: 1, ChangedBy: "p1", Changed: at,
		Draft: &codelist.Draft{Name: "学校类别", Rows: []codelist.Row{{Code: "'1'", Name: `"小学"`, Under: "甲、乙", Retired: "明年"}, {}}}}
}

func version(code string, no int) codelist.Version {
	return codelist.Version{List: code, No: no, Reason: "首次'发布'", Published: at, By: "p1", Sheet: codelist.Sheet{Name: "学校类别", Source: "GB", Parent: "up",
		Items: []codelist.Item{{Code: "211", Name: "小学", Under: []string{"2"}}, {Code: "312", Name: "职业初中", Retired: period.Date{Year: 2026, Month: 9, Day: 1}}}}}
}

func TestListsComeBackAsTheyWere(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), codelistdb.New(s)
		l := list("b", "kinds")
		must(t, db.Insert(ctx, l))
		if got, err := db.List(ctx, "b", "kinds"); err != nil || !reflect.DeepEqual(got, l) {
			t.Errorf("came back as\n%+v\nnot\n%+v (%v)", got, l, err)
		}
		if err := db.Insert(ctx, l); !fault.Is(err, "codelist.taken") {
			t.Errorf("a second list of the code: %v", err)
		}
		must(t, db.Insert(ctx, list("other", "kinds")))
		if _, err := db.List(ctx, "third", "kinds"); !fault.Is(err, "notfound") {
			t.Errorf("another bureau reads it: %v", err)
		}
		l.Draft, l.Closed, l.Newest, l.Rev = nil, at, 3, 2
		must(t, db.Update(ctx, l, 1))
		if got, err := db.List(ctx, "b", "kinds"); err != nil || !reflect.DeepEqual(got, l) {
			t.Errorf("came back as\n%+v\nnot\n%+v (%v)", got, l, err)
		}
		if err := db.Update(ctx, l, 1); !fault.Is(err, "codelist.stale") {
			t.Errorf("written over what was not seen: %v", err)
		}
	})
}

func TestAllListsSayWhetherTheyAreBeingWritten(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), codelistdb.New(s)
		quiet := list("b", "a-quiet")
		quiet.Draft = nil
		for _, l := range []codelist.List{list("b", "kinds"), quiet, list("other", "x")} {
			must(t, db.Insert(ctx, l))
		}
		got, err := db.Lists(ctx, "b")
		if err != nil || len(got) != 2 || got[0].Code != "a-quiet" || got[0].Draft != nil || got[1].Draft == nil || len(got[1].Draft.Rows) != 0 {
			t.Errorf("%+v (%v)", got, err)
		}
	})
}

func TestOnlyWhatWasNeverPublishedIsDeleted(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), codelistdb.New(s)
		used := list("b", "used")
		used.Newest = 1
		must(t, db.Insert(ctx, used))
		must(t, db.Insert(ctx, list("b", "new")))
		if err := db.Delete(ctx, "b", "used", 1); !fault.Is(err, "codelist.stale") {
			t.Errorf("a published list was deleted: %v", err)
		}
		if err := db.Delete(ctx, "b", "new", 2); !fault.Is(err, "codelist.stale") {
			t.Errorf("deleted at a revision that is not there: %v", err)
		}
		must(t, db.Delete(ctx, "b", "new", 1))
		if _, err := db.List(ctx, "b", "new"); !fault.Is(err, "notfound") {
			t.Errorf("it is still there: %v", err)
		}
	})
}

func TestVersionsAreKeptOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), codelistdb.New(s)
		l := list("b", "kinds")
		l.Newest = 2
		must(t, db.Insert(ctx, l))
		for _, no := range []int{1, 2} {
			must(t, db.InsertVersion(ctx, "b", version("kinds", no)))
		}
		must(t, db.InsertVersion(ctx, "other", version("kinds", 1)))
		if err := db.InsertVersion(ctx, "b", version("kinds", 2)); !fault.Is(err, "codelist.stale") {
			t.Errorf("a number twice: %v", err)
		}
		if got, err := db.Version(ctx, "b", "kinds", 1); err != nil || !reflect.DeepEqual(got, version("kinds", 1)) {
			t.Errorf("came back as %+v (%v)", got, err)
		}
		if got, err := db.Newest(ctx, "b", "kinds"); err != nil || got.No != 2 {
			t.Errorf("newest %+v (%v)", got, err)
		}
		if _, err := db.Newest(ctx, "b", "none"); !fault.Is(err, "notfound") {
			t.Errorf("of no list: %v", err)
		}
		if got, err := db.Versions(ctx, "b", "kinds"); err != nil || len(got) != 2 || got[0].No != 2 {
			t.Errorf("versions %+v (%v)", got, err)
		}
		if got, err := db.AllNewest(ctx, "b"); err != nil || len(got) != 1 || got[0].No != 2 {
			t.Errorf("all newest %+v (%v)", got, err)
		}
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
