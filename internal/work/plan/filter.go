package plan

import (
	"cmp"
	"slices"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
)

// Filter chooses rows of a board; its zero value keeps all. All members that are
// set must hold.
type Filter struct {
	Open    bool     // not done
	Lights  []Colour // any of these
	Theme   string   // id
	Lead    string   // unit
	Leader  string   // person
	Mine    string   // unit that leads or takes part
	From    period.Date
	Until   period.Date // deadline within From to Until, both counting
	Target  bool        // has a target
	Nobody  bool        // lacks a lead unit or a deadline
	Asked   bool        // an extension waits for an answer
	Words   string      // in number, title or quote
	SortDue bool        // by deadline alone; otherwise by light, then deadline
}

// Keeps tells whether a row passes.
func (f Filter) Keeps(r Row) bool {
	switch {
	case f.Open && r.State == Done,
		len(f.Lights) > 0 && !slices.Contains(f.Lights, r.Light.Colour),
		f.Theme != "" && r.Theme != f.Theme,
		f.Lead != "" && r.Lead != f.Lead,
		f.Leader != "" && r.Leader != f.Leader,
		f.Mine != "" && r.Lead != f.Mine && !slices.Contains(r.Participants, f.Mine),
		!f.From.IsZero() && (r.Due.IsZero() || r.Due.Before(f.From)),
		!f.Until.IsZero() && (r.Due.IsZero() || r.Due.After(f.Until)),
		f.Target && r.Target == nil,
		f.Asked && r.Asked == nil,
		f.Nobody && r.Lead != "" && !r.Due.IsZero():
		return false
	}
	return f.Words == "" || holds(r, f.Words)
}

func holds(r Row, words string) bool {
	for word := range strings.FieldsSeq(words) {
		if !strings.Contains(r.No+" "+r.Title+" "+r.Quote, word) {
			return false
		}
	}
	return true
}

// Select are the rows that pass, in the filter's order: what needs eyes first,
// then the nearest deadline; tasks without a deadline last.
func (f Filter) Select(rows []Row) []Row {
	var kept []Row
	for _, r := range rows {
		if f.Keeps(r) {
			kept = append(kept, r)
		}
	}
	slices.SortStableFunc(kept, func(a, b Row) int {
		if !f.SortDue {
			if c := cmp.Compare(a.Light.Colour.Urgency(), b.Light.Colour.Urgency()); c != 0 {
				return c
			}
		}
		return byDue(a.Due, b.Due)
	})
	return kept
}

func byDue(a, b period.Date) int {
	if a.IsZero() || b.IsZero() {
		return cmp.Compare(boolInt(a.IsZero()), boolInt(b.IsZero()))
	}
	return a.Compare(b)
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Count counts the rows that pass.
func (f Filter) Count(rows []Row) int {
	n := 0
	for _, r := range rows {
		if f.Keeps(r) {
			n++
		}
	}
	return n
}

// Lights counts rows by light.
func Lights(rows []Row) map[Colour]int {
	counts := map[Colour]int{}
	for _, r := range rows {
		counts[r.Light.Colour]++
	}
	return counts
}

// Watched are the lights that need eyes.
func Watched() []Colour { return []Colour{Red, Amber} }

// MonthOf is the filter for deadlines in the month of a day.
func MonthOf(day period.Date) Filter {
	first := period.Date{Year: day.Year, Month: day.Month, Day: 1}
	return Filter{From: first, Until: period.DateOf(first.Time().AddDate(0, 1, -1))}
}

// mayReadPlan: schools see their own tasks without the plan round them.
func mayReadPlan(by access.Actor) bool {
	return access.Can(by, access.Read, planThing(by.Bureau)) == access.Allowed
}
