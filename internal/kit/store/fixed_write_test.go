package store_test

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/uptrace/bun"

	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

type writtenRow struct {
	bun.BaseModel `bun:"table:written,alias:w"`

	ID   string                `bun:"id,pk"`
	Rev  int                   `bun:"rev"`
	Done bool                  `bun:"done"`
	At   store.Time            `bun:"at"`
	List store.JSON[[]string]  `bun:"list"`
	Word string                `bun:"word,nullzero"`
	Data []byte                `bun:"data"`
	Kept store.JSON[*struct{}] `bun:"kept"`
}

var (
	newWritten     = store.FixedInsert((*writtenRow)(nil), "ON CONFLICT (id) DO NOTHING")
	changedWritten = store.FixedUpdate((*writtenRow)(nil), "id = ? AND rev = ?", "rev", "done", "at", "list", "word")
)

// What a fixed statement writes reads back as what bun writes: odd texts, nothing,
// moments; and the condition of an update decides races.
func TestPut(t *testing.T) {
	storetest.Each(t, putContract)
	t.Run("pooled", func(t *testing.T) { putContract(t, storetest.Pooled(t)) })
}

func putContract(t *testing.T, s *store.Store) {
	ctx := context.Background()
	kind := map[store.Dialect]string{store.SQLite: "BLOB", store.Postgres: "BYTEA"}[s.Dialect]
	_, err := s.Write(ctx).ExecContext(ctx, `CREATE TABLE written (id TEXT PRIMARY KEY, rev BIGINT NOT NULL, done BOOLEAN NOT NULL,
		at BIGINT, list TEXT NOT NULL, word TEXT, data `+kind+` NOT NULL, kept TEXT)`)
	must(t, err)
	at := time.Date(2026, 9, 1, 8, 30, 0, 123_000, time.UTC)
	rows := []writtenRow{
		{ID: "plain", Rev: 1, Done: true, At: store.At(at), List: store.AsJSON([]string{"甲", "b"}), Word: "在校生数", Data: []byte{0, 1, 255}},
		{ID: "'; DROP TABLE written; --", Rev: 1, List: store.AsJSON([]string{}), Word: "$1 ? %s \\", Data: []byte{}},
		{ID: "nothing", Rev: 1, Data: []byte{}},
	}
	for _, row := range rows {
		must(t, s.Put(ctx, newWritten, &row, store.Any))
		inTx := row
		inTx.ID += " in a transaction"
		must(t, s.InTx(ctx, func(ctx context.Context) error { return s.Put(ctx, newWritten, &inTx, store.Any) }))
		by := row
		by.ID += " by bun"
		_, err = s.Write(ctx).NewInsert().Model(&by).Exec(ctx)
		must(t, err)
		got, later, same := read(t, s, row.ID), read(t, s, inTx.ID), read(t, s, by.ID)
		same.ID, later.ID = got.ID, got.ID
		if fmt.Sprint(got) != fmt.Sprint(same) || fmt.Sprint(later) != fmt.Sprint(same) {
			t.Errorf("written as %+v, in a transaction as %+v, by bun as %+v", got, later, same)
		}
	}
	again := rows[0]
	again.Rev = 9
	if err := s.Put(ctx, newWritten, &again, store.Met("there")); !fault.Is(err, "there") || read(t, s, "plain").Rev != 1 {
		t.Errorf("a row that was there was written over: %v", err)
	}
	if got := nulls(t, s); got != 3 {
		t.Errorf("%d rows without a word, want the one that has none and its twins", got)
	}
	raced(t, s)
}

