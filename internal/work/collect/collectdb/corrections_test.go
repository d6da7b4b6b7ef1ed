package collectdb_test

import (
	"context"
	"nianlun/internal/work/collect/collecttest"
	"reflect"
	"slices"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
)

func aCorrection(bureau string) collect.Correction {
	p, err := period.Parse("2026-09")
	if err != nil {
		panic(err)
	}
	at := time.Date(2026, 10, 12, 1, 2, 3, 4000, time.UTC)
	return collect.Correction{
		ID: id.New(), Bureau: bureau, Return: "ret", Campaign: "camp", Owner: "sec", Unit: "school", Form: "works", Version: 2,
		Period: p, State: collect.CorrectionSigned, Base: 3, Rev: 1, AskedBy: "wangxue", AskedAt: at, SignedBy: "fang", SignedAt: at,
		Paper: collect.CorrectionPaper{
			Cells:  []collect.CorrectedCell{{Path: "spent", Old: "1", New: "2", OldShow: "1.00 万元", NewShow: "2.00 万元"}},
			Reason: "漏记 '一笔' \\ \"付款\"", Evidence: []string{"file"}, Asked: "王雪", Signed: "方静",
		},
	}
}

func TestCorrectionsComeBackAsTheyWere(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 1)
		ctx := context.Background()
		c := aCorrection(w.Bureau)
		must(t, w.DB.AddCorrection(ctx, c))
		c.State, c.Result, c.DecidedBy, c.DecidedAt, c.Paper.Answer = collect.CorrectionRefused, 4, "hewei", c.AskedAt, "没有凭证"
		must(t, w.DB.UpdateCorrection(ctx, c))
		if err := w.DB.UpdateCorrection(ctx, c); !fault.Is(err, "correction.moved") {
			t.Errorf("a stale revision was written: %v", err)
		}
		c.Rev++
		got, err := w.DB.Correction(ctx, w.Bureau, c.ID)
		must(t, err)
		if !reflect.DeepEqual(got, c) {
			t.Errorf("came back as\n%+v\nnot\n%+v", got, c)
		}
		if _, err := w.DB.Correction(ctx, "another-bureau", c.ID); fault.KindOf(err) != fault.NotFound {
			t.Errorf("another bureau reads it: %v", err)
		}
	})
}

func TestFindCorrections(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 1)
		ctx := context.Background()
		first, second := aCorrection(w.Bureau), aCorrection(w.Bureau)
		second.Return, second.Unit, second.Owner, second.Campaign, second.State = "ret2", "school2", "sec2", "camp2", collect.CorrectionOpen
		must(t, w.DB.AddCorrection(ctx, first))
		must(t, w.DB.AddCorrection(ctx, second))
		for name, c := range map[string]struct {
			q    collect.CorrectionQuery
			want []string
		}{
			"all, newest first": {collect.CorrectionQuery{}, []string{second.ID, first.ID}},
			"of a return":       {collect.CorrectionQuery{Return: "ret"}, []string{first.ID}},
			"of a campaign":     {collect.CorrectionQuery{Campaign: "camp2"}, []string{second.ID}},
			"of a unit":         {collect.CorrectionQuery{Unit: "school"}, []string{first.ID}},
			"of an owner":       {collect.CorrectionQuery{Owner: "sec2"}, []string{second.ID}},
			"in states":         {collect.CorrectionQuery{States: []collect.CorrectionState{collect.CorrectionSigned, collect.CorrectionApproved}}, []string{first.ID}},
			"none":              {collect.CorrectionQuery{Return: "ret", Unit: "school2"}, nil},
			"limited":           {collect.CorrectionQuery{Limit: 1}, []string{second.ID}},
		} {
			c.q.Bureau = w.Bureau
			found, err := w.DB.FindCorrections(ctx, c.q)
			must(t, err)
			var ids []string
			for _, one := range found {
				ids = append(ids, one.ID)
			}
			if !slices.Equal(ids, c.want) {
				t.Errorf("%s: %v, want %v", name, ids, c.want)
			}
		}
		if none, err := w.DB.FindCorrections(ctx, collect.CorrectionQuery{Bureau: "another"}); err != nil || len(none) != 0 {
			t.Errorf("another bureau finds %v %v", none, err)
		}
	})
}

func (w *world) post(person string, i int, role access.Role) access.Actor {
	by := w.Clerk(person, i)
	by.Post.Role = role
	return by
}

