package collect

import (
	"bytes"
	"context"
	"slices"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formxlsx"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// Imported says that a return is of the time before the bureau collected here: it
// came in a workbook of past periods, and nobody handed it in.
type Imported struct {
	Person string    `json:"person"`
	Name   string    `json:"name"`
	At     time.Time `json:"at"`
	File   string    `json:"file"`             // the kept workbook
	Book   string    `json:"book"`             // its name
	Reason string    `json:"reason,omitempty"` // why it was taken although a check is broken or a cell is empty
}

// PastScope is what a template of past periods holds.
type PastScope struct {
	Form        string
	First, Last string // ids of periods, both within; "" is the year before this one
	Zone        string
	Type        org.UnitType
}

// PastChoice is what can be asked for.
type PastChoice struct {
	Form        record.Version
	Periods     []period.Period // of the scope, all over
	First, Last string
	Units       int
	Zones       []string
	Types       []org.UnitType
}

// mostPast bounds the periods of one template: ten years of months.
const mostPast = 120

// PastForms are the periodic forms whose past returns the actor may bring: those
// that the actor's section asks for, and those that nobody has asked for yet.
func (s *Service) PastForms(ctx context.Context, by access.Actor) ([]record.Version, error) {
	if access.Scope(by, access.Write, access.Campaign).Empty() {
		return nil, fault.New(fault.NotFound, "notfound")
	}
	all, err := s.Records.Forms(ctx, by.Bureau)
	if err != nil {
		return nil, err
	}
	owners, err := s.formOwners(ctx, by.Bureau)
	if err != nil {
		return nil, err
	}
	var mine []record.Version
	for _, v := range all {
		if v.Definition.Period != "" && owns(owners[v.Form], by) {
			mine = append(mine, v)
		}
	}
	return mine, nil
}

// formOwners are the sections that ask for a form, by form.
func (s *Service) formOwners(ctx context.Context, bureau string) (map[string][]string, error) {
	campaigns, err := s.Store.Campaigns(ctx, bureau, 0)
	if err != nil {
		return nil, err
	}
	owners := map[string][]string{}
	for _, c := range campaigns {
		owners[c.Form] = append(owners[c.Form], c.Owner)
	}
	return owners, nil
}

func owns(owners []string, by access.Actor) bool {
	return len(owners) == 0 || slices.Contains(owners, by.Post.Unit)
}

// pastForm is a form whose past returns the actor may bring.
func (s *Service) pastForm(ctx context.Context, by access.Actor, code string) (record.Version, error) {
	if access.Scope(by, access.Write, access.Campaign).Empty() { // as the page from which it is brought: see PastForms
		return record.Version{}, fault.New(fault.NotFound, "notfound")
	}
	thing := access.Thing{Bureau: by.Bureau, Kind: access.Campaign, Unit: by.Post.Unit}
	if err := access.Check(by, access.Write, thing); err != nil {
		return record.Version{}, err
	}
	v, err := s.Records.Latest(ctx, by.Bureau, code)
	if err != nil {
		return v, err
	}
	owners, err := s.formOwners(ctx, by.Bureau)
	switch {
	case err != nil:
		return v, err
	case v.Definition.Period == "":
		return v, fault.New(fault.Invalid, "past.period")
	case !owns(owners[code], by):
		return v, fault.New(fault.Denied, "past.owner")
	}
	return v, nil
}

// PastChoice tells what a template in scope would hold.
//
// Faults: past.scope with the wrong field, "first" or "last".
func (s *Service) PastChoice(ctx context.Context, by access.Actor, in PastScope) (PastChoice, error) {
	v, err := s.pastForm(ctx, by, in.Form)
	if err != nil {
		return PastChoice{}, err
	}
	out := PastChoice{Form: v}
	terms, err := s.school(ctx, by.Bureau, v.Definition.Period)
	if err != nil {
		return out, err
	}
	first, last, err := pastSpan(v.Definition.Period, in, s.today(), terms)
	if err != nil {
		return out, err
	}
	out.First, out.Last = first.String(), last.String()
	for p := first; len(out.Periods) < mostPast; p = p.Next(terms) {
		if p.End(terms).Before(s.today()) {
			out.Periods = append(out.Periods, p)
		}
		if p == last {
			break
		}
	}
	units, err := s.pastUnits(ctx, by.Bureau)
	if err != nil {
		return out, err
	}
	for _, u := range units {
		if in.takes(u) {
			out.Units++
		}
		if u.Zone != "" && !slices.Contains(out.Zones, u.Zone) {
			out.Zones = append(out.Zones, u.Zone)
		}
		if !slices.Contains(out.Types, u.Type) {
			out.Types = append(out.Types, u.Type)
		}
	}
	slices.Sort(out.Zones)
	return out, nil
}

func (in PastScope) takes(u org.Unit) bool {
	return (in.Zone == "" || in.Zone == u.Zone) && (in.Type == "" || in.Type == u.Type)
}

// pastSpan reads the first and the last period as offices write them.
func pastSpan(kind period.Kind, in PastScope, today period.Date, terms *period.Terms) (first, last period.Period, err error) {
	read := func(text string, day period.Date) (period.Period, bool) {
		if text == "" {
			p, err := period.Of(kind, day, terms)
			return p, err == nil
		}
		typ, _ := form.TypeByName("period")
		v, flt := typ.Decode(&form.Field{Type: typ, Of: string(kind)}, text)
		p, err := period.Parse(v.Text())
		return p, flt == nil && err == nil
	}
	bad := fault.New(fault.Invalid, "past.scope")
	year := today.Year - 1
	first, ok := read(in.First, period.Date{Year: year, Month: time.January, Day: 1})
	if !ok {
		_ = bad.With("first", "past.need.period", "text", in.First)
	}
	last, ok = read(in.Last, period.Date{Year: year, Month: time.December, Day: 31})
	if !ok {
		_ = bad.With("last", "past.need.period", "text", in.Last)
	}
	if len(bad.Fields) == 0 && first.String() > last.String() {
		_ = bad.With("last", "past.need.order")
	}
	if len(bad.Fields) == 0 {
		return first, last, nil
	}
	return first, last, bad
}

// pastUnits are the schools of all times and the bodies directly below the bureau:
// a school that is closed now has a past.
func (s *Service) pastUnits(ctx context.Context, bureau string) ([]org.Unit, error) {
	units, err := s.Units.AllUnits(ctx, bureau)
	return slices.DeleteFunc(slices.Clone(units), func(u org.Unit) bool { return !u.Type.School() && u.Type != org.Institution }), err
}

// noUnit is the unit of a row of which the unit is not known yet.
func noUnit(string) string { return "" }

func asPastUnits(units []org.Unit) []formxlsx.PastUnit {
	all := make([]formxlsx.PastUnit, len(units))
	for i, u := range units {
		all[i] = formxlsx.PastUnit{ID: u.ID, Code: u.Code, Name: u.Name}
	}
	return all
}

// PastBook gives the template out: a row for each unit in scope and each period in
// which the unit was there.
func (s *Service) PastBook(ctx context.Context, by access.Actor, in PastScope, t form.T) (Book, error) {
	choice, err := s.PastChoice(ctx, by, in)
	if err != nil {
		return Book{}, err
	}
	units, err := s.pastUnits(ctx, by.Bureau)
	if err != nil {
		return Book{}, err
	}
	units = slices.DeleteFunc(units, func(u org.Unit) bool { return !in.takes(u) })
	all, err := s.roster(ctx, by.Bureau, choice.Form.Definition)
	if err != nil {
		return Book{}, err
	}
	f := bookForm(choice.Form, "", all.directories(noUnit))
	var ids []string
	for _, p := range choice.Periods {
		ids = append(ids, p.String())
	}
	var out bytes.Buffer
	err = formxlsx.WritePast(&out, formxlsx.Past{Form: f, Units: asPastUnits(units), Periods: ids, T: t})
	if err != nil {
		return Book{}, pastTooLarge(err)
	}
	return Book{Name: bookName(t, "past.name", "title", choice.Form.Definition.Title, "first", choice.First, "last", choice.Last), Data: out.Bytes()}, nil
}
