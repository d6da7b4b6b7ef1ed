package api_test

import (
	"context"
	"net/http"
	"strconv"
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

// A save that is sent several times at once under one key acts once and is
// answered alike; another body under the same key is refused, however close.
func TestSaveSentTwiceAtOnce(t *testing.T) {
	for name, same := range map[string]bool{"the same body": true, "other bodies": false} {
		t.Run(name, func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, s *store.Store) {
				ctx, b := context.Background(), newBureau(t, s, api.DefaultSettings())
				school, head := b.as("新桥填报员"), b.owed("新桥填报员", "2026-08")
				const times = 4
				errs := make([]error, times)
				var done sync.WaitGroup
				for i := range times {
					done.Go(func() {
						body := sheet(0, "10")
						if !same {
							body = sheet(0, strconv.Itoa(10+i))
						}
						_, errs[i] = school.SaveOnce(ctx, head.ID, "k", body)
					})
				}
				done.Wait()
				well := 0
				for _, err := range errs {
					if err == nil {
						well++
					} else if !same {
						_ = refused(t, err, http.StatusUnprocessableEntity, "api.key")
					}
				}
				if want := map[bool]int{true: times, false: 1}[same]; well != want {
					t.Errorf("%d went well, want %d: %v", well, want, errs)
				}
				kept, err := school.Return(ctx, head.ID)
				b.must(err)
				if kept.Revision != 1 {
					t.Errorf("saved %d times", kept.Revision)
				}
			})
		})
	}
}
