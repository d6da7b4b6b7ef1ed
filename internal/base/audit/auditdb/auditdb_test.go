package auditdb_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/audit/auditdb"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

var (
	auditor = access.Actor{Bureau: "b", Person: "p9", Name: "审计", Post: access.Post{ID: "o9", Unit: "u9", Role: access.Auditor}, Door: access.Screen}
	clerk   = access.Actor{Bureau: "b", Person: "p1", Name: "填报", Post: access.Post{ID: "o1", Unit: "u1", Role: access.Clerk}, Door: access.Excel}
)

func newLog(s *store.Store) *audit.Service {
	return audit.New(s, auditdb.New(s), []byte("a key of this installation"), time.Now, slog.New(slog.DiscardHandler))
}

func write(t testing.TB, log *audit.Service, n int) {
	t.Helper()
	for i := range n {
		event := audit.Event{Verb: "return.save", Kind: access.Return, Thing: fmt.Sprint("r", i), Unit: "u1", Data: map[string]int{"n": i}}
		if i == 9 { // the tenth says more than fits into its row
			event.Data = map[string]string{"long": strings.Repeat("长", 2000)}
		}
		if err := log.Write(context.Background(), clerk, event); err != nil {
			t.Fatal(err)
		}
	}
}

func seal(t testing.TB, log *audit.Service) {
	t.Helper()
	if err := log.Seal(context.Background()); err != nil {
		t.Fatal(err)
	}
}

func sql(t testing.TB, s *store.Store, statement string, args ...any) {
	t.Helper()
	result, err := s.Write(context.Background()).NewRaw(statement, args...).Exec(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if n, _ := result.RowsAffected(); n == 0 {
		t.Fatalf("%s changed nothing", statement)
	}
}

// All bureaus with entries that wait are named once, in order, and none that has
// all of its entries sealed.
func TestBureausThatWait(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, log, db := context.Background(), newLog(s), auditdb.New(s)
		want := func(names ...string) {
			t.Helper()
			if got, err := db.WaitingBureaus(ctx); err != nil || !slices.Equal(got, names) {
				t.Errorf("%v wait, not %v; %v", got, names, err)
			}
		}
		want()
		for _, bureau := range []string{"c", "a", "b", "c", "a"} {
			by := clerk
			by.Bureau = bureau
			if err := log.Write(ctx, by, audit.Event{Verb: "return.save", Kind: access.Return, Thing: "r"}); err != nil {
				t.Fatal(err)
			}
		}
		want("a", "b", "c")
		sql(t, s, "UPDATE audit_entry SET no = 1 WHERE bureau_id = 'b'")
		want("a", "c")
		seal(t, log)
		want()
	})
}

func verify(t testing.TB, log *audit.Service, known ...audit.Head) audit.Report {
	t.Helper()
	report, err := log.Verify(context.Background(), auditor, known...)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func TestCleanLogVerifies(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		log := newLog(s)
		write(t, log, 1203)
		report := verify(t, log)
		if !report.OK() || report.Sealed != 1203 || report.Entries != 1203 || report.TreeHash == "" {
			t.Fatalf("got %+v", report)
		}
		// The act of verifying is itself an entry of the log.
		if again := verify(t, log); !again.OK() || again.Sealed != 1204 {
			t.Fatalf("got %+v", again)
		}
	})
}

// An entry of the first version, written before digests were, is sealed and
// verified beside those of today.
func TestEntriesOfTheFirstVersionCount(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		old := audit.Entry{
			ID: "019a0000-0000-7000-8000-000000000001", Bureau: "b", At: time.Date(2026, 11, 21, 8, 0, 0, 123456000, time.UTC),
			Person: "p", PersonName: "王雪", Post: "o", PostUnit: "u", Role: access.Clerk, Door: access.Screen,
			Verb: "return.submit", Kind: access.Return, Thing: "r", Unit: "u", Data: []byte(`{"a":1}`),
			MAC: "4dHCGsIxVWgMxv7AHBZVtt/ohadyLmL3IgrXOK/NhTY=", // with the key below, see audit.TestLeafOfAKnownEntry
		}
		if err := auditdb.New(s).Insert(context.Background(), old); err != nil {
			t.Fatal(err)
		}
		log := audit.New(s, auditdb.New(s), []byte("key"), time.Now, slog.New(slog.DiscardHandler))
		write(t, log, 12)
		if report := verify(t, log); !report.OK() || report.Sealed != 13 {
			t.Fatalf("got %+v", report)
		}
		sql(t, s, `UPDATE audit_entry SET data = '{"a":2}' WHERE id = ?`, old.ID)
		if report := verify(t, log); len(report.Problems) != 1 || report.Problems[0].Code != audit.Altered || report.Problems[0].Entry != old.ID {
			t.Errorf("got %+v", report)
		}
	})
}

