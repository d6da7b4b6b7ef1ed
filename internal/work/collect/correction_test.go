package collect_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/collect"
)

// requests keeps corrections for tests of rules.
type requests struct {
	mu   sync.Mutex
	rows []collect.Correction
}

func (r *requests) AddCorrection(_ context.Context, c collect.Correction) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.rows = append(r.rows, c)
	return nil
}

func (r *requests) Correction(_ context.Context, b, id string) (collect.Correction, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, c := range r.rows {
		if c.ID == id && c.Bureau == b {
			return c, nil
		}
	}
	return collect.Correction{}, fault.New(fault.NotFound, "notfound")
}

func (r *requests) UpdateCorrection(_ context.Context, c collect.Correction) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	for i := range r.rows {
		if r.rows[i].ID == c.ID && r.rows[i].Rev == c.Rev {
			c.Rev++
			r.rows[i] = c
			return nil
		}
	}
	return fault.New(fault.Conflict, "correction.moved")
}

func (r *requests) FindCorrections(_ context.Context, q collect.CorrectionQuery) ([]collect.Correction, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	var found []collect.Correction
	for _, c := range slices.Backward(r.rows) {
		fits := (q.Return == "" || q.Return == c.Return) && (q.Unit == "" || q.Unit == c.Answers()) && (q.Owner == "" || q.Owner == c.Owner) &&
			(q.Campaign == "" || q.Campaign == c.Campaign) && (len(q.States) == 0 || slices.Contains(q.States, c.State))
		if fits {
			found = append(found, c)
		}
	}
	return found, nil
}

// quoted is one figure and one document that used everything.
type quoted struct{ asked []collect.Used }

func (q *quoted) UsesOf(_ context.Context, _ string, of collect.Used) ([]collect.Use, error) {
	q.asked = append(q.asked, of)
	return []collect.Use{
		{Kind: collect.UseIndicator, Name: "完成投资", Href: "/figures", Unit: section},
		{Kind: collect.UseDocument, Name: "上半年总结", Href: "/issues/1", Of: "完成投资", Person: "issuer"},
	}, nil
}

var (
	chief2  = actor("zhou", section, access.Section)
	alien   = actor("wu", "sec-other", access.Section)
	officer = actor("bai", "office", access.Office)
	boss    = actor("ju", "office", access.Director)
)

// locked is a world with one locked return: 3 projects, 1 done, 2 under way, 10 spent.
func locked(t *testing.T) (*world, collect.Obligation, *quoted) {
	t.Helper()
	w := newWorld(t)
	uses := &quoted{}
	w.Corrections, w.Uses = &requests{}, uses
	ctx := context.Background()
	o := w.submit(w.open(collect.Filler)("2026-09"), sheet(3, 1, 2, "10"))
	o, err := w.Review(ctx, chief, seen(o))
	if err != nil {
		t.Fatal(err)
	}
	o, err = w.Lock(ctx, chief, seen(o))
	if err != nil {
		t.Fatal(err)
	}
	return w, o, uses
}

func ask(o collect.Obligation, cells form.Raw) collect.AskInput {
	return collect.AskInput{Return: o.ID, Base: o.RecordNo, Cells: cells, Reason: "漏记一笔付款"}
}

func (w *world) asked(by access.Actor, o collect.Obligation, cells form.Raw) collect.Correction {
	w.t.Helper()
	c, err := w.AskCorrection(context.Background(), by, ask(o, cells))
	if err != nil {
		w.t.Fatalf("ask: %v %+v", err, fault.As(err).Fields)
	}
	return c
}

func seenC(c collect.Correction) collect.SeenCorrection {
	return collect.SeenCorrection{ID: c.ID, Rev: c.Rev}
}

