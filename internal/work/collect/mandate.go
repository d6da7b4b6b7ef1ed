package collect

import (
	"context"
	"regexp"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/period"
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
	Unit     string // what the lower bureau is in the tree of the one above
	Form     string // code of the form in the lower bureau
	// Definition is the very text of the form's version above, under that code.
	Definition string
	Title      string
	Basis      string
	ListNo     string
	EndsOn     period.Date
	Year       int
	Due        []MandateDue
	Campaign   string // of the lower bureau, once it is issued
	Rev        int
}

// MandateDue is one period of a mandate: the return that is owed above, and when.
type MandateDue struct {
	Period period.Period `json:"period"`
	Return string        `json:"return"`
	Due    period.Date   `json:"due"`
}

// due is the mandate's part for a period; false when it is not asked.
func (m Mandate) due(p period.Period) (MandateDue, bool) {
	for _, d := range m.Due {
		if d.Period == p {
			return d, true
		}
	}
	return MandateDue{}, false
}

// Mandates keeps mandates. A missing row is the NotFound fault "notfound".
type Mandates interface {
	// PutMandate adds a mandate, or renews the terms of the one of the same
	// campaign above; its id and own campaign stay.
	PutMandate(ctx context.Context, m Mandate) error
	Mandate(ctx context.Context, bureau, id string) (Mandate, error)
	// Mandates are a bureau's, the newest first.
	Mandates(ctx context.Context, bureau string) ([]Mandate, error)
	// Issued notes the own campaign; the Conflict fault "mandate.issued" when there
	// is one already.
	Issued(ctx context.Context, bureau, id, campaign string) error
}

// Levels carries campaigns from a bureau to those below it and their returns back.
type Levels struct {
	Collect  *Service
	Mandates Mandates
	Forms    Publisher
	Bureaus  Bureaus
}

// Publisher makes versions of forms; base/record fulfils it.
type Publisher interface {
	Publish(ctx context.Context, by access.Actor, yaml string) (record.Version, error)
}

// Bureaus are the tenants of this installation; base/org fulfils it.
type Bureaus interface {
	// Bureau is one tenant; the NotFound fault when there is none.
	Bureau(ctx context.Context, bureau string) (org.Bureau, error)
	// Below are the bureaus below one, by the id of the unit as which each stands in
	// its tree: their codes show it (GB/T 2260), or they have agreed.
	Below(ctx context.Context, bureau string) (map[string]org.Bureau, error)
}

var formLine = regexp.MustCompile(`(?m)^form:[ \t]*(\S+)[ \t]*$`)

// recoded is a form's definition under another code: a lower bureau may have a
// form of its own with the same one.
func recoded(yaml, code string) string { return formLine.ReplaceAllString(yaml, "form: "+code) }

// above is the lower bureau's person in the eyes of the bureau above: whoever
// answers for the lower bureau there.
func (m Mandate) above(by access.Actor, role access.Role) access.Actor {
	return access.Actor{
		Bureau: m.From, Person: by.Person, Name: by.Name, Door: by.Door,
		Post: access.Post{ID: by.Post.ID, Unit: m.Unit, Role: role},
	}
}