// Whatever somebody does to the tables by hand is found and named by its place.
func TestTamperingIsNamed(t *testing.T) {
	at := func(no int64) string {
		return fmt.Sprintf("(SELECT id FROM audit_entry WHERE bureau_id = 'b' AND no = %d)", no)
	}
	forged := `INSERT INTO audit_entry (bureau_id, id, no, at, person_id, person_name, post_id, post_unit, role, door, verb, kind, thing, unit_id, data, digest, mac)
		SELECT bureau_id, 'forged', ?, at, person_id, person_name, post_id, post_unit, role, door, verb, kind, thing, unit_id, data, digest, mac
		FROM audit_entry WHERE bureau_id = 'b' AND no = 5`
	cases := []struct {
		name   string
		tamper func(t *testing.T, s *store.Store)
		want   []string
	}{
		{"data altered", func(t *testing.T, s *store.Store) {
			sql(t, s, `UPDATE audit_entry SET data = '{"n":99}' WHERE bureau_id = 'b' AND no = 7`)
		}, []string{"7 altered"}},
		{"long data altered", func(t *testing.T, s *store.Store) {
			sql(t, s, `UPDATE audit_data SET data = data || ' ' WHERE bureau_id = 'b' AND entry_id = `+at(10))
		}, []string{"10 altered"}},
		{"long data removed", func(t *testing.T, s *store.Store) {
			sql(t, s, `DELETE FROM audit_data WHERE bureau_id = 'b' AND entry_id = `+at(10))
		}, []string{"10 altered"}},
		{"long data altered with its digest", func(t *testing.T, s *store.Store) {
			sql(t, s, `UPDATE audit_data SET data = '{}' WHERE bureau_id = 'b' AND entry_id = `+at(10))
			sql(t, s, `UPDATE audit_entry SET digest = 'RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=' WHERE bureau_id = 'b' AND no = 10`)
		}, []string{"10 altered"}},
		{"long data put over short data", func(t *testing.T, s *store.Store) {
			sql(t, s, `INSERT INTO audit_data (bureau_id, entry_id, data) SELECT bureau_id, id, '{"n":99}' FROM audit_entry WHERE bureau_id = 'b' AND no = 7`)
		}, []string{"7 altered"}},
		{"digest taken away", func(t *testing.T, s *store.Store) {
			sql(t, s, `UPDATE audit_entry SET digest = '' WHERE bureau_id = 'b' AND no = 7`)
		}, []string{"7 altered"}},
		{"person altered", func(t *testing.T, s *store.Store) {
			sql(t, s, `UPDATE audit_entry SET person_id = 'somebody' WHERE bureau_id = 'b' AND no = 1`)
		}, []string{"1 altered"}},
		{"time altered", func(t *testing.T, s *store.Store) {
			sql(t, s, `UPDATE audit_entry SET at = at - 1 WHERE bureau_id = 'b' AND no = 20`)
		}, []string{"20 altered"}},
		{"row deleted", func(t *testing.T, s *store.Store) {
			sql(t, s, `DELETE FROM audit_entry WHERE bureau_id = 'b' AND no = 12`)
		}, []string{"12 missing"}},
		{"last row deleted", func(t *testing.T, s *store.Store) {
			sql(t, s, `DELETE FROM audit_entry WHERE bureau_id = 'b' AND no = 20`)
		}, []string{"20 missing"}},
		{"two rows swapped", func(t *testing.T, s *store.Store) {
			sql(t, s, `UPDATE audit_entry SET no = 1000 WHERE bureau_id = 'b' AND no = 3`)
			sql(t, s, `UPDATE audit_entry SET no = 3 WHERE bureau_id = 'b' AND no = 17`)
			sql(t, s, `UPDATE audit_entry SET no = 17 WHERE bureau_id = 'b' AND no = 1000`)
		}, []string{"17 moved", "3 moved"}},
		{"row inserted behind the end", func(t *testing.T, s *store.Store) {
			sql(t, s, forged, 21)
		}, []string{"21 inserted"}},
		{"row inserted to be sealed", func(t *testing.T, s *store.Store) {
			sql(t, s, forged, 0)
		}, []string{"0 inserted"}},
		{"row replaced", func(t *testing.T, s *store.Store) {
			sql(t, s, `UPDATE audit_entry SET id = 'other' WHERE bureau_id = 'b' AND no = 9`)
		}, []string{"9 altered"}},
		{"row unsealed and altered", func(t *testing.T, s *store.Store) {
			sql(t, s, `UPDATE audit_entry SET no = 0, verb = 'x' WHERE bureau_id = 'b' AND id = `+at(6))
		}, []string{"0 inserted", "6 missing"}},
		{"leaf hash altered", func(t *testing.T, s *store.Store) {
			sql(t, s, `UPDATE audit_hash SET hash = (SELECT h.hash FROM audit_hash h WHERE h.bureau_id = 'b' AND h.idx = 0) WHERE bureau_id = 'b' AND idx = 7`)
		}, []string{"20 head", "5 hash", "6 hash", "8 hash", "16 hash"}},
		{"inner hash altered", func(t *testing.T, s *store.Store) {
			sql(t, s, `UPDATE audit_hash SET hash = (SELECT h.hash FROM audit_hash h WHERE h.bureau_id = 'b' AND h.idx = 0) WHERE bureau_id = 'b' AND idx = 2`)
		}, []string{"2 hash"}},
		{"head altered", func(t *testing.T, s *store.Store) {
			sql(t, s, `UPDATE audit_head SET hash = (SELECT h.hash FROM audit_hash h WHERE h.bureau_id = 'b' AND h.idx = 0) WHERE bureau_id = 'b'`)
		}, []string{"20 head"}},
		{"tail cut off, hashes left", func(t *testing.T, s *store.Store) {
			sql(t, s, `DELETE FROM audit_entry WHERE bureau_id = 'b' AND no > 16`)
			sql(t, s, `UPDATE audit_head SET size = 16 WHERE bureau_id = 'b'`)
		}, []string{"16 head"}},
	}
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		for i, c := range cases {
			t.Run(c.name, func(t *testing.T) {
				if i > 0 {
					for _, table := range []string{"audit_entry", "audit_hash", "audit_head"} {
						sql(t, s, "DELETE FROM "+table)
					}
					if _, err := s.Write(t.Context()).NewRaw("DELETE FROM audit_data").Exec(t.Context()); err != nil {
						t.Fatal(err)
					}
				}
				log := newLog(s)
				write(t, log, 20)
				seal(t, log)
				c.tamper(t, s)
				report := verify(t, log)
				var got []string
				for _, p := range report.Problems {
					got = append(got, fmt.Sprintf("%d %s", p.No, p.Code))
				}
				slices.Sort(got)
				got = slices.Compact(got)
				slices.Sort(c.want)
				if !slices.Equal(got, c.want) {
					t.Errorf("found %v, want %v", got, c.want)
				}
			})
		}
	})
}

