package levels

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/work/collect"
)

// BelowProgress is how far a bureau below is with what it was asked: counts alone,
// none of its schools and none of their figures (docs/adr/0011).
type BelowProgress struct {
	Issued   bool
	Asked    int // own schools that owe a return
	HandedIn int // that have handed it in
	Reviewed int // whose return the bureau has reviewed
}

// Below tells how far the bureau below is with a return that it owes; false when the
// unit is no bureau of this installation, or has handed up: then its return speaks.
func (l *Service) Below(ctx context.Context, by access.Actor, o collect.Obligation) (BelowProgress, bool, error) {
	if access.Can(by, access.Read, o.Thing()) != access.Allowed || !o.State.Open() {
		return BelowProgress{}, false, nil
	}
	below, err := l.Bureaus.Below(ctx, o.Bureau)
	if err != nil || below[o.Unit].ID == "" {
		return BelowProgress{}, false, err
	}
	m, err := l.Mandates.MandateOf(ctx, below[o.Unit].ID, o.Bureau, o.Campaign)
	if err != nil {
		return BelowProgress{}, false, notFoundIsNone(err)
	}
	_, cells, err := l.ownCells(ctx, m)
	p := BelowProgress{Issued: m.Campaign != ""}
	for _, cell := range cells {
		if cell.Period != o.Period.String() || cell.State == collect.Exempt {
			continue
		}
		p.Asked++
		if cell.State.HandedIn() {
			p.HandedIn++
		}
		if cell.State == collect.Reviewed || cell.State == collect.Locked {
			p.Reviewed++
		}
	}
	return p, true, err
}

// UseAbove is the period that was handed up from an own school's return, as a use of
// its cells: whoever corrects the return is told; false when it was not handed up.
func (l *Service) UseAbove(ctx context.Context, bureau string, of collect.Used) (collect.Use, bool, error) {
	o, err := l.Collect.Store.Obligation(ctx, bureau, of.Return)
	if err != nil {
		return collect.Use{}, false, err
	}
	m, err := l.Mandates.MandateFor(ctx, bureau, o.Campaign)
	if err != nil {
		return collect.Use{}, false, notFoundIsNone(err)
	}
	acts, err := l.Acts.Acts(ctx, bureau, m.ID, o.Period.String())
	if err != nil {
		return collect.Use{}, false, err
	}
	for _, a := range acts {
		if a.Kind == AboveSubmit && a.State == AboveDone {
			return collect.Use{Kind: collect.UseAbove, Name: m.FromName, Of: m.Title, Href: MandatePeriodLink(m.ID, o.Period), Unit: o.Owner}, true, nil
		}
	}
	return collect.Use{}, false, nil
}
