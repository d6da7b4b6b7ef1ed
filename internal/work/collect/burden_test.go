package collect_test

import (
	"context"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/collect"
)

// timedWorld is a bureau that keeps the burden account.
func timedWorld(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.Burdens, w.Params, w.Caps = w.store, idle{}, capBook{}
	return w
}

func (w *world) after(d time.Duration) { w.now = w.now.Add(d) }

func (w *world) look(by access.Actor, id string) collect.Return {
	w.t.Helper()
	r, err := w.Return(context.Background(), by, id)
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

func TestMinutesLeaveIdleGapsOut(t *testing.T) {
	w := timedWorld(t)
	ctx := context.Background()
	o := w.open()("2026-09")
	w.look(chief, o.ID)
	w.look(head, o.ID)
	if got := w.store.rows[o.ID].Work; !got.Opened.IsZero() {
		t.Errorf("somebody who does not fill it opened it: %+v", got)
	}
	w.look(clerk, o.ID)
	w.after(2 * time.Minute)
	w.look(clerk2, o.ID) // a second opening begins nothing anew
	w.after(time.Minute)
	saved, err := w.SaveDraft(ctx, clerk, collect.SaveInput{Return: o.ID, Raw: sheet(10, 4, 6, "1")})
	if err != nil {
		t.Fatal(err)
	}
	if got := saved.Obligation.Work.Active; got != 3*time.Minute {
		t.Errorf("%v from the first opening", got)
	}
	w.after(14 * time.Hour) // the tab stays open overnight
	done := w.submit(w.store.rows[o.ID], sheet(10, 4, 6, "2"))
	if got := done.Work; got.Active != 8*time.Minute || !got.Counted || got.Cells != 4 {
		t.Errorf("%+v: a gap counts five minutes at most", got)
	}
}

func TestOnlyTheScreenIsTimed(t *testing.T) {
	w := timedWorld(t)
	owed := w.open()
	machine := clerk
	machine.Door = access.API
	w.look(machine, owed("2026-08").ID)
	w.after(time.Hour)
	o := owed("2026-08")
	done, err := w.Submit(context.Background(), machine, collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Raw: sheet(10, 4, 6, "1")}})
	if err != nil || done.Work.Active != 0 || !done.Work.Opened.IsZero() || done.Work.Cells != 4 {
		t.Errorf("%v %+v", err, done.Work)
	}
}

// filled hands a month in after so many minutes on the screen.
func (w *world) filled(o collect.Obligation, took time.Duration) {
	w.t.Helper()
	w.look(clerk, o.ID)
	w.after(took)
	w.submit(w.store.rows[o.ID], sheet(10, 4, 6, "1"))
}

func TestBurden(t *testing.T) {
	w := timedWorld(t)
	w.Caps = capBook{"burden.year.forms": "1", "burden.year.cells": "100"}
	in := newCampaign()
	in.AboveCap = true
	if _, err := w.OpenCampaign(context.Background(), chief, in); err != nil {
		t.Fatal(err)
	}
	for _, o := range w.store.sorted() {
		if o.Unit == school {
			w.filled(o, map[string]time.Duration{"2026-08": 2 * time.Minute, "2026-09": 4 * time.Minute}[o.Period.String()])
		}
	}
	b, err := w.Burden(context.Background(), chief, 2026)
	if err != nil || len(b.Units) != 2 {
		t.Fatalf("%v %+v", err, b.Units)
	}
	mine := b.Units[0]
	if mine.Unit.ID != school || mine.Months[8].Returns != 1 || mine.Months[8].Minutes() != 2 || mine.Months[9].Minutes() != 4 || mine.Months[0].Returns != 0 {
		t.Errorf("August is due in September: %+v", mine.Months)
	}
	if y := mine.Year; y.Returns != 2 || y.Done != 2 || y.Cells != 8 || y.Timed != 2 || y.Median != 3*time.Minute {
		t.Errorf("the year: %+v", y)
	}
	// The other school closed: it owes August alone, and has not opened it. The form asks four cells of everybody.
	if y := b.Units[1].Year; y.Returns != 1 || y.Cells != 4 || y.Done != 0 || y.Median != 0 {
		t.Errorf("nobody typed: %+v", y)
	}
	if len(b.Forms) != 1 || b.Forms[0].Title != "校舍进度月报" || b.Forms[0].Median != 3*time.Minute || b.Forms[0].Returns != 3 {
		t.Errorf("%+v", b.Forms)
	}
	if b.Above != 1 || len(mine.Excess) != 1 || mine.Excess[0].Over != 1 || mine.Excess[0].Cap.Measure != collect.Forms {
		t.Errorf("%d above; %+v", b.Above, mine.Excess)
	}
}

func TestASchoolSeesItsOwnBurden(t *testing.T) {
	w := timedWorld(t)
	w.filled(w.open()("2026-09"), time.Minute)
	ctx := context.Background()
	for _, by := range []access.Actor{clerk, head} {
		b, err := w.Burden(ctx, by, 2026)
		if err != nil || len(b.Units) != 1 || b.Units[0].Unit.ID != school || b.Total.Returns != 2 || b.Forms[0].Returns != 2 {
			t.Errorf("%s: %v %+v", by.Person, err, b)
		}
	}
	if _, err := w.UnitBurden(ctx, foreign, 2026, school); fault.KindOf(err) != fault.NotFound {
		t.Errorf("another school's account: %v", err)
	}
	a, err := w.UnitBurden(ctx, chief, 2026, school)
	if err != nil || len(a.Returns) != 2 || a.UnitBurden.Year.Returns != 2 {
		t.Fatalf("%v %+v", err, a)
	}
	for _, r := range a.Returns {
		if r.Cells != 4 || r.Title != "校舍进度月报" {
			t.Errorf("%+v", r)
		}
	}
}

func TestACampaignThatGoesAboveACapIsAcceptedFirst(t *testing.T) {
	w := timedWorld(t)
	ctx := context.Background()
	w.Caps = capBook{"burden.year.forms": "3", "burden.year.minutes": "7"}
	w.filled(w.open()("2026-09"), 4*time.Minute) // two returns of the school, four minutes of one of them
	in := newCampaign()
	in.Periods = months("2026-10", "2026-11")
	_, err := w.OpenCampaign(ctx, chief, in)
	f := wantFault(t, err, "collect.above")
	if !hasField(f, "above") {
		t.Errorf("fields %+v", f.Fields)
	}
	above := collect.AboveOf(err)
	if len(above) != 1 || above[0].Unit.ID != school || above[0].Year != 2026 || len(above[0].Excess) != 2 {
		t.Fatalf("%+v", above)
	}
	if e := above[0].Excess; e[0].Has != 4 || e[0].Over != 1 || e[1].Has != 4+2*4 || e[1].Over != 5 {
		t.Errorf("two more forms of four minutes each: %+v", e)
	}
	in.AboveCap = true
	if _, err := w.OpenCampaign(ctx, chief, in); err != nil {
		t.Fatal(err)
	}
	last := w.log.events[len(w.log.events)-1]
	if data, _ := last.Data.(map[string]any); data["above"].(map[collect.Measure]int)[collect.Forms] != 1 {
		t.Errorf("the log says %+v", last)
	}
}

func TestNextYearHasItsOwnCap(t *testing.T) {
	w := timedWorld(t)
	w.Caps = capBook{"burden.year.forms": "3"}
	w.open()
	in := newCampaign()
	in.Periods = months("2026-11", "2026-12") // December is due in January
	if _, err := w.OpenCampaign(context.Background(), chief, in); err != nil {
		t.Errorf("three in 2026, one in 2027: %v", err)
	}
}
