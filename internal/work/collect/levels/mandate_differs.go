package levels

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/collect"
)

// Differing is a cell of which another value was handed up than the schools' returns
// give now.
type Differing struct {
	Path     form.Path
	Field    *form.Field // nil for a row that came or went
	Handed   form.Value
	Now      form.Value
	Contains form.Values // the sheet that names the rows
}

// differs compares what stands above with what the schools' returns give now:
// nothing while it is not handed up. What was said by hand is not compared.
func (l *Service) differs(ctx context.Context, r Rolled) ([]Differing, error) {
	if !r.Above.State.HandedIn() || r.Above.Record == "" {
		return nil, nil
	}
	stored, err := l.Collect.Records.LoadRev(ctx, r.Mandate.From, r.Above.Record, r.Above.RecordNo)
	if err != nil {
		return nil, err
	}
	var all []Differing
	for _, c := range form.Diff(r.Definition, stored.Values, r.Values) {
		list, _, _ := c.Path.Split()
		if r.Sayable(c.Path) || slices.Contains(r.Left, form.Path(list)) {
			continue
		}
		d := Differing{Path: c.Path, Handed: c.Old, Now: c.New, Contains: r.Values}
		if f, known := r.Definition.Field(c.Path.Key()); known {
			d.Field = f
		} else {
			d.Contains = stored.Values
		}
		all = append(all, d)
	}
	return all, nil
}

// Corrigible reports whether a request can put the cell right: rows that came or
// went, and what is computed, follow from others or have to be sent back.
func (d Differing) Corrigible() bool { return d.Field != nil && d.Field.Typed() }

// CorrectUp asks the bureau above to correct what was handed up, after the own
// schools' returns were corrected: exactly the cells that differ, as they are now.
//
// Faults: mandate.same when nothing differs; those of AskCorrection.
func (l *Service) CorrectUp(ctx context.Context, by access.Actor, mandate string, p period.Period, base int, reason string, explanations map[string]string) (collect.Obligation, error) {
	r, err := l.steered(ctx, by, mandate, p)
	if err != nil {
		return collect.Obligation{}, err
	}
	if r.Above.State != collect.Locked {
		return collect.Obligation{}, collect.Moved(r.Above)
	}
	differing, err := l.differs(ctx, r)
	if err != nil {
		return collect.Obligation{}, err
	}
	a := aboveAct(by, r, AboveCorrect)
	a.Input.Base, a.Input.Reason, a.Input.Explanations = base, reason, explanations
	a.Input.Raw = form.Raw{}
	for _, d := range differing {
		if d.Corrigible() {
			a.Input.Raw[d.Path] = d.Field.Type.Text(d.Field, d.Now)
		}
	}
	if len(a.Input.Raw) == 0 {
		return collect.Obligation{}, fault.New(fault.Conflict, "mandate.same")
	}
	return l.act(ctx, r.Mandate, a)
}

// EndorseUp is the lower bureau's head standing behind a request for a correction
// above.
func (l *Service) EndorseUp(ctx context.Context, by access.Actor, mandate string, p period.Period, seen collect.SeenCorrection) (collect.Obligation, error) {
	r, err := l.signing(ctx, by, mandate, p)
	if err != nil {
		return collect.Obligation{}, err
	}
	a := aboveAct(by, r, AboveEndorse)
	a.Input.Correction, a.Input.Rev = seen.ID, seen.Rev
	return l.act(ctx, r.Mandate, a)
}
