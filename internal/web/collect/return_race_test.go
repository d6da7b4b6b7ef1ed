package collect_test

import (
	"context"
	"net/http"
	"net/url"
	"sync"
	"testing"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
)

// posted is a good sheet as the browser sends it, to be handed in.
func posted(spent string) url.Values {
	in := url.Values{"revision": {"0"}, "return:act": {"submit"}, "stopped": {"no"}}
	for path, text := range goodSheet(spent) {
		in.Set(path.String(), text)
	}
	return in
}

// handIns counts how often the log says that a return was handed in.
func (b *bureau) handIns(id string) int {
	b.t.Helper()
	entries, err := b.audit.Of(context.Background(), b.id, access.Return, id)
	must(b.t, err)
	n := 0
	for _, e := range entries {
		if e.Verb == "return.submit" {
			n++
		}
	}
	return n
}

// A double click sends the form twice: both answers lead to the return, which was
// handed in once.
func TestDoubleClickOnSubmit(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	clerk, o := b.browser("wangxue"), b.owed(0, "2026-09")
	const clicks = 4
	status := make([]int, clicks)
	var done sync.WaitGroup
	for i := range clicks {
		done.Add(1)
		go func() {
			defer done.Done()
			resp, err := clerk.client.PostForm(clerk.url+collect.Link(o.ID), posted("10"))
			if err == nil {
				_ = resp.Body.Close()
				status[i] = resp.StatusCode
			}
		}()
	}
	done.Wait()
	for _, s := range status {
		if s != http.StatusSeeOther {
			t.Errorf("answers %v", status)
			break
		}
	}
	clerk.post(collect.Link(o.ID), posted("10")).want(303) // and once more, late
	if n := b.handIns(o.ID); n != 1 {
		t.Errorf("handed in %d times", n)
	}
	if now := b.owed(0, "2026-09"); now.State != collect.Submitted || now.RecordNo != 1 || len(now.Paper.Signatures) != 1 {
		t.Errorf("%s at revision %d with %d signatures", now.State, now.RecordNo, len(now.Paper.Signatures))
	}
}

// The deadline passes while a form is being filled: nothing is refused and nothing
// is lost. The hand-in is on time within the grace of the campaign, and late after.
func TestDeadlineWhileFilling(t *testing.T) {
	for name, c := range map[string]struct {
		grace  int
		day    period.Date // on which it is handed in
		onTime bool
	}{
		"a minute late, no grace": {0, period.Date{Year: 2026, Month: 10, Day: 14}, false},
		"within the grace":        {2, period.Date{Year: 2026, Month: 10, Day: 14}, true},
		"after the grace":         {2, period.Date{Year: 2026, Month: 10, Day: 19}, false},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBureau(t, 2)
			b.openWithGrace(c.grace, "2026-09") // due on 13 October
			clerk, o := b.browser("wangxue"), b.owed(0, "2026-09")
			if o.Due.String() != "2026-10-13" {
				t.Fatalf("due on %s", o.Due)
			}
			b.now = time.Date(2026, 10, 13, 23, 58, 0, 0, b.now.Location())
			clerk.get(collect.Link(o.ID)).want(200)
			b.now = time.Date(c.day.Year, c.day.Month, c.day.Day, 0, 1, 0, 0, b.now.Location())
			draft := posted("10")
			draft.Del("return:act")
			clerk.post(collect.Link(o.ID)+"/draft", draft).want(200)
			in := posted("12.5")
			in.Set("revision", "1")
			clerk.post(collect.Link(o.ID), in).want(303)
			now := b.owed(0, "2026-09")
			if onTime, judged := now.OnTime(c.day); now.State != collect.Submitted || !judged || onTime != c.onTime || now.HandedInOn != c.day {
				t.Errorf("%s, handed in on %s, on time %v", now.State, now.HandedInOn, onTime)
			}
			r, err := b.Return(context.Background(), b.chief, o.ID)
			must(t, err)
			if got := r.Values.Get("spent").Number().String(); got != "12.5" {
				t.Errorf("what was typed last reads %s", got)
			}
		})
	}
}

// openWithGrace opens a campaign whose returns are on time some working days after
// they are due.
func (b *bureau) openWithGrace(grace int, month string) {
	b.t.Helper()
	p, err := period.Parse(month)
	must(b.t, err)
	_, err = b.OpenCampaign(context.Background(), b.chief, collect.NewCampaign{
		Form: "school-monthly", Owner: "sec", Year: 2026, Periods: []period.Period{p}, ListNo: "云教表〔2026〕3号", Grace: grace,
		EndsOn: period.Date{Year: 2026, Month: 12, Day: 31}, Due: collect.DueRule{Workdays: 5, After: collect.AfterEnd}, Signatures: alone,
		Units: collect.UnitRule{Types: []org.UnitType{org.Primary}},
	})
	must(b.t, err)
}

// The school withdraws while the section looks at the page: the section's button
// is answered with what happened, and nothing is approved.
func TestReviewAfterWithdrawIsTold(t *testing.T) {
	b := newBureau(t, 2)
	b.open(alone, "2026-09")
	o := b.submit(b.actor("wangxue"), b.owed(0, "2026-09"), goodSheet("10"))
	section, clerk := b.browser("hewei"), b.browser("wangxue")
	review := section.get(collect.Link(o.ID)).want(200).fields("do-review")
	clerk.post(collect.Link(o.ID)+"/withdraw", clerk.get(collect.Link(o.ID)).want(200).fields("do-withdraw")).want(303)
	p := section.post(collect.Link(o.ID)+"/review", review).want(409)
	p.has("main", "填报中")
	if now := b.owed(0, "2026-09"); now.State != collect.Draft || now.ReviewedBy != "" {
		t.Errorf("%s, reviewed by %q", now.State, now.ReviewedBy)
	}
}
