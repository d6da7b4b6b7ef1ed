package design

import (
	"context"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/org"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
	"nianlun/internal/kit/txn"
)

// Service designs forms. Campaigns, Asking and CodeLists may be nil: then nothing is
// known to use a form, or to ask for a field already, and the bureau has no lists.
type Service struct {
	Tx        txn.Runner
	Store     Store
	Forms     Forms
	Units     Units
	CodeLists CodeLists
	Campaigns Campaigns
	Asking    Asking
	Params    Params
	Audit     Audit
	Now       func() time.Time
}

// Forms keeps the published versions; base/record fulfils it.
type Forms interface {
	Forms(ctx context.Context, bureau string) ([]record.Version, error)
	Version(ctx context.Context, bureau, form string, no int) (record.Version, error)
	// Latest is the NotFound fault "record.form" when the form has no version.
	Latest(ctx context.Context, bureau, form string) (record.Version, error)
	Publish(ctx context.Context, by access.Actor, yaml string) (record.Version, error)
	// TakeTurn lets the transaction wait until nobody else publishes forms of the
	// bureau, and keeps others from it until it ends.
	TakeTurn(ctx context.Context, bureau string) error
	// Library is what a definition may name; the second function returns the first
	// error of looking something up.
	Library(ctx context.Context, bureau string) (form.Library, func() error)
	// Hold is a text as it would be published, with the options of the bureau's lists;
	// LetGo a published one as its next version begins, without them.
	Hold(ctx context.Context, bureau, yaml string) (string, error)
	LetGo(ctx context.Context, bureau, yaml string) (string, error)
	// OwnList is, by form, the version of a list of the bureau whose options some
	// published versions hold.
	OwnList(ctx context.Context, bureau, list string, versions []record.Version) (map[string]int, error)
}

// Units is what designing needs of the organisation; base/org fulfils it.
type Units interface {
	AllUnits(ctx context.Context, bureau string) ([]org.Unit, error)
	PeopleNames(ctx context.Context, bureau string, ids []string) (map[string]string, error)
	HoldersOf(ctx context.Context, bureau string, day period.Date, roles ...access.Role) ([]org.Holder, error)
}

// Params looks up dated numbers for the checks of forms; false when a name is
// unknown.
type Params interface {
	Number(ctx context.Context, bureau, code string, day period.Date) (decimal.Decimal, bool, error)
}

// Audit is the log.
type Audit interface {
	Write(ctx context.Context, by access.Actor, event audit.Event) error
}

// today is the bureau's civil day.
func (s *Service) today() period.Date { return calendar.Today(s.Now()) }

// find loads a draft on which the actor has the right.
func (s *Service) find(ctx context.Context, by access.Actor, draft string, verb access.Verb) (Draft, error) {
	if !id.Valid(draft) {
		return Draft{}, fault.New(fault.NotFound, "notfound")
	}
	d, err := s.Store.Draft(ctx, by.Bureau, draft)
	if err != nil {
		return Draft{}, err
	}
	return d, access.Check(by, verb, d.thing())
}

// findWriting loads a draft that the actor may change and that may be changed.
func (s *Service) findWriting(ctx context.Context, by access.Actor, draft string) (Draft, error) {
	d, err := s.find(ctx, by, draft, access.Write)
	if err != nil {
		return d, err
	}
	if d.State != Writing {
		return d, fault.New(fault.Conflict, "design.closed")
	}
	return d, nil
}

// log writes what happened to a form.
func (s *Service) log(ctx context.Context, by access.Actor, verb string, d Draft, data map[string]any) error {
	data["title"], data["draft"] = d.Title, d.ID
	return s.Audit.Write(ctx, by, audit.Event{Verb: verb, Kind: access.Form, Thing: d.Form, Unit: d.Owner, Data: data})
}

// sources gives checks the parameters of the day. The first error of looking one
// up is returned by the second function.
func (s *Service) sources(ctx context.Context, bureau string) (func(name string) (decimal.Decimal, bool), func() error) {
	var failed error
	day := s.today()
	return func(name string) (decimal.Decimal, bool) {
		number, ok, err := s.Params.Number(ctx, bureau, name, day)
		if err != nil && failed == nil {
			failed = err
		}
		return number, ok && err == nil
	}, func() error { return failed }
}
