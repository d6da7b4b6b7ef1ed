package documentdb_test

import (
	"context"
	"testing"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/docread/docmark"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/document"
	"nianlun/internal/work/document/documentdb"
)

func correction(id string, rev int) document.Correction {
	value := decimal.RequireFromString("15000.000000001")
	c := document.Correction{By: "p", Name: "陈晓岚", At: at, Rev: rev}
	c.ID, c.Kind, c.Op = id, docmark.Figure, docmark.Set
	c.Place = docmark.Place{Start: 3, End: 6, Words: "1.5", Before: "投资", After: "亿元"}
	c.Marks = []docmark.Mark{{End: 3, Value: &docmark.FigureValue{Value: &value, Kind: docread.KindMoney, Unit: "元", UnitLength: 1, Role: docread.RoleTarget}}}
	return c
}

func TestCorrections(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), documentdb.New(s)
		r, other := newReading("b", 2026), newReading("b", 2026)
		must(t, db.InsertReading(ctx, r))
		must(t, db.InsertReading(ctx, other))
		must(t, db.PutCorrections(ctx, "b", r.ID, []document.Correction{correction("two", 3), correction("one", 2), correction("gone", 1)}))
		changed := correction("two", 4)
		changed.Lost = true
		must(t, db.PutCorrections(ctx, "b", r.ID, []document.Correction{changed}))
		must(t, db.DropCorrections(ctx, "b", r.ID, []string{"gone", "never"}))
		got, err := db.Reading(ctx, "b", r.ID)
		must(t, err)
		if len(got.Corrections) != 2 || got.Corrections[0].ID != "one" || !got.Corrections[1].Lost || got.Corrections[1].Rev != 4 {
			t.Fatalf("%+v", got.Corrections)
		}
		c := got.Corrections[0]
		if !c.At.Equal(at) || c.Place != correction("one", 2).Place || c.Marks[0].Value.Value.String() != "15000.000000001" {
			t.Errorf("%+v", c)
		}
		if alone, err := db.Reading(ctx, "b", other.ID); err != nil || len(alone.Corrections) != 0 {
			t.Errorf("another reading has %+v, %v", alone.Corrections, err)
		}
	})
}

func TestSaveText(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), documentdb.New(s)
		r := newReading("b", 2026)
		r.Version = 1
		must(t, db.InsertReading(ctx, r))
		r.Version, r.Title, r.Number = 2, "新题", "云教〔2026〕4号"
		must(t, db.SaveText(ctx, r, *docread.ReadText("新题\n一、任务\n建成3所。", docread.Options{})))
		got, err := db.Reading(ctx, "b", r.ID)
		must(t, err)
		if got.Version != 2 || got.Title != "新题" || got.Number != r.Number || len(got.Doc.Figures) != 1 || len(got.Proposals) != 2 {
			t.Errorf("%+v", got)
		}
	})
}

// A step that took corrections or the text away gives them back as they were.
func TestStepsOfMarks(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), documentdb.New(s)
		r := newReading("b", 2026)
		step := document.Step{No: 1, Verb: "mark.set", Mended: []document.Correction{correction("old", 1)}, Corrected: []string{"new"},
			Text: &document.TextBefore{Doc: r.Doc, Title: r.Title, Version: 1}}
		must(t, db.AddStep(ctx, "b", r.ID, step))
		got, err := db.Step(ctx, "b", r.ID, 1)
		must(t, err)
		if len(got.Mended) != 1 || got.Mended[0].Place.Words != "1.5" || got.Corrected[0] != "new" || got.Text == nil || got.Text.Doc.Text != r.Doc.Text {
			t.Errorf("%+v", got)
		}
	})
}
