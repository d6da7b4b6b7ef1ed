package levels

import (
	"slices"
	"strconv"

	"nianlun/internal/engine/period"
)

// Renewal is what the bureau above has changed since its mandate was issued or last
// accepted.
type Renewal struct {
	Added     []MandateDue // periods to be asked for
	Withdrawn []MandateDue // periods that are no longer wanted
	Moved     []MovedDue   // due days above
	Terms     []TermChange
	// From and To are the versions of the form above; equal when it has not moved.
	From, To int
	Ended    bool // the campaign above has ended since
	Reopened bool // it had ended, and runs again
}

// MovedDue is a period whose due day above has changed.
type MovedDue struct {
	Period   period.Period
	Was, Now period.Date
}

// TermChange is a changed term in words: "title", "basis", "list", "ends" (both are
// days as period.Date writes them), or "signatures" (the number of them).
type TermChange struct{ Name, Was, Now string }

// Empty reports whether nothing has changed.
func (r Renewal) Empty() bool {
	return len(r.Added)+len(r.Withdrawn)+len(r.Moved)+len(r.Terms) == 0 && r.From == r.To && !r.Ended && !r.Reopened
}

// Renewal is what has changed since the own campaign was last brought into line;
// nothing before it is issued.
func (m Mandate) Renewal() Renewal {
	if m.Campaign == "" || m.Taken == nil {
		return Renewal{}
	}
	was, now := *m.Taken, m.MandateTerms
	r := Renewal{From: was.Version, To: now.Version}
	r.Ended = was.EndedOn.IsZero() && !now.EndedOn.IsZero()
	r.Reopened = !was.EndedOn.IsZero() && now.EndedOn.IsZero()
	for _, d := range now.Due {
		before, known := was.due(d.Period)
		switch {
		case !d.Lifted && (!known || before.Lifted):
			r.Added = append(r.Added, d)
		case d.Lifted && known && !before.Lifted:
			r.Withdrawn = append(r.Withdrawn, d)
		case !d.Lifted && before.Due != d.Due:
			r.Moved = append(r.Moved, MovedDue{Period: d.Period, Was: before.Due, Now: d.Due})
		}
	}
	for _, d := range was.Due {
		if _, still := now.due(d.Period); !still && !d.Lifted {
			r.Withdrawn = append(r.Withdrawn, d)
		}
	}
	r.Terms = termChanges(was, now)
	return r
}

func termChanges(was, now MandateTerms) []TermChange {
	var all []TermChange
	add := func(name, a, b string) {
		if a != b {
			all = append(all, TermChange{name, a, b})
		}
	}
	add("title", was.Title, now.Title)
	add("basis", was.Basis, now.Basis)
	add("list", was.ListNo, now.ListNo)
	add("ends", was.EndsOn.String(), now.EndsOn.String())
	if !slices.Equal(was.Signatures, now.Signatures) {
		all = append(all, TermChange{"signatures", strconv.Itoa(len(was.Signatures)), strconv.Itoa(len(now.Signatures))})
	}
	return all
}
