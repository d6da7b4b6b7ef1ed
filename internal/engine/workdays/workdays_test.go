package workdays

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"nianlun/internal/engine/period"
)

func day(t testing.TB, text string) period.Date {
	t.Helper()
	d, err := period.ParseDate(text)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return d
}

func defaultCalendar(t testing.TB) Calendar {
	t.Helper()
	years, err := Defaults()
	if err != nil {
		t.Fatal(err)
	}
	c, err := NewCalendar(years...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWorkdaysOfTheYears(t *testing.T) {
	c := defaultCalendar(t)
	for year, want := range map[int]int{2024: 251, 2025: 248, 2026: 248} {
		got := c.CountWorkdays(year)
		if got.Days != want || got.Provisional() {
			t.Errorf("%d: got %d (gaps %v), want %d", year, got.Days, got.Gaps, want)
		}
	}
}

func TestDefaultsNameTheirNotices(t *testing.T) {
	years, err := Defaults()
	if err != nil {
		t.Fatal(err)
	}
	if len(years) != 3 {
		t.Fatalf("%d years, want 3", len(years))
	}
	for _, y := range years {
		if len(y.Papers) == 0 {
			t.Errorf("%d has no notice", y.Year)
		}
	}
}

// The vectors were worked out by hand from the notices of 2024 to 2026.
func TestAddWorkdays(t *testing.T) {
	c := defaultCalendar(t)
	cases := []struct {
		start string
		n     int
		want  string
	}{
		{"2024-02-05", 20, "2024-03-08"},
		{"2024-09-25", 5, "2024-10-08"},
		{"2025-01-20", 20, "2025-02-21"},
		{"2025-09-25", 20, "2025-10-29"},
		{"2026-02-10", 20, "2026-03-16"},
		{"2026-09-18", 7, "2026-09-29"},
		{"2025-12-29", 5, "2026-01-06"},
		{"2026-02-14", 1, "2026-02-24"},  // from a worked Saturday over the spring festival
		{"2026-02-24", -1, "2026-02-14"}, // and back
		{"2026-10-03", 0, "2026-10-03"},  // no days: the day itself, off or not
	}
	for _, tc := range cases {
		got := c.AddWorkdays(day(t, tc.start), tc.n)
		if got.Date.String() != tc.want || got.Provisional() {
			t.Errorf("%s %+d working days: got %s (gaps %v), want %s", tc.start, tc.n, got.Date, got.Gaps, tc.want)
		}
	}
}

func TestAddDays(t *testing.T) {
	c := defaultCalendar(t)
	cases := []struct {
		start string
		n     int
		roll  Roll
		want  string
	}{
		{"2025-03-03", 60, Stay, "2025-05-02"},
		{"2025-03-03", 60, Forward, "2025-05-06"},
		{"2025-03-03", 1, Forward, "2025-03-04"},
		{"2024-02-28", 2, Stay, "2024-03-01"},
		{"2026-09-04", 16, Forward, "2026-09-20"}, // a Sunday that is worked
	}
	for _, tc := range cases {
		got := c.AddDays(day(t, tc.start), tc.n, tc.roll)
		if got.Date.String() != tc.want {
			t.Errorf("%s %+d days, roll %v: got %s, want %s", tc.start, tc.n, tc.roll, got.Date, tc.want)
		}
	}
}

func TestAddMonths(t *testing.T) {
	c := defaultCalendar(t)
	cases := []struct {
		start string
		n     int
		roll  Roll
		want  string
	}{
		{"2025-11-30", 3, Stay, "2026-02-28"},
		{"2025-11-30", 3, Forward, "2026-02-28"}, // a Saturday that is worked
		{"2024-01-31", 1, Stay, "2024-02-29"},
		{"2025-01-31", 1, Stay, "2025-02-28"},
		{"2025-08-15", 12, Stay, "2026-08-15"},
		{"2025-08-15", 12, Forward, "2026-08-17"},
		{"2025-03-31", -1, Stay, "2025-02-28"},
		{"2025-10-31", 14, Stay, "2026-12-31"},
		{"2026-02-28", 1, Stay, "2026-03-28"}, // the same number, not the month's end
	}
	for _, tc := range cases {
		got := c.AddMonths(day(t, tc.start), tc.n, tc.roll)
		if got.Date.String() != tc.want {
			t.Errorf("%s %+d months, roll %v: got %s, want %s", tc.start, tc.n, tc.roll, got.Date, tc.want)
		}
	}
}

func TestGaps(t *testing.T) {
	c := defaultCalendar(t)
	cases := []struct {
		name string
		got  []int
		want []int
	}{
		{"term within known years", c.AddWorkdays(day(t, "2026-12-01"), 20).Gaps, nil},
		{"term into an unknown year", c.AddWorkdays(day(t, "2026-12-21"), 20).Gaps, []int{2027}},
		{"term through two unknown years", c.AddWorkdays(day(t, "2026-12-21"), 300).Gaps, []int{2027, 2028}},
		{"back into an unknown year", c.AddWorkdays(day(t, "2024-01-03"), -5).Gaps, []int{2023}},
		{"back from the first day of an unknown year", c.AddWorkdays(day(t, "2027-01-01"), -1).Gaps, nil},
		{"calendar days do not ask", c.AddDays(day(t, "2026-12-21"), 20, Stay).Gaps, nil},
		{"rolled end asks", c.AddDays(day(t, "2026-12-21"), 20, Forward).Gaps, []int{2027}},
		{"months in an unknown year", c.AddMonths(day(t, "2026-12-21"), 3, Forward).Gaps, []int{2027}},
		{"count of an unknown year", c.CountWorkdays(2027).Gaps, []int{2027}},
		{"count between", c.WorkdaysBetween(day(t, "2026-12-31"), day(t, "2027-01-02")).Gaps, []int{2027}},
		{"no days between", c.WorkdaysBetween(day(t, "2027-01-02"), day(t, "2027-01-02")).Gaps, nil},
	}
	for _, tc := range cases {
		if !slices.Equal(tc.got, tc.want) {
			t.Errorf("%s: gaps %v, want %v", tc.name, tc.got, tc.want)
		}
	}
	if c.Knows(2027) || !c.Knows(2026) {
		t.Error("2026 must be known and 2027 not")
	}
}

func TestEmptyYearIsNotKnown(t *testing.T) {
	year, err := ParseYear([]byte(`{"$schema":"s","$id":"i","year":2027,"papers":[],"days":[]}`))
	if err != nil {
		t.Fatal(err)
	}
	c, err := NewCalendar(year)
	if err != nil {
		t.Fatal(err)
	}
	if c.Knows(2027) || !c.CountWorkdays(2027).Provisional() {
		t.Error("a year without days is not yet announced")
	}
}

func TestNextYearsNoticeChangesDecember(t *testing.T) {
	years, err := Defaults()
	if err != nil {
		t.Fatal(err)
	}
	thursday, saturday := day(t, "2026-12-31"), day(t, "2026-12-26")
	years = append(years, Year{Year: 2027, Days: []Day{
		{Name: "元旦", Date: thursday, IsOffDay: true},
		{Name: "元旦", Date: saturday, IsOffDay: false},
	}})
	c, err := NewCalendar(years...)
	if err != nil {
		t.Fatal(err)
	}
	if c.IsWorkday(thursday) || !c.IsWorkday(saturday) {
		t.Error("the notice of 2027 does not hold in December 2026")
	}
	if d, ok := c.Special(thursday); !ok || d.Name != "元旦" {
		t.Errorf("special day: %v %v", d, ok)
	}
}

func TestZeroCalendarGoesByWeekends(t *testing.T) {
	var c Calendar
	if !c.IsWorkday(day(t, "2026-10-01")) || c.IsWorkday(day(t, "2026-10-10")) {
		t.Error("Thursday must be worked and Saturday not")
	}
	got := c.AddWorkdays(day(t, "2026-09-30"), 3)
	if got.Date != day(t, "2026-10-05") || !got.Provisional() {
		t.Errorf("got %v", got)
	}
}

func TestParseYearRefuses(t *testing.T) {
	dayJSON := func(s string) string { return `{"year":2026,"days":[` + s + `]}` }
	const ok = `{"name":"元旦","date":"2026-01-01","isOffDay":true}`
	cases := []struct {
		name, text string
		reason     Reason
		index      int
	}{
		{"no JSON", `year: 2026`, BadSyntax, -1},
		{"unknown name", `{"year":2026,"holidays":[]}`, BadSyntax, -1},
		{"text after it", `{"year":2026,"days":[]} {}`, BadSyntax, -1},
		{"bad date", dayJSON(`{"name":"元旦","date":"2026-02-30","isOffDay":true}`), BadSyntax, -1},
		{"no year", `{"days":[]}`, BadYear, -1},
		{"other year", dayJSON(ok + `,{"name":"元旦","date":"2027-01-01","isOffDay":true}`), BadDate, 1},
		{"November before", dayJSON(`{"name":"元旦","date":"2025-11-30","isOffDay":true}`), BadDate, 0},
		{"no date", dayJSON(`{"name":"元旦","isOffDay":true}`), BadDate, 0},
		{"no flag", dayJSON(`{"name":"元旦","date":"2026-01-01"}`), BadFlag, 0},
		{"no name", dayJSON(`{"date":"2026-01-01","isOffDay":true}`), NoName, 0},
		{"twice", dayJSON(ok + "," + ok), Duplicate, 1},
		{"worked weekday", dayJSON(`{"name":"元旦","date":"2026-01-05","isOffDay":false}`), NotWeekend, 0},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			_, err := ParseYear([]byte(tc.text))
			var wrong *DataError
			if !errors.As(err, &wrong) {
				t.Fatalf("got %v", err)
			}
			if wrong.Reason != tc.reason || wrong.Index != tc.index {
				t.Errorf("got %s at %d (%v), want %s at %d", wrong.Reason, wrong.Index, err, tc.reason, tc.index)
			}
			if !strings.Contains(err.Error(), string(tc.reason)) {
				t.Errorf("the text %q does not say the reason", err)
			}
		})
	}
}

