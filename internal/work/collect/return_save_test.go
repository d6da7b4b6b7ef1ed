package collect_test

import (
	"context"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/collect"
)

func TestDraftsAreSavedRightOrWrong(t *testing.T) {
	w := newWorld(t)
	o := w.open()("2026-09")
	raw := form.Raw{"total": "１２", "done": "abc", "spent": "1,234.50"} // full-width digits, a word, separators
	saved, err := w.SaveDraft(context.Background(), clerk, collect.SaveInput{Return: o.ID, Raw: raw})
	if err != nil {
		t.Fatal(err)
	}
	if saved.Obligation.State != collect.Draft || saved.Obligation.RecordNo != 1 {
		t.Errorf("state %s, revision %d", saved.Obligation.State, saved.Obligation.RecordNo)
	}
	if v := saved.Values.Get("total"); v.Number().String() != "12" {
		t.Errorf("full-width digits became %s", v)
	}
	if _, bad := saved.Issues.At("done"); !bad || len(saved.Issues) != 1 {
		t.Errorf("issues %+v", saved.Issues)
	}
	back, err := w.Return(context.Background(), clerk, o.ID)
	if err != nil {
		t.Fatal(err)
	}
	if back.Raw["done"] != "abc" || len(back.Issues) != 1 {
		t.Errorf("the unreadable text is lost: %v %v", back.Raw, back.Issues)
	}
}

func TestNothingNewIsNoRevision(t *testing.T) {
	w := newWorld(t)
	o := w.open()("2026-09")
	for range 2 {
		saved, err := w.SaveDraft(context.Background(), clerk, collect.SaveInput{Return: o.ID, Base: o.RecordNo, Raw: sheet(3, 1, 2, "10")})
		if err != nil {
			t.Fatal(err)
		}
		o = saved.Obligation
	}
	if o.RecordNo != 1 || w.log.count("return.save") != 1 {
		t.Errorf("revision %d, %d entries", o.RecordNo, w.log.count("return.save"))
	}
}

func TestHostileTextIsNamedAndNotStored(t *testing.T) {
	w := newWorld(t)
	o := w.open()("2026-09")
	raw := form.Raw{"total": "1\x00", "list[r1].name": "bad\xff", "done": "1", "no[such].cell": "x"}
	saved, err := w.SaveDraft(context.Background(), clerk, collect.SaveInput{Return: o.ID, Raw: raw})
	if err != nil {
		t.Fatal(err)
	}
	if len(saved.Issues) != 3 {
		t.Errorf("issues %+v", saved.Issues)
	}
	stored := w.recs.revs[saved.Obligation.Record][0].Raw
	if _, there := stored["total"]; there {
		t.Error("NUL was stored")
	}
	if _, there := stored["list[r1].name"]; there {
		t.Error("invalid UTF-8 was stored")
	}
	long := collect.SaveInput{Return: o.ID, Base: 1, Explanations: map[string]string{"x": "a\x00"}}
	_, err = w.SaveDraft(context.Background(), clerk, long)
	if f := wantFault(t, err, "invalid"); !hasField(f, "explain:x") {
		t.Errorf("fields %+v", f.Fields)
	}
}

func TestSecondSaverGetsTheOthersValues(t *testing.T) {
	w := newWorld(t)
	o := w.open()("2026-09")
	first, err := w.SaveDraft(context.Background(), clerk, collect.SaveInput{Return: o.ID, Raw: sheet(3, 1, 2, "10")})
	if err != nil {
		t.Fatal(err)
	}
	mine := collect.SaveInput{Return: o.ID, Base: 1, Raw: sheet(3, 1, 2, "12")}
	if _, err := w.SaveDraft(context.Background(), clerk2, mine); err != nil {
		t.Fatal(err)
	}
	_, err = w.SaveDraft(context.Background(), clerk, collect.SaveInput{Return: o.ID, Base: first.Obligation.RecordNo, Raw: sheet(4, 2, 2, "11")})
	_ = wantFault(t, err, "return.stale")
	stale, ok := collect.StaleOf(err)
	if !ok || stale.By != "name of lina" {
		t.Fatalf("stale: %+v", stale)
	}
	values, _ := form.Decode(w.recs.def, sheet(4, 2, 2, "11"))
	merged, clashes := collect.Merge(w.recs.def, stale.Base, values, stale.Theirs)
	if len(clashes) != 1 || clashes[0].Path != "spent" || clashes[0].Theirs.Number().String() != "12" {
		t.Errorf("clashes %+v", clashes)
	}
	if merged.Get("total").Number().String() != "4" || merged.Get("spent").Number().String() != "11" {
		t.Error("what was typed is lost")
	}
}

