package app

import (
	"context"
	"errors"
	"time"

	"nianlun/internal/base/job"
)

const (
	// turnEvery is how soon after midnight campaigns end and begin their periods,
	// and after the bureau's hour reminders go out.
	turnEvery = 10 * time.Minute
	// aboveEvery is how soon what was begun in the bureau above and broke off goes on.
	aboveEvery = time.Minute
	// cleanEvery is how often what nobody needs any more is cleared away.
	cleanEvery = 6 * time.Hour
	// hookEvery is how long a program waits at most to be told what has happened.
	hookEvery = 5 * time.Second
)

// setClock registers what happens without anybody asking for it.
func (a *App) setClock(clock job.Clock) {
	clock.Add("campaign.turn", turnEvery, a.eachBureau(func(ctx context.Context, bureau string) error {
		done, err := a.Collect.TurnCampaigns(ctx, bureau)
		if done.Ended+done.Periods > 0 {
			a.config.Log.Info("campaigns turned", "bureau", bureau, "ended", done.Ended, "periods", done.Periods, "obligations", done.Obligations)
		}
		return err
	}))
	clock.Add("campaign.deliver", turnEvery, a.eachBureau(func(ctx context.Context, bureau string) error {
		n, err := a.Levels.Deliver(ctx, bureau)
		if n > 0 {
			a.config.Log.Info("campaigns delivered to bureaus below", "bureau", bureau, "mandates", n)
		}
		return err
	}))
	clock.Add("campaign.above", aboveEvery, a.eachBureau(func(ctx context.Context, bureau string) error {
		n, err := a.Levels.Resume(ctx, bureau)
		if n > 0 {
			a.config.Log.Info("acts in the bureau above finished", "bureau", bureau, "acts", n)
		}
		return err
	}))
	clock.Add("campaign.remind", turnEvery, a.eachBureau(func(ctx context.Context, bureau string) error {
		n, err := a.Collect.RemindByClock(ctx, bureau)
		if n > 0 {
			a.config.Log.Info("reminders sent", "bureau", bureau, "returns", n)
		}
		return err
	}))
	clock.Add("hook.deliver", hookEvery, func(ctx context.Context) error {
		_, err := a.Hooks.Deliver(ctx)
		return err
	})
	clock.Add("clean.hooks", cleanEvery, a.Hooks.Clean)
	clock.Add("clean.blobs", cleanEvery, func(ctx context.Context) error {
		_, err := a.Blobs.Sweep(ctx)
		return err
	})
	clock.Add("clean.signins", cleanEvery, a.Accounts.Clean)
	clock.Add("clean.sessions", cleanEvery, func(ctx context.Context) error {
		_, err := a.Sessions.Clean(ctx)
		return err
	})
}

// eachBureau does a chore for every bureau; one bureau's trouble is not the
// others'.
func (a *App) eachBureau(do func(ctx context.Context, bureau string) error) func(context.Context) error {
	return func(ctx context.Context) error {
		bureaus, err := a.Org.Bureaus(ctx)
		if err != nil {
			return err
		}
		var failed error
		for _, b := range bureaus {
			failed = errors.Join(failed, do(ctx, b.ID))
		}
		return failed
	}
}
