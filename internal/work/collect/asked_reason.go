package collect

import (
	"context"
	"slices"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// AskedAgain is a field that a campaign asks although it is held already, with
// the reason that its section gave. Schools see it.
type AskedAgain struct {
	Field  string     `json:"field"`
	Name   string     `json:"name"`
	Held   []HeldHere `json:"held"`
	Reason string     `json:"reason"`
}

// HeldHere says where a value is held, in the words of the day on which the
// campaign was opened.
type HeldHere struct {
	From  Source   `json:"from"`
	Code  string   `json:"code"`
	Path  string   `json:"path,omitempty"`
	Name  string   `json:"name"`
	Title string   `json:"title,omitempty"`
	How   Likeness `json:"how"`
}

// reasonPath begins the names of fields in which a reason is missing.
const reasonPath = "again:"

// reasons joins what is asked already with the reasons that were given, by field.
// What is prefilled from there needs none. The fault collect.again names each
// field without a reason, as "again:" and its path.
func reasons(asked []Asked, given map[string]string) ([]AskedAgain, error) {
	var out []AskedAgain
	for _, a := range asked {
		if a.Reused {
			continue
		}
		if n := len(out); n == 0 || out[n-1].Field != a.Field {
			out = append(out, AskedAgain{Field: a.Field, Name: a.Name, Reason: strings.TrimSpace(given[a.Field])})
		}
		last := &out[len(out)-1]
		last.Held = append(last.Held, HeldHere{From: a.From, Code: a.Code, Path: a.Path, Name: a.Theirs, Title: a.Title, How: a.How})
	}
	bad := fault.New(fault.Invalid, "collect.again")
	for _, again := range out {
		if again.Reason == "" {
			_ = bad.With(reasonPath+again.Field, "collect.need.again", "field", again.Name)
			continue
		}
		checkText(bad, reasonPath+again.Field, again.Reason)
	}
	return out, orNil(bad)
}

// askAgain finds what a campaign asks although it is held, and the reasons; a
// reason that is missing is the fault collect.again.
func (s *Service) askAgain(ctx context.Context, c Campaign, def *form.Definition, given map[string]string) ([]AskedAgain, error) {
	asked, err := s.AskedOf(ctx, c, def)
	if err != nil {
		return nil, err
	}
	return reasons(asked, given)
}

// WouldAsk lists what a campaign would ask although it is held already, for
// exactly its units and periods: what a page shows before it is opened.
func (s *Service) WouldAsk(ctx context.Context, by access.Actor, in NewCampaign) ([]Asked, error) {
	if err := access.Check(by, access.Write, access.Thing{Bureau: by.Bureau, Kind: access.Campaign, Unit: in.Owner}); err != nil {
		return nil, err
	}
	c, def, err := s.drawUp(ctx, by, in)
	if err != nil {
		return nil, err
	}
	return s.AskedOf(ctx, c, def)
}

// checkOnce refuses a campaign for what another of the same form asks already, or
// asked before it ended: a unit states a form once for a period, or its totals would count
// twice. No reason helps here.
func (s *Service) checkOnce(ctx context.Context, c Campaign) error {
	others, err := s.CampaignsOf(ctx, c.Bureau, 0)
	if err != nil {
		return err
	}
	units, err := s.Units.AllUnits(ctx, c.Bureau)
	if err != nil {
		return err
	}
	for _, other := range others {
		if other.ID == c.ID || other.Form != c.Form {
			continue
		}
		if sameSquare(units, c, other) {
			return fault.New(fault.Invalid, "collect.twice", "campaign", other.Title).With("periods", "fault.collect.twice", "campaign", other.Title)
		}
	}
	return nil
}

// OnlyOnce is checkOnce inside a transaction, where nobody else can begin to ask the
// same before it ends.
func (s *Service) OnlyOnce(ctx context.Context, c Campaign) error {
	if err := s.HoldSquares(ctx, c.Bureau, c.Form); err != nil {
		return err
	}
	return s.checkOnce(ctx, c)
}

// HoldSquares is how a transaction begins that makes returns of a form: until it
// ends, no unit is closed or merged and no other campaign begins to ask, so that what
// is drawn and judged after it holds. Whoever takes both takes the units first.
func (s *Service) HoldSquares(ctx context.Context, bureau, form string) error {
	if err := s.Store.Hold(ctx, bureau, org.UnitsHold); err != nil {
		return err
	}
	return s.Store.Hold(ctx, bureau, FormHold(form))
}

// FormHold is the name that transactions hold which add returns of a form for units
// and periods.
func FormHold(form string) string { return "form " + form }

// sameSquare reports whether two campaigns ask any unit for the same period, or
// will once the clock has made the periods of a recurring one.
func sameSquare(units []org.Unit, a, b Campaign) bool {
	for _, p := range slices.Concat(a.Periods, b.Periods) {
		if !a.asks(p) || !b.asks(p) || b.State == Ended && b.EndedOn.Before(b.Opens(p)) {
			continue
		}
		opens := a.Opens(p)
		for _, u := range units {
			if u.On(opens) && a.Units.Takes(u) && b.Units.Takes(u) {
				return true
			}
		}
	}
	return false
}

// asks reports whether a campaign asks for a period: one of its own, or, of one
// that recurs, one that the clock will make within its approval (see recur).
func (c Campaign) asks(p period.Period) bool {
	if slices.Contains(c.Periods, p) {
		return true
	}
	if !c.Recurs || c.State != Running || len(c.Periods) == 0 || p.Kind() != c.Kind {
		return false
	}
	last := c.Periods[len(c.Periods)-1]
	return p.Start(c.School).After(last.Start(c.School)) && !c.Opens(p).After(c.EndsOn)
}
