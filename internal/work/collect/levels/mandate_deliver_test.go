package levels

import (
	"testing"
	"time"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
)

// The periods of a mandate stand in the order of the bureau's own calendar, which may
// have a third term that the usual one has not.
func TestTermsStandInTheOrderOfTheCalendar(t *testing.T) {
	day := func(year int, m time.Month, d int) period.Date { return period.Date{Year: year, Month: m, Day: d} }
	school := &period.Terms{Years: map[int][]period.TermDays{2026: {
		{First: day(2026, 8, 31), Last: day(2026, 12, 20)}, {First: day(2027, 1, 4), Last: day(2027, 4, 20)}, {First: day(2027, 4, 26), Last: day(2027, 7, 9)},
	}}}
	var returns []collect.Obligation
	for _, id := range []string{"2026-2027-T3", "2026-2027-T1", "2026-2027-T2"} {
		p, err := period.Parse(id)
		if err != nil {
			t.Fatal(err)
		}
		returns = append(returns, collect.Obligation{ID: id, Period: p})
	}
	c := collect.Campaign{Kind: period.Term, School: school}
	for i, d := range termsOf(c, returns).Due {
		if want := []string{"2026-2027-T1", "2026-2027-T2", "2026-2027-T3"}[i]; d.Period.String() != want {
			t.Errorf("%d is %s, want %s", i, d.Period, want)
		}
	}
	renamed := org.Unit{Name: "云湖区新城学校", Former: []org.Former{{Name: "云湖区新城小学", Until: day(2027, 5, 1)}}}
	if u := c.NameOn(renamed, returns[0].Period, day(2027, 8, 1)); u.Name != renamed.Name {
		t.Errorf("at the end of the third term it was called %s", u.Name)
	}
}