// A whole tail that is cut off with its hashes and its head leaves nothing to be
// seen inside the database; a head that was kept outside shows it.
func TestHeadKeptOutsideShowsACutTail(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		log := newLog(s)
		write(t, log, 8)
		seal(t, log)
		early, err := log.Head(ctx, auditor)
		if err != nil {
			t.Fatal(err)
		}
		write(t, log, 4)
		seal(t, log)
		late, err := log.Head(ctx, auditor)
		if err != nil {
			t.Fatal(err)
		}
		sql(t, s, `DELETE FROM audit_entry WHERE no > 8`)
		sql(t, s, `DELETE FROM audit_hash WHERE idx >= 15`) // 8 leaves have 15 hashes
		sql(t, s, `UPDATE audit_head SET size = 8, hash = ?`, early.Hash)
		if report := verify(t, log, early); !report.OK() {
			t.Errorf("the early head fits: %+v", report.Problems)
		}
		report := verify(t, log, early, late)
		if len(report.Problems) != 1 || report.Problems[0].Code != audit.Rewound || report.Problems[0].No != 12 {
			t.Errorf("got %+v", report.Problems)
		}
	})
}

// A sealer must not build on a tree that was touched.
func TestSealRefusesATouchedTree(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		log := newLog(s)
		write(t, log, 4)
		seal(t, log)
		sql(t, s, `UPDATE audit_hash SET hash = (SELECT h.hash FROM audit_hash h WHERE h.idx = 0) WHERE idx = 6`) // the root of four
		write(t, log, 1)
		other := auditor
		other.Bureau = "c"
		if err := log.Write(context.Background(), other, audit.Event{Verb: "x", Kind: access.Plan}); err != nil {
			t.Fatal(err)
		}
		if err := log.Seal(context.Background()); err == nil {
			t.Fatal("sealed on a touched tree")
		}
		if head, err := log.Head(context.Background(), other); err != nil || head.Size != 1 {
			t.Errorf("another bureau waits: %+v %v", head, err)
		}
		report := verify(t, log)
		codes := map[string]bool{}
		for _, p := range report.Problems {
			codes[p.Code] = true
		}
		if !codes[audit.Unsealed] || !codes[audit.Hash] {
			t.Errorf("found %+v", report.Problems)
		}
	})
}

