package audit

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"nianlun/internal/kit/fault"
)

// follower is a declared reader of the log.
type follower struct {
	name   string
	verbs  []string
	handle func(ctx context.Context, e Entry) error
}

// Follow declares a handler for sealed entries with some verbs (none: all). Each
// entry is handled in a transaction that also moves the follower's cursor, so
// that what the handler writes happens exactly once. An entry that fails is tried
// again and holds up the ones behind it. Names are stable: the cursor hangs on
// them. Declare everything before Run.
func (s *Service) Follow(name string, handle func(ctx context.Context, e Entry) error, verbs ...string) {
	if slices.ContainsFunc(s.followers, func(f follower) bool { return f.name == name }) {
		panic("audit: two followers are called " + name)
	}
	s.followers = append(s.followers, follower{name: name, verbs: verbs, handle: handle})
}

// Feed hands every follower what it has not seen yet.
func (s *Service) Feed(ctx context.Context) error {
	if len(s.followers) == 0 {
		return nil
	}
	bureaus, err := s.store.Bureaus(ctx)
	if err != nil {
		return err
	}
	var failed []error
	for _, bureau := range bureaus {
		for _, f := range s.followers {
			if err := s.feed(ctx, bureau, f); err != nil {
				failed = append(failed, fmt.Errorf("%s in bureau %s: %w", f.name, bureau, err))
			}
		}
	}
	return errors.Join(failed...)
}

func (s *Service) feed(ctx context.Context, bureau string, f follower) error {
	head, err := s.store.Head(ctx, bureau)
	if err != nil {
		return err
	}
	at, err := s.store.Cursor(ctx, bureau, f.name)
	if err != nil {
		return err
	}
	for at < head.Size {
		entries, err := s.store.Sealed(ctx, bureau, at, f.verbs, batch)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if err := s.hand(ctx, f, e, at); err != nil {
				return passed(err)
			}
			at = e.No
		}
		if len(entries) < batch {
			return passed(s.skip(ctx, bureau, f.name, at, head.Size))
		}
	}
	return nil
}

// hand lets the follower handle one entry and moves its cursor, both or neither.
func (s *Service) hand(ctx context.Context, f follower, e Entry, at int64) error {
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.Advance(ctx, e.Bureau, f.name, at, e.No); err != nil {
			return err
		}
		if err := f.handle(ctx, e); err != nil {
			return fmt.Errorf("entry %d (%s): %w", e.No, e.Verb, err)
		}
		return nil
	})
}

// skip moves the cursor over entries that the follower does not want.
func (s *Service) skip(ctx context.Context, bureau, name string, at, to int64) error {
	if at >= to {
		return nil
	}
	return s.store.Advance(ctx, bureau, name, at, to)
}

// passed forgives that another program was faster.
func passed(err error) error {
	if fault.Is(err, "audit.cursor") {
		return nil
	}
	return err
}
