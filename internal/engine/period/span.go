package period

import "time"

// Start is the first day of the period. Only Term looks at terms; for a term that its school year does not have, and
// for the zero Period, Start is the zero Date.
func (p Period) Start(terms *Terms) Date {
	switch p.kind {
	case Year:
		return Date{p.year, time.January, 1}
	case Half:
		return Date{p.year, time.Month(p.n*6 - 5), 1}
	case Quarter:
		return Date{p.year, time.Month(p.n*3 - 2), 1}
	case Month:
		return Date{p.year, time.Month(p.n), 1}
	case Week:
		return weekStart(p.year, p.n)
	case SchoolYear:
		return Date{p.year, schoolYearStart, 1}
	case Term:
		return terms.Days(p.year, p.n).First
	}
	return Date{}
}

// End is the last day of the period, itself within it; zero where Start is zero.
func (p Period) End(terms *Terms) Date {
	start := p.Start(terms)
	if start.IsZero() {
		return Date{}
	}
	if p.kind == Term {
		return terms.Days(p.year, p.n).Last
	}
	return p.Next(terms).Start(terms).AddDays(-1)
}

// weekStart is the Monday of an ISO week: 4 January always lies in week 1.
func weekStart(year, week int) Date {
	fourth := Date{year, time.January, 4}
	sinceMonday := (int(fourth.Time().Weekday()) + 6) % 7
	return fourth.AddDays(7*(week-1) - sinceMonday)
}

// Contains reports whether the day lies in the period.
func (p Period) Contains(day Date, terms *Terms) bool {
	start := p.Start(terms)
	if start.IsZero() || day.IsZero() {
		return false
	}
	return !day.Before(start) && !day.After(p.End(terms))
}

// Next is the period of the same kind that follows.
func (p Period) Next(terms *Terms) Period { return p.step(1, terms) }

// Prev is the period of the same kind that comes before.
func (p Period) Prev(terms *Terms) Period { return p.step(-1, terms) }

// YearBefore is the same period of the year before; of a 53rd week, the last week of that year.
func (p Period) YearBefore() Period {
	p.year--
	if p.kind == Week {
		p.n = min(p.n, weeksIn(p.year))
	}
	return p
}

func (p Period) step(by int, terms *Terms) Period {
	p.n += by
	switch p.kind {
	case Half:
		return p.wrap(2)
	case Quarter:
		return p.wrap(4)
	case Month:
		return p.wrap(12)
	case Term:
		return p.stepTerm(terms)
	case Week:
		return p.stepWeek()
	case Year, SchoolYear:
		return Period{kind: p.kind, year: p.year + by}
	}
	return Period{}
}

// wrap carries a number outside 1..count into the neighbouring year.
func (p Period) wrap(count int) Period {
	if p.n < 1 {
		return Period{kind: p.kind, year: p.year - 1, n: count}
	}
	if p.n > count {
		return Period{kind: p.kind, year: p.year + 1, n: 1}
	}
	return p
}

func (p Period) stepWeek() Period {
	if p.n < 1 {
		return Period{kind: Week, year: p.year - 1, n: weeksIn(p.year - 1)}
	}
	if p.n > weeksIn(p.year) {
		return Period{kind: Week, year: p.year + 1, n: 1}
	}
	return p
}

func (p Period) stepTerm(terms *Terms) Period {
	if p.n < 1 {
		return Period{kind: Term, year: p.year - 1, n: terms.Count(p.year - 1)}
	}
	if p.n > terms.Count(p.year) {
		return Period{kind: Term, year: p.year + 1, n: 1}
	}
	return p
}

// In lists the periods of a kind that begin within p, in order. A week belongs to the period in which its Monday lies,
// and a term to its school year, even where it begins in the last days of August.
func (p Period) In(kind Kind, terms *Terms) ([]Period, error) {
	from, to := p.Start(terms), p.End(terms)
	if from.IsZero() {
		return nil, ErrBadPeriod
	}
	if p.kind == SchoolYear && kind == Term {
		return terms.within(p.year), nil
	}
	part, err := Of(kind, from, terms)
	if err != nil {
		return nil, err
	}
	if part.Start(terms).Before(from) {
		part = part.Next(terms)
	}
	var parts []Period
	for !part.Start(terms).After(to) {
		parts = append(parts, part)
		part = part.Next(terms)
	}
	return parts, nil
}
