package collect_test

import (
	"context"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/work/collect"
)

func TestOnlyWhatChangedSinceItWasSentBack(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	first := sheet(3, 1, 2, "10")
	first["list[r1].name"], first["list[r1].paid"] = "教学楼", "4"
	first["list[r2].name"], first["list[r2].paid"] = "食堂", "6"
	o := w.submit(w.open(collect.Filler)("2026-09"), first)
	if r, err := w.Return(ctx, chief, o.ID); err != nil || r.Changes != nil {
		t.Fatalf("%v: changes of what was never sent back: %+v", err, r.Changes)
	}
	back := func(reasons ...collect.Reason) {
		t.Helper()
		var err error
		if o, err = w.SendBack(ctx, chief, collect.SendBackInput{Seen: seen(o), Workdays: 2, Label: plain, Reasons: reasons}); err != nil {
			t.Fatal(err)
		}
		if r, err := w.Return(ctx, clerk, o.ID); err != nil || r.Changes != nil {
			t.Fatalf("%v: changes of what is being mended", err)
		}
	}
	again := func(raw form.Raw, answers map[string]string) map[form.Path]collect.ChangedCell {
		t.Helper()
		var err error
		in := collect.SaveInput{Return: o.ID, Base: o.RecordNo, Raw: raw, Answers: answers}
		if o, err = w.Submit(ctx, clerk, collect.SubmitInput{SaveInput: in}); err != nil {
			t.Fatal(err)
		}
		r, err := w.Return(ctx, chief, o.ID)
		if err != nil || r.Changes == nil {
			t.Fatalf("%v: no changes", err)
		}
		cells := map[form.Path]collect.ChangedCell{}
		for _, c := range r.Changes.Cells {
			cells[c.Path] = c
		}
		return cells
	}

	back(collect.Reason{Path: "spent", Text: "与台账不符"}, collect.Reason{Path: "total", Text: "少一个"}, collect.Reason{Text: "请校长签字"})
	second := sheet(3, 1, 2, "12.5")
	second["list[r1].name"], second["list[r1].paid"] = "教学楼", "4"
	second["list[r3].name"], second["list[r3].paid"] = "操场", "8.5"
	cells := again(second, map[string]string{"spent": "按台账改", "total": "没有少", "": "已签"})
	spent, total, gone, added := cells["spent"], cells["total"], cells["list[r2].paid"], cells["list[r3].paid"]
	if spent.Old.String() != "10" || spent.New.String() != "12.5" || len(spent.Marks) != 1 || spent.Marks[0].Answer != "按台账改" || spent.Same() {
		t.Errorf("%+v", spent)
	}
	if !total.Same() || total.Marks[0].Reason != "少一个" || total.Marks[0].Answer != "没有少" {
		t.Errorf("%+v", total)
	}
	if !gone.New.IsMissing() || gone.Old.String() != "6" || !added.Old.IsMissing() || added.New.String() != "8.5" {
		t.Errorf("%+v %+v", gone, added)
	}
	if len(cells) != 6 { // and the names of the two rows
		t.Errorf("%d cells: %v", len(cells), cells)
	}

	// The second time only what changed since the second time.
	back(collect.Reason{Path: "list[r3].paid", Text: "核对"})
	second["list[r3].paid"] = "9"
	cells = again(second, map[string]string{"list[r3].paid": "是 9"})
	if len(cells) != 1 || cells["list[r3].paid"].Old.String() != "8.5" {
		t.Errorf("%v", cells)
	}
}
