package record

import (
	"context"
	"fmt"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
	"nianlun/internal/kit/txn"
)

// Save writes a new record or the next revision of one, in two statements, and one
// more where the revision before is folded. A record whose newest revision is not in.Base is the Conflict fault
// "record.stale"; in a caller's transaction it may be the error of that only (see
// txn.Join). Whether the actor may, the record's owner has judged.
func (s *Service) Save(ctx context.Context, by access.Actor, in Save) (Record, error) {
	if in.ID == "" {
		added, err := s.Add(ctx, by, []Save{in})
		if err != nil {
			return Record{}, err
		}
		return added[0], nil
	}
	out, current, document, err := s.prepare(ctx, by, in)
	if err != nil {
		return Record{}, err
	}
	l, err := s.layout(ctx, by.Bureau, in.Form, in.Version)
	if err != nil {
		return Record{}, err
	}
	folded, folds, err := in.fold(l.version.Definition, len(document.Values)+len(document.Raw))
	if err != nil {
		return Record{}, err
	}
	return out, txn.Join(ctx, s.Tx, func(ctx context.Context) error {
		if err := s.Store.Update(ctx, by.Bureau, current, in.Base); err != nil {
			return err
		}
		if err := s.Store.InsertDocuments(ctx, by.Bureau, []Document{document}); err != nil || !folds {
			return err
		}
		return s.Store.Fold(ctx, by.Bureau, folded)
	})
}

// Add writes many new records at once, in the order given, in hundreds.
func (s *Service) Add(ctx context.Context, by access.Actor, in []Save) ([]Record, error) {
	out := make([]Record, len(in))
	currents, documents := make([]Current, len(in)), make([]Document, len(in))
	for i, one := range in {
		if one.ID != "" || one.Base != 0 {
			return nil, fault.New(fault.Conflict, "record.stale")
		}
		one.ID = id.New()
		var err error
		if out[i], currents[i], documents[i], err = s.prepare(ctx, by, one); err != nil {
			return nil, err
		}
	}
	return out, txn.Join(ctx, s.Tx, func(ctx context.Context) error {
		if err := s.Store.Insert(ctx, by.Bureau, currents); err != nil {
			return err
		}
		return s.Store.InsertDocuments(ctx, by.Bureau, documents)
	})
}

// prepare makes the rows of a revision, and sees to it that its document can be
// read again: values of another version must not get in.
func (s *Service) prepare(ctx context.Context, by access.Actor, in Save) (Record, Current, Document, error) {
	fail := func(err error) (Record, Current, Document, error) { return Record{}, Current{}, Document{}, err }
	l, err := s.layout(ctx, by.Bureau, in.Form, in.Version)
	if err != nil {
		return fail(err)
	}
	values := form.Marshal(in.Values)
	if err := form.Fits(l.version.Definition, in.Values); err != nil {
		return fail(fmt.Errorf("form %s version %d: %w", in.Form, in.Version, err))
	}
	raw := ""
	if len(in.Raw) > 0 {
		if raw, err = textsOver(l.version.Definition, in.Values, in.Raw); err != nil {
			return fail(err)
		}
	}
	out := Record{ID: in.ID, Form: in.Form, Version: in.Version, Rev: in.Base + 1, Values: in.Values, Raw: in.Raw, Person: by.Person, At: s.Now()}
	current := Current{ID: in.ID, Form: in.Form, Version: in.Version, Rev: out.Rev, Cells: l.pack(in.Values)}
	document := Document{Record: in.ID, Form: in.Form, Rev: out.Rev, Version: in.Version, Values: string(values), Raw: raw, Person: by.Person, At: out.At}
	return out, current, document, nil
}
