package collectdb_test

import (
	"bytes"
	"context"
	"nianlun/internal/work/collect/collecttest"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"nianlun/internal/base/access"
	"nianlun/internal/base/blob"
	"nianlun/internal/base/blob/blobdb"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect"
)

// returns are all returns of the bureau on the form, by unit and period; more than
// one of a square is what no race may bring about.
func (w *world) squares() map[string]int {
	w.T.Helper()
	all, err := w.DB.Find(context.Background(), collect.Query{Bureau: w.Bureau, Begun: period.Date{Year: 2029, Month: 12, Day: 31}, Limit: 10_000})
	must(w.T, err)
	n := map[string]int{}
	for _, o := range all {
		n[o.Unit+" "+o.Period.String()]++
	}
	return n
}

func (w *world) noneTwice() {
	w.T.Helper()
	for at, n := range w.squares() {
		if n != 1 {
			w.T.Errorf("%s is asked %d times", at, n)
		}
	}
}

// asking is a new campaign of the form for some months.
func (w *world) asking(months ...string) collect.NewCampaign {
	in := collect.NewCampaign{
		Form: "works", Owner: "sec", Year: 2026, ListNo: "云教表〔2026〕7号", EndsOn: period.Date{Year: 2026, Month: 12, Day: 31},
		Due: collect.DueRule{Workdays: 5, After: collect.AfterEnd}, Signatures: w.Signs, Units: collect.UnitRule{Types: []org.UnitType{org.Primary}},
	}
	for _, id := range months {
		in.Periods = append(in.Periods, w.Month(id))
	}
	return in
}

// A double click, or two people of a section: the second is told that the campaign
// runs already.
func TestTheSameCampaignIsOpenedTwiceAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 3)
		for _, month := range []string{"2026-09", "2026-10", "2026-11"} {
			open := func() error {
				_, err := w.OpenCampaign(context.Background(), w.Chief, w.asking(month))
				return err
			}
			errs := atOnce(open, open, open)
			won := 0
			for _, err := range errs {
				if err == nil {
					won++
				} else if !fault.Is(err, "collect.twice") {
					t.Errorf("the loser got %v", err)
				}
			}
			if won != 1 {
				t.Errorf("%d won", won)
			}
		}
		w.noneTwice()
	})
}

func TestEndAndChangeAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 3)
		ctx := context.Background()
		for _, month := range []string{"2026-09", "2026-10", "2026-11", "2026-12"} {
			c := w.Open(month).Campaign
			terms := c.Terms()
			terms.Grace = 3
			errs := atOnce(
				func() error {
					_, err := w.EndCampaign(ctx, w.Chief, c.ID, collect.EndInput{Seen: c.Rev, Why: "并入专项"})
					return err
				},
				func() error { _, err := w.ChangeCampaign(ctx, w.Chief, c.ID, c.Rev, terms); return err },
			)
			now, err := w.DB.Campaign(ctx, w.Bureau, c.ID)
			must(t, err)
			told := func(err error) bool { return fault.Is(err, "campaign.stale") || fault.Is(err, "campaign.ended") }
			switch {
			case errs[0] == nil && told(errs[1]) && now.State == collect.Ended && now.Grace == 0:
			case errs[1] == nil && told(errs[0]) && now.State == collect.Running && now.Grace == 3:
			default:
				t.Errorf("end: %v; change: %v; %s with grace %d", errs[0], errs[1], now.State, now.Grace)
			}
		}
	})
}

// Two programs that let the days pass at once make each period once.
func TestTwoClocksTurnAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 4)
		ctx := context.Background()
		in := w.asking("2026-09", "2026-10")
		in.Recurs = true
		_, err := w.OpenCampaign(ctx, w.Chief, in)
		must(t, err)
		w.SetTime(time.Date(2026, 12, 2, 9, 0, 0, 0, calendar.Zone))
		turn := func() error { _, err := w.TurnCampaigns(ctx, w.Bureau); return err }
		for _, err := range atOnce(turn, turn, turn) {
			must(t, err)
		}
		must(t, turn())
		w.noneTwice()
		if n := len(w.squares()); n != 4*4 {
			t.Errorf("%d returns, want those of four schools for September to December", n)
		}
	})
}

