package designdb_test

import (
	"context"
	"reflect"
	"testing"
	"time"

	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/design"
	"nianlun/internal/work/design/designdb"
)

var _ design.Store = (*designdb.DB)(nil)

var at = time.Date(2026, 10, 16, 1, 2, 3, 4000, time.UTC)

func newDraft(bureau, code string) design.Draft {
	return design.Draft{
		ID: id.New(), Bureau: bureau, Form: code, Title: "课后服务月报", Owner: "sec", State: design.Writing, Base: 2, Rev: 1,
		Reasons: map[string]string{"spent": "口径不同：'含' \"税\""}, Sample: design.Sample{Now: form.Raw{"spent": "1,0"}},
		StartedBy: "p1", Started: at, ChangedBy: "p2", Changed: at.Add(time.Minute),
	}
}

func revision(rev int) design.Revision {
	return design.Revision{Rev: rev, YAML: "form: x\n", Act: "field.set", Target: "spent", Back: rev - 1, By: "p2", At: at}
}

func TestDraftsComeBackAsTheyWere(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), designdb.New(s)
		d := newDraft("b", "care")
		must(t, db.Insert(ctx, d, revision(1)))
		got, err := db.Draft(ctx, "b", d.ID)
		if err != nil || !reflect.DeepEqual(got, d) {
			t.Errorf("came back as\n%+v\nnot\n%+v (%v)", got, d, err)
		}
		r, err := db.Revision(ctx, "b", d.ID, 1)
		if err != nil || !reflect.DeepEqual(r, revision(1)) {
			t.Errorf("came back as\n%+v (%v)", r, err)
		}
		if _, err := db.Draft(ctx, "other", d.ID); fault.KindOf(err) != fault.NotFound {
			t.Errorf("another bureau reads it: %v", err)
		}
		if _, err := db.Revision(ctx, "other", d.ID, 1); fault.KindOf(err) != fault.NotFound {
			t.Errorf("another bureau reads its revision: %v", err)
		}
	})
}

func TestUpdateHoldsToTheRevision(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), designdb.New(s)
		d := newDraft("b", "care")
		must(t, db.Insert(ctx, d, revision(1)))
		d.Title, d.Rev = "改名", 2
		second := revision(2)
		second.YAML += "second: 1\n"
		must(t, db.Update(ctx, d, 1, second, 0))
		heads, err := db.Heads(ctx, "b")
		if err != nil || len(heads) != 1 || heads[d.ID] != revision(2).YAML+"second: 1\n" {
			t.Errorf("the drafts' texts are %v (%v)", heads, err)
		}
		if none, err := db.Heads(ctx, "other"); err != nil || len(none) != 0 {
			t.Errorf("another bureau reads %v (%v)", none, err)
		}
		if err := db.Update(ctx, d, 1, revision(2), 0); !fault.Is(err, "design.stale") {
			t.Errorf("a stale revision was written: %v", err)
		}
		d.Rev = 3
		must(t, db.Update(ctx, d, 2, revision(3), 1))
		if _, err := db.Revision(ctx, "b", d.ID, 1); fault.KindOf(err) != fault.NotFound {
			t.Errorf("the dropped revision is still there: %v", err)
		}
		if _, err := db.Revision(ctx, "b", d.ID, 2); err != nil {
			t.Errorf("a kept revision is gone: %v", err)
		}
		must(t, db.SetSample(ctx, "b", d.ID, design.Sample{Last: form.Raw{"n": "5"}}))
		got, err := db.Draft(ctx, "b", d.ID)
		if err != nil || got.Title != "改名" || got.Rev != 3 || got.Sample.Last["n"] != "5" || got.StartedBy != "p1" {
			t.Errorf("%+v (%v)", got, err)
		}
	})
}

func TestWhatWasPublishedIsNotWrittenAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), designdb.New(s)
		d := newDraft("b", "care")
		must(t, db.Insert(ctx, d, revision(1)))
		published := d
		published.State, published.Version = design.Published, 3
		must(t, db.Update(ctx, published, 1, design.Revision{}, 0))
		d.Rev = 2 // of somebody who read the draft before it was published
		if err := db.Update(ctx, d, 1, revision(2), 0); !fault.Is(err, "design.stale") {
			t.Errorf("a change that began before the publishing was kept: %v", err)
		}
		if err := db.Update(ctx, published, 1, design.Revision{}, 0); !fault.Is(err, "design.stale") {
			t.Errorf("published twice: %v", err)
		}
		if got, err := db.Draft(ctx, "b", d.ID); err != nil || got.State != design.Published || got.Version != 3 {
			t.Errorf("%+v (%v)", got, err)
		}
	})
}

func TestAFormHasOneOpenDraft(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), designdb.New(s)
		first := newDraft("b", "care")
		must(t, db.Insert(ctx, first, revision(1)))
		if err := db.Insert(ctx, newDraft("b", "care"), revision(1)); !fault.Is(err, "design.open") {
			t.Errorf("a second open draft: %v", err)
		}
		must(t, db.Insert(ctx, newDraft("other", "care"), revision(1)))
		second := newDraft("b", "meals")
		must(t, db.Insert(ctx, second, revision(1)))
		second.Form = "care"
		if err := db.Update(ctx, second, 1, design.Revision{}, 0); !fault.Is(err, "design.open") {
			t.Errorf("a code that another open draft has: %v", err)
		}
		first.State = design.Published
		must(t, db.Update(ctx, first, 1, design.Revision{}, 0))
		gone := newDraft("b", "care")
		must(t, db.Insert(ctx, gone, revision(1)))
		gone.State = design.Discarded
		must(t, db.Update(ctx, gone, 1, design.Revision{}, 0))
		all, err := db.Drafts(ctx, "b")
		if err != nil || len(all) != 2 {
			t.Errorf("%d drafts: %+v (%v)", len(all), all, err)
		}
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
