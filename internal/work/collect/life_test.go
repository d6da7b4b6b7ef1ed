package collect_test

import (
	"context"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/flow"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/work/collect"
)

// The states of the definition and those of the code are the same, in the same
// order, each with its name in the catalogues.
func TestStatesOfTheDefinition(t *testing.T) {
	machine := collect.Life()
	var codes []string
	for _, s := range machine.States {
		codes = append(codes, s.Code)
		if (s.Group == flow.Done) != (s.Code == "locked" || s.Code == "exempt") {
			t.Errorf("%s is in the group %s", s.Code, s.Group)
		}
	}
	for i, s := range collect.States() {
		if i >= len(codes) || codes[i] != string(s) {
			t.Fatalf("definition %v, code %v", codes, collect.States())
		}
		if !i18n.Has("collect.state." + string(s)) {
			t.Errorf("%s has no name", s)
		}
	}
	for _, s := range collect.States() {
		state, _ := machine.State(string(s))
		if (len(state.Edit) > 0) != s.Open() {
			t.Errorf("%s: who may edit and who must hand in differ", s)
		}
	}
}

func TestChase(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	at := w.open(collect.Filler)
	open := at("2026-09")
	done := w.submit(at("2026-08"), sheet(3, 1, 2, "10"))
	results, err := w.Remind(ctx, chief, open.Campaign, []string{open.ID, done.ID})
	if err != nil || len(results) != 2 || len(w.inbox.sent) != 1 || w.store.rows[open.ID].Reminders != 1 {
		t.Errorf("%v %+v, %d notices", err, results, len(w.inbox.sent))
	}
	for _, r := range results {
		if (r.Return == done.ID) != fault.Is(r.Err, "return.moved") {
			t.Errorf("%+v", r)
		}
	}
	due := period.Date{Year: 2026, Month: 10, Day: 30}
	if _, err := w.Extend(ctx, chief, open.Campaign, []string{open.ID, done.ID}, due); err != nil {
		t.Fatal(err)
	}
	if w.store.rows[open.ID].Due != due || w.store.rows[done.ID].Due == due {
		t.Error("the due day of what is handed in does not move")
	}
	if _, err := w.Extend(ctx, chief, open.Campaign, []string{open.ID}, period.Date{Year: 2026, Month: 1, Day: 1}); !fault.Is(err, "collect.extend") {
		t.Errorf("moved into the past: %v", err)
	}
	if _, err := w.Remind(ctx, clerk, open.Campaign, []string{open.ID}); err == nil {
		t.Error("a school chased itself")
	}
}

func TestExempt(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	o := w.open()("2026-09")
	if _, err := w.Exempt(ctx, chief, o.Campaign, []string{o.ID}, ""); !fault.Is(err, "collect.exempt") {
		t.Errorf("excused without a reason: %v", err)
	}
	if _, err := w.Exempt(ctx, chief, o.Campaign, []string{o.ID}, "停办"); err != nil || w.store.rows[o.ID].State != collect.Exempt {
		t.Errorf("%v %s", err, w.store.rows[o.ID].State)
	}
	if w.store.rows[o.ID].Late(o.Due.AddDays(100)) {
		t.Error("what is excused is never late")
	}
	results, err := w.Oblige(ctx, chief, o.Campaign, []string{o.ID})
	if err != nil || results[0].Err != nil || w.store.rows[o.ID].State != collect.Owed {
		t.Errorf("%v %+v", err, results)
	}
}

func TestMatrixAndLists(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	at := w.open(collect.Filler)
	done := w.submit(at("2026-08"), sheet(3, 1, 2, "10"))
	m, err := w.Matrix(ctx, chief, done.Campaign)
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Rows) != 2 || m.Current.String() != "2026-09" || m.Count.Owed != 1 || m.Count.Total() != 1 {
		t.Errorf("%d rows, %s, %+v", len(m.Rows), m.Current, m.Count)
	}
	for _, r := range m.Rows {
		if r.Unit.ID == other && r.Cells[1].ID != "" {
			t.Error("a school that is closed owes September")
		}
		if r.Unit.ID == school && (r.Judged != 1 || r.OnTime != 0 || r.Clerks != "王雪") {
			t.Errorf("%+v", r) // August was handed in on 12 October
		}
	}
	owed, err := w.Owed(ctx, clerk)
	if err != nil || len(owed) != 1 || owed[0].Title != "校舍进度月报" || owed[0].UnitName != "青溪小学" || !owed[0].Near {
		t.Errorf("%v %+v", err, owed)
	}
	for by, want := range map[*access.Actor]int{&clerk: 2, &chief: 3, &foreign: 1} {
		if all, err := w.List(ctx, *by, collect.Filter{}); err != nil || len(all) != want {
			t.Errorf("%s lists %d: %v", by.Name, len(all), err)
		}
	}
	waiting, err := w.Waiting(ctx, chief)
	if err != nil || len(waiting) != 1 || waiting[0].ID != done.ID {
		t.Errorf("%v %+v", err, waiting)
	}
	if none, err := w.Owed(ctx, chief); err != nil || len(none) != 0 {
		t.Errorf("a section owes no returns: %v", none)
	}
	sums, err := w.Campaigns(ctx, chief, 2026)
	if err != nil || len(sums) != 1 || sums[0].Count.Owed != 1 || sums[0].Owner != "计划财务科" {
		t.Errorf("%v %+v", err, sums)
	}
	results, err := w.LockReviewed(ctx, chief, done.Campaign, "")
	if err != nil || len(results) != 0 {
		t.Errorf("nothing is reviewed: %v %v", err, results)
	}
}
