package collect_test

import (
	"net/url"
	"strconv"
	"testing"
	"time"

	"nianlun/internal/work/collect"
)

// Who reviews goes from one return to the next that waits, the longest waiting
// first, of the same campaign before others; nobody else is led anywhere.
func TestFromOneReviewToTheNext(t *testing.T) {
	b := newBureau(t, 4)
	b.open(alone, "2026-08", "2026-09")
	for _, i := range []int{2, 0, 3} {
		b.now = b.now.Add(time.Minute)
		b.submit(b.clerkOf(i), b.owed(i, "2026-09"), goodSheet("5"))
	}
	section := b.browser("hewei")
	next := func(p page) string { return p.Find("main a[data-key=j]").AttrOr("href", "") }
	first, second, third := b.owed(2, "2026-09"), b.owed(0, "2026-09"), b.owed(3, "2026-09")
	p := section.get(collect.Link(first.ID)).want(200)
	p.has("main a[data-key=j]", "下一张待审")
	if got := next(p); got != collect.Link(second.ID) {
		t.Errorf("the first leads to %s", got)
	}
	done := section.post(collect.Link(first.ID)+"/review", url.Values{"revision": {strconv.Itoa(first.RecordNo)}}).want(303)
	if got := next(section.get(done.location).want(200)); got != collect.Link(second.ID) {
		t.Errorf("after the review of the first: %s", got)
	}
	if got := next(section.get(collect.Link(second.ID)).want(200)); got != collect.Link(third.ID) {
		t.Errorf("the second leads to %s", got)
	}
	b.browser("wangxue").get(collect.Link(second.ID)).want(200).Lacks("main a[data-key=j]")
}
