package collectdb_test

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/collectdb"
	"nianlun/internal/work/collect/collecttest"
)

// counting notes which periods are read anew.
type counting struct {
	*collectdb.DB
	mu   sync.Mutex
	read []string
}

func (c *counting) Facts(ctx context.Context, bureau, form string, periods []string) ([]collect.Stated, error) {
	c.mu.Lock()
	c.read = append(c.read, periods...)
	c.mu.Unlock()
	return c.DB.Facts(ctx, bureau, form, periods)
}

func (c *counting) told() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	told := strings.Join(c.read, " ")
	c.read = nil
	return told
}

var months = []string{"2026-08", "2026-09", "2026-10", "2026-11", "2026-12"}

// fresh is the service as it is after a start: it has kept nothing.
func (w *world) fresh() *collect.Service {
	return &collect.Service{Store: w.DB, Records: w.Records, Now: w.Time}
}

func (w *world) facts(ctx context.Context, s *collect.Service, fields ...string) []collect.Fact {
	w.T.Helper()
	facts, err := s.Facts(ctx, w.Bureau, "works", fields, months)
	must(w.T, err)
	return facts
}

// exact fails when what is kept tells anything but what is committed.
func (w *world) exact(after string) {
	w.T.Helper()
	ctx := context.Background()
	for _, fields := range [][]string{{"spent"}, {"spent", "total"}, {"total", "spent", "none"}} {
		want, got := w.facts(ctx, w.fresh(), fields...), w.facts(ctx, w.Service, fields...)
		if len(want) == 0 || !reflect.DeepEqual(got, want) {
			w.T.Errorf("after %s: %v are\n%+v, want\n%+v", after, fields, got, want)
		}
	}
}

