package plan_test

import (
	"io"
	"net/http"
	"testing"
)

// The list and the ring of a year of 500 tasks, from the request to the last
// byte, on SQLite; the aim is below 50 ms each.
func BenchmarkList500(b *testing.B) { benchmark(b, "/plan/tasks?view=all") }

func BenchmarkRing500(b *testing.B) { benchmark(b, "/ring/2026") }

func benchmark(b *testing.B, path string) {
	h := newHouse(b)
	h.many(500)
	h.serve()
	v := h.signIn("chen")
	for b.Loop() {
		r, err := v.Client.Get(v.url + path)
		if err != nil || r.StatusCode != http.StatusOK {
			b.Fatal(r, err)
		}
		_, _ = io.Copy(io.Discard, r.Body)
		_ = r.Body.Close()
	}
}
