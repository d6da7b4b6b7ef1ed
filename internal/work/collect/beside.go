package collect

import (
	"context"
	"slices"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// Figures tells what indicators say of single units, for cells that are filled in
// from them; indicator fulfils it through app.
type Figures interface {
	// UnitFigure is what an indicator says of a unit in a period; false when it
	// says nothing, or not to this actor.
	UnitFigure(ctx context.Context, by access.Actor, code, unit string, p period.Period) (UnitFigure, bool, error)
}

// UnitFigure is one figure of one unit.
type UnitFigure struct {
	Name   string
	Value  decimal.Decimal
	Period period.Period
}

// Wanted asks for a return of a unit that is handed in.
type Wanted struct {
	Form   string
	Period period.Period
	// Before asks for the latest one before the period instead.
	Before bool
}

// CellSource is where the value of a cell that is filled in comes from.
type CellSource struct {
	From   form.Origin
	Name   string        // the title of the form, the name of the indicator; empty for the register and the period before
	Period period.Period // zero for the register
	Return string        // the return that it stands in; empty when it stands in none
}

// beside is what the checks and the prefilled cells of a return look at. Only
// what the definition names is loaded.
type beside struct {
	earlier
	returns    map[form.Reference]form.Answer
	register   map[string]form.Value
	indicators map[form.IndicatorAt]form.Value

	returnsAt    map[form.Reference]CellSource
	indicatorsAt map[form.IndicatorAt]CellSource
}

// beside loads what a definition needs: the period before, the unit's other
// returns in one query and one more for each that is there, the register and the
// indicators.
func (s *Service) beside(ctx context.Context, by access.Actor, o Obligation, def *form.Definition, needs form.Needs) (beside, error) {
	var b beside
	var err error
	if needs.Previous {
		if b.earlier, err = s.before(ctx, o); err != nil {
			return beside{}, err
		}
	}
	if err := s.referred(ctx, &b, o, def, needs.Returns); err != nil {
		return beside{}, err
	}
	if needs.Register {
		if b.register, err = s.registered(ctx, o); err != nil {
			return beside{}, err
		}
	}
	return b, s.measured(ctx, by, &b, o, needs.Indicators)
}

// referred loads the unit's other returns. What is not handed in is nobody's
// statement and is not there; what was sent back is being mended and is not there
// until it is handed in again.
func (s *Service) referred(ctx context.Context, b *beside, o Obligation, def *form.Definition, refs []form.Reference) error {
	wanted := map[form.Reference]Wanted{}
	var all []Wanted
	for _, ref := range refs {
		kind, known := def.PeriodsOf(ref.Form)
		if !known {
			continue
		}
		terms, err := s.school(ctx, o.Bureau, kind, o.Period.Kind())
		if err != nil {
			return err
		}
		p, err := ref.In(o.Period, kind, terms)
		if err != nil {
			return err
		}
		wanted[ref] = Wanted{Form: ref.Form, Period: p, Before: ref.Period == form.LastPeriod}
		all = append(all, wanted[ref])
	}
	if len(all) == 0 {
		return nil
	}
	found, err := s.Store.HandedIn(ctx, o.Bureau, o.Unit, all)
	if err != nil {
		return err
	}
	b.returns, b.returnsAt = map[form.Reference]form.Answer{}, map[form.Reference]CellSource{}
	for ref, want := range wanted {
		i := slices.IndexFunc(found, want.is)
		if i < 0 {
			continue
		}
		other := found[i]
		stored, err := s.Records.LoadRev(ctx, o.Bureau, other.Record, other.RecordNo)
		if err != nil {
			return err
		}
		version, err := s.Records.Version(ctx, o.Bureau, other.Form, stored.Version)
		if err != nil {
			return err
		}
		b.returns[ref] = form.Answer{Def: version.Definition, Values: stored.Values}
		b.returnsAt[ref] = CellSource{From: form.FromForm, Name: version.Definition.Title, Period: other.Period, Return: other.ID}
	}
	return nil
}

// is tells whether a return is the one that is wanted, given the newest first.
func (w Wanted) is(o Obligation) bool {
	if w.Before {
		return o.Form == w.Form && o.Period.String() < w.Period.String()
	}
	return o.Form == w.Form && o.Period == w.Period
}

// registered is the unit's entry in the register as it stood when the period
// ended.
func (s *Service) registered(ctx context.Context, o Obligation) (map[string]form.Value, error) {
	u, err := s.Units.Unit(ctx, o.Bureau, o.Unit)
	if err != nil {
		return nil, err
	}
	values := map[string]form.Value{"type": expr.TextOf(i18n.Chinese.T(u.Type.Key()))}
	for field, text := range map[string]string{"code": u.Code, "name": u.Name, "short": u.Short, "zone": u.Zone} {
		if text != "" {
			values[field] = expr.TextOf(text)
		}
	}
	if !u.From.IsZero() {
		values["opened"] = expr.DateOf(u.From)
	}
	parent, err := s.parentOf(ctx, o, u)
	if parent != "" {
		values["parent"] = expr.TextOf(parent)
	}
	return values, err
}

func (s *Service) parentOf(ctx context.Context, o Obligation, u org.Unit) (string, error) {
	terms, err := s.school(ctx, o.Bureau, o.Period.Kind())
	if err != nil {
		return "", err
	}
	above := u.ParentOn(o.Period.End(terms))
	if above == "" {
		return "", nil
	}
	parent, err := s.Units.Unit(ctx, o.Bureau, above)
	if fault.Is(err, "notfound") {
		return "", nil
	}
	return parent.Name, err
}

// measured loads what indicators say of the unit.
func (s *Service) measured(ctx context.Context, by access.Actor, b *beside, o Obligation, wanted []form.IndicatorAt) error {
	if s.Figures == nil || len(wanted) == 0 {
		return nil
	}
	b.indicators, b.indicatorsAt = map[form.IndicatorAt]form.Value{}, map[form.IndicatorAt]CellSource{}
	for _, at := range wanted {
		p := o.Period
		switch at.Period {
		case form.LastPeriod:
			terms, err := s.school(ctx, o.Bureau, p.Kind())
			if err != nil {
				return err
			}
			p = p.Prev(terms)
		case form.YearAgo:
			p = p.YearBefore()
		case form.SamePeriod:
		}
		figure, found, err := s.Figures.UnitFigure(ctx, by, at.Code, o.Unit, p)
		if err != nil {
			return err
		}
		if found {
			b.indicators[at] = expr.NumberOf(figure.Value)
			b.indicatorsAt[at] = CellSource{From: form.FromIndicator, Name: figure.Name, Period: figure.Period}
		}
	}
	return nil
}

// sources is what the form engine takes.
func (b beside) sources() form.Sources {
	return form.Sources{Previous: b.values, Returns: b.returns, Register: b.register, Indicators: b.indicators}
}

// sourceOf tells where a field is filled in from; false when there is nothing to
// take over.
func (b beside) sourceOf(f *form.Field) (CellSource, bool) {
	switch p := f.Prefill; p.From {
	case form.FromLast:
		return CellSource{From: form.FromLast, Period: b.period}, b.values != nil
	case form.FromForm:
		source, found := b.returnsAt[p.Reference]
		return source, found
	case form.FromRegister:
		return CellSource{From: form.FromRegister}, b.register != nil
	case form.FromIndicator:
		source, found := b.indicatorsAt[form.IndicatorAt{Code: p.Indicator, Period: p.Period}]
		return source, found
	case form.FromNowhere:
	}
	return CellSource{}, false
}
