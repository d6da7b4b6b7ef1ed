package app

import (
	"context"
	"slices"
	"strings"

	"nianlun/internal/base/audit"
	"nianlun/internal/base/job"
	"nianlun/internal/base/org"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/collect"
)

// deliverJob hands the campaigns of a bureau down at once; the clock does it, too,
// for what was missed.
const deliverJob = "campaign.deliver.now"

// deliverRun names nothing: it is about the whole bureau of the job.
type deliverRun struct{}

// deliverVerbs are the entries of the log after which the bureaus below have
// something new to know.
func deliverVerbs() []string {
	return []string{
		"campaign.open", "campaign.change", "campaign.end", "campaign.reopen", "campaign.period", "campaign.carry", "campaign.version", "campaign.extend",
		"return.sendback", "return.review", "return.lock", "return.exempt", "return.oblige",
	}
}

// followLevels lets the bureaus below know at once what the log of the one above
// says about them.
func (a *App) followLevels(handlers job.Handlers) {
	job.Add(handlers, deliverJob, func(ctx context.Context, j job.Job, _ deliverRun) (string, error) {
		_, err := a.Levels.Deliver(ctx, j.Bureau)
		return "", err
	})
	a.Audit.Follow("levels", a.deliverSoon, deliverVerbs()...)
}

// deliverSoon asks for a delivery when an entry concerns a bureau below. Of a return
// that is known by its unit; most bureaus have none below them.
func (a *App) deliverSoon(ctx context.Context, e audit.Entry) error {
	if strings.HasPrefix(e.Verb, "return.") {
		unit, err := a.Org.Unit(ctx, e.Bureau, e.Unit)
		if err != nil && fault.KindOf(err) != fault.NotFound {
			return err
		}
		if unit.Type != org.BureauUnit {
			return nil
		}
	} else if has, err := a.hasBelow(ctx, e.Bureau); err != nil || !has {
		return err
	}
	_, err := a.Jobs.Enqueue(ctx, e.Bureau, deliverJob, deliverRun{})
	return err
}

// hasBelow reports whether another bureau stands in a bureau's tree.
func (a *App) hasBelow(ctx context.Context, bureau string) (bool, error) {
	units, err := a.Org.AllUnits(ctx, bureau)
	return slices.ContainsFunc(units, func(u org.Unit) bool { return u.Type == org.BureauUnit && u.ParentOn(a.Calendar.Today()) != "" }), err
}

// withAbove adds to what was made of a return's cells that they were handed up.
type withAbove struct {
	collect.Uses
	levels *collect.Levels
}

// UsesOf implements collect.Uses.
func (w withAbove) UsesOf(ctx context.Context, bureau string, of collect.Used) ([]collect.Use, error) {
	uses, err := w.Uses.UsesOf(ctx, bureau, of)
	if err != nil {
		return nil, err
	}
	above, handedUp, err := w.levels.UseAbove(ctx, bureau, of)
	if handedUp {
		uses = append(uses, above)
	}
	return uses, err
}