func TestNewCalendarRefusesAYearTwice(t *testing.T) {
	var wrong *DataError
	if _, err := NewCalendar(Year{Year: 2026}, Year{Year: 2025}, Year{Year: 2026}); !errors.As(err, &wrong) || wrong.Reason != BadYear {
		t.Errorf("got %v", err)
	}
}

// TestProperties checks laws that hold for every start and every term, on
// days inside and outside of the known years.
func TestProperties(t *testing.T) {
	c := defaultCalendar(t)
	r := rand.New(rand.NewPCG(1, 2))
	first := day(t, "2023-06-01")
	for range 5000 {
		start := first.AddDays(r.IntN(5 * 365))
		n := r.IntN(401) - 200
		end := c.AddWorkdays(start, n)
		if n != 0 && !c.IsWorkday(end.Date) {
			t.Fatalf("%s %+d ends on %s, a day off", start, n, end.Date)
		}
		back := c.WorkdaysBetween(start, end.Date)
		if back.Days != n || !slices.Equal(back.Gaps, end.Gaps) {
			t.Fatalf("%s %+d ends on %s; between them %+v", start, n, end.Date, back)
		}
		if further := c.AddWorkdays(start, n+1).Date; n >= 0 && !further.After(end.Date) {
			t.Fatalf("%s: one more working day than %d does not end later", start, n)
		}
		rolled := c.AddDays(start, n, Forward).Date
		if plain := c.AddDays(start, n, Stay).Date; !c.IsWorkday(rolled) || rolled.Before(plain) || c.IsWorkday(plain) && rolled != plain {
			t.Fatalf("%s rolled to %s", plain, rolled)
		}
		other := first.AddDays(r.IntN(5 * 365))
		if there, back := countBySum(c, start, other), c.WorkdaysBetween(start, other).Days; there != back {
			t.Fatalf("between %s and %s: %d, sum says %d", start, other, back, there)
		}
	}
}

