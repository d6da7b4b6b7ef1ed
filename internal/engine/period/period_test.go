package period_test

import (
	"testing"
	"time"

	"nianlun/internal/engine/period"
)

// twoTerms is what the tests take as a bureau's school calendar: one school year is decided, the others are as usual.
var twoTerms = &period.Terms{
	Usual: []period.UsualTerm{
		{First: period.MonthDay{Month: time.September, Day: 1}, Last: period.MonthDay{Month: time.January, Day: 20}},
		{First: period.MonthDay{Month: time.February, Day: 16}, Last: period.MonthDay{Month: time.July, Day: 5}},
	},
	Years: map[int][]period.TermDays{2026: {
		{First: period.Date{Year: 2026, Month: time.August, Day: 31}, Last: period.Date{Year: 2027, Month: time.January, Day: 29}},
		{First: period.Date{Year: 2027, Month: time.March, Day: 1}, Last: period.Date{Year: 2027, Month: time.July, Day: 9}},
	}},
}

func TestSpans(t *testing.T) {
	tests := []struct{ id, kind, start, end, prev, next string }{
		{"2026", "year", "2026-01-01", "2026-12-31", "2025", "2027"},
		{"2026-H1", "half", "2026-01-01", "2026-06-30", "2025-H2", "2026-H2"},
		{"2026-Q3", "quarter", "2026-07-01", "2026-09-30", "2026-Q2", "2026-Q4"},
		{"2026-Q1", "quarter", "2026-01-01", "2026-03-31", "2025-Q4", "2026-Q2"},
		{"2024-02", "month", "2024-02-01", "2024-02-29", "2024-01", "2024-03"},
		{"2026-12", "month", "2026-12-01", "2026-12-31", "2026-11", "2027-01"},
		{"2026-W36", "week", "2026-08-31", "2026-09-06", "2026-W35", "2026-W37"},
		{"2026-W01", "week", "2025-12-29", "2026-01-04", "2025-W52", "2026-W02"},
		{"2020-W53", "week", "2020-12-28", "2021-01-03", "2020-W52", "2021-W01"},
		{"2025-2026", "school-year", "2025-09-01", "2026-08-31", "2024-2025", "2026-2027"},
		{"2025-2026-T1", "term", "2025-09-01", "2026-01-20", "2024-2025-T2", "2025-2026-T2"},
		{"2025-2026-T2", "term", "2026-02-16", "2026-07-05", "2025-2026-T1", "2026-2027-T1"},
		{"2026-2027-T1", "term", "2026-08-31", "2027-01-29", "2025-2026-T2", "2026-2027-T2"},
		{"2026-2027-T2", "term", "2027-03-01", "2027-07-09", "2026-2027-T1", "2027-2028-T1"},
	}
	for _, tt := range tests {
		t.Run(tt.id, func(t *testing.T) {
			p, err := period.Parse(tt.id)
			if err != nil {
				t.Fatal(err)
			}
			got := []string{p.String(), string(p.Kind()), p.Start(twoTerms).String(), p.End(twoTerms).String(), p.Prev(twoTerms).String(), p.Next(twoTerms).String()}
			want := []string{tt.id, tt.kind, tt.start, tt.end, tt.prev, tt.next}
			for i := range want {
				if got[i] != want[i] {
					t.Errorf("part %d: got %s, want %s", i, got[i], want[i])
				}
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	for _, id := range []string{"", "26", "2026-13", "2026-00", "2026-9", "2026-H3", "2026-Q0", "2026-W54", "2025-W53", "2025-2027",
		"2025-2026-T0", "2025-2026-1", "2026-09-01", "２０２６", "2026-Q3 ", "-2026", "0000", "2026-+9"} {
		if p, err := period.Parse(id); err == nil {
			t.Errorf("%q was read as %v", id, p)
		}
	}
}

// A day belongs to the term that began last, also before the school year has begun by the month; holidays lie within
// no term.
func TestTheTermOfADay(t *testing.T) {
	for _, tt := range []struct {
		day, term string
		within    bool
	}{
		{"2026-07-05", "2025-2026-T2", true}, {"2026-07-06", "2025-2026-T2", false}, {"2026-08-30", "2025-2026-T2", false},
		{"2026-08-31", "2026-2027-T1", true}, {"2027-01-29", "2026-2027-T1", true}, {"2027-02-10", "2026-2027-T1", false},
		{"2027-03-01", "2026-2027-T2", true}, {"2027-08-31", "2026-2027-T2", false}, {"2027-09-01", "2027-2028-T1", true},
		{"2028-02-15", "2027-2028-T1", false}, {"2028-02-16", "2027-2028-T2", true},
	} {
		day, _ := period.ParseDate(tt.day)
		p, err := period.Of(period.Term, day, twoTerms)
		if err != nil || p.String() != tt.term || p.Contains(day, twoTerms) != tt.within {
			t.Errorf("%s lies in %s (within: %t): %v", tt.day, p, p.Contains(day, twoTerms), err)
		}
	}
}

// A school year may have more terms or fewer than others; the one that it has not is no span of days.
func TestSchoolYearsDifferInTheirTerms(t *testing.T) {
	day := func(text string) period.Date { d, _ := period.ParseDate(text); return d }
	three := &period.Terms{Years: map[int][]period.TermDays{2026: {
		{First: day("2026-09-01"), Last: day("2026-12-18")}, {First: day("2027-01-04"), Last: day("2027-04-16")}, {First: day("2027-05-03"), Last: day("2027-07-16")},
	}}}
	last, _ := period.Parse("2026-2027-T3")
	if got := last.Next(three).String(); got != "2027-2028-T1" {
		t.Errorf("after the third comes %s", got)
	}
	first, _ := period.Parse("2027-2028-T1")
	if got := first.Prev(three); got != last || !three.Known(2026) || three.Known(2027) || three.Count(2027) != 2 {
		t.Errorf("before the first comes %s", got)
	}
	third, _ := period.Parse("2027-2028-T3")
	if !third.Start(three).IsZero() || !third.End(three).IsZero() || !last.Start(nil).IsZero() {
		t.Error("a term that its school year does not have has days")
	}
}

// Every day lies in exactly the period that Of names, and neighbours touch without a gap; terms do as long as no
// calendar is known.
func TestEveryDayHasItsPeriod(t *testing.T) {
	for _, kind := range period.Kinds() {
		day, end := period.Date{Year: 2019, Month: time.December, Day: 20}, period.Date{Year: 2027, Month: time.January, Day: 12}
		for ; day.Before(end); day = day.AddDays(1) {
			p, err := period.Of(kind, day, nil)
			if err != nil {
				t.Fatal(err)
			}
			if !p.Contains(day, nil) {
				t.Fatalf("%s is not within %s", day, p)
			}
			if p.Next(nil).Prev(nil) != p || p.Next(nil).Start(nil) != p.End(nil).AddDays(1) {
				t.Fatalf("%s does not touch its neighbours", p)
			}
			if again, err := period.Parse(p.String()); err != nil || again != p {
				t.Fatalf("%s does not come back: %v %v", p, again, err)
			}
		}
	}
}

func TestIn(t *testing.T) {
	tests := []struct {
		id          string
		kind        period.Kind
		count       int
		first, last string
	}{
		{"2026", period.Month, 12, "2026-01", "2026-12"},
		{"2026", period.Quarter, 4, "2026-Q1", "2026-Q4"},
		{"2026-H2", period.Quarter, 2, "2026-Q3", "2026-Q4"},
		{"2025-2026", period.Month, 12, "2025-09", "2026-08"},
		{"2025-2026", period.Term, 2, "2025-2026-T1", "2025-2026-T2"},
		{"2026-2027", period.Term, 2, "2026-2027-T1", "2026-2027-T2"},
		{"2027", period.Term, 2, "2026-2027-T2", "2027-2028-T1"},
		{"2026", period.Term, 2, "2025-2026-T2", "2026-2027-T1"},
		{"2026-09", period.Week, 4, "2026-W37", "2026-W40"},
		{"2026-09", period.Month, 1, "2026-09", "2026-09"},
	}
	for _, tt := range tests {
		p, _ := period.Parse(tt.id)
		parts, err := p.In(tt.kind, twoTerms)
		if err != nil || len(parts) != tt.count || parts[0].String() != tt.first || parts[len(parts)-1].String() != tt.last {
			t.Errorf("%s in %s: %v %v", tt.kind, tt.id, parts, err)
		}
	}
}

func TestDates(t *testing.T) {
	for _, text := range []string{"2026-02-29", "2026-13-01", "2026-1-1", "", "0000-01-01", "2026-09-01T00:00"} {
		if d, err := period.ParseDate(text); err == nil {
			t.Errorf("%q was read as %s", text, d)
		}
	}
	day, err := period.ParseDate("2024-02-29")
	if err != nil || day.AddDays(1).String() != "2024-03-01" || day.AddDays(366).DaysSince(day) != 366 {
		t.Errorf("leap day: %v %v", day, err)
	}
	if _, err := period.NewDate(2026, time.February, 30); err == nil {
		t.Error("30 February was taken")
	}
}

// Days are counted over the whole calendar, forth and back.
func TestDaysOverCenturies(t *testing.T) {
	first, last := period.Date{Year: 1, Month: time.January, Day: 1}, period.Date{Year: 9999, Month: time.December, Day: 31}
	for _, tt := range []struct {
		from, to period.Date
		days     int
	}{
		{first, last, 3652058},
		{period.Date{Year: 1600, Month: time.January, Day: 1}, period.Date{Year: 2000, Month: time.January, Day: 1}, 146097},
		{period.Date{Year: 1733, Month: time.March, Day: 1}, period.Date{Year: 2026, Month: time.March, Day: 1}, 107016},
		{first, first, 0},
	} {
		if got := tt.to.DaysSince(tt.from); got != tt.days {
			t.Errorf("from %s to %s: %d days, want %d", tt.from, tt.to, got, tt.days)
		}
		if got := tt.from.DaysSince(tt.to); got != -tt.days {
			t.Errorf("from %s back to %s: %d days", tt.to, tt.from, got)
		}
		if got := tt.from.AddDays(tt.days); got != tt.to {
			t.Errorf("%s and %d days is %s", tt.from, tt.days, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, id := range []string{"2026", "2026-H1", "2026-W36", "2025-2026-T1"} {
		f.Add(id)
	}
	f.Fuzz(func(t *testing.T, id string) {
		p, err := period.Parse(id)
		if err == nil && p.String() != id {
			t.Errorf("%q came back as %q", id, p)
		}
	})
}