// What a figure is made of is kept between two openings of a page, and never a moment
// longer than it is so: every act on a return is told at once.
func TestFactsAreFreshAfterEveryAct(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 5)
		units := w.Units.(*org.Service)
		units.Followers = []org.Follower{w.Service}
		ctx := context.Background()
		campaign := w.Open("2026-08", "2026-09", "2026-11").Campaign
		w.exact("opening")
		seen := func(i int, month string) collect.Seen {
			o := w.Owes(i, month)
			return collect.Seen{Return: o.ID, Base: o.RecordNo}
		}
		input := func(i int, month string, values form.Raw) collect.SaveInput {
			return collect.SaveInput{Return: seen(i, month).Return, Base: seen(i, month).Base, Raw: values, Answers: map[string]string{"": "已核对"}}
		}
		clerk := func(i int) access.Actor { return w.Clerk("wangxue", i) }
		act := func(name string, fn func() error) {
			t.Helper()
			must(t, fn())
			w.exact(name)
		}
		draft := func(i int, month string, values form.Raw) func() error {
			return func() error { _, err := w.SaveDraft(ctx, clerk(i), input(i, month, values)); return err }
		}
		submit := func(i int, month string, values form.Raw) func() error {
			return func() error {
				_, err := w.Submit(ctx, clerk(i), collect.SubmitInput{SaveInput: input(i, month, values)})
				return err
			}
		}
		act("a draft", draft(0, "2026-09", collecttest.Sheet("3", "10")))
		act("a hand-in", submit(0, "2026-09", collecttest.Sheet("3", "10")))
		act("taking back", func() error { _, err := w.Withdraw(ctx, clerk(0), seen(0, "2026-09")); return err })
		act("a hand-in again", submit(0, "2026-09", collecttest.Sheet("3", "11")))
		act("sending back", func() error {
			_, err := w.SendBack(ctx, w.Chief, collect.SendBackInput{Seen: seen(0, "2026-09"), Workdays: 2, Reasons: []collect.Reason{{Text: "核对"}},
				Label: func(key string, _ ...any) string { return key }})
			return err
		})
		act("a mended draft", draft(0, "2026-09", collecttest.Sheet("4", "11")))
		act("a mended return", submit(0, "2026-09", collecttest.Sheet("4", "12")))
		act("a review", func() error { _, err := w.Review(ctx, w.Chief, seen(0, "2026-09")); return err })
		act("a lock", func() error { _, err := w.Lock(ctx, w.Chief, seen(0, "2026-09")); return err })
		act("a correction", func() error {
			c, err := w.AskCorrection(ctx, clerk(0), collect.AskInput{Return: seen(0, "2026-09").Return, Base: seen(0, "2026-09").Base,
				Cells: form.Raw{"spent": "13"}, Reason: "漏记一笔付款"})
			must(t, err)
			c, err = w.SignCorrection(ctx, w.post("fang", 0, access.Head), collect.SeenCorrection{ID: c.ID, Rev: c.Rev})
			must(t, err)
			_, err = w.ApproveCorrection(ctx, w.Chief, collect.SeenCorrection{ID: c.ID, Rev: c.Rev})
			return err
		})
		if f := w.facts(ctx, w.Service, "spent"); !slices.ContainsFunc(f, func(f collect.Fact) bool { return f.Values[0] != nil && f.Values[0].String() == "13" }) {
			t.Errorf("the correction is not in the facts: %+v", f)
		}
		act("an exemption", func() error {
			_, err := w.Exempt(ctx, w.Chief, campaign.ID, []string{seen(1, "2026-09").Return}, "停办")
			return err
		})
		act("a second school", submit(2, "2026-09", collecttest.Sheet("1", "1")))
		act("nothing to report", func() error {
			in := collect.SubmitInput{SaveInput: input(3, "2026-09", nil)}
			in.Nothing = "本月没有项目"
			_, err := w.Submit(ctx, clerk(3), in)
			return err
		})
		act("the moving of days", func() error {
			n, err := w.DB.Redate(ctx, w.Bureau, campaign.ID, "2026-11", on(10, 12), on(10, 20), on(11, 10), on(11, 12))
			if n != 5 {
				t.Errorf("%d returns have other days", n)
			}
			return err
		})
		w.turn(on(10, 21))
		w.exact("the day on which they open")
		if n := len(w.facts(ctx, w.Service, "spent")); n != 14 { // three months of five, one exempt
			t.Errorf("%d facts", n)
		}
		act("a merger", func() error {
			_, err := units.Restructure(ctx, access.System(w.Bureau), org.Restructuring{
				Kind: org.Merged, Unit: collecttest.SchoolID(4), Into: collecttest.SchoolID(2), On: on(10, 22), DocNo: "云教〔2026〕51号"})
			return err
		})
		person(t, units, w.Bureau, "chenyu", collecttest.SchoolID(2))
		w.turn(on(10, 23))
		act("passing on", func() error {
			results, err := w.PassOn(ctx, w.Chief, collect.PassOnInput{Returns: []string{seen(4, "2026-09").Return}})
			if err == nil {
				err = results[0].Err
			}
			return err
		})
		act("the successor's hand-in", func() error {
			_, err := w.Submit(ctx, w.Clerk("chenyu", 2), collect.SubmitInput{SaveInput: input(4, "2026-09", collecttest.Sheet("7", "7.5"))})
			return err
		})
		act("the end of the campaign", func() error {
			now, err := w.DB.Campaign(ctx, w.Bureau, campaign.ID)
			must(t, err)
			_, err = w.EndCampaign(ctx, w.Chief, campaign.ID, collect.EndInput{Seen: now.Rev, Why: "停报", LetGo: true})
			return err
		})
		act("its opening again", func() error {
			now, err := w.DB.Campaign(ctx, w.Bureau, campaign.ID)
			must(t, err)
			_, err = w.Reopen(ctx, w.Chief, campaign.ID, collect.ReopenInput{Seen: now.Rev, Why: "续报", EndsOn: on(12, 31)})
			return err
		})
		act("one more campaign", func() error { w.Open("2026-10"); return nil })
	})
}

// turn sets the clock to a day.
func (w *world) turn(day period.Date) {
	now := w.Time()
	w.SetTime(day.Time().Add(now.Sub(period.DateOf(now).Time())))
}

// Only the months in which anything moved are read again.
func TestFactsThatDidNotMoveAreNotReadAgain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 2)
		ctx := context.Background()
		db := &counting{DB: w.DB}
		w.Store = db
		w.Open("2026-08", "2026-09")
		w.facts(ctx, w.Service, "spent")
		if told := db.told(); told != "2026-08 2026-09" {
			t.Errorf("at first %q were read", told)
		}
		w.facts(ctx, w.Service, "spent")
		w.facts(ctx, w.Service, "total", "spent")
		if told := db.told(); told != "" {
			t.Errorf("nothing moved, and %q were read", told)
		}
		must(t, w.DB.Opened(ctx, w.Bureau, w.Owes(0, "2026-09").ID, w.Time()))
		w.facts(ctx, w.Service, "spent")
		if told := db.told(); told != "" {
			t.Errorf("a page was looked at, and %q were read", told)
		}
		_, err := w.Submit(ctx, w.Clerk("wangxue", 0), collect.SubmitInput{SaveInput: collect.SaveInput{Return: w.Owes(0, "2026-09").ID, Raw: collecttest.Sheet("3", "10")}})
		must(t, err)
		w.facts(ctx, w.Service, "spent")
		if told := db.told(); told != "2026-09" {
			t.Errorf("September moved, and %q were read", told)
		}
	})
}

