package codelist

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
)

// Save is what was typed into a list that was seen at a revision.
type Save struct {
	List  string
	Base  int
	Draft Draft
}

// Save keeps a draft of the next version as it was typed, right or wrong. When
// somebody else changed the list since Base, it is the Conflict fault
// "codelist.stale" and nothing is kept.
func (s *Service) Save(ctx context.Context, by access.Actor, in Save) (List, error) {
	var out List
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		l, err := s.findSeen(ctx, by, in.List, in.Base)
		if err != nil {
			return err
		}
		if !l.Closed.IsZero() {
			return fault.New(fault.Conflict, "codelist.closed")
		}
		if err := bounded(in.Draft); err != nil {
			return err
		}
		l.Draft = &in.Draft
		if l.Newest == 0 && in.Draft.Name != "" {
			l.Name = in.Draft.Name
		}
		if out, err = s.keep(ctx, by, l); err != nil {
			return err
		}
		return s.log(ctx, by, "codelist.save", out, map[string]any{"rows": len(in.Draft.Rows), "after": l.Newest})
	})
	return out, err
}

// Discard drops what is being written. A list of which nothing was published goes
// with it, and the second result is true.
func (s *Service) Discard(ctx context.Context, by access.Actor, code string, base int) (List, bool, error) {
	var out List
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		l, err := s.findSeen(ctx, by, code, base)
		if err != nil {
			return err
		}
		out = l
		if l.Newest == 0 {
			if err := s.Store.Delete(ctx, by.Bureau, code, base); err != nil {
				return err
			}
			return s.log(ctx, by, "codelist.discard", l, map[string]any{"gone": true})
		}
		l.Draft = nil
		if out, err = s.keep(ctx, by, l); err != nil {
			return err
		}
		return s.log(ctx, by, "codelist.discard", out, map[string]any{"after": l.Newest})
	})
	return out, err == nil && out.Newest == 0, err
}
