package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/uptrace/bun"

	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

type oddRow struct {
	bun.BaseModel `bun:"table:odd,alias:o"`

	ID    string     `bun:"id,pk"`
	Small int        `bun:"small"`
	Whole int        `bun:"whole"`
	At    store.Time `bun:"at"`
	Words string     `bun:"words"`
	Part  float64    `bun:"part"`
}

var (
	oddByID = store.FixedSelect((*oddRow)(nil), func(q *bun.SelectQuery) *bun.SelectQuery {
		return q.Column("id", "small", "whole", "at", "words").Where("id = $1")
	})
	// A fraction is neither text nor a whole number: such a query goes by itself.
	oddWhole  = store.FixedSelect((*oddRow)(nil), func(q *bun.SelectQuery) *bun.SelectQuery { return q.Where("id = $1") })
	allOdd    = store.FixedSelect((*oddRow)(nil), func(q *bun.SelectQuery) *bun.SelectQuery { return q.Column("id").OrderExpr("id DESC") })
	wrongText = store.FixedSelect((*oddRow)(nil), func(q *bun.SelectQuery) *bun.SelectQuery { return q.Column("id").Where("no_such_column = $1") })
)

// Asked together, everybody gets his own answer: rows of all kinds, none, and
// errors, which spoil nobody else's.
func TestQuestionsTogetherAreAnsweredEach(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		_, err := s.Write(ctx).ExecContext(ctx, "CREATE TABLE odd (id TEXT PRIMARY KEY, small SMALLINT, whole INTEGER, at BIGINT, words VARCHAR(20), part DOUBLE PRECISION)")
		must(t, err)
		must(t, exec(ctx, s, "INSERT INTO odd VALUES ('a', -7, -70000, 1700000000000000, '年轮 ''1''', 0.5), ('empty', NULL, NULL, NULL, NULL, NULL)"))
		var all sync.WaitGroup
		for i := range 400 {
			all.Go(func() {
				var row oddRow
				switch i % 7 {
				case 0:
					want := oddRow{ID: "a", Small: -7, Whole: -70000, At: store.At(time.UnixMicro(1700000000000000)), Words: "年轮 '1'"}
					if err := s.One(ctx, oddByID, &row, "a"); err != nil || row != want {
						t.Errorf("%+v %v", row, err)
					}
				case 1:
					row.Words = "stays?"
					if err := s.One(ctx, oddByID, &row, "empty"); err != nil || row != (oddRow{ID: "empty"}) {
						t.Errorf("empty: %+v %v", row, err)
					}
				case 2:
					if err := s.One(ctx, oddByID, &row, "nobody"); !errors.Is(err, sql.ErrNoRows) {
						t.Errorf("nobody: %v", err)
					}
				case 3:
					if err := s.One(ctx, oddWhole, &row, "a"); err != nil || row.Part != 0.5 || row.Small != -7 {
						t.Errorf("with a fraction: %+v %v", row, err)
					}
				case 4:
					if err := s.One(ctx, allOdd, &row); err != nil || row.ID != "empty" {
						t.Errorf("the first of many: %+v %v", row, err)
					}
				case 5:
					if err := s.One(ctx, wrongText, &row, "a"); err == nil || errors.Is(err, sql.ErrNoRows) {
						t.Errorf("a wrong question: %v", err)
					}
				case 6:
					if s.Dialect == store.Postgres { // which takes no such text
						if err := s.One(ctx, oddByID, &row, "a\x00"); err == nil || errors.Is(err, sql.ErrNoRows) {
							t.Errorf("a text that is none: %v", err)
						}
					}
				}
			})
		}
		all.Wait()
	})
}

// Who leaves is let go at once, the others get their answers; what was committed
// before a question is seen by it, whoever else asks.
func TestQuestionsOfThoseWhoLeave(t *testing.T) {
	eachPairs(t, func(p pairs) {
		must(p.t, p.add(context.Background(), "n", 0))
		var all sync.WaitGroup
		for i := range 60 {
			all.Go(func() {
				ctx, cancel := context.WithCancel(context.Background())
				defer cancel()
				if i%3 == 0 {
					go cancel()
				}
				var row pairRow
				if err := p.One(ctx, pairByID, &row, "n"); err != nil && (i%3 != 0 || !errors.Is(err, context.Canceled)) {
					p.t.Errorf("%d: %v", i, err)
				}
			})
			all.Go(func() {
				id := fmt.Sprint("own", i)
				if must(p.t, p.add(context.Background(), id, i)); p.value(context.Background(), id) != i {
					p.t.Errorf("%s is not seen", id)
				}
			})
		}
		all.Wait()
		cut, cancel := context.WithCancel(context.Background())
		cancel()
		if err := p.One(cut, pairByID, &pairRow{}, "n"); !errors.Is(err, context.Canceled) {
			p.t.Errorf("one who had left before: %v", err)
		}
	})
}

// When the server ends all connections, who asks at that moment may be told so.
// Nobody waits for ever, and when the pool has seen its connections go all is well.
func TestQuestionsOutliveConnections(t *testing.T) {
	s := storetest.Postgres(t)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	must(t, exec(ctx, s, "CREATE TABLE pair (id TEXT PRIMARY KEY, n BIGINT NOT NULL)"))
	p := pairs{s, t}
	must(t, p.add(ctx, "n", 5))
	for range 3 {
		var all sync.WaitGroup
		for range 20 {
			all.Go(func() { _ = s.One(ctx, pairByID, &pairRow{}, "n") })
		}
		_ = exec(ctx, s, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
		all.Wait()
	}
	for tries := 0; s.One(ctx, pairByID, &pairRow{}, "n") != nil; tries++ {
		if tries == 100 {
			t.Fatal("no question is answered any more")
		}
	}
	if p.value(ctx, "n") != 5 || ctx.Err() != nil {
		t.Errorf("it ended with %v", ctx.Err())
	}
}

func exec(ctx context.Context, s *store.Store, statement string) error {
	_, err := s.Write(ctx).ExecContext(ctx, statement)
	return err
}

// Questions that wait for a locked table do not hold up those about other tables.
func TestQuestionsGoPastALockedTable(t *testing.T) {
	s := storetest.Postgres(t)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	must(t, exec(ctx, s, "CREATE TABLE pair (id TEXT PRIMARY KEY, n BIGINT NOT NULL)"))
	must(t, exec(ctx, s, "CREATE TABLE odd (id TEXT PRIMARY KEY, small SMALLINT, whole INTEGER, at BIGINT, words VARCHAR(20))"))
	must(t, exec(ctx, s, "INSERT INTO pair VALUES ('n', 5)"))
	must(t, exec(ctx, s, "INSERT INTO odd VALUES ('a', 1, 2, 3, 'x')"))
	var stuck sync.WaitGroup
	must(t, s.InTx(ctx, func(inside context.Context) error {
		if err := exec(inside, s, "LOCK TABLE pair IN ACCESS EXCLUSIVE MODE"); err != nil {
			return err
		}
		for range 2 { // each in a message of its own
			stuck.Go(func() {
				var row pairRow
				if err := s.One(ctx, pairByID, &row, "n"); err != nil || row.N != 5 {
					t.Errorf("who waited for the lock: %+v %v", row, err)
				}
			})
			time.Sleep(50 * time.Millisecond)
		}
		free, cancel := context.WithTimeout(ctx, 10*time.Second)
		defer cancel()
		for range 3 {
			if err := s.One(free, oddByID, &oddRow{}, "a"); err != nil {
				t.Errorf("a question about another table: %v", err)
			}
		}
		return nil
	}))
	stuck.Wait()
}
