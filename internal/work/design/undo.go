package design

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/kit/fault"
)

// Undo takes a draft back by one step, Redo forward again. Both are revisions of
// their own, so that nothing that was written is lost.
//
// A revision knows the one that undoing leads to (Back) and the one that redoing
// leads to (Forth). Undoing h with Back b makes a revision with the text of b, b's
// own Back, and Forth h; redoing f makes one with the text, Back and Forth of f.
func (s *Service) Undo(ctx context.Context, by access.Actor, draft string, base int) (Draft, error) {
	return s.step(ctx, by, draft, base, func(head Revision) (int, func(Revision) Revision) {
		return head.Back, func(to Revision) Revision {
			return Revision{YAML: to.YAML, Act: "undo", Back: to.Back, Forth: head.Rev}
		}
	})
}

// Redo does again what was undone.
func (s *Service) Redo(ctx context.Context, by access.Actor, draft string, base int) (Draft, error) {
	return s.step(ctx, by, draft, base, func(head Revision) (int, func(Revision) Revision) {
		return head.Forth, func(to Revision) Revision {
			return Revision{YAML: to.YAML, Act: "redo", Back: to.Back, Forth: to.Forth}
		}
	})
}

// step goes from the newest revision to the one that way gives.
func (s *Service) step(ctx context.Context, by access.Actor, draft string, base int, way func(head Revision) (int, func(Revision) Revision)) (Draft, error) {
	var out Draft
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
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
		rev, make := way(head)
		to, err := s.Store.Revision(ctx, d.Bureau, d.ID, rev)
		if fault.KindOf(err) == fault.NotFound && err != nil {
			return fault.New(fault.Conflict, "design.nothing")
		}
		if err != nil {
			return err
		}
		content, _ := formdraft.Read([]byte(to.YAML))
		out, err = s.keep(ctx, by, d, content, make(to))
		return err
	})
	return out, err
}
