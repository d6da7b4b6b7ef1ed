package levels

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/org"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
)

// Mandate is what a bureau is asked by the bureau above it: to collect a form from
// its own schools, to review what they state, and to hand up one return for all of
// them. It is a copy in the lower bureau's own part of the database: the two share
// no row and no query (docs/adr/0011).
type Mandate struct {
	ID       string
	Bureau   string // the lower one
	From     string // the bureau above
	FromName string
	Above    string // its campaign
	Follows  string // its campaign of the year before, "" for none
	Unit     string // what the lower bureau is in the tree of the one above
	Form     string // code of the form in the lower bureau
	// Definition is the very text of the form's version above, under that code.
	Definition string
	Year       int
	MandateTerms
	Campaign string // of the lower bureau, once it is issued
	// Taken are the terms from which the own campaign was made, or with which it was
	// last brought into line; nil before it is issued.
	Taken *MandateTerms
	// Told is how the returns above stood when the lower bureau was last told, by
	// return.
	Told map[string]ToldState
	Rev  int // counts every renewal and every act on the mandate
}

// MandateTerms are what the bureau above may change of a mandate.
type MandateTerms struct {
	Version    int                `json:"version"` // of the form above
	Title      string             `json:"title"`
	Basis      string             `json:"basis"`
	ListNo     string             `json:"list"`
	EndsOn     period.Date        `json:"ends"`
	Signatures []collect.SignRole `json:"signatures"` // that the return above wants
	EndedOn    period.Date        `json:"ended"`      // zero while the campaign above runs
	EndedWhy   string             `json:"endedWhy,omitempty"`
	Due        []MandateDue       `json:"due"` // by period, the earliest first
}

// MandateDue is one period of a mandate: the return that is owed above, and when.
type MandateDue struct {
	Period period.Period `json:"period"`
	Return string        `json:"return"`
	Due    period.Date   `json:"due"`
	// Lifted: the bureau above no longer wants it, and says why.
	Lifted bool   `json:"lifted,omitempty"`
	Why    string `json:"why,omitempty"`
}

// ToldState is how a return stood.
type ToldState struct {
	State collect.State `json:"state"`
	Backs int           `json:"backs"`
}

// due is the mandate's part for a period; false when it is not asked.
func (t MandateTerms) due(p period.Period) (MandateDue, bool) {
	at := slices.IndexFunc(t.Due, func(d MandateDue) bool { return d.Period == p })
	if at < 0 {
		return MandateDue{}, false
	}
	return t.Due[at], true
}

// wanted are the periods that the bureau above still wants.
func (t MandateTerms) wanted() []period.Period {
	var all []period.Period
	for _, d := range t.Due {
		if !d.Lifted {
			all = append(all, d.Period)
		}
	}
	return all
}

// Mandates keeps mandates. A missing row is the NotFound fault "notfound".
type Mandates interface {
	// AddMandate keeps a new mandate; the Conflict fault "mandate.stale" when there
	// is one of the same campaign above already.
	AddMandate(ctx context.Context, m Mandate) error
	// UpdateMandate changes terms, own campaign and what of it was taken while the
	// row's revision is still m.Rev, and raises it; otherwise it is the Conflict
	// fault "mandate.stale".
	UpdateMandate(ctx context.Context, m Mandate) error
	// Tell notes how the returns above stand. It does not raise the revision.
	Tell(ctx context.Context, bureau, id string, told map[string]ToldState) error
	Mandate(ctx context.Context, bureau, id string) (Mandate, error)
	// MandateOf is the mandate of a campaign above; MandateFor the one for which an
	// own campaign was opened.
	MandateOf(ctx context.Context, bureau, from, above string) (Mandate, error)
	MandateFor(ctx context.Context, bureau, campaign string) (Mandate, error)
	// Mandates are a bureau's, the newest first, without the text of their forms.
	Mandates(ctx context.Context, bureau string) ([]Mandate, error)
}

// Service carries campaigns from a bureau to those below it and their returns back.
type Service struct {
	Collect  *collect.Service
	Mandates Mandates
	Acts     AboveActs
	Drafts   AboveDrafts
	Forms    Publisher
	Bureaus  Bureaus
}

// today is the civil day of the bureaus.
func (l *Service) today() period.Date { return calendar.Today(l.Collect.Now()) }

// Publisher makes versions of forms; base/record fulfils it.
type Publisher interface {
	// Adopt publishes a definition that the bureau above has published.
	Adopt(ctx context.Context, by access.Actor, yaml string) (record.Version, error)
	// ParseAdopted reads a definition that is to be adopted.
	ParseAdopted(ctx context.Context, bureau, yaml string) (*form.Definition, error)
}

// Bureaus are the tenants of this installation; base/org fulfils it.
type Bureaus interface {
	// Bureau is one tenant; the NotFound fault when there is none.
	Bureau(ctx context.Context, bureau string) (org.Bureau, error)
	// Below are the bureaus below one, by the id of the unit as which each stands in
	// its tree: their codes show it (GB/T 2260), or they have agreed.
	Below(ctx context.Context, bureau string) (map[string]org.Bureau, error)
}

// ours reports whether the unit of a mandate is still the own bureau. The bureau above
// may have given the unit another code since: then what it owes is another bureau's,
// to read and to hand up.
func (l *Service) ours(ctx context.Context, m Mandate) (bool, error) {
	own, err := l.Bureaus.Bureau(ctx, m.Bureau)
	if err != nil {
		return false, err
	}
	unit, err := l.Collect.Units.Unit(ctx, m.From, m.Unit)
	return err == nil && unit.Code == own.Code, notFoundIsNone(err)
}

// MandateLink is the address of a mandate.
func MandateLink(id string) string { return "/collect/mandates/" + id }

// MandatePeriodLink is the address of one period of a mandate.
func MandatePeriodLink(id string, p period.Period) string {
	return MandateLink(id) + "/periods/" + p.String()
}