// Forged entries in front must not keep genuine ones from being sealed.
func TestForgedEntriesDoNotHoldUpTheOthers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		log := newLog(s)
		write(t, log, 1)
		sql(t, s, `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 700)
			INSERT INTO audit_entry (bureau_id, id, no, at, person_id, person_name, post_id, post_unit, role, door, verb, kind, thing, unit_id, data, digest, mac)
			SELECT bureau_id, 'forged' || n.i, 0, 1, person_id, person_name, post_id, post_unit, role, door, verb, kind, thing, unit_id, data, digest, mac
			FROM audit_entry, n`)
		report := verify(t, log)
		if report.Sealed != 1 || len(report.Problems) != 700 {
			t.Errorf("%d sealed, %d problems", report.Sealed, len(report.Problems))
		}
	})
}

func TestManyWritersAndTwoSealers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		one, two := newLog(s), newLog(s)
		var wg sync.WaitGroup
		for range 8 {
			wg.Go(func() { write(t, one, 25) })
		}
		for _, log := range []*audit.Service{one, two} {
			wg.Go(func() {
				for range 10 {
					if err := log.Seal(context.Background()); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		if report := verify(t, one); !report.OK() || report.Sealed != 200 {
			t.Errorf("got %+v", report)
		}
	})
}

func TestBureausHaveTheirOwnLogs(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		log := newLog(s)
		write(t, log, 3)
		other := auditor
		other.Bureau = "c"
		if err := log.Write(context.Background(), other, audit.Event{Verb: "x", Kind: access.Plan}); err != nil {
			t.Fatal(err)
		}
		seal(t, log)
		report, err := log.Verify(context.Background(), other)
		if err != nil || report.Sealed != 1 {
			t.Fatalf("%+v %v", report, err)
		}
		entries, err := log.Recent(context.Background(), other, audit.Query{Bureau: "b"})
		if err != nil || len(entries) != 2 {
			t.Errorf("a foreign bureau in the query shows %d entries: %v", len(entries), err)
		}
	})
}

func TestOfAndPages(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		log := newLog(s)
		write(t, log, 5)
		write(t, log, 5)
		entries, err := log.Of(ctx, "b", access.Return, "r2")
		if err != nil || len(entries) != 2 || entries[0].ID < entries[1].ID || string(entries[0].Data) != `{"n":2}` ||
			entries[0].Role != access.Clerk || entries[0].PostUnit != "u1" || entries[0].Door != access.Excel {
			t.Fatalf("%+v %v", entries, err)
		}
		page, err := log.Recent(ctx, auditor, audit.Query{Limit: 4})
		if err != nil || len(page) != 4 {
			t.Fatalf("%d %v", len(page), err)
		}
		rest, err := log.Recent(ctx, auditor, audit.Query{Before: page[3].ID, Person: "p1", Unit: "u1", Verb: "return.save"})
		if err != nil || len(rest) != 6 {
			t.Fatalf("%d %v", len(rest), err)
		}
	})
}

func TestEntryGoesWithItsTransaction(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		log := newLog(s)
		boom := errors.New("boom")
		err := s.InTx(ctx, func(ctx context.Context) error {
			if err := log.Write(ctx, clerk, audit.Event{Verb: "x", Kind: access.Return}); err != nil {
				return err
			}
			return boom
		})
		if !errors.Is(err, boom) || verify(t, log).Entries != 0 {
			t.Error("an entry of a transaction that failed stayed")
		}
	})
}

