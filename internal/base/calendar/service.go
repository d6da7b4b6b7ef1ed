package calendar

import (
	"context"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/workdays"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/kit/txn"
)

// Service is the bureau's calendar.
type Service struct {
	Tx    txn.Runner
	Store Store
	Audit Audit
	Now   func() time.Time
	// Followers are told of new terms; app wires them.
	Followers []Follower
}

// Follower is a work that reckons with terms. Both calls get the terms as they will
// be.
type Follower interface {
	// ForeseeTerms says what the new days of a school year's terms would do, in
	// words for whoever enters them. It writes nothing.
	ForeseeTerms(ctx context.Context, bureau string, year int, terms *period.Terms) ([]i18n.Text, error)
	// FollowTerms does it, in the transaction that stores the terms.
	FollowTerms(ctx context.Context, by access.Actor, year int, terms *period.Terms) error
}

// Audit is the log.
type Audit interface {
	Write(ctx context.Context, by access.Actor, event audit.Event) error
}

// Store keeps the years that a bureau has set itself; the others come with the program.
type Store interface {
	// Years are the years that the bureau has set, by year, their days by date.
	Years(ctx context.Context, bureau string) ([]workdays.Year, error)
	// SetYear replaces one year.
	SetYear(ctx context.Context, bureau string, year workdays.Year) error

	// SchoolYears are the school years whose terms the bureau has entered, the
	// oldest first.
	SchoolYears(ctx context.Context, bureau string) ([]SchoolYear, error)
	// SetSchoolYear writes a school year while its revision is still year.Rev (0:
	// nothing is entered yet), and raises it; otherwise it is the Conflict fault
	// "calendar.stale".
	SetSchoolYear(ctx context.Context, bureau string, year SchoolYear) error
}

// Calendar is what counts working days for a bureau: the years that come with the
// program, with those that the bureau has set in their place.
func (s *Service) Calendar(ctx context.Context, bureau string) (workdays.Calendar, error) {
	years, err := s.Years(ctx, bureau)
	if err != nil {
		return workdays.Calendar{}, err
	}
	return workdays.NewCalendar(years...)
}

// Years are the years of the calendar, the oldest first.
func (s *Service) Years(ctx context.Context, bureau string) ([]workdays.Year, error) {
	defaults, err := workdays.Defaults()
	if err != nil {
		return nil, err
	}
	own, err := s.Store.Years(ctx, bureau)
	if err != nil {
		return nil, err
	}
	return merged(defaults, own), nil
}

// Today is the bureau's civil day.
func (s *Service) Today() period.Date { return Today(s.Now()) }

// SetYear replaces a year by a notice. A notice that is wrong in itself is the
// Invalid fault "calendar.year" with the reason as a field.
func (s *Service) SetYear(ctx context.Context, by access.Actor, year workdays.Year) error {
	if err := access.Check(by, access.Write, access.Thing{Bureau: by.Bureau, Kind: access.Calendar}); err != nil {
		return err
	}
	if _, err := workdays.NewCalendar(year); err != nil {
		return wrong(err)
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error { return s.set(ctx, by, year) })
}

// SetDay changes one day of a year that is known: worked or not, and the name of
// the holiday that it belongs to. An empty name leaves the day to the week again.
func (s *Service) SetDay(ctx context.Context, by access.Actor, day workdays.Day) error {
	if err := access.Check(by, access.Write, access.Thing{Bureau: by.Bureau, Kind: access.Calendar}); err != nil {
		return err
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		years, err := s.Years(ctx, by.Bureau)
		if err != nil {
			return err
		}
		for _, year := range years {
			if year.Year != day.Date.Year {
				continue
			}
			year.Days = replaced(year.Days, day)
			if _, err := workdays.NewCalendar(year); err != nil {
				return wrong(err)
			}
			return s.set(ctx, by, year)
		}
		return fault.New(fault.NotFound, "calendar.unknown", "year", day.Date.Year)
	})
}

func (s *Service) set(ctx context.Context, by access.Actor, year workdays.Year) error {
	if err := s.Store.SetYear(ctx, by.Bureau, year); err != nil {
		return err
	}
	return s.Audit.Write(ctx, by, audit.Event{Verb: "calendar.set", Kind: access.Calendar, Thing: yearText(year.Year), Data: year})
}
