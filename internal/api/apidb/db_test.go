package apidb_test

import (
	"context"
	"testing"
	"time"

	"nianlun/internal/api"
	"nianlun/internal/api/apidb"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

var _ api.Replays = (*apidb.DB)(nil)

func TestReplays(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx, db := context.Background(), apidb.New(s)
		now := time.Date(2026, 10, 16, 1, 0, 0, 0, time.UTC)
		week := now.Add(-7 * 24 * time.Hour)
		in := api.Replay{Bureau: "b", Post: "p", Key: "k'一", Request: "r", Answer: `{"a":1}`, At: now}
		if err := db.Keep(ctx, in, week); err != nil {
			t.Fatal(err)
		}
		other := in
		other.Answer = "{}"
		if err := db.Keep(ctx, other, week); !fault.Is(err, "api.key.taken") {
			t.Fatalf("a second answer under the key: %v", err)
		}
		got, found, err := db.Find(ctx, "b", "p", in.Key, week)
		if err != nil || !found || got.Answer != in.Answer || !got.At.Equal(now) {
			t.Errorf("the first answer stays: %+v %v %v", got, found, err)
		}
		for _, q := range [][3]string{{"x", "p", in.Key}, {"b", "x", in.Key}, {"b", "p", "x"}} {
			if _, found, err := db.Find(ctx, q[0], q[1], q[2], week); found || err != nil {
				t.Errorf("%v: %v %v", q, found, err)
			}
		}
		if _, found, _ := db.Find(ctx, "b", "p", in.Key, now); found {
			t.Error("an answer that is too old was found")
		}
		later := api.Replay{Bureau: "b", Post: "p", Key: "k2", At: now.Add(time.Hour)}
		if err := db.Keep(ctx, later, week); err != nil {
			t.Fatal(err)
		}
		if err := db.Forget(ctx, now); err != nil {
			t.Fatal(err)
		}
		if _, found, _ := db.Find(ctx, "b", "p", in.Key, week); found {
			t.Error("an old answer was not forgotten")
		}
		if _, found, _ := db.Find(ctx, "b", "p", "k2", week); !found {
			t.Error("a young answer was forgotten")
		}
		again := api.Replay{Bureau: "b", Post: "p", Key: "k2", Request: "r2", Answer: "2", At: now.Add(200 * time.Hour)}
		if err := db.Keep(ctx, again, now.Add(time.Hour)); err != nil {
			t.Errorf("an expired answer blocks its key: %v", err)
		}
		if got, found, err := db.Find(ctx, "b", "p", "k2", now.Add(time.Hour)); !found || err != nil || got.Answer != "2" || got.Request != "r2" {
			t.Errorf("found %+v, %v %v", got, found, err)
		}
	})
}