func (w *world) signedC(by access.Actor, o collect.Obligation, cells form.Raw) collect.Correction {
	w.t.Helper()
	c, err := w.SignCorrection(context.Background(), head, seenC(w.asked(by, o, cells)))
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

// Every act in every state by everybody: who gets where, and who is told what.
func TestCorrectionTransitionsByRole(t *testing.T) {
	type act = func(*world, access.Actor, collect.SeenCorrection) (collect.Correction, error)
	ctx := context.Background()
	acts := map[string]act{
		"sign": func(w *world, by access.Actor, in collect.SeenCorrection) (collect.Correction, error) {
			return w.SignCorrection(ctx, by, in)
		},
		"decline": func(w *world, by access.Actor, in collect.SeenCorrection) (collect.Correction, error) {
			return w.DeclineCorrection(ctx, by, in, "不对")
		},
		"approve": func(w *world, by access.Actor, in collect.SeenCorrection) (collect.Correction, error) {
			return w.ApproveCorrection(ctx, by, in)
		},
		"refuse": func(w *world, by access.Actor, in collect.SeenCorrection) (collect.Correction, error) {
			return w.RefuseCorrection(ctx, by, in, "没有凭证")
		},
		"withdraw": func(w *world, by access.Actor, in collect.SeenCorrection) (collect.Correction, error) {
			return w.WithdrawCorrection(ctx, by, in)
		},
	}
	people := map[string]access.Actor{"asker": clerk, "clerk2": clerk2, "head": head, "checker": checker, "chief": chief, "chief2": chief2,
		"alien": alien, "office": officer, "director": boss, "foreign": foreign}
	// What is not listed is refused.
	leads := map[string]collect.CorrectionState{
		"open sign head": collect.CorrectionSigned, "open sign checker": collect.CorrectionSigned,
		"open decline head": collect.CorrectionRefused, "open decline checker": collect.CorrectionRefused,
		"open withdraw asker":  collect.CorrectionWithdrawn,
		"signed approve chief": collect.CorrectionApproved, "signed approve chief2": collect.CorrectionApproved,
		"signed refuse chief": collect.CorrectionRefused, "signed refuse chief2": collect.CorrectionRefused,
		"signed withdraw asker": collect.CorrectionWithdrawn,
	}
	for _, state := range collect.CorrectionStates() {
		for name, do := range acts {
			for who, by := range people {
				key := fmt.Sprintf("%s %s %s", state, name, who)
				w, o, _ := locked(t)
				c := w.inState(o, state)
				got, err := do(w, by, seenC(c))
				want, may := leads[key]
				if may && (err != nil || got.State != want) {
					t.Errorf("%s: %v, state %s, want %s", key, err, got.State, want)
				}
				if !may && err == nil {
					t.Errorf("%s was allowed", key)
				}
				if who == "foreign" && fault.KindOf(err) != fault.NotFound {
					t.Errorf("%s: a foreign school learns that there is a request: %v", key, err)
				}
				if err != nil && w.stored(c).State != state {
					t.Errorf("%s was refused and yet taken", key)
				}
			}
		}
	}
}

func (w *world) stored(c collect.Correction) collect.Correction {
	w.t.Helper()
	now, err := w.Corrections.Correction(context.Background(), bureau, c.ID)
	if err != nil {
		w.t.Fatal(err)
	}
	return now
}

func (w *world) inState(o collect.Obligation, state collect.CorrectionState) collect.Correction {
	w.t.Helper()
	ctx := context.Background()
	c := w.asked(clerk, o, form.Raw{"spent": "12"})
	var err error
	switch state {
	case collect.CorrectionSigned:
		c, err = w.SignCorrection(ctx, head, seenC(c))
	case collect.CorrectionApproved:
		if c, err = w.SignCorrection(ctx, head, seenC(c)); err == nil {
			c, err = w.ApproveCorrection(ctx, chief, seenC(c))
		}
	case collect.CorrectionRefused:
		c, err = w.DeclineCorrection(ctx, head, seenC(c), "不对")
	case collect.CorrectionWithdrawn:
		c, err = w.WithdrawCorrection(ctx, clerk, seenC(c))
	case collect.CorrectionOpen:
	}
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

func TestWhoMayAskForACorrection(t *testing.T) {
	for name, c := range map[string]struct {
		by  access.Actor
		may bool
	}{"clerk": {clerk, true}, "section": {chief, true}, "head": {head, false}, "another section": {alien, false}, "director": {boss, false}, "another school": {foreign, false}} {
		w, o, _ := locked(t)
		_, err := w.AskCorrection(context.Background(), c.by, ask(o, form.Raw{"spent": "12"}))
		if (err == nil) != c.may {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNobodyApprovesOwnCorrection(t *testing.T) {
	w, o, _ := locked(t)
	ctx := context.Background()
	c := w.signedC(chief, o, form.Raw{"spent": "12"})
	if _, err := w.ApproveCorrection(ctx, chief, seenC(c)); !fault.Is(err, "correction.own") {
		t.Errorf("who asked approved: %v", err)
	}
	signer := actor(head.Person, section, access.Section)
	if _, err := w.ApproveCorrection(ctx, signer, seenC(c)); !fault.Is(err, "correction.own") {
		t.Errorf("who signed approved in another post: %v", err)
	}
	if _, err := w.ApproveCorrection(ctx, chief2, seenC(c)); err != nil {
		t.Errorf("a colleague: %v", err)
	}
}

func TestApprovedCorrectionKeepsBothValues(t *testing.T) {
	w, o, uses := locked(t)
	ctx := context.Background()
	c := w.signedC(clerk, o, form.Raw{"spent": "１２.５"})
	w.inbox.sent = nil
	c, err := w.ApproveCorrection(ctx, chief, seenC(c))
	if err != nil {
		t.Fatal(err)
	}
	now := w.store.rows[o.ID]
	if now.State != collect.Locked || now.RecordNo != o.RecordNo+1 || c.Result != now.RecordNo {
		t.Errorf("state %s, revision %d, result %d", now.State, now.RecordNo, c.Result)
	}
	for rev, want := range map[int]string{o.RecordNo: "10", now.RecordNo: "12.5"} {
		got, err := w.recs.LoadRev(ctx, bureau, o.Record, rev)
		if err != nil || got.Values.Get("spent").Number().String() != want {
			t.Errorf("revision %d: %v %v, want %s", rev, got.Values.Get("spent"), err, want)
		}
	}
	if m := now.Paper.Corrected; len(m) != 1 || m[0].Path != "spent" || m[0].Was != "10.00 万元" || m[0].Now != "12.50 万元" || m[0].Correction != c.ID {
		t.Errorf("marks %+v", m)
	}
	if len(now.Paper.Signatures) != len(o.Paper.Signatures) {
		t.Error("the signatures of the return fell")
	}
	last := w.log.events[len(w.log.events)-1]
	if said := fmt.Sprintf("%+v", last.Data); last.Verb != "return.correct.approve" || last.Thing != o.ID ||
		!strings.Contains(said, "10") || !strings.Contains(said, "12.5") || !strings.Contains(said, "漏记一笔付款") || !strings.Contains(said, "wangxue") || !strings.Contains(said, "hewei") {
		t.Errorf("the log says %+v", last)
	}
	if len(c.Paper.Uses) != 2 || !slices.Equal(uses.asked[0].Fields, []string{"spent"}) {
		t.Errorf("uses %+v of %+v", c.Paper.Uses, uses.asked)
	}
	var told []string
	for _, n := range w.inbox.sent {
		told = append(told, n.Person+n.Unit+":"+n.Text.Key)
	}
	for _, want := range []string{"wangxue:correction.notice.approved", "issuer:correction.notice.use.document", section + ":correction.notice.use.indicator"} {
		if !slices.Contains(told, want) {
			t.Errorf("nobody told %s; told %v", want, told)
		}
	}
}

func TestACorrectionIsCheckedAsTheWholeSheet(t *testing.T) {
	w, o, _ := locked(t)
	ctx := context.Background()
	for name, c := range map[string]struct {
		in    collect.AskInput
		field string
	}{
		"no reason":         {collect.AskInput{Return: o.ID, Base: o.RecordNo, Cells: form.Raw{"spent": "12"}, Reason: " "}, "reason"},
		"no cells":          {ask(o, form.Raw{}), "cells"},
		"no such cell":      {ask(o, form.Raw{"moon": "1"}), "cells"},
		"the same value":    {ask(o, form.Raw{"spent": "10.00"}), "spent"},
		"no number":         {ask(o, form.Raw{"spent": "十二"}), "spent"},
		"a required blank":  {ask(o, form.Raw{"total": ""}), "total"},
		"a logic check":     {ask(o, form.Raw{"total": "5"}), "total"},
		"hostile bytes":     {collect.AskInput{Return: o.ID, Base: o.RecordNo, Cells: form.Raw{"spent": "12"}, Reason: "a\x00b"}, "reason"},
		"negative projects": {ask(o, form.Raw{"total": "-3"}), "total"},
	} {
		_, err := w.AskCorrection(ctx, clerk, c.in)
		if f := wantFault(t, err, "correction.checks"); !hasField(f, c.field) {
			t.Errorf("%s: fields %+v", name, f.Fields)
		}
	}
	w.asked(clerk, o, form.Raw{"total": "5", "building": "4"}) // two cells that agree
}

func TestAnOddCorrectionIsExplained(t *testing.T) {
	w, o, _ := locked(t)
	ctx := context.Background()
	earlier := w.pickMonth("2026-08")
	w.submit(earlier, sheet(3, 1, 2, "9"))
	in := ask(o, form.Raw{"spent": "8"}) // less than the month before
	_, err := w.AskCorrection(ctx, clerk, in)
	f := wantFault(t, err, "correction.checks")
	at := slices.IndexFunc(f.Fields, func(one fault.Field) bool { return strings.HasPrefix(one.Path, "explain:") })
	if at < 0 {
		t.Fatalf("fields %+v", f.Fields)
	}
	in.Explanations = map[string]string{strings.TrimPrefix(f.Fields[at].Path, "explain:"): "退回一笔工程款"}
	c, err := w.AskCorrection(ctx, clerk, in)
	if err != nil {
		t.Fatal(err)
	}
	if c, err = w.SignCorrection(ctx, head, seenC(c)); err != nil {
		t.Fatal(err)
	}
	if _, err = w.ApproveCorrection(ctx, chief, seenC(c)); err != nil {
		t.Fatal(err)
	}
	if e := w.store.rows[o.ID].Paper.Explanations; len(e) != 1 || e[0].Text != "退回一笔工程款" {
		t.Errorf("explanations %+v", e)
	}
}

func (w *world) pickMonth(month string) collect.Obligation {
	for _, o := range w.store.rows {
		if o.Unit == school && o.Period.String() == month {
			return o
		}
	}
	w.t.Fatal("no such month")
	return collect.Obligation{}
}

func TestTwoRequestsForOneReturn(t *testing.T) {
	w, o, _ := locked(t)
	ctx := context.Background()
	first := w.signedC(clerk, o, form.Raw{"spent": "12"})
	o = w.store.rows[o.ID]
	_, err := w.AskCorrection(ctx, clerk2, ask(o, form.Raw{"spent": "13"}))
	if f := wantFault(t, err, "correction.pending"); !hasField(f, "spent") {
		t.Errorf("fields %+v", f.Fields)
	}
	second := w.signedC(clerk2, o, form.Raw{"total": "4", "done": "2"}) // other cells
	if _, err := w.ApproveCorrection(ctx, chief, seenC(first)); err != nil {
		t.Fatal(err)
	}
	if _, err := w.AskCorrection(ctx, clerk, ask(o, form.Raw{"spent": "14"})); !fault.Is(err, "return.stale") {
		t.Errorf("a request on a stale revision: %v", err)
	}
	if _, err := w.ApproveCorrection(ctx, chief, seenC(second)); err != nil {
		t.Errorf("a request whose own cells are untouched: %v", err)
	}
	now, err := w.recs.LoadRev(ctx, bureau, o.Record, o.RecordNo+2)
	if err != nil || now.Values.Get("spent").Number().String() != "12" || now.Values.Get("total").Number().String() != "4" {
		t.Errorf("the second lost the first: %v", err)
	}
}

func TestACorrectionOfWhatHasChangedIsStale(t *testing.T) {
	w, o, _ := locked(t)
	ctx := context.Background()
	c := w.signedC(clerk, o, form.Raw{"spent": "12"})
	stored, _ := w.recs.LoadRev(ctx, bureau, o.Record, o.RecordNo)
	values := stored.Values
	changed, _ := form.Decode(w.recs.def, sheet(3, 1, 2, "11"))
	stored.Values, stored.Rev = changed, o.RecordNo+1
	w.recs.revs[o.Record] = append(w.recs.revs[o.Record], stored)
	now := w.store.rows[o.ID]
	now.RecordNo++
	w.store.rows[o.ID] = now
	if _, err := w.ApproveCorrection(ctx, chief, seenC(c)); !fault.Is(err, "return.stale") {
		t.Errorf("approved over %v: %v", values.Get("spent"), err)
	}
	v, err := w.OpenCorrection(ctx, chief, c.ID)
	if err != nil || !v.Stale {
		t.Errorf("the page does not say so: %v", err)
	}
}

func TestOnlyLockedReturnsAreCorrected(t *testing.T) {
	w := newWorld(t)
	w.Corrections = &requests{}
	o := w.submit(w.open(collect.Filler)("2026-09"), sheet(3, 1, 2, "10"))
	if _, err := w.AskCorrection(context.Background(), clerk, ask(o, form.Raw{"spent": "12"})); !fault.Is(err, "return.moved") {
		t.Errorf("a return that is not locked: %v", err)
	}
}

func TestWhomACorrectionWaitsFor(t *testing.T) {
	w, o, _ := locked(t)
	ctx := context.Background()
	c := w.asked(clerk, o, form.Raw{"spent": "12"})
	waiting := func(by access.Actor) int {
		items, err := w.CorrectionsWaiting(ctx, by)
		if err != nil {
			t.Fatal(err)
		}
		return len(items)
	}
	if waiting(head) != 1 || waiting(chief) != 0 || waiting(clerk) != 0 {
		t.Errorf("open waits for head %d, section %d, clerk %d", waiting(head), waiting(chief), waiting(clerk))
	}
	if _, err := w.SignCorrection(ctx, head, seenC(c)); err != nil {
		t.Fatal(err)
	}
	if waiting(head) != 0 || waiting(chief) != 1 || waiting(alien) != 0 {
		t.Errorf("signed waits for head %d, section %d, another section %d", waiting(head), waiting(chief), waiting(alien))
	}
	for by, want := range map[*access.Actor]int{&clerk: 1, &foreign: 0, &boss: 1} {
		items, err := w.CorrectionsOf(ctx, *by, o.Campaign, "")
		if err != nil || len(items) != want {
			t.Errorf("%s sees %d of the campaign, want %d: %v", by.Name, len(items), want, err)
		}
	}
}
