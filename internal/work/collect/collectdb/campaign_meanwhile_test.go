package collectdb_test

import (
	"context"
	"nianlun/internal/work/collect/collecttest"
	"strings"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/kit/txn"
	"nianlun/internal/work/collect"
)

// before lets something be committed by another before the next transaction
// begins: the worst moment for whoever judged before it.
type before struct {
	txn.Runner
	do func()
}

func (b *before) InTx(ctx context.Context, fn func(context.Context) error) error {
	if do := b.do; do != nil {
		b.do = nil
		do()
	}
	return b.Runner.InTx(ctx, fn)
}

// merging is a merger of a school into the last one, from a day on.
func (w *world) merging(i, into int, day period.Date) {
	w.T.Helper()
	units := w.Units.(*org.Service)
	_, err := units.Restructure(context.Background(), access.System(w.Bureau), org.Restructuring{
		Kind: org.Merged, Unit: collecttest.SchoolID(i), Into: collecttest.SchoolID(into), On: day, DocNo: "云教〔2026〕51号", Seen: org.Nothing})
	must(w.T, err)
}

// owedAfter are the months that a school still owes that could be reported only after a
// day.
func (w *world) owedAfter(i int, day period.Date) []string {
	w.T.Helper()
	all, err := w.DB.Find(context.Background(), collect.Query{Bureau: w.Bureau, Unit: collecttest.SchoolID(i), Begun: period.Date{Year: 2029, Month: 12, Day: 31}, Limit: 100})
	must(w.T, err)
	var months []string
	for _, o := range all {
		if o.State.Open() && !o.Opens.Before(day) {
			months = append(months, o.Period.String())
		}
	}
	return months
}

func withMergers(t *testing.T, s *store.Store, schools int) *world {
	w := newWorld(t, s, schools)
	units := w.Units.(*org.Service)
	units.Followers = append(units.Followers, w.Service)
	return w
}

// A school is merged while a campaign is opened, its units are changed or the clock
// makes a period: it never owes what can only be reported when it is no more.
func TestAMergerBeforeTheReturnsAreWritten(t *testing.T) {
	ctx := context.Background()
	day := on(10, 20)
	cases := map[string]func(t *testing.T, w *world){
		"open": func(t *testing.T, w *world) {
			w.Tx = &before{Runner: w.Tx, do: func() { w.merging(0, 2, day) }}
			w.Open("2026-09", "2026-10", "2026-11")
		},
		"change": func(t *testing.T, w *world) {
			in := w.asking("2026-09", "2026-10", "2026-11")
			in.Units.Exclude = []string{collecttest.SchoolID(0)}
			c, err := w.OpenCampaign(ctx, w.Chief, in)
			must(t, err)
			terms := c.Campaign.Terms()
			terms.Units.Exclude = nil
			w.Tx = &before{Runner: w.Tx, do: func() { w.merging(0, 2, day) }}
			_, err = w.ChangeCampaign(ctx, w.Chief, c.Campaign.ID, c.Campaign.Rev, terms)
			must(t, err)
		},
		"clock": func(t *testing.T, w *world) {
			in := w.asking("2026-09")
			in.Recurs, in.Units = true, collect.UnitRule{Types: []org.UnitType{org.Primary}}
			_, err := w.OpenCampaign(ctx, w.Chief, in)
			must(t, err)
			w.SetTime(w.Time().AddDate(0, 1, 0)) // 12 November
			w.Tx = &before{Runner: w.Tx, do: func() { w.merging(0, 2, day) }}
			_, err = w.TurnCampaigns(ctx, w.Bureau)
			must(t, err)
			_, err = w.TurnCampaigns(ctx, w.Bureau) // the first may have been told that it was not alone
			must(t, err)
			if len(w.owedAfter(1, day)) == 0 {
				t.Error("the clock made nothing")
			}
		},
	}
	for name, act := range cases {
		t.Run(name, func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, s *store.Store) {
				w := withMergers(t, s, 3)
				act(t, w)
				if months := w.owedAfter(0, day); len(months) > 0 {
					t.Errorf("the merged school owes %v", months)
				}
				w.noneTwice()
			})
		})
	}
}

// The same with nobody ordering the two: campaigns are opened while schools merge.
func TestMergersAndOpeningsAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := withMergers(t, s, 6)
		day := on(10, 20)
		for i, month := range []string{"2026-09", "2026-10", "2026-11", "2026-12"} {
			errs := atOnce(
				func() error { _, err := w.OpenCampaign(context.Background(), w.Chief, w.asking(month)); return err },
				func() error { w.merging(i, 5, day); return nil },
			)
			for _, err := range errs {
				must(t, err)
			}
			for j := range i + 1 {
				if months := w.owedAfter(j, day); len(months) > 0 {
					t.Errorf("merged school %d owes %v", j, months)
				}
			}
		}
		w.noneTwice()
	})
}

// Another section begins to ask for the same while the clock makes a period: the clock
// sees it and keeps the period back.
func TestTheClockSeesWhatIsAskedMeanwhile(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 3)
		ctx := context.Background()
		other := strings.NewReplacer("form: works", "form: sites", "校舍进度月报", "工地月报").Replace(collecttest.Works)
		_, err := w.Records.(*record.Service).Publish(ctx, w.Chief, other)
		must(t, err)
		in := w.asking("2026-09", "2026-10")
		in.Recurs = true
		c, err := w.OpenCampaign(ctx, w.Chief, in)
		must(t, err)
		w.SetTime(w.Time().AddDate(0, 1, 0)) // 12 November
		w.Tx = &before{Runner: w.Tx, do: func() {
			in := w.asking("2026-11")
			in.Form, in.Again = "sites", map[string]string{"total": "口径不同", "spent": "口径不同"}
			_, err := w.OpenCampaign(ctx, w.Chief, in)
			must(t, err)
		}}
		_, err = w.TurnCampaigns(ctx, w.Bureau)
		must(t, err)
		now, err := w.DB.Campaign(ctx, w.Bureau, c.Campaign.ID)
		must(t, err)
		if now.Held == nil || now.Held.Period != w.Month("2026-11") || len(now.Held.Fields) != 2 {
			t.Errorf("held %+v, periods %v", now.Held, now.Periods)
		}
	})
}
