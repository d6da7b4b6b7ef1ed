package design

import (
	"context"

	"nianlun/internal/base/access"
)

// Discard gives a draft up. Published versions stay as they are.
func (s *Service) Discard(ctx context.Context, by access.Actor, draft string, base int) error {
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		d, err := s.findWriting(ctx, by, draft)
		if err != nil {
			return err
		}
		head, err := s.Store.Revision(ctx, d.Bureau, d.ID, d.Rev)
		if err != nil {
			return err
		}
		if base != d.Rev {
			return s.stale(ctx, d, head)
		}
		d.State, d.ChangedBy, d.Changed = Discarded, by.Person, s.Now()
		if err := s.Store.Update(ctx, d, d.Rev, Revision{}, 0); err != nil {
			return err
		}
		return s.log(ctx, by, "form.discard", d, map[string]any{"rev": d.Rev})
	})
}
