package calendardb_test

import (
	"context"
	"slices"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/base/calendar"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
)

var office = access.Actor{Bureau: "b", Person: "o", Post: access.Post{Role: access.Office}, Door: access.Screen}

// year2026 is a school calendar as a province announces it.
func year2026(rev int) calendar.SchoolYear {
	return calendar.SchoolYear{Year: 2026, Rev: rev, Source: "云教厅〔2026〕12号", Terms: []period.TermDays{
		{First: date(2026, 8, 31), Last: date(2027, 1, 22)}, {First: date(2027, 2, 22), Last: date(2027, 7, 2)},
	}}
}

type follower struct{ told []string }

func (f *follower) ForeseeTerms(_ context.Context, _ string, year int, terms *period.Terms) ([]i18n.Text, error) {
	return []i18n.Text{i18n.Msg("terms.now", "y", year, "n", terms.Count(year))}, nil
}

func (f *follower) FollowTerms(_ context.Context, _ access.Actor, year int, terms *period.Terms) error {
	f.told = append(f.told, terms.Days(year, 1).Last.String())
	return nil
}

func TestTermsAreEnteredAndElseAsUsual(t *testing.T) {
	storetest.Each(t, func(t *testing.T, st *store.Store) {
		s, l := newCalendar(st)
		follower := &follower{}
		s.Followers = append(s.Followers, follower)
		ctx := context.Background()
		terms, err := s.Terms(ctx, "b")
		if err != nil || terms.Known(2026) || terms.Count(2026) != 2 || terms.Days(2026, 2).First != date(2027, 3, 1) {
			t.Fatalf("as usual: %+v %v", terms, err)
		}
		if texts, err := s.ForeseeTerms(ctx, office, year2026(0)); err != nil || len(texts) != 1 || len(follower.told) != 0 {
			t.Errorf("foreseen: %v %v", texts, err)
		}
		if err := s.SetTerms(ctx, office, year2026(0)); err != nil {
			t.Fatal(err)
		}
		terms, err = s.Terms(ctx, "b")
		if err != nil || !terms.Known(2026) || terms.Days(2026, 1).Last != date(2027, 1, 22) || terms.Known(2025) {
			t.Errorf("entered: %+v %v", terms, err)
		}
		if other, err := s.Terms(ctx, "other"); err != nil || other.Known(2026) {
			t.Errorf("another bureau: %+v %v", other, err)
		}
		if len(*l) != 1 || (*l)[0].Verb != "calendar.terms" || !slices.Equal(follower.told, []string{"2027-01-22"}) {
			t.Errorf("log %v, told %v", *l, follower.told)
		}
		years, err := s.SchoolYears(ctx, office, 2025, 2027)
		if err != nil || len(years) != 3 || years[0].Known || !years[1].Known || years[1].Rev != 1 || years[1].Source == years[0].Source || years[0].Source == "" {
			t.Errorf("listed: %+v %v", years, err)
		}
		// Whoever has not seen the change is told, first entry or not.
		for _, rev := range []int{0, 7} {
			if err := s.SetTerms(ctx, sysadmin, year2026(rev)); !fault.Is(err, "calendar.stale") {
				t.Errorf("over another's calendar, seen %d: %v", rev, err)
			}
		}
		later := year2026(1)
		later.Terms = later.Terms[:1]
		if err := s.SetTerms(ctx, sysadmin, later); err != nil {
			t.Fatal(err)
		}
		if terms, err = s.Terms(ctx, "b"); err != nil || terms.Count(2026) != 1 || len(*l) != 2 {
			t.Errorf("changed: %+v %v", terms, err)
		}
	})
}

func TestTermsThatCannotBeAreRefused(t *testing.T) {
	s, l := newCalendar(storetest.SQLite(t))
	ctx := context.Background()
	for name, c := range map[string]struct {
		change func(*calendar.SchoolYear)
		path   string
	}{
		"no source":            {func(y *calendar.SchoolYear) { y.Source = " " }, "source"},
		"bytes":                {func(y *calendar.SchoolYear) { y.Source = "a\x00" }, "source"},
		"no terms":             {func(y *calendar.SchoolYear) { y.Terms = nil }, "first.1"},
		"four terms":           {func(y *calendar.SchoolYear) { y.Terms = append(y.Terms, y.Terms...) }, "first.1"},
		"no first day":         {func(y *calendar.SchoolYear) { y.Terms[1].First = period.Date{} }, "first.2"},
		"no last day":          {func(y *calendar.SchoolYear) { y.Terms[0].Last = period.Date{} }, "last.1"},
		"ends before it":       {func(y *calendar.SchoolYear) { y.Terms[1].Last = date(2027, 2, 21) }, "last.2"},
		"within the other":     {func(y *calendar.SchoolYear) { y.Terms[1].First = date(2027, 1, 22) }, "first.2"},
		"before August":        {func(y *calendar.SchoolYear) { y.Terms[0].First = date(2026, 7, 31) }, "first.1"},
		"after the year":       {func(y *calendar.SchoolYear) { y.Terms[1].Last = date(2027, 9, 1) }, "last.2"},
		"of a year before all": {func(y *calendar.SchoolYear) { y.Year = 1999 }, "year"},
	} {
		y := year2026(0)
		c.change(&y)
		f := fault.As(s.SetTerms(ctx, office, y))
		if f == nil || f.Code != "calendar.terms" || !slices.ContainsFunc(f.Fields, func(f fault.Field) bool { return f.Path == c.path }) {
			t.Errorf("%s: %+v", name, f)
		}
	}
	section := access.Actor{Bureau: "b", Post: access.Post{Role: access.Section}, Door: access.Screen}
	if err := s.SetTerms(ctx, section, year2026(0)); fault.KindOf(err) != fault.Denied {
		t.Errorf("a section enters terms: %v", err)
	}
	clerk := access.Actor{Bureau: "b", Post: access.Post{Role: access.Clerk}, Door: access.Screen}
	if _, err := s.SchoolYears(ctx, clerk, 2026, 2026); fault.KindOf(err) != fault.NotFound {
		t.Errorf("a school reads the calendar's page: %v", err)
	}
	if len(*l) != 0 {
		t.Errorf("something was written: %v", *l)
	}
}