// locked hands a school's return in and locks it.
func (w *world) locked(i int) collect.Obligation {
	w.T.Helper()
	ctx := context.Background()
	o, err := w.Submit(ctx, w.Clerk("wangxue", i), collect.SubmitInput{SaveInput: collect.SaveInput{Return: w.Owes(i, "2026-09").ID, Raw: collecttest.Sheet("3", "10")}})
	must(w.T, err)
	o, err = w.Review(ctx, w.Chief, collect.Seen{Return: o.ID, Base: o.RecordNo})
	must(w.T, err)
	o, err = w.Lock(ctx, w.Chief, collect.Seen{Return: o.ID, Base: o.RecordNo})
	must(w.T, err)
	return o
}

func (w *world) signed(o collect.Obligation, i int) collect.Correction {
	w.T.Helper()
	ctx := context.Background()
	c, err := w.AskCorrection(ctx, w.Clerk("wangxue", i), collect.AskInput{Return: o.ID, Base: o.RecordNo, Cells: form.Raw{"spent": "12"}, Reason: "漏记一笔付款"})
	must(w.T, err)
	c, err = w.SignCorrection(ctx, w.post("fang", i, access.Head), collect.SeenCorrection{ID: c.ID, Rev: c.Rev})
	must(w.T, err)
	return c
}

func TestApproveAndWithdrawAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 8)
		w.Open("2026-09")
		ctx := context.Background()
		for i := range 8 {
			o := w.locked(i)
			c := w.signed(o, i)
			seen := collect.SeenCorrection{ID: c.ID, Rev: c.Rev}
			errs := atOnce(
				func() error { _, err := w.ApproveCorrection(ctx, w.Chief, seen); return err },
				func() error { _, err := w.WithdrawCorrection(ctx, w.Clerk("wangxue", i), seen); return err },
			)
			now, err := w.DB.Correction(ctx, w.Bureau, c.ID)
			must(t, err)
			after := w.Read(o.ID)
			switch {
			case errs[0] == nil && fault.Is(errs[1], "correction.moved") && now.State == collect.CorrectionApproved && after.RecordNo == o.RecordNo+1:
			case errs[1] == nil && fault.Is(errs[0], "correction.moved") && now.State == collect.CorrectionWithdrawn && after.RecordNo == o.RecordNo:
			default:
				t.Errorf("approve: %v; withdraw: %v; state %s, revision %d", errs[0], errs[1], now.State, after.RecordNo)
			}
			if n := w.entries(o.ID, "return.correct.approve") + w.entries(o.ID, "return.correct.withdraw"); n != 1 {
				t.Errorf("%d decisions in the log", n)
			}
		}
	})
}

func TestTwoAskForTheSameCellAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 5)
		w.Open("2026-09")
		for i := range 5 {
			o := w.locked(i)
			ask := func(person, spent string) func() error {
				return func() error {
					_, err := w.AskCorrection(context.Background(), w.Clerk(person, i), collect.AskInput{Return: o.ID, Base: o.RecordNo, Cells: form.Raw{"spent": spent}, Reason: "漏记"})
					return err
				}
			}
			errs := atOnce(ask("wangxue", "12"), ask("lina", "13"))
			if errs[0] != nil {
				errs[0], errs[1] = errs[1], errs[0]
			}
			if errs[0] != nil || !fault.Is(errs[1], "correction.pending") {
				t.Errorf("%v", errs)
			}
			all, err := w.DB.FindCorrections(context.Background(), collect.CorrectionQuery{Bureau: w.Bureau, Return: o.ID})
			must(t, err)
			if len(all) != 1 {
				t.Errorf("%d requests for one cell", len(all))
			}
		}
	})
}

func TestAnApprovedCorrectionChangesTheFacts(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 1)
		w.Open("2026-09")
		ctx := context.Background()
		o := w.locked(0)
		c := w.signed(o, 0)
		c, err := w.ApproveCorrection(ctx, w.Chief, collect.SeenCorrection{ID: c.ID, Rev: c.Rev})
		must(t, err)
		facts, err := w.Facts(ctx, w.Bureau, "works", []string{"spent"}, []string{"2026-09"})
		must(t, err)
		if len(facts) != 1 || facts[0].Values[0] == nil || facts[0].Values[0].String() != "12" || facts[0].State != collect.Locked {
			t.Errorf("%+v", facts)
		}
		was, err := w.Records.LoadRev(ctx, w.Bureau, o.Record, o.RecordNo)
		must(t, err)
		if was.Values.Get("spent").Number().String() != "10" {
			t.Error("the old value is gone")
		}
		now := w.Read(o.ID)
		if now.State != collect.Locked || now.RecordNo != c.Result || len(now.Paper.Corrected) != 1 {
			t.Errorf("%+v", now)
		}
	})
}
