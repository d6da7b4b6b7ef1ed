package indicator

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// Compute answers what an indicator is for a period and a scope, from what is
// committed now. The period is one of the indicator's kind or a longer one that
// is made of such.
func (s *Service) Compute(ctx context.Context, by access.Actor, code string, p period.Period, scope Scope) (Figure, error) {
	if err := mayRead(by, scope); err != nil {
		return Figure{}, err
	}
	versions, err := s.versions(ctx, by.Bureau, code)
	if err != nil {
		return Figure{}, err
	}
	v := inForce(versions, p)
	return s.once(by.Bureau, v.definition).figure(ctx, v, p, scope)
}

// Resolve computes the figure that a text cites, with the version that it cites.
func (s *Service) Resolve(ctx context.Context, by access.Actor, ref string) (Figure, error) {
	r, ok := ParseRef(ref)
	if !ok {
		return Figure{}, fault.New(fault.NotFound, "notfound")
	}
	if err := mayRead(by, r.Scope); err != nil {
		return Figure{}, err
	}
	versions, err := s.versions(ctx, by.Bureau, r.Code)
	if err != nil {
		return Figure{}, err
	}
	for _, v := range versions {
		if v.No == r.Version {
			return s.once(by.Bureau, v.definition).figure(ctx, v, r.Period, r.Scope)
		}
	}
	return Figure{}, fault.New(fault.NotFound, "notfound")
}

// figure computes one figure; rights have been checked.
func (o *once) figure(ctx context.Context, v Version, p period.Period, scope Scope) (Figure, error) {
	if p.IsZero() {
		return Figure{}, fault.New(fault.NotFound, "notfound")
	}
	periods, _ := v.definition.stretch(p)
	sheet, err := o.sheet(ctx, v.definition, scope, periods)
	if err != nil {
		return Figure{}, err
	}
	f := compute(v.definition, v.No, p, sheet)
	return f, o.finish(ctx, &f, scope)
}

// finish adds what the sheet does not know: scope, target, time.
func (o *once) finish(ctx context.Context, f *Figure, scope Scope) error {
	f.Scope, f.AsOf = scope, o.Now()
	units, err := o.allUnits(ctx)
	if err != nil {
		return err
	}
	for _, u := range units {
		if u.ID == scope.Unit {
			f.ScopeName = u.Label()
		}
	}
	return o.aim(ctx, o.bureau, f)
}

// aim sets the target that holds at the period's end, and whether it is met. A
// unit is measured only against a target of a share, a mean or the like: a sum's
// target is the district's.
func (s *Service) aim(ctx context.Context, bureau string, f *Figure) error {
	d := f.Definition
	target := d.Target.Value
	if d.Target.Parameter != "" {
		v, found, err := s.Params.Number(ctx, bureau, d.Target.Parameter, f.Period.End(nil))
		if err != nil {
			return err
		}
		if found {
			target = &v
		}
	}
	if target == nil || (f.Scope != All && !d.PerUnit()) {
		return nil
	}
	f.Target = target
	if f.Value == nil || d.Better == Neither {
		return nil
	}
	met := f.Value.GreaterThanOrEqual(*target)
	if d.Better == Less {
		met = f.Value.LessThanOrEqual(*target)
	}
	f.Met = &met
	return nil
}

// PerUnit tells that a unit's own value can be compared with the district's: it
// is a share or a spread of one, not an amount that adds up.
func (d Definition) PerUnit() bool { return d.Over.Units != Sum || len(d.Operands) > 1 }