// A school is merged while its campaign's units change: whoever comes second
// reckoned with other units, and is told.
func TestAMergerAndAChangeOfUnitsAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 8)
		ctx := context.Background()
		units := w.Units.(*org.Service)
		units.Followers = append(units.Followers, w.Service)
		out := w.Open("2026-09", "2026-10", "2026-11", "2026-12")
		office := access.Actor{Bureau: w.Bureau, Person: "o", Name: "刘敏", Door: access.Screen, Post: access.Post{ID: "x", Unit: "o", Role: access.Office}}
		for i := range 3 {
			c, err := w.DB.Campaign(ctx, w.Bureau, out.Campaign.ID)
			must(t, err)
			terms := c.Terms()
			terms.Units.Exclude = append(terms.Units.Exclude, collecttest.SchoolID(2*i+1))
			errs := atOnce(
				func() error {
					_, err := units.Restructure(ctx, office, org.Restructuring{Kind: org.Merged, Unit: collecttest.SchoolID(2 * i), Into: collecttest.SchoolID(7), On: period.Date{Year: 2026, Month: 11, Day: 1}, DocNo: "x", Seen: org.Nothing})
					return err
				},
				func() error { _, err := w.ChangeCampaign(ctx, w.Chief, c.ID, c.Rev, terms); return err },
			)
			for at, err := range errs {
				if err != nil && !fault.Is(err, "campaign.stale") {
					t.Errorf("%d: %v", at, err)
				}
			}
			if errs[0] != nil && errs[1] != nil {
				t.Error("nobody won")
			}
		}
		w.noneTwice()
	})
}

// Two people save the same workbook of past years, or one clicks twice: every return
// is there once, and the second is told that it is.
func TestTheSamePastYearsAreSavedTwiceAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 6)
		w.Files = &blob.Service{Store: blobdb.New(s), Dir: t.TempDir(), Now: w.Time}
		ctx := context.Background()
		words := i18n.Chinese.T
		book, err := w.PastBook(ctx, w.Chief, collect.PastScope{Form: "works", First: "2025-01", Last: "2025-06"}, words)
		must(t, err)
		kept, err := w.TakePastBook(ctx, w.Chief, collect.BookUpload{Thing: "works", Name: "历年.xlsx", Content: bytes.NewReader(filled(t, book.Data))})
		must(t, err)
		var looks [3]collect.PastLook
		save := func(i int) func() error {
			return func() error {
				var err error
				looks[i], err = w.SavePastBook(ctx, w.Chief, collect.SavePast{Form: "works", File: kept, T: form.T(words)})
				return err
			}
		}
		for _, err := range atOnce(save(0), save(1), save(2)) {
			must(t, err)
		}
		w.noneTwice()
		stored, there := 0, 0
		for _, look := range looks {
			stored, there = stored+look.Stored(), there+look.Count(collect.PastThere)
		}
		if n := len(w.squares()); n != 6*6 || stored != n || there != 2*n {
			t.Errorf("%d returns, %d told as stored, %d as there already", n, stored, there)
		}
	})
}

// filled writes a number into every row of a template of past years.
func filled(t *testing.T, data []byte) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	must(t, err)
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		must(t, err)
		column := -1
		for i, cells := range rows {
			if len(cells) > 0 && strings.HasPrefix(cells[0], "head:") {
				for j, code := range cells {
					if code == "total" {
						column = j + 1
					}
				}
			}
			if column > 0 && i >= 4 && len(cells) > 3 && cells[3] != "" {
				at, err := excelize.CoordinatesToCellName(column, i+1)
				must(t, err)
				must(t, f.SetCellValue(sheet, at, 3))
			}
		}
	}
	var out bytes.Buffer
	must(t, f.Write(&out))
	return out.Bytes()
}