// A follower sees each sealed entry once and in order, also after it has failed:
// what lies before the entry that fails is handled, what lies behind it waits.
func TestFollowers(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := context.Background()
		var seen []int64
		var bad int64 // the entry that cannot be handled now
		follow := func() *audit.Service {
			log := newLog(s)
			log.Follow("counter", func(_ context.Context, entries []audit.Entry) error {
				var now []int64
				for _, e := range entries {
					if e.No == bad {
						return errors.New("not now")
					}
					now = append(now, e.No)
				}
				seen = append(seen, now...)
				return nil
			}, "return.save")
			return log
		}
		log := follow()
		write(t, log, 2)
		if err := log.Write(ctx, clerk, audit.Event{Verb: "other", Kind: access.Return}); err != nil {
			t.Fatal(err)
		}
		write(t, log, 2) // places 4 and 5
		seal(t, log)
		bad = 4
		if err := log.Feed(ctx); err == nil || !strings.Contains(err.Error(), "entries 4 to 4 (return.save)") {
			t.Fatalf("the failure is not told: %v", err)
		}
		if !slices.Equal(seen, []int64{1, 2}) {
			t.Fatalf("before the entry that fails: saw %v", seen)
		}
		bad = 0
		again := follow()
		for range 2 {
			if err := again.Feed(ctx); err != nil {
				t.Fatal(err)
			}
		}
		if !slices.Equal(seen, []int64{1, 2, 4, 5}) {
			t.Fatalf("saw %v", seen)
		}
		write(t, log, 120) // more than one transaction takes
		seal(t, log)
		bad = 100
		if err := again.Feed(ctx); err == nil || seen[len(seen)-1] != 99 {
			t.Fatalf("%v, saw up to %d", err, seen[len(seen)-1])
		}
		bad = 0
		if err := again.Feed(ctx); err != nil || len(seen) != 124 || !slices.IsSorted(seen) {
			t.Fatalf("%v, saw %d", err, len(seen))
		}
	})
}

// The sealer wakes on its own when something is written.
func TestRunSealsSoonAfterCommit(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, stop := context.WithCancel(context.Background())
		log := newLog(s)
		heads := audit.NewHeadFile(filepath.Join(t.TempDir(), "heads"))
		log.KeepHeads(heads)
		var done sync.WaitGroup
		done.Go(func() { log.Run(ctx) })
		defer done.Wait()
		defer stop()
		time.Sleep(50 * time.Millisecond) // the first round is over
		write(t, log, 1)
		began := time.Now()
		for {
			head, err := log.Head(ctx, auditor)
			if err != nil {
				t.Fatal(err)
			}
			if head.Size == 1 {
				break
			}
			if time.Since(began) > 5*time.Second {
				t.Fatal("not sealed")
			}
			time.Sleep(time.Millisecond)
		}
		t.Logf("sealed after %v", time.Since(began).Round(time.Millisecond))
		for {
			kept, err := heads.Read()
			if err != nil || time.Since(began) > 5*time.Second {
				t.Fatalf("kept heads %+v %v", kept, err)
			}
			if len(kept) > 0 {
				if kept[0].Size != 1 || kept[0].Bureau != "b" {
					t.Errorf("kept heads %+v", kept)
				}
				break
			}
			time.Sleep(time.Millisecond)
		}
		// A program that stops leaves nothing unsealed.
		write(t, log, 1)
		stop()
		done.Wait()
		if head, err := log.Head(context.Background(), auditor); err != nil || head.Size != 2 {
			t.Errorf("after the stop %+v %v", head, err)
		}
	})
}

func BenchmarkWrite(b *testing.B) {
	for name, open := range map[string]func(testing.TB) *store.Store{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		b.Run(name, func(b *testing.B) {
			log := newLog(open(b))
			for b.Loop() {
				write(b, log, 1)
			}
		})
	}
}

func BenchmarkSealAndVerify(b *testing.B) {
	for name, open := range map[string]func(testing.TB) *store.Store{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		b.Run(name, func(b *testing.B) {
			s := open(b)
			log := newLog(s)
			const n = 5000
			err := s.InTx(context.Background(), func(ctx context.Context) error {
				for range n {
					if err := log.Write(ctx, clerk, audit.Event{Verb: "return.save", Kind: access.Return, Thing: "r"}); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				b.Fatal(err)
			}
			began := time.Now()
			seal(b, log)
			sealing := time.Since(began)
			for b.Loop() {
				if report := verify(b, log); !report.OK() {
					b.Fatal(report)
				}
			}
			b.ReportMetric(float64(sealing.Microseconds())/n, "µs/sealed")
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/n, "µs/verified")
		})
	}
}
