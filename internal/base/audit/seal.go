package audit

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"nianlun/internal/kit/fault"
)

// batch is how many entries one sealing transaction takes.
const batch = 500

// pause is how often the sealer looks without being woken: for entries that
// another program wrote, and those whose program died between commit and wake.
const pause = 2 * time.Second

// gather is how long a woken sealer waits for others to commit: a burst of
// commits then costs one sealing transaction more, not one each.
const gather = 20 * time.Millisecond

// last is how long the sealer may take when the program stops.
const last = 5 * time.Second

// Run seals and feeds followers until ctx ends, then seals a last time. One
// program needs one; close the database after it has returned.
func (s *Service) Run(ctx context.Context) {
	ticker := time.NewTicker(pause)
	defer ticker.Stop()
	for {
		s.round(ctx)
		select {
		case <-ctx.Done():
			s.finish(ctx)
			return
		case <-s.wake:
			time.Sleep(gather)
		case <-ticker.C:
		}
	}
}

// round does what is to do now. What fails is tried again in the next round.
func (s *Service) round(ctx context.Context) {
	for _, step := range []struct {
		name string
		do   func(context.Context) error
	}{{"seal", s.Seal}, {"keep heads", s.keepHeads}, {"feed followers", s.Feed}} {
		if err := step.do(ctx); err != nil && ctx.Err() == nil {
			s.log.Error("audit: failed, trying again", "step", step.name, "error", err)
		}
	}
}

// finish leaves nothing unsealed behind a program that stops.
func (s *Service) finish(ctx context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), last)
	defer cancel()
	if err := s.Seal(ctx); err != nil {
		s.log.Error("audit: the last sealing failed; the next start does it", "error", err)
	}
}

// Seal gives all unsealed entries of all bureaus their places and grows the trees.
func (s *Service) Seal(ctx context.Context) error {
	s.sealing.Lock()
	defer s.sealing.Unlock()
	bureaus, err := s.store.WaitingBureaus(ctx)
	if err != nil {
		return err
	}
	var failed []error // a touched tree must not hold up the other bureaus
	for _, bureau := range bureaus {
		if err := s.sealBureau(ctx, bureau); err != nil {
			failed = append(failed, fmt.Errorf("bureau %s: %w", bureau, err))
		}
	}
	return errors.Join(failed...)
}

// sealBureau seals batch after batch. An entry that is not genuine never gets a
// place (Verify names it); the following batches step over it.
func (s *Service) sealBureau(ctx context.Context, bureau string) error {
	forged := 0
	for {
		found, sealed, err := s.sealBatch(ctx, bureau, forged)
		if fault.Is(err, "audit.head") {
			return nil // another program seals this bureau just now
		}
		if err != nil || found < batch {
			return err
		}
		forged += found - sealed
	}
}

func (s *Service) sealBatch(ctx context.Context, bureau string, skip int) (found, sealed int, err error) {
	err = s.tx.InTx(ctx, func(ctx context.Context) error {
		head, err := s.store.Head(ctx, bureau)
		if err != nil {
			return err
		}
		entries, err := s.store.Waiting(ctx, bureau, skip, batch)
		if err != nil {
			return err
		}
		g := growth{bureau: bureau, head: head, first: tlog.StoredHashCount(head.Size), read: s.reader(ctx, bureau)}
		if err := g.check(); err != nil {
			return err
		}
		for _, e := range entries {
			if !genuine(s.key, e) {
				continue
			}
			if err := g.add(e); err != nil {
				return err
			}
		}
		found, sealed = len(entries), len(g.placed)
		if sealed == 0 {
			return nil
		}
		return s.storeGrowth(ctx, g)
	})
	return found, sealed, err
}

func (s *Service) storeGrowth(ctx context.Context, g growth) error {
	hash, err := tlog.TreeHash(g.size(), g.known())
	if err != nil {
		return err
	}
	to := Head{Bureau: g.bureau, Size: g.size(), Hash: hash.String(), At: s.now()}
	if err := s.store.Grow(ctx, g.head.Size, to); err != nil {
		return err
	}
	if err := s.store.Place(ctx, g.bureau, g.placed); err != nil {
		return err
	}
	return s.store.AddHashes(ctx, g.bureau, g.first, g.hashes)
}

func (s *Service) reader(ctx context.Context, bureau string) tlog.HashReaderFunc {
	return func(indexes []int64) ([]tlog.Hash, error) {
		if len(indexes) == 0 {
			return nil, nil
		}
		return s.store.Hashes(ctx, bureau, indexes)
	}
}

// growth is a tree that a batch of entries makes larger. To append to a tree one
// needs only the hashes on its right edge: they are read once.
type growth struct {
	bureau string
	head   Head
	first  int64 // index of the first new hash
	read   tlog.HashReaderFunc
	edge   map[int64]tlog.Hash
	hashes []tlog.Hash
	placed []Placed
}

func (g *growth) size() int64 { return g.head.Size + int64(len(g.placed)) }

// check reads the right edge and compares it with the head, so that nothing is
// ever built on a tree that was touched.
func (g *growth) check() error {
	g.edge = map[int64]tlog.Hash{}
	hash, err := tlog.TreeHash(g.head.Size, tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		hashes, err := g.read(indexes)
		for i, h := range hashes {
			g.edge[indexes[i]] = h
		}
		return hashes, err
	}))
	if err != nil {
		return err
	}
	if g.head.Size > 0 && hash.String() != g.head.Hash {
		return fmt.Errorf("the tree of %d entries has hash %s, its head says %s", g.head.Size, hash, g.head.Hash)
	}
	return nil
}

// known reads the edge and the new hashes.
func (g *growth) known() tlog.HashReaderFunc {
	return func(indexes []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			if index >= g.first {
				out[i] = g.hashes[index-g.first]
				continue
			}
			h, ok := g.edge[index]
			if !ok {
				return nil, fmt.Errorf("hash %d is not on the edge of a tree of %d", index, g.head.Size)
			}
			out[i] = h
		}
		return out, nil
	}
}

func (g *growth) add(e Entry) error {
	hashes, err := tlog.StoredHashesForRecordHash(g.size(), leaf(e), g.known())
	if err != nil {
		return err
	}
	g.hashes = append(g.hashes, hashes...)
	g.placed = append(g.placed, Placed{ID: e.ID, No: g.size() + 1})
	return nil
}