func TestMergeTakesEachSidesRows(t *testing.T) {
	w := newWorld(t)
	decode := func(raw form.Raw) form.Values {
		v, issues := form.Decode(w.recs.def, raw)
		if len(issues) > 0 {
			t.Fatal(issues)
		}
		return v
	}
	base := decode(form.Raw{"list[r1].name": "甲", "list[r2].name": "乙", "list[r3].name": "丙", "total": "3"})
	mine := decode(form.Raw{"list[r1].name": "甲", "list[r1].paid": "5", "list[r2].name": "乙", "list[r3].name": "丙", "total": "3"})
	theirs := decode(form.Raw{"list[r1].name": "甲", "list[r3].name": "丙", "list[r3].paid": "7", "list[r4].name": "丁", "total": "4"})
	merged, clashes := collect.Merge(w.recs.def, base, mine, theirs)
	if len(clashes) != 0 {
		t.Errorf("clashes %+v", clashes)
	}
	want := decode(form.Raw{"list[r1].name": "甲", "list[r1].paid": "5", "list[r3].name": "丙", "list[r3].paid": "7", "list[r4].name": "丁", "total": "4"})
	if diff := form.Diff(w.recs.def, want, merged); len(diff) != 0 {
		t.Errorf("merged differs: %+v", diff)
	}
}

func TestForeignReturnDoesNotExistAndIsLogged(t *testing.T) {
	w := newWorld(t)
	o := w.open()("2026-09")
	_, err := w.Return(context.Background(), foreign, o.ID)
	if fault.KindOf(err) != fault.NotFound || w.log.count("return.hidden") != 1 {
		t.Errorf("%v, %d entries", err, w.log.count("return.hidden"))
	}
	_, err = w.SaveDraft(context.Background(), foreign, collect.SaveInput{Return: o.ID, Raw: sheet(1, 1, 0, "1")})
	if fault.KindOf(err) != fault.NotFound || w.log.count("return.hidden") != 2 {
		t.Errorf("%v, %d entries", err, w.log.count("return.hidden"))
	}
	for _, id := range []string{"", "x", "'; DROP TABLE obligation; --", "01890000-0000-7000-8000-000000000000"} {
		if _, err := w.Return(context.Background(), clerk, id); fault.KindOf(err) != fault.NotFound {
			t.Errorf("%q: %v", id, err)
		}
	}
}

func TestLastPeriodIsOfferedAndMarked(t *testing.T) {
	w := newWorld(t)
	at := w.open()
	w.submit(at("2026-08"), sheet(5, 2, 3, "100"))
	r, err := w.Return(context.Background(), clerk, at("2026-09").ID)
	if err != nil {
		t.Fatal(err)
	}
	if r.Values.Get("total").Number().String() != "5" || !r.Values.Get("spent").IsMissing() {
		t.Error("the offer is not what the form says")
	}
	if r.Known.Get("total").IsMissing() || !r.Known.Get("spent").IsMissing() || r.Before.String() != "2026-08" {
		t.Errorf("known %v, before %s", r.Known, r.Before)
	}
	saved, err := w.SaveDraft(context.Background(), clerk, collect.SaveInput{Return: r.Obligation.ID, Raw: sheet(6, 2, 4, "120")})
	if err != nil {
		t.Fatal(err)
	}
	r, err = w.Return(context.Background(), clerk, saved.Obligation.ID)
	if err != nil || r.Values.Get("total").Number().String() != "6" || r.Known.Get("total").Number().String() != "5" {
		t.Errorf("what was typed stands beside what was offered: %v %v", r.Values, err)
	}
}
