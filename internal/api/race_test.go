package api_test

import (
	"context"
	"sync"
	"testing"

	"nianlun/internal/api"
	"nianlun/internal/base/access"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

// A client that sends a hand-in several times at once, under one key or none,
// hands in once and hears the same each time.
func TestHandInSentTwiceAtOnce(t *testing.T) {
	for name, key := range map[string]string{"under one key": "k", "without a key": ""} {
		t.Run(name, func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, s *store.Store) {
				ctx, b := context.Background(), newBureau(t, s, api.DefaultSettings())
				school, head := b.as("新桥填报员"), b.owed("新桥填报员", "2026-08")
				const times = 4
				errs, revisions := make([]error, times), make([]int, times)
				var done sync.WaitGroup
				for i := range times {
					done.Add(1)
					go func() {
						defer done.Done()
						got, err := school.Submit(ctx, head.ID, key, sheet(0, "10"))
						errs[i], revisions[i] = err, got.Revision
					}()
				}
				done.Wait()
				for i := range times {
					if errs[i] != nil || revisions[i] != 1 {
						t.Errorf("number %d: revision %d, %v", i+1, revisions[i], errs[i])
					}
				}
				entries, err := b.audit.Of(ctx, "b", access.Return, head.ID)
				b.must(err)
				n := 0
				for _, e := range entries {
					if e.Verb == "return.submit" {
						n++
					}
				}
				if n != 1 {
					t.Errorf("handed in %d times", n)
				}
			})
		})
	}
}