// What a transaction sees is told inside of it and never kept: it may be undone, and
// another hand-in then bring the returns to the same revisions.
func TestFactsOfATransactionThatIsUndoneAreForgotten(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 2)
		ctx := context.Background()
		w.Open("2026-08", "2026-09")
		w.exact("opening")
		submit := func(ctx context.Context, spent string) {
			t.Helper()
			_, err := w.Submit(ctx, w.Clerk("wangxue", 0), collect.SubmitInput{SaveInput: collect.SaveInput{Return: w.Owes(0, "2026-09").ID, Raw: collecttest.Sheet("3", spent)}})
			must(t, err)
		}
		spent := func(facts []collect.Fact) (sum string) {
			for _, f := range facts {
				if f.Values[0] != nil {
					sum += f.Values[0].String()
				}
			}
			return sum
		}
		undone := errors.New("undone")
		err := s.InTx(ctx, func(ctx context.Context) error {
			submit(ctx, "10")
			if got := spent(w.facts(ctx, w.Service, "spent")); got != "10" {
				t.Errorf("inside, %q is spent", got)
			}
			return undone
		})
		if !errors.Is(err, undone) {
			t.Fatal(err)
		}
		submit(ctx, "7") // nobody has looked in between
		if got := spent(w.facts(ctx, w.Service, "spent")); got != "7" {
			t.Errorf("%q is spent", got)
		}
		w.exact("what was done instead")
		err = s.InTx(ctx, func(ctx context.Context) error {
			_, err := w.Withdraw(ctx, w.Clerk("wangxue", 0), collect.Seen{Return: w.Owes(0, "2026-09").ID, Base: 1})
			must(t, err)
			if got := spent(w.facts(ctx, w.Service, "spent")); got != "" {
				t.Errorf("inside, %q is spent", got)
			}
			return undone
		})
		if !errors.Is(err, undone) {
			t.Fatal(err)
		}
		w.exact("what was undone")
	})
}

// Pages are opened while returns are handed in: once all have been, every page tells
// all of it.
// between does something once, after rows were read and before their numbers are.
type between struct {
	*collectdb.DB
	do func()
}

func (b *between) Facts(ctx context.Context, bureau, form string, periods []string) ([]collect.Stated, error) {
	rows, err := b.DB.Facts(ctx, bureau, form, periods)
	if b.do != nil {
		b.do()
		b.do = nil
	}
	return rows, err
}

// A return that is taken back and typed into while a figure is read states nothing:
// the number of the draft does not stand where the hand-in stood.
func TestFactsReadWhileAReturnIsTakenBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 2)
		ctx := context.Background()
		w.Open("2026-08", "2026-09")
		clerk := w.Clerk("wangxue", 0)
		input := func(values form.Raw) collect.SaveInput {
			o := w.Owes(0, "2026-09")
			return collect.SaveInput{Return: o.ID, Base: o.RecordNo, Raw: values}
		}
		_, err := w.Submit(ctx, clerk, collect.SubmitInput{SaveInput: input(collecttest.Sheet("3", "10"))})
		must(t, err)
		reader := w.fresh()
		reader.Store = &between{w.DB, func() {
			o := w.Owes(0, "2026-09")
			_, err := w.Withdraw(ctx, clerk, collect.Seen{Return: o.ID, Base: o.RecordNo})
			must(t, err)
			_, err = w.SaveDraft(ctx, clerk, input(collecttest.Sheet("3", "99")))
			must(t, err)
		}}
		for _, f := range w.facts(ctx, reader, "spent") {
			if f.Values[0] != nil {
				t.Errorf("%+v is stated by nobody", f)
			}
		}
	})
}

func TestFactsAmongHandIns(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		const schools = 12
		w := newWorld(t, s, schools)
		ctx := context.Background()
		w.Open("2026-08", "2026-09")
		var acts []func() error
		for i := range schools {
			o := w.Owes(i, "2026-09")
			acts = append(acts, func() error {
				_, err := w.Submit(ctx, w.Clerk("wangxue", i), collect.SubmitInput{SaveInput: collect.SaveInput{Return: o.ID, Raw: collecttest.Sheet("3", "10")}})
				return err
			}, func() error {
				_, err := w.Facts(ctx, w.Bureau, "works", []string{"spent"}, months)
				return err
			})
		}
		for _, err := range atOnce(acts...) {
			must(t, err)
		}
		w.exact("all hand-ins")
	})
}
