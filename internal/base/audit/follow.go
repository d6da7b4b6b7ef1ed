package audit

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"nianlun/internal/kit/fault"
)

// handful is how many entries a follower handles in one transaction. A program that
// was away for long catches up on thousands; one transaction for each would keep the
// writer and the disk from everybody else.
const handful = 50

// Handle is what a follower does about entries of one bureau, in the order of the log.
type Handle func(ctx context.Context, entries []Entry) error

// follower is a declared reader of the log.
type follower struct {
	name   string
	verbs  []string
	handle Handle
}

// Follow declares a handler for sealed entries with some verbs (none: all). Entries
// are handled in a transaction that also moves the follower's cursor, so that what
// the handler writes happens exactly once. Where one of a handful fails, they are
// handled one by one; the one that fails is tried again and holds up those behind
// it. Names are stable: the cursor hangs on them. Declare everything before Run.
func (s *Service) Follow(name string, handle Handle, verbs ...string) {
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
		for some := range slices.Chunk(entries, handful) {
			if err := s.hand(ctx, f, some, at); err != nil {
				return passed(err)
			}
			at = some[len(some)-1].No
		}
		if len(entries) < batch {
			return passed(s.skip(ctx, bureau, f.name, at, head.Size))
		}
	}
	return nil
}

// hand lets the follower handle some entries: all at once, or, where that fails,
// one after the other up to the one that fails.
func (s *Service) hand(ctx context.Context, f follower, entries []Entry, at int64) error {
	err := s.handAll(ctx, f, entries, at)
	if err == nil || len(entries) == 1 || passed(err) == nil || ctx.Err() != nil {
		return err
	}
	for i, e := range entries {
		if err := s.handAll(ctx, f, entries[i:i+1], at); err != nil {
			return err
		}
		at = e.No
	}
	return nil
}

// handAll lets the follower handle entries and moves its cursor, both or neither.
func (s *Service) handAll(ctx context.Context, f follower, entries []Entry, at int64) error {
	first, last := entries[0], entries[len(entries)-1]
	return s.tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.store.Advance(ctx, first.Bureau, f.name, at, last.No); err != nil {
			return err
		}
		if err := f.handle(ctx, entries); err != nil {
			return fmt.Errorf("entries %d to %d (%s): %w", first.No, last.No, first.Verb, err)
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
