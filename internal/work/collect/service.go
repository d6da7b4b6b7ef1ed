package collect

import (
	"context"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/notify"
	"nianlun/internal/base/org"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/workdays"
	"nianlun/internal/kit/txn"
)

// Service is the bureau's collecting of returns. Files may be nil: then nothing
// can be uploaded; so may Uses: then nothing is known to read what is collected;
// Holdings: then nothing is known to be held beside the returns; Figures: then no
// indicator fills anything in; Burdens: then nothing is timed; and Caps: then no
// school has a cap.
type Service struct {
	Tx          txn.Runner
	Store       Store
	Corrections Corrections
	Uses        Uses
	Holdings    Holdings
	Burdens     Burdens
	Caps        ParamBook
	Records     Records
	Units       Units
	Calendar    Calendar
	Params      Params
	Audit       Audit
	Notify      Notify
	Files       Files
	Figures     Figures
	Now         func() time.Time

	kept keptFacts
}

// Records keeps the forms and the filled values; base/record fulfils it.
type Records interface {
	Version(ctx context.Context, bureau, form string, no int) (record.Version, error)
	Latest(ctx context.Context, bureau, form string) (record.Version, error)
	Forms(ctx context.Context, bureau string) ([]record.Version, error)
	// Save writes a revision on top of base; a record whose newest revision is
	// another one is the Conflict fault "record.stale".
	Save(ctx context.Context, by access.Actor, in record.Save) (record.Record, error)
	LoadRev(ctx context.Context, bureau, id string, rev int) (record.Record, error)
	Vectors(ctx context.Context, bureau, form string, ids []string, fields ...string) (map[string]map[string]decimal.Decimal, error)
}

// Units is what returns need of the organisation; base/org fulfils it.
type Units interface {
	AllUnits(ctx context.Context, bureau string) ([]org.Unit, error)
	// UnitsByID are those of AllUnits with these ids.
	UnitsByID(ctx context.Context, bureau string, ids []string) ([]org.Unit, error)
	Unit(ctx context.Context, bureau, id string) (org.Unit, error)
	HoldersOf(ctx context.Context, bureau string, day period.Date, roles ...access.Role) ([]org.Holder, error)
	PeopleNames(ctx context.Context, bureau string, ids []string) (map[string]string, error)
}

// Calendar knows the working days and the terms; base/calendar fulfils it.
type Calendar interface {
	Calendar(ctx context.Context, bureau string) (workdays.Calendar, error)
	// Terms are the days of the bureau's terms.
	Terms(ctx context.Context, bureau string) (*period.Terms, error)
}

// Params looks up dated numbers for the checks of forms; false when a name is
// unknown.
type Params interface {
	Number(ctx context.Context, bureau, code string, day period.Date) (decimal.Decimal, bool, error)
}

// Audit is the log.
type Audit interface {
	Write(ctx context.Context, by access.Actor, event audit.Event) error
	Of(ctx context.Context, bureau string, kind access.Kind, thing string) ([]audit.Entry, error)
}

// Notify sends notices to people's desks.
type Notify interface {
	SendAll(ctx context.Context, notices []notify.Notice) error
}

// today is the bureau's civil day.
func (s *Service) today() period.Date { return calendar.Today(s.Now()) }

// checkContext gathers what a form's checks may look at beside the values. The
// first error of looking up a parameter is returned by the second function.
func (s *Service) checkContext(ctx context.Context, bureau string, b beside, explanations []Explanation) (form.Context, func() error) {
	var failed error
	day := s.today()
	return form.Context{
		Previous:     b.values,
		Returns:      b.returns,
		Explanations: said(explanations),
		Params: func(name string) (decimal.Decimal, bool) {
			number, ok, err := s.Params.Number(ctx, bureau, name, day)
			if err != nil && failed == nil {
				failed = err
			}
			return number, ok && err == nil
		},
	}, func() error { return failed }
}
