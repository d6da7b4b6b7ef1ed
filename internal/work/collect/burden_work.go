package collect

import (
	"context"
	"time"

	"nianlun/internal/base/access"
)

// Work is what filling a return took its unit. Only what happens on the screen is
// timed: a return that came through the API, or whose workbook was filled
// elsewhere, has no minutes.
type Work struct {
	Opened time.Time // when somebody of the unit first opened it to fill; zero when nobody has
	Seen   time.Time // when it was last typed into
	Active time.Duration
	// Counted says that Cells and Kept are known, which they are from the first
	// hand-in on.
	Counted bool
	Cells   int // that the hand-in answered
	Kept    int // of which were prefilled and left as they were
}

// idleParam is how many minutes without a save still count as work.
const idleParam = "burden.idle.minutes"

// at adds the time since the return was last seen, of which at most idle counts:
// a page that stays open overnight is no work.
func (w Work) at(now time.Time, idle time.Duration) Work {
	if w.Opened.IsZero() {
		return w
	}
	since := w.Seen
	if since.Before(w.Opened) {
		since = w.Opened
	}
	w.Active += min(max(now.Sub(since), 0), idle)
	w.Seen = now
	return w
}

// counted keeps how much a hand-in answered, where it is added up.
func (w Work) counted(share Share) Work {
	w.Counted, w.Cells, w.Kept = true, share.Cells, share.Kept
	return w
}

// worked is the work on a return after one more save. It looks nothing up for a
// return that nobody opened on the screen.
func (s *Service) worked(ctx context.Context, by access.Actor, o Obligation) (Work, error) {
	if o.Work.Opened.IsZero() || by.Door != access.Screen {
		return o.Work, nil
	}
	idle, _, err := s.Params.Number(ctx, o.Bureau, idleParam, s.today())
	if err != nil {
		return o.Work, err
	}
	return o.Work.at(s.Now(), time.Duration(idle.IntPart())*time.Minute), nil
}

// opened notes when a return was first opened by somebody who may fill it. It is
// written beside the return's life, so that it disturbs nobody who types.
func (s *Service) opened(ctx context.Context, by access.Actor, r *Return) error {
	if s.Burdens == nil || !r.May.Edit || by.Door != access.Screen || !r.Obligation.Work.Opened.IsZero() {
		return nil
	}
	r.Obligation.Work.Opened = s.Now()
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		return s.Burdens.Opened(ctx, r.Obligation.Bureau, r.Obligation.ID, s.Now())
	})
}
