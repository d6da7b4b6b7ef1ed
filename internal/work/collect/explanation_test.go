package collect_test

import (
	"context"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/collect"
)

// spentFalls is the key of the experience check of the tests' form.
func spentFalls(t *testing.T, err error) string {
	t.Helper()
	return wantFault(t, err, "return.checks").Fields[0].Path[len("explain:"):]
}

// less opens two months, the second of which spends less than the first, and
// explains it.
func less(t *testing.T) (w *world, key string, in collect.SubmitInput) {
	t.Helper()
	w = newWorld(t)
	find := w.open(collect.Filler)
	w.submit(find("2026-08"), sheet(3, 1, 2, "100"))
	in = collect.SubmitInput{SaveInput: collect.SaveInput{Return: find("2026-09").ID, Raw: sheet(3, 1, 2, "90")}}
	_, err := w.Submit(context.Background(), clerk, in)
	key = spentFalls(t, err)
	in.Explanations = map[string]string{key: "核减一笔"}
	return w, key, in
}

func TestAnExplanationFallsWithTheFigure(t *testing.T) {
	w, key, in := less(t)
	ctx := context.Background()
	saved, err := w.SaveDraft(ctx, clerk, in.SaveInput)
	if err != nil {
		t.Fatal(err)
	}
	open := func() (string, []collect.Explanation) {
		t.Helper()
		r, err := w.Return(ctx, clerk, in.Return)
		if err != nil || len(r.Findings) != 1 {
			t.Fatalf("%v %+v", err, r.Findings)
		}
		return r.Findings[0].Explanation, r.Offered
	}
	if said, offers := open(); said != "核减一笔" || len(offers) != 0 {
		t.Errorf("said %q, offered %+v", said, offers)
	}

	// Another figure: the text that a page still holds was said to the old one.
	in.Base, in.Raw = saved.Obligation.RecordNo, sheet(3, 1, 2, "80")
	_, err = w.Submit(ctx, clerk, in)
	if spentFalls(t, err) != key {
		t.Error("the old explanation counts for the new figure")
	}
	if saved, err = w.SaveDraft(ctx, clerk, in.SaveInput); err != nil {
		t.Fatal(err)
	}
	if said, offers := open(); said != "" || len(offers) != 1 || offers[0].Text != "核减一笔" || offers[0].From != "" {
		t.Errorf("said %q, offered %+v", said, offers)
	}

	// Saying it again is an act of its own; so is saying something else.
	in.Base, in.Again = saved.Obligation.RecordNo, []string{key}
	if saved, err = w.SaveDraft(ctx, clerk, in.SaveInput); err != nil {
		t.Fatal(err)
	}
	if said, _ := open(); said != "核减一笔" {
		t.Errorf("said again: %q", said)
	}
	in.Base, in.Again, in.Raw, in.Explanations = saved.Obligation.RecordNo, nil, sheet(3, 1, 2, "70"), map[string]string{key: "又核减一笔"}
	out, err := w.Submit(ctx, clerk, in)
	if err != nil || len(out.Paper.Explanations) != 1 || out.Paper.Explanations[0].Text != "又核减一笔" || out.Paper.Explanations[0].Of == "" {
		t.Errorf("%v %+v", err, out.Paper.Explanations)
	}
}

// A change elsewhere, or back to the figure that was explained, takes nothing away.
func TestAnExplanationStaysWithTheFigure(t *testing.T) {
	w, key, in := less(t)
	ctx := context.Background()
	saved, err := w.SaveDraft(ctx, clerk, in.SaveInput)
	if err != nil {
		t.Fatal(err)
	}
	for _, raw := range []form.Raw{sheet(4, 2, 2, "90"), sheet(4, 2, 2, "101"), sheet(4, 2, 2, "90.00")} {
		in.Base, in.Raw, in.Explanations = saved.Obligation.RecordNo, raw, nil
		if saved, err = w.SaveDraft(ctx, clerk, in.SaveInput); err != nil {
			t.Fatal(err)
		}
	}
	in.Base = saved.Obligation.RecordNo
	out, err := w.Submit(ctx, clerk, in)
	if err != nil || len(out.Paper.Explanations) != 1 || out.Paper.Explanations[0].Finding != key {
		t.Errorf("%v %+v", err, out.Paper.Explanations)
	}
}

// An explanation of before seals were kept counts for what it stands with.
func TestAnExplanationWithoutASealCounts(t *testing.T) {
	w, key, in := less(t)
	ctx := context.Background()
	o := w.store.rows[in.Return]
	o.Paper.Explanations = []collect.Explanation{{Finding: key, Text: "核减一笔"}}
	w.store.rows[in.Return] = o
	in.Explanations = nil
	if _, err := w.Submit(ctx, clerk, in); err != nil {
		t.Errorf("%v %+v", err, fault.As(err).Fields)
	}
}
