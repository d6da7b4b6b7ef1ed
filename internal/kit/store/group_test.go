package store_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"testing"

	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

// TestGroupKeepsWhatItAcknowledges runs many transactions at once of which some
// fail, some panic and some make the database give the whole transaction up.
// What was acknowledged is there; what was not is not.
func TestGroupKeepsWhatItAcknowledges(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		const clients, each = 12, 40
		ctx, kept := context.Background(), sync.Map{}
		var wg sync.WaitGroup
		for c := range clients {
			wg.Go(func() {
				random := rand.New(rand.NewPCG(uint64(c), 7))
				for i := range each {
					code := fmt.Sprintf("c%d-%d", c, i)
					if attempt(ctx, s, code, random.IntN(10)) == nil {
						kept.Store(code, true)
					}
				}
			})
		}
		wg.Wait()
		var codes []string
		if err := s.Read(ctx).NewSelect().Table("parameter").Column("code").Scan(ctx, &codes); err != nil {
			t.Fatal(err)
		}
		for _, code := range codes {
			if _, ok := kept.LoadAndDelete(code); !ok {
				t.Errorf("%s is there and was not acknowledged", code)
			}
		}
		kept.Range(func(code, _ any) bool {
			t.Errorf("%s was acknowledged and is not there", code)
			return true
		})
		if len(codes) < clients*each/4 {
			t.Errorf("only %d of %d were kept: the test breaks more than it tries", len(codes), clients*each)
		}
	})
}

var errRefused = errors.New("refused")

// attempt inserts a row and then, by lot, refuses, panics, or ends the
// transaction behind the store's back as a full disk would.
func attempt(ctx context.Context, s *store.Store, code string, lot int) (err error) {
	defer func() {
		if recover() != nil {
			err = errRefused
		}
	}()
	return s.InTx(ctx, func(ctx context.Context) error {
		if err := insert(ctx, s, code); err != nil {
			return err
		}
		switch {
		case lot == 0:
			return errRefused
		case lot == 1:
			panic("lot")
		case lot == 2 && s.Dialect == store.SQLite && code[len(code)-1] == '7':
			_, _ = s.Write(ctx).ExecContext(ctx, "ROLLBACK")
		}
		return nil
	})
}

// TestCancelledWaiterLeaves checks that a caller who gives up while it waits for
// the writer is not written later, and holds nobody up.
func TestCancelledWaiterLeaves(t *testing.T) {
	s, err := store.Open(filepath.Join(t.TempDir(), "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	ctx := context.Background()
	if _, err := s.Write(ctx).ExecContext(ctx, "CREATE TABLE t (n INTEGER)"); err != nil {
		t.Fatal(err)
	}
	holding, release := make(chan struct{}), make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		if err := s.InTx(ctx, func(context.Context) error { close(holding); <-release; return nil }); err != nil {
			t.Error(err)
		}
	})
	<-holding
	impatient, cancel := context.WithCancel(ctx)
	cancel()
	add := func(ctx context.Context) error {
		return s.InTx(ctx, func(ctx context.Context) error {
			_, err := s.Write(ctx).ExecContext(ctx, "INSERT INTO t VALUES (1)")
			return err
		})
	}
	if err := add(impatient); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled caller got %v", err)
	}
	close(release)
	if err := add(ctx); err != nil {
		t.Fatal(err)
	}
	wg.Wait()
	var n int
	if err := s.Read(ctx).NewRaw("SELECT count(*) FROM t").Scan(ctx, &n); err != nil || n != 1 {
		t.Errorf("%d rows, %v", n, err)
	}
}

// TestCallerMayGoInTheMiddle checks that a caller whose connection breaks while
// its statements run undoes nothing of the others' work.
func TestCallerMayGoInTheMiddle(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		if s.Dialect != store.SQLite {
			return // PostgreSQL's transactions are apart
		}
		ctx, cancel := context.WithCancel(context.Background())
		err := s.InTx(ctx, func(ctx context.Context) error {
			cancel()
			return insert(ctx, s, "a")
		})
		if n := countRows(t, context.Background(), s); err != nil || n != 1 {
			t.Errorf("%d rows, %v", n, err)
		}
	})
}
