package app

import (
	"context"
	"slices"
	"strings"

	"nianlun/internal/base/audit"
	"nianlun/internal/base/job"
	"nianlun/internal/base/org"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/levels"
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

// deliverSoon asks for a delivery when one of some entries concerns a bureau below:
// a campaign, or a return of a unit that is a bureau. Most bureaus have none below.
func (a *App) deliverSoon(ctx context.Context, entries []audit.Entry) error {
	bureau := entries[0].Bureau
	below, err := a.lowerUnits(ctx, bureau)
	if err != nil || len(below) == 0 {
		return err
	}
	if !slices.ContainsFunc(entries, func(e audit.Entry) bool { return !strings.HasPrefix(e.Verb, "return.") || below[e.Unit] }) {
		return nil
	}
	_, err = a.Jobs.Enqueue(ctx, bureau, deliverJob, deliverRun{})
	return err
}

// lowerUnits are the units in a bureau's tree that are bureaus themselves, of all
// times: what one owed before it left is still handed down.
func (a *App) lowerUnits(ctx context.Context, bureau string) (map[string]bool, error) {
	units, err := a.Org.AllUnits(ctx, bureau)
	lower := map[string]bool{}
	for _, u := range units {
		if u.Type == org.BureauUnit && len(u.Parents) > 0 {
			lower[u.ID] = true
		}
	}
	return lower, err
}

// withAbove adds to what was made of a return's cells that they were handed up.
type withAbove struct {
	collect.Uses
	levels *levels.Service
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