// raced lets many change one row from the same revision: one wins.
func raced(t *testing.T, s *store.Store) {
	t.Helper()
	ctx := context.Background()
	var all sync.WaitGroup
	var mu sync.Mutex
	won := 0
	for i := range 8 {
		all.Go(func() {
			err := s.InTx(ctx, func(ctx context.Context) error {
				row := writtenRow{Rev: 2, Word: fmt.Sprint("no. ", i)}
				return s.Put(ctx, changedWritten, &row, store.Met("gone"), "plain", 1)
			})
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				won++
			case !fault.Is(err, "gone"):
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got := read(t, s, "plain"); won != 1 || got.Rev != 2 || got.Done || !got.At.IsZero() {
		t.Errorf("%d won; the row is %+v", won, got)
	}
	err := s.InTx(ctx, func(ctx context.Context) error {
		must(t, s.Put(ctx, newWritten, &writtenRow{ID: "undone", Data: []byte{}}, store.Any))
		return errors.New("undo")
	})
	if n, _ := s.Read(ctx).NewSelect().Model((*writtenRow)(nil)).Where("id = 'undone'").Count(ctx); err == nil || n != 0 {
		t.Errorf("a row outlived its transaction: %d, %v", n, err)
	}
}

func read(t *testing.T, s *store.Store, id string) writtenRow {
	t.Helper()
	var row writtenRow
	must(t, s.Read(context.Background()).NewSelect().Model(&row).Where("id = ?", id).Scan(context.Background()))
	return row
}

func nulls(t *testing.T, s *store.Store) int {
	t.Helper()
	n, err := s.Read(context.Background()).NewSelect().Model((*writtenRow)(nil)).Where("word IS NULL").Count(context.Background())
	must(t, err)
	return int(n)
}

// More statements than a connection keeps, and a table that changes under them,
// work like the first.
func TestPreparedStatements(t *testing.T) {
	s := storetest.SQLite(t)
	ctx := context.Background()
	_, err := s.Pool().ExecContext(ctx, `CREATE TABLE many (n INTEGER)`)
	must(t, err)
	for i := range 250 {
		_, err := s.Pool().ExecContext(ctx, fmt.Sprintf(`INSERT INTO many (n) VALUES ($1 + %d)`, i), 1)
		must(t, err)
	}
	_, err = s.Pool().ExecContext(ctx, `ALTER TABLE many ADD COLUMN word TEXT NOT NULL DEFAULT ''`)
	must(t, err)
	for _, n := range []any{0, 249} {
		_, err = s.Pool().ExecContext(ctx, fmt.Sprintf(`INSERT INTO many (n) VALUES ($1 + %d)`, n), 1)
		must(t, err)
	}
	if _, err := s.Pool().ExecContext(ctx, `INSERT INTO none (n) VALUES ($1)`, 1); err == nil {
		t.Error("a table that is not there took a row")
	}
	n := 0
	must(t, s.Read(ctx).NewRaw(`SELECT count(*) FROM many`).Scan(ctx, &n))
	if n != 252 {
		t.Errorf("%d rows", n)
	}
}

// counted says how it is stored, and counts how often it is asked.
type counted struct {
	text  string
	asked *atomic.Int32
	err   error
}

func (c counted) Value() (driver.Value, error) { c.asked.Add(1); return c.text, c.err }

type countedRow struct {
	bun.BaseModel `bun:"table:counted"`

	ID   string  `bun:"id,pk"`
	Text counted `bun:"word"`
}

var newCounted = store.FixedInsert((*countedRow)(nil), "")

// A value is asked once how it is stored, also where what it went together with came to
// nothing and it is sent again; what it cannot say fails there and then.
func TestAValueIsAskedOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		_, err := s.Write(ctx).ExecContext(ctx, "CREATE TABLE counted (id TEXT PRIMARY KEY, word TEXT NOT NULL)")
		must(t, err)
		var asked atomic.Int32
		put := func(ctx context.Context, id string, err error) error {
			return s.Put(ctx, newCounted, &countedRow{ID: id, Text: counted{"甲", &asked, err}}, store.Any)
		}
		must(t, put(ctx, "alone", nil))
		must(t, s.InTx(ctx, func(ctx context.Context) error { return put(ctx, "in a transaction", nil) }))
		if n := asked.Swap(0); n != 2 {
			t.Errorf("two values were asked %d times", n)
		}
		if err := s.InTx(ctx, func(ctx context.Context) error { return put(ctx, "alone", nil) }); !store.IsUnique(err) {
			t.Errorf("what is there already: %v", err)
		}
		if n := asked.Swap(0); n != 1 {
			t.Errorf("one that was refused was asked %d times", n)
		}
		unsaid := errors.New("unsaid")
		if err := s.InTx(ctx, func(ctx context.Context) error {
			if err := put(ctx, "unsaid", unsaid); !errors.Is(err, unsaid) {
				t.Errorf("a value that cannot say: %v", err)
			}
			return put(ctx, "and another", nil)
		}); err != nil {
			t.Errorf("the transaction went wrong too: %v", err)
		}
		var words []string
		must(t, s.Read(ctx).NewSelect().Table("counted").Column("id").Order("id").Scan(ctx, &words))
		if got := strings.Join(words, ", "); got != "alone, and another, in a transaction" {
			t.Errorf("there are %s", got)
		}
	})
}
