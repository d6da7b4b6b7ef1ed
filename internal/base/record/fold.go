package record

import (
	"context"
	"fmt"

	"nianlun/internal/engine/form"
)

// A sheet of thousands of cells is saved each time that somebody stops typing. The
// newest revision is whole; one that it took the place of, and of which nothing
// speaks, is kept as what it had otherwise. So a session of typing takes the room of
// one sheet, and every revision can still be read: a page that began with any of them
// is joined with what others saved since.

// wholeEach is the distance of revisions that stay whole in any case, so that none is
// read back through more than so many.
const wholeEach = 32

// fold is the revision on which in was saved as what it had otherwise; false when it
// stays whole, because the owner needs it so or because nothing would be won.
func (in Save) fold(def *form.Definition, whole int) (Document, bool, error) {
	old := in.Over
	if old == nil || old.ID != in.ID || old.Rev != in.Base || old.Version != in.Version || old.Form != in.Form || old.Rev%wholeEach == 0 {
		return Document{}, false, nil
	}
	values, err := form.MarshalBack(in.Values, old.Values)
	if err != nil {
		return Document{}, false, err
	}
	raw, err := textsBack(def, in.Raw, old.Values, old.Raw)
	if err != nil || len(values)+len(raw) > whole/2 {
		return Document{}, false, err
	}
	return Document{Record: in.ID, Rev: old.Rev, From: old.Rev + 1, Values: string(values), Raw: raw}, true, nil
}

// unfold reads a revision back from the whole one that follows it.
func (s *Service) unfold(ctx context.Context, bureau, id string, rev int) (Record, error) {
	chain, err := s.Store.Chain(ctx, bureau, id, rev)
	if err != nil {
		return Record{}, err
	}
	last := len(chain) - 1
	if last < 0 || chain[0].Rev != rev || chain[last].From != 0 {
		return Record{}, fmt.Errorf("record %s revision %d: what it is read back from is not there", id, rev)
	}
	r, err := s.readWhole(ctx, bureau, chain[last])
	for i := last - 1; err == nil && i >= 0; i-- {
		r, err = s.stepBack(ctx, bureau, r, chain[i])
	}
	return r, err
}

// stepBack reads a revision from the one that followed it.
func (s *Service) stepBack(ctx context.Context, bureau string, newer Record, d Document) (Record, error) {
	fail := func(err error) (Record, error) {
		return Record{}, fmt.Errorf("record %s revision %d, back from %d: %w", d.Record, d.Rev, newer.Rev, err)
	}
	l, err := s.layout(ctx, bureau, d.Form, d.Version)
	if err != nil {
		return fail(err)
	}
	values, err := form.UnmarshalBack(l.version.Definition, newer.Values, []byte(d.Values))
	if err != nil {
		return fail(err)
	}
	raw, err := readTextsBack(l.version.Definition, newer.Raw, values, d.Raw)
	if err != nil {
		return fail(err)
	}
	return Record{ID: d.Record, Form: d.Form, Version: d.Version, Rev: d.Rev, Values: values, Raw: raw, Person: d.Person, At: d.At}, nil
}
