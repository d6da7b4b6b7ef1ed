package calendar

import (
	"context"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// SchoolYear is the school calendar (校历) of one school year: the days of its terms
// and the paper that says so.
type SchoolYear struct {
	Year   int // in which it begins
	Terms  []period.TermDays
	Source string
	Known  bool // the bureau has entered it; otherwise it is as usual
	Rev    int  // 0 while nothing is entered
}

// mostTerms is how many terms a school year may have; the forms of pages have as many lines.
const mostTerms = 3

// Terms are the bureau's terms: of the school years that it has entered, and as
// usual of all others.
func (s *Service) Terms(ctx context.Context, bureau string) (*period.Terms, error) {
	years, err := s.Store.SchoolYears(ctx, bureau)
	if err != nil {
		return nil, err
	}
	terms := &period.Terms{Usual: usual, Years: make(map[int][]period.TermDays, len(years))}
	for _, y := range years {
		terms.Years[y.Year] = y.Terms
	}
	return terms, nil
}

// SchoolYears are the calendars of the school years from first to last, entered or
// as usual.
func (s *Service) SchoolYears(ctx context.Context, by access.Actor, first, last int) ([]SchoolYear, error) {
	if err := access.Check(by, access.Read, access.Thing{Bureau: by.Bureau, Kind: access.Calendar}); err != nil {
		return nil, err
	}
	entered, err := s.Store.SchoolYears(ctx, by.Bureau)
	if err != nil {
		return nil, err
	}
	byYear := make(map[int]SchoolYear, len(entered))
	for _, y := range entered {
		y.Known = true
		byYear[y.Year] = y
	}
	var all []SchoolYear
	for year := first; year <= last; year++ {
		y, known := byYear[year]
		if !known {
			y = asUsual(year)
		}
		all = append(all, y)
	}
	return all, nil
}

// asUsual is a school year that nobody has entered.
func asUsual(year int) SchoolYear {
	y := SchoolYear{Year: year, Source: usualSource}
	plain := &period.Terms{Usual: usual}
	for n := 1; n <= plain.Count(year); n++ {
		y.Terms = append(y.Terms, plain.Days(year, n))
	}
	return y
}

// ForeseeTerms says what a school year's calendar would do, and writes nothing.
func (s *Service) ForeseeTerms(ctx context.Context, by access.Actor, year SchoolYear) ([]i18n.Text, error) {
	if err := s.checkTerms(by, year); err != nil {
		return nil, err
	}
	terms, err := s.termsWith(ctx, by.Bureau, year)
	if err != nil {
		return nil, err
	}
	var all []i18n.Text
	for _, f := range s.Followers {
		some, err := f.ForeseeTerms(ctx, by.Bureau, year.Year, terms)
		if err != nil {
			return nil, err
		}
		all = append(all, some...)
	}
	return all, nil
}

// SetTerms enters the calendar of a school year. The system administrator keeps it;
// the office enters what the province has announced.
//
// Faults: calendar.terms with the wrong days as "first.1", "last.2" and so on, or the
// source; calendar.stale when another person has entered it since year.Rev was read.
func (s *Service) SetTerms(ctx context.Context, by access.Actor, year SchoolYear) error {
	if err := s.checkTerms(by, year); err != nil {
		return err
	}
	year.Source = strings.TrimSpace(year.Source)
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		old, err := s.termsOf(ctx, by.Bureau, year.Year)
		if err != nil {
			return err
		}
		if err := s.Store.SetSchoolYear(ctx, by.Bureau, year); err != nil {
			return err
		}
		terms, err := s.termsWith(ctx, by.Bureau, year)
		if err != nil {
			return err
		}
		for _, f := range s.Followers {
			if err := f.FollowTerms(ctx, by, year.Year, terms); err != nil {
				return err
			}
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: "calendar.terms", Kind: access.Calendar, Thing: yearText(year.Year),
			Data: map[string]any{"old": old.Terms, "new": year.Terms, "source": year.Source}})
	})
}

// termsOf is what holds for a school year now.
func (s *Service) termsOf(ctx context.Context, bureau string, year int) (SchoolYear, error) {
	entered, err := s.Store.SchoolYears(ctx, bureau)
	if err != nil {
		return SchoolYear{}, err
	}
	for _, y := range entered {
		if y.Year == year {
			return y, nil
		}
	}
	return asUsual(year), nil
}

func (s *Service) termsWith(ctx context.Context, bureau string, year SchoolYear) (*period.Terms, error) {
	terms, err := s.Terms(ctx, bureau)
	if err == nil {
		terms.Years[year.Year] = year.Terms
	}
	return terms, err
}

func (s *Service) checkTerms(by access.Actor, year SchoolYear) error {
	thing := access.Thing{Bureau: by.Bureau, Kind: access.Calendar}
	if access.Can(by, access.Decide, thing) != access.Allowed {
		if err := access.Check(by, access.Write, thing); err != nil {
			return err
		}
	}
	return year.check()
}

// check finds days that cannot be: a term ends after it has begun, terms follow
// each other, and all of them lie between the August in which schools prepare and
// the August after.
func (y SchoolYear) check() error {
	bad := fault.New(fault.Invalid, "calendar.terms")
	if y.Year < 2000 || y.Year > 2100 {
		_ = bad.With("year", "fault.calendar.terms.year")
	}
	if source := strings.TrimSpace(y.Source); source == "" {
		_ = bad.With("source", "fault.calendar.terms.source")
	} else if !utf8.ValidString(source) || strings.ContainsRune(source, 0) {
		_ = bad.With("source", "fault.text.bytes")
	}
	if len(y.Terms) == 0 || len(y.Terms) > mostTerms {
		_ = bad.With("first.1", "fault.calendar.terms.none", "most", mostTerms)
	}
	from, to := period.Date{Year: y.Year, Month: time.August, Day: 1}, period.Date{Year: y.Year + 1, Month: time.August, Day: 31}
	after := from.AddDays(-1)
	for i, t := range y.Terms {
		first, last := fmt.Sprintf("first.%d", i+1), fmt.Sprintf("last.%d", i+1)
		switch {
		case t.First.IsZero():
			_ = bad.With(first, "fault.calendar.terms.day")
		case t.First.Before(from) || t.First.After(to):
			_ = bad.With(first, "fault.calendar.terms.outside", "from", from.String(), "to", to.String())
		case !t.First.After(after):
			_ = bad.With(first, "fault.calendar.terms.order")
		}
		switch {
		case t.Last.IsZero():
			_ = bad.With(last, "fault.calendar.terms.day")
		case t.Last.After(to):
			_ = bad.With(last, "fault.calendar.terms.outside", "from", from.String(), "to", to.String())
		case !t.First.IsZero() && !t.Last.After(t.First):
			_ = bad.With(last, "fault.calendar.terms.last")
		}
		if !t.Last.IsZero() {
			after = t.Last
		}
	}
	if len(bad.Fields) == 0 {
		return nil
	}
	bad.Args = []any{"n", len(bad.Fields)}
	return bad
}
