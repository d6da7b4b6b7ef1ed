package collect_test

import (
	"context"
	"strings"
	"testing"

	"nianlun/internal/engine/form"
	"nianlun/internal/work/collect"
)

// newer publishes version 2 of the form, in which a text of version 1 is replaced.
func (w *world) newer(old, new string) {
	w.t.Helper()
	def, err := form.Parse([]byte(strings.Replace(formYAML, old, new, 1)), nil)
	if err != nil {
		w.t.Fatal(err)
	}
	w.recs.newer = def
}

const spentField = "      - {code: spent, name: 本年完成投资, type: money, unit: 万元, decimals: 2}\n"

// withoutSpent takes a field away, with the check that reads it, and bounds another.
func (w *world) withoutSpent() {
	w.t.Helper()
	source := strings.Replace(formYAML, spentField, "", 1)
	source = strings.Replace(source, "name: 在建, type: integer, unit: 个, required: true, prefill: last, min: 0", "name: 在建, type: integer, unit: 个, required: true, min: 0, max: 1", 1)
	source, _, _ = strings.Cut(source, "  - experience:")
	def, err := form.Parse([]byte(source), nil)
	if err != nil {
		w.t.Fatal(err)
	}
	w.recs.newer = def
}

func TestMoveToVersion(t *testing.T) {
	ctx := context.Background()
	w := newWorld(t)
	month := w.open(collect.Filler)
	handed := w.submit(month("2026-08"), sheet(3, 1, 2, "10"))
	draft, err := w.SaveDraft(ctx, clerk, collect.SaveInput{Return: month("2026-09").ID, Raw: sheet(9, 1, 8, "20")})
	if err != nil {
		t.Fatal(err)
	}
	w.withoutSpent()
	c := w.store.campaigns[handed.Campaign]

	preview, err := w.PreviewVersion(ctx, chief, c.ID, 2)
	if err != nil {
		t.Fatal(err)
	}
	if preview.Refused() || len(preview.Drafts) != 1 || preview.Kept != 1 || preview.Drafts[0].UnitName != "青溪小学" {
		t.Fatalf("got %+v", preview)
	}
	lost := preview.Drafts[0].Lost
	if len(lost) != 2 || lost[0].Path != "building" || lost[0].Code != form.Unfit || lost[1].Path != "spent" || lost[1].Code != form.FieldRemoved {
		t.Fatalf("got %+v", lost)
	}
	if w.store.campaigns[c.ID].Version != 1 || w.store.rows[draft.Obligation.ID].Version != 1 {
		t.Fatal("the preview wrote something")
	}

	moved, err := w.MoveToVersion(ctx, chief, c.ID, c.Rev, 2)
	if err != nil {
		t.Fatal(err)
	}
	if len(moved.Drafts) != 1 || moved.Blank != preview.Blank || w.store.campaigns[c.ID].Version != 2 {
		t.Errorf("got %+v", moved)
	}
	if o := w.store.rows[handed.ID]; o.Version != 1 || o.RecordNo != handed.RecordNo {
		t.Errorf("what was handed in became %+v", o)
	}
	o := w.store.rows[draft.Obligation.ID]
	if o.Version != 2 || o.RecordNo != draft.Obligation.RecordNo+1 {
		t.Errorf("the draft became %+v", o)
	}
	seen, err := w.Return(ctx, clerk, o.ID)
	if err != nil {
		t.Fatal(err)
	}
	if seen.Values.Get("total").String() != "9" || seen.Raw["building"] != "8" || len(seen.Issues) != 1 || seen.Raw["spent"] != "" {
		t.Errorf("got %v %v %v", seen.Values, seen.Raw, seen.Issues)
	}
	if w.log.count("campaign.version") != 1 || w.log.count("return.version") != 1 {
		t.Error("not in the log")
	}
	last := w.inbox.sent[len(w.inbox.sent)-1]
	if last.Unit != school || last.Thing != o.ID {
		t.Errorf("told %+v", last)
	}
	// A clerk who had the old sheet on the screen loses nothing: the other's values come with the refusal.
	_, err = w.SaveDraft(ctx, clerk, collect.SaveInput{Return: o.ID, Base: draft.Obligation.RecordNo, Raw: sheet(10, 1, 1, "20")})
	_ = wantFault(t, err, "return.stale")
	if _, err := w.SaveDraft(ctx, clerk, collect.SaveInput{Return: o.ID, Base: o.RecordNo, Raw: form.Raw{"total": "2", "done": "1", "building": "1"}}); err != nil {
		t.Error(err)
	}
}

func TestMoveToVersionIsRefused(t *testing.T) {
	ctx := context.Background()
	w := newWorld(t)
	o := w.open(collect.Filler)("2026-09")
	c := w.store.campaigns[o.Campaign]
	w.newer("unit: 万元, decimals: 2}", "unit: 元, decimals: 2}")
	preview, err := w.PreviewVersion(ctx, chief, c.ID, 2)
	if err != nil || !preview.Refused() {
		t.Errorf("got %+v, %v", preview.Differences, err)
	}
	_, err = w.MoveToVersion(ctx, chief, c.ID, c.Rev, 2)
	_ = wantFault(t, err, "campaign.incompatible")
	_, err = w.MoveToVersion(ctx, chief, c.ID, c.Rev, 1)
	_ = wantFault(t, err, "campaign.version")
	_, err = w.MoveToVersion(ctx, chief, c.ID, c.Rev+1, 2)
	_ = wantFault(t, err, "campaign.stale")
	_, err = w.MoveToVersion(ctx, clerk, c.ID, c.Rev, 2)
	if err == nil {
		t.Error("a clerk moved a campaign")
	}
	if w.store.campaigns[c.ID].Version != 1 || w.log.count("campaign.version") != 0 {
		t.Error("something was written")
	}
}

// What was sent back keeps the version on which it was signed and reviewed.
func TestMoveToVersionKeepsWhatWasSentBack(t *testing.T) {
	ctx := context.Background()
	w := newWorld(t)
	o := w.submit(w.open(collect.Filler)("2026-09"), sheet(3, 1, 2, "10"))
	o.State = collect.Back
	w.store.rows[o.ID] = o
	w.withoutSpent()
	c := w.store.campaigns[o.Campaign]
	m, err := w.MoveToVersion(ctx, chief, c.ID, c.Rev, 2)
	if err != nil || len(m.Drafts) != 0 || w.store.rows[o.ID].Version != 1 {
		t.Errorf("got %+v, %v", m, err)
	}
}
