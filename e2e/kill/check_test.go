package kill

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"nianlun/client"
	"nianlun/internal/app"
	"nianlun/internal/base/audit"
	"nianlun/internal/engine/form"
	"nianlun/internal/work/collect"
)

// checkThroughAPI asks the program that was started again for every return that
// was touched before the kill.
func (b *bureau) checkThroughAPI(t *testing.T, address string) {
	t.Helper()
	for _, s := range b.returns {
		if !s.touched {
			continue
		}
		got, err := client.New(address, b.schools[s.unit].token).Return(limited(t), s.id)
		if err != nil {
			t.Errorf("%v: %v", s, err)
			continue
		}
		if !s.same(got.State, got.Revision, got.Values) && !s.cutDone(got.State, got.Revision, got.Values) {
			t.Errorf("%v: found %s at revision %d: %v, acknowledged %v", s, got.State, got.Revision, got.Values, s.values)
		}
	}
}

// checkFolder opens the folder and looks at the touched returns, each with its
// record and its entries in the log. It settles what became of the calls that
// were cut off, and counts those that were done after all.
func (b *bureau) checkFolder(t *testing.T) (cutButDone int) {
	t.Helper()
	b.open(t, func(ctx context.Context, t *testing.T, a *app.App) {
		for _, s := range b.returns {
			if !s.touched {
				continue
			}
			done, err := b.check(ctx, a, s)
			if err != nil {
				t.Errorf("%v: %v", s, err)
			}
			if done {
				cutButDone++
			}
		}
	})
	return cutButDone
}

// checkAll looks at every return of the campaign once more: twenty kills later
// nothing of the first rounds may have gone either.
func (b *bureau) checkAll(t *testing.T) {
	t.Helper()
	for _, s := range b.returns {
		s.touched = true
	}
	b.checkFolder(t)
}

// check compares a return with what its client was told, and its parts with each
// other. done tells that a call without an answer had been carried out.
func (b *bureau) check(ctx context.Context, a *app.App, s *slip) (done bool, err error) {
	r, err := a.Collect.Return(ctx, b.schools[s.unit].clerk, s.id)
	if err != nil {
		return false, err
	}
	o := r.Obligation
	values := map[string]string{}
	for path, text := range form.RawOf(r.Definition, r.Values) {
		values[path.String()] = text
	}
	if done = s.cutDone(string(o.State), o.RecordNo, values); !done && !s.same(string(o.State), o.RecordNo, values) {
		return false, fmt.Errorf("found %s at revision %d: %v, acknowledged %v", o.State, o.RecordNo, values, s.values)
	}
	if err := whole(ctx, a, r); err != nil {
		return done, err
	}
	s.settle(done, o, values)
	return done, nil
}

// settle notes what became of the call that was cut off. A hand-in is left to be
// sent again as it was, done or not: that must act once.
func (s *slip) settle(done bool, o collect.Obligation, values map[string]string) {
	if s.cut == nil || s.cut.submit {
		return
	}
	if done {
		s.state, s.revision, s.values = string(o.State), o.RecordNo, values
	}
	s.cut = nil
}

// whole reports a return of which only a part was written: the record has all
// revisions up to the one that the envelope names and none more, each stands in
// the log, and exactly what is handed in has a signature and a hand-in in the log.
func whole(ctx context.Context, a *app.App, r collect.Return) error {
	o := r.Obligation
	revisions := 0
	if o.Record != "" {
		history, err := a.Records.History(ctx, o.Bureau, o.Record)
		if err != nil {
			return err
		}
		revisions = len(history)
	}
	if revisions != o.RecordNo {
		return fmt.Errorf("half-written: the envelope names revision %d, the record has %d", o.RecordNo, revisions)
	}
	handIns, logged, err := entries(r.History, o)
	if err != nil {
		return err
	}
	if len(logged) != o.RecordNo {
		return fmt.Errorf("half-written: %d revisions, %d of them in the log", o.RecordNo, len(logged))
	}
	signed := len(o.Paper.Signatures)
	want := 0
	if o.State == collect.Submitted {
		want = 1
	}
	if handIns != want || signed != want {
		return fmt.Errorf("half-written: %s with %d signatures and %d hand-ins in the log", o.State, signed, handIns)
	}
	if want == 1 && (o.Paper.Signatures[0].Person != o.SubmittedBy || o.SubmittedAt.IsZero()) {
		return fmt.Errorf("half-written: handed in by %q at %s, signed by %q", o.SubmittedBy, o.SubmittedAt, o.Paper.Signatures[0].Person)
	}
	return nil
}

// entries counts the hand-ins in a return's log and gathers the revisions that it
// names; a hand-in must name the revision that the envelope names.
func entries(log []audit.Entry, o collect.Obligation) (handIns int, revisions map[int]bool, err error) {
	revisions = map[int]bool{}
	for _, e := range log {
		if e.Verb != "return.save" && e.Verb != "return.submit" {
			continue
		}
		var data struct {
			Record string
			No     int
		}
		if err := json.Unmarshal(e.Data, &data); err != nil {
			return 0, nil, err
		}
		if data.Record != o.Record || data.No < 1 || data.No > o.RecordNo {
			return 0, nil, fmt.Errorf("the log names revision %d of record %q, the envelope %d of %q", data.No, data.Record, o.RecordNo, o.Record)
		}
		revisions[data.No] = true
		if e.Verb != "return.submit" {
			continue
		}
		handIns++
		if data.No != o.RecordNo {
			return 0, nil, fmt.Errorf("handed in was revision %d, the envelope names %d", data.No, o.RecordNo)
		}
	}
	return handIns, revisions, nil
}
