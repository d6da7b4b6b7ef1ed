package accountdb_test

import (
	"bytes"
	"context"
	"sync"
	"testing"
	"time"

	"nianlun/internal/base/account"
	"nianlun/internal/base/account/accountdb"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

var now = time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC)

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestPasswords(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), accountdb.New(s)
		if _, err := db.Password(ctx, "b", "p"); fault.KindOf(err) != fault.NotFound {
			t.Errorf("nobody: %v", err)
		}
		for _, p := range []account.Password{
			{Person: "p", Hash: "$argon2id$one", MustChange: true, Changed: now},
			{Person: "p", Hash: "$argon2id$two", Changed: now.Add(time.Hour)},
		} {
			check(t, db.SetPassword(ctx, "b", p))
			got, err := db.Password(ctx, "b", "p")
			check(t, err)
			if got != p {
				t.Errorf("came back as %+v", got)
			}
		}
	})
}

func TestTries(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), accountdb.New(s)
		since := func(at time.Time) time.Time { return at.Add(-15 * time.Minute) }
		charge := func(at time.Time) account.Tries {
			t.Helper()
			got, err := db.Charge(ctx, "b", "d", at, since(at))
			check(t, err)
			stored, err := db.Tries(ctx, "b", "d")
			check(t, err)
			if stored != got {
				t.Errorf("returns %+v, stores %+v", got, stored)
			}
			return got
		}
		for want := 1; want <= 3; want++ {
			if got := charge(now); got.Failures != want || !got.LockedUntil.IsZero() {
				t.Errorf("try %d: %+v", want, got)
			}
		}
		check(t, db.Lock(ctx, "b", "d", now.Add(time.Minute)))
		if got := charge(now.Add(30 * time.Second)); got.Failures != 0 || !got.LockedUntil.Equal(now.Add(time.Minute)) {
			t.Errorf("under a lock: %+v", got)
		}
		if got := charge(now.Add(2 * time.Minute)); got.Failures != 1 || !got.LockedUntil.IsZero() {
			t.Errorf("after the lock: %+v", got)
		}
		if got := charge(now.Add(20 * time.Minute)); got.Failures != 1 {
			t.Errorf("old failures count: %+v", got)
		}
		if got, err := db.Tries(ctx, "c", "d"); err != nil || got.Failures != 0 {
			t.Errorf("another bureau: %+v %v", got, err)
		}
		check(t, db.ForgetBefore(ctx, now))
		if got, _ := db.Tries(ctx, "b", "d"); got.Failures != 1 {
			t.Error("forgot too much")
		}
		check(t, db.ForgetBefore(ctx, now.Add(time.Hour)))
		if got, _ := db.Tries(ctx, "b", "d"); got.Failures != 0 {
			t.Error("forgot nothing")
		}
		charge(now)
		check(t, db.Forget(ctx, "b", "d"))
		if got, _ := db.Tries(ctx, "b", "d"); got.Failures != 0 {
			t.Error("a success does not clear")
		}
	})
}

// Every one of many tries at once is counted.
func TestChargesAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), accountdb.New(s)
		seen := make([]bool, 21)
		var mu sync.Mutex
		var wg sync.WaitGroup
		for range 20 {
			wg.Go(func() {
				got, err := db.Charge(ctx, "b", "d", now, now.Add(-time.Minute))
				mu.Lock()
				defer mu.Unlock()
				if err != nil || seen[got.Failures] {
					t.Errorf("%+v %v", got, err)
				}
				seen[got.Failures] = true
			})
		}
		wg.Wait()
	})
}

func TestTokens(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), accountdb.New(s)
		token := account.Token{ID: "t1", Person: "p", Post: "o", Name: "接口", Made: now, Until: now.Add(time.Hour)}
		check(t, db.InsertToken(ctx, "b", token, "d1"))
		check(t, db.InsertToken(ctx, "b", account.Token{ID: "t2", Person: "q", Post: "o2", Name: "无期限", Made: now}, "d2"))
		got, err := db.TokenByDigest(ctx, "b", "d1")
		check(t, err)
		if got != token {
			t.Errorf("came back as %+v", got)
		}
		if _, err := db.TokenByDigest(ctx, "c", "d1"); fault.KindOf(err) != fault.NotFound {
			t.Errorf("another bureau: %v", err)
		}
		check(t, db.UseToken(ctx, "b", "t1", now.Add(time.Minute)))
		check(t, db.EndToken(ctx, "b", "t1", now.Add(2*time.Minute)))
		if err := db.EndToken(ctx, "b", "t1", now); !fault.Is(err, "account.token.ended") {
			t.Errorf("ended twice: %v", err)
		}
		mine, err := db.Tokens(ctx, "b", "p")
		check(t, err)
		if len(mine) != 1 || !mine[0].Used.Equal(now.Add(time.Minute)) || !mine[0].Ended.Equal(now.Add(2*time.Minute)) {
			t.Errorf("got %+v", mine)
		}
		all, err := db.Tokens(ctx, "b", "")
		check(t, err)
		if len(all) != 2 || !all[0].Until.IsZero() {
			t.Errorf("got %+v", all)
		}
	})
}

func TestSessions(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		clock := now
		db := accountdb.NewSessions(s, func() time.Time { return clock })
		data := []byte{0, 1, 0xff, '\'', '?', '\\'}
		check(t, db.Commit("token", []byte("first"), now.Add(time.Minute)))
		check(t, db.Commit("token", data, now.Add(time.Hour)))
		got, found, err := db.Find("token")
		if err != nil || !found || !bytes.Equal(got, data) {
			t.Errorf("%v %v %v", got, found, err)
		}
		var stored []string
		check(t, s.Read(context.Background()).NewRaw("SELECT digest FROM session").Scan(context.Background(), &stored))
		if len(stored) != 1 || stored[0] == "token" {
			t.Errorf("the token itself is kept: %v", stored)
		}
		clock = now.Add(time.Hour)
		if _, found, err := db.Find("token"); found || err != nil {
			t.Errorf("an old session lives: %v", err)
		}
		if n, err := db.Clean(context.Background()); n != 1 || err != nil {
			t.Errorf("cleaned %d %v", n, err)
		}
		clock = now
		check(t, db.Commit("other", data, now.Add(time.Hour)))
		check(t, db.Delete("other"))
		check(t, db.Delete("none"))
		if _, found, _ := db.Find("other"); found {
			t.Error("a deleted session lives")
		}
	})
}
