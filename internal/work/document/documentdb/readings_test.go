package documentdb_test

import (
	"context"
	"sync"
	"testing"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/document"
	"nianlun/internal/work/document/documentdb"
)

func newReading(bureau string, year int) document.Reading {
	doc := docread.ReadText("2026年工作要点\n一、重点任务\n12月底前投资达到1.5亿元。\n二、要求\n抓好落实。", docread.Options{})
	return document.Reading{
		ID: id.New(), Bureau: bureau, Year: year, Title: "2026年工作要点", Number: "云教〔2026〕3号", File: "f", FileName: "要点.docx",
		By: "p", At: at, Doc: *doc, State: document.ReadingOpen, Counts: document.Counts{Proposed: 2}, Rev: 1,
		Proposals: []document.Proposal{
			{ID: "p2", Start: 40, End: 44, Text: "落实", Title: "落实", State: document.Proposed, Rev: 1},
			{ID: "p1", Start: 17, End: 30, Text: "投资", Title: "投资", Lead: "u", Participants: []string{"v", "w"}, Leader: "l", State: document.Proposed, Rev: 1,
				Due: period.Date{Year: 2026, Month: 12, Day: 31}, DueWords: "12月底前", DueFrom: document.DueText,
				Target: &document.Target{Op: document.AtLeast, Value: decimal.RequireFromString("15000.000000001"), Unit: "万元", Indicator: "spend"}},
		},
	}
}

func TestReadings(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), documentdb.New(s)
		r := newReading("b", 2026)
		must(t, db.InsertReading(ctx, r))
		got, err := db.Reading(ctx, "b", r.ID)
		must(t, err)
		if got.Title != r.Title || got.Number != r.Number || got.FileName != "要点.docx" || !got.At.Equal(at) || got.Counts != r.Counts || got.By != "p" {
			t.Errorf("%+v", got)
		}
		if got.Doc.Text != r.Doc.Text || len(got.Doc.Figures) != len(r.Doc.Figures) || !got.Doc.Figures[0].Value.Equal(*r.Doc.Figures[0].Value) ||
			len(got.Doc.Outline) != 2 || got.Slice(0, 4) != "2026" {
			t.Errorf("the text came back otherwise: %+v", got.Doc)
		}
		if len(got.Proposals) != 2 || got.Proposals[0].ID != "p1" {
			t.Fatalf("not in text order: %+v", got.Proposals)
		}
		p := got.Proposals[0]
		if p.Due.String() != "2026-12-31" || p.Target.Value.String() != "15000.000000001" || len(p.Participants) != 2 || p.Leader != "l" || p.DueFrom != document.DueText {
			t.Errorf("%+v", p)
		}
		if _, err := db.Reading(ctx, "other", r.ID); fault.KindOf(err) != fault.NotFound {
			t.Errorf("another bureau: %v", err)
		}
		if _, err := db.HoldReading(ctx, "b", id.New()); fault.KindOf(err) != fault.NotFound {
			t.Errorf("none such: %v", err)
		}
	})
}

func TestReadingsOfAYear(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), documentdb.New(s)
		for _, year := range []int{2025, 2026, 2026} {
			must(t, db.InsertReading(ctx, newReading("b", year)))
		}
		must(t, db.InsertReading(ctx, newReading("other", 2026)))
		list, err := db.Readings(ctx, "b", 2026)
		if err != nil || len(list) != 2 || list[0].ID < list[1].ID || list[0].Doc.Text != "" || list[0].Counts.Proposed != 2 {
			t.Errorf("%+v %v", list, err)
		}
	})
}

func TestSaveReading(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), documentdb.New(s)
		r := newReading("b", 2026)
		must(t, db.InsertReading(ctx, r))
		r.Rev, r.State, r.Steps, r.Counts = 2, document.ReadingDecided, 1, document.Counts{Confirmed: 2}
		changed := r.Proposals[1]
		changed.State, changed.Rev = document.Confirmed, 2
		added := document.Proposal{ID: "p3", Start: 1, End: 2, State: document.Confirmed, Rev: 1}
		must(t, db.SaveReading(ctx, r, []document.Proposal{changed, added}, []string{"p2"}))
		got, err := db.Reading(ctx, "b", r.ID)
		must(t, err)
		if len(got.Proposals) != 2 || got.Proposals[0].ID != "p3" || got.Proposals[1].State != document.Confirmed || got.Proposals[1].Rev != 2 ||
			got.Rev != 2 || got.Steps != 1 || got.State != document.ReadingDecided || got.Counts.Confirmed != 2 {
			t.Errorf("%+v", got)
		}
		if err := db.SaveReading(ctx, r, nil, nil); !fault.Is(err, "reading.changed") {
			t.Errorf("a second saving of one revision: %v", err)
		}
	})
}

func TestSteps(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), documentdb.New(s)
		r := newReading("b", 2026)
		for no := 1; no <= 3; no++ {
			must(t, db.AddStep(ctx, "b", r.ID, document.Step{No: no, Verb: "proposal.edit", Before: r.Proposals, Made: []string{"x"}}))
		}
		must(t, db.ForgetSteps(ctx, "b", r.ID, 3))
		step, err := db.Step(ctx, "b", r.ID, 2)
		if err != nil || step.No != 2 || len(step.Before) != 2 || step.Before[1].Target.Unit != "万元" || step.Made[0] != "x" {
			t.Errorf("%+v %v", step, err)
		}
		if _, err := db.Step(ctx, "b", r.ID, 3); fault.KindOf(err) != fault.NotFound {
			t.Errorf("a forgotten step: %v", err)
		}
	})
}

// Many clerks at once: each act sees the one before it, so none is lost.
func TestHoldKeepsActsApart(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), documentdb.New(s)
		r := newReading("b", 2026)
		must(t, db.InsertReading(ctx, r))
		const clerks = 8
		var group sync.WaitGroup
		failed := make(chan error, clerks)
		for range clerks {
			group.Go(func() {
				failed <- s.InTx(ctx, func(ctx context.Context) error {
					held, err := db.HoldReading(ctx, "b", r.ID)
					if err != nil {
						return err
					}
					held.Rev++
					held.Steps++
					return db.SaveReading(ctx, held, nil, nil)
				})
			})
		}
		group.Wait()
		close(failed)
		for err := range failed {
			must(t, err)
		}
		if got, err := db.Reading(ctx, "b", r.ID); err != nil || got.Rev != 1+clerks || got.Steps != clerks {
			t.Errorf("%d acts, revision %d, %v", got.Steps, got.Rev, err)
		}
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
