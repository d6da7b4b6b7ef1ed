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

// SendOnInput sends what the bureau above has sent back on to the own schools from
// which a cell's sum comes.
type SendOnInput struct {
	Period   period.Period
	Path     form.Path      // of the roll-up
	Returns  []collect.Seen // the schools' returns as they were seen
	Reason   string
	Workdays int
	Label    form.T // names cells in the reader's language; the marks keep it
}

// SendOn sends the chosen returns back with the reason on the school's own cell, and
// tells of each what came of it: a locked return changes by a correction request
// only, which is the school's to ask.
//
// Faults: collect.back with the wrong fields; those of RollUp; for a single return
// those of SendBack, and mandate.locked.
func (l *Service) SendOn(ctx context.Context, by access.Actor, mandate string, in SendOnInput) ([]collect.Result, error) {
	r, err := l.RollUp(ctx, by, mandate, in.Period)
	if err != nil {
		return nil, err
	}
	if !collect.Steers(by, r.Campaign) {
		return nil, fault.New(fault.Denied, "denied")
	}
	bad := fault.New(fault.Invalid, "collect.back")
	if len(in.Returns) == 0 {
		_ = bad.With("return", "collect.need.schools")
	}
	if in.Workdays < 1 {
		_ = bad.With("workdays", "collect.need.workdays")
	}
	collect.NeedText(bad, "reason", in.Reason, "collect.need.reason")
	if len(bad.Fields) > 0 {
		bad.Args = []any{"n", len(bad.Fields)}
		return nil, bad
	}
	given, _ := r.Contributions(in.Path)
	results := make([]collect.Result, len(in.Returns))
	for i, seen := range in.Returns {
		results[i] = collect.Result{Return: seen.Return, Err: l.sendOn(ctx, by, r, given, seen, in)}
	}
	return results, nil
}

func (l *Service) sendOn(ctx context.Context, by access.Actor, r Rolled, given []Contribution, seen collect.Seen, in SendOnInput) error {
	at := slices.IndexFunc(given, func(c Contribution) bool { return c.Return.ID == seen.Return })
	if at < 0 {
		if part, known := r.Part(seen.Return); known {
			return collect.Moved(part.Return) // it is no longer in the sum: somebody has sent it back meanwhile
		}
		return fault.New(fault.NotFound, "notfound")
	}
	if given[at].Return.State == collect.Locked {
		return fault.New(fault.Conflict, "mandate.locked", "unit", given[at].Unit.Label())
	}
	_, err := l.Collect.SendBack(ctx, by, collect.SendBackInput{
		Seen: seen, Reasons: []collect.Reason{{Path: given[at].Path.String(), Text: in.Reason}}, Workdays: in.Workdays, Label: in.Label,
	})
	return err
}