// countBySum counts with the standard library's days instead of period's.
func countBySum(c Calendar, from, to period.Date) int {
	sign := 1
	a, b := from.Time().AddDate(0, 0, 1), to.Time()
	if b.Before(from.Time()) {
		sign, a, b = -1, to.Time(), from.Time().AddDate(0, 0, -1)
	}
	n := 0
	for ; !a.After(b); a = a.Add(24 * time.Hour) {
		if c.IsWorkday(period.DateOf(a)) {
			n++
		}
	}
	return sign * n
}

// FuzzParseYear checks that no input breaks the reader, and that what it
// accepts makes a calendar.
func FuzzParseYear(f *testing.F) {
	years, err := data.ReadDir("data")
	if err != nil {
		f.Fatal(err)
	}
	for _, y := range years {
		text, err := data.ReadFile("data/" + y.Name())
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		year, err := ParseYear(text)
		if err != nil {
			return
		}
		c, err := NewCalendar(year)
		if err != nil {
			t.Fatalf("read but refused: %v", err)
		}
		if n := c.CountWorkdays(year.Year); n.Days < 0 || n.Days > 366 {
			t.Errorf("%d working days", n.Days)
		}
	})
}

func BenchmarkAddWorkdays(b *testing.B) {
	c := defaultCalendar(b)
	start := day(b, "2026-01-05")
	for b.Loop() {
		c.AddWorkdays(start, 20)
	}
}
