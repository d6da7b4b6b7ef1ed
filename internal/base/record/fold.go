package record

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

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
func (in Save) fold(whole int) (Document, bool, error) {
	old := in.Over
	if old == nil || old.ID != in.ID || old.Rev != in.Base || old.Version != in.Version || old.Form != in.Form || old.Rev%wholeEach == 0 {
		return Document{}, false, nil
	}
	values, err := form.MarshalBack(in.Values, old.Values)
	if err != nil {
		return Document{}, false, err
	}
	raw, err := rawBack(in.Raw, old.Raw)
	if err != nil || len(values)+len(raw) > whole/2 {
		return Document{}, false, err
	}
	return Document{Record: in.ID, Rev: old.Rev, From: old.Rev + 1, Values: string(values), Raw: raw}, true, nil
}

// rawReversal says how the texts of an older revision are read back from a newer one.
type rawReversal struct {
	Texts form.Raw    `json:"texts,omitempty"` // that were otherwise
	Gone  []form.Path `json:"gone,omitempty"`  // that were not there
}

// rawBack is empty when both revisions have the same texts.
func rawBack(newer, older form.Raw) (string, error) {
	if maps.Equal(newer, older) {
		return "", nil
	}
	out := rawReversal{Texts: form.Raw{}}
	for path, text := range older {
		if now, there := newer[path]; !there || now != text {
			out.Texts[path] = text
		}
	}
	for path := range newer {
		if _, there := older[path]; !there {
			out.Gone = append(out.Gone, path)
		}
	}
	slices.Sort(out.Gone)
	data, err := json.Marshal(out)
	return string(data), err
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
	raw := newer.Raw
	if d.Raw != "" {
		var back rawReversal
		if err := json.Unmarshal([]byte(d.Raw), &back); err != nil {
			return fail(err)
		}
		raw = maps.Clone(newer.Raw)
		for _, path := range back.Gone {
			delete(raw, path)
		}
		if raw == nil {
			raw = form.Raw{}
		}
		maps.Copy(raw, back.Texts)
		if len(raw) == 0 {
			raw = nil
		}
	}
	return Record{ID: d.Record, Form: d.Form, Version: d.Version, Rev: d.Rev, Values: values, Raw: raw, Person: d.Person, At: d.At}, nil
}
