package record

import (
	"context"
	"fmt"

	"nianlun/internal/engine/form"
)

// Load is a record at its current revision; NotFound when there is none.
func (s *Service) Load(ctx context.Context, bureau, id string) (Record, error) {
	return s.LoadRev(ctx, bureau, id, 0)
}

// LoadRev is a record at one revision; 0 asks for the current one.
func (s *Service) LoadRev(ctx context.Context, bureau, id string, rev int) (Record, error) {
	d, err := s.Store.Document(ctx, bureau, id, rev)
	if err != nil {
		return Record{}, err
	}
	if d.From != 0 {
		return s.unfold(ctx, bureau, id, d.Rev)
	}
	return s.readWhole(ctx, bureau, d)
}

// readWhole reads a revision that is kept whole.
func (s *Service) readWhole(ctx context.Context, bureau string, d Document) (Record, error) {
	l, err := s.layout(ctx, bureau, d.Form, d.Version)
	if err != nil {
		return Record{}, err
	}
	values, err := form.Unmarshal(l.version.Definition, []byte(d.Values))
	if err != nil {
		return Record{}, fmt.Errorf("record %s revision %d: %w", d.Record, d.Rev, err)
	}
	raw, err := readTexts(l.version.Definition, values, d.Raw)
	if err != nil {
		return Record{}, fmt.Errorf("record %s revision %d, raw: %w", d.Record, d.Rev, err)
	}
	return Record{
		ID: d.Record, Form: d.Form, Version: d.Version, Rev: d.Rev, Values: values, Raw: raw, Person: d.Person, At: d.At,
	}, nil
}

// History are all revisions of a record, the newest first.
func (s *Service) History(ctx context.Context, bureau, id string) ([]Revision, error) {
	return s.Store.History(ctx, bureau, id)
}
