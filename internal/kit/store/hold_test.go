package store_test

import (
	"context"
	"errors"
	"sync"
	"testing"

	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

// Ten transactions each read a number and write the next one. Without holding, two
// that read the same number would write the same next one.
func TestWhoHoldsANameReadsWhatTheOthersWrote(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		if err := s.Hold(ctx, "b", "n"); !errors.Is(err, store.ErrNoTx) {
			t.Fatalf("without a transaction: %v", err)
		}
		if _, err := s.Write(ctx).ExecContext(ctx, "CREATE TABLE tally (bureau_id TEXT NOT NULL, n INTEGER NOT NULL)"); err != nil {
			t.Fatal(err)
		}
		const all = 10
		var wait sync.WaitGroup
		errs := make([]error, all)
		for i := range all {
			wait.Go(func() {
				errs[i] = s.InTx(ctx, func(ctx context.Context) error {
					if err := s.Hold(ctx, "b", "tally"); err != nil {
						return err
					}
					var n int
					if err := s.Read(ctx).QueryRowContext(ctx, "SELECT COUNT(*) FROM tally WHERE bureau_id = 'b'").Scan(&n); err != nil {
						return err
					}
					_, err := s.Write(ctx).ExecContext(ctx, "INSERT INTO tally (bureau_id, n) VALUES ('b', ?)", n+1)
					return err
				})
			})
		}
		wait.Wait()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		var different int
		if err := s.Read(ctx).QueryRowContext(ctx, "SELECT COUNT(DISTINCT n) FROM tally").Scan(&different); err != nil || different != all {
			t.Errorf("%d different numbers of %d: %v", different, all, err)
		}
	})
}
