package document

import (
	"context"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/notify"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/kit/id"
)

// settle brings a held batch in order after its files have changed: somebody
// works while files wait, and whoever brought them hears once of the end.
func (s *Batches) settle(ctx context.Context, held Batch) error {
	b, err := s.Store.Batch(ctx, held.Bureau, held.ID)
	if err != nil {
		return err
	}
	switch {
	case b.Busy() && !b.Working:
		b.Working, b.Ended = true, time.Time{}
		if err := s.enqueue(ctx, b); err != nil {
			return err
		}
	case !b.Busy():
		b.Working = false
		if b.Missing() == 0 && b.Ended.IsZero() {
			b.Ended = s.Readings.Now()
			if err := s.tell(ctx, b); err != nil {
				return err
			}
		}
	}
	b.Want = max(b.Want, b.Tally.Arrived())
	return s.Store.SaveBatch(ctx, b)
}

func (s *Batches) enqueue(ctx context.Context, b Batch) error {
	_, err := s.Jobs.Enqueue(ctx, b.Bureau, BatchJob, BatchRun{Batch: b.ID, Actor: b.By})
	return err
}

func (s *Batches) tell(ctx context.Context, b Batch) error {
	text := i18n.Msg("batch.notice", "n", b.Tally.Done)
	if b.Tally.Failed > 0 {
		text = i18n.Msg("batch.notice.failed", "n", b.Tally.Done, "failed", b.Tally.Failed)
	}
	return s.Inbox.Send(ctx, notify.Notice{
		Bureau: b.Bureau, Person: b.By.Person, Text: text, Link: "/batches/" + b.ID, Kind: access.Document, Thing: b.ID,
	})
}

// Retry has the failed files read again whose bytes are kept. Fault: batch.retry
// when there is none.
func (s *Batches) Retry(ctx context.Context, by access.Actor, batch string) (n int, err error) {
	err = s.change(ctx, by, batch, func(ctx context.Context, b Batch) error {
		for _, f := range b.Files {
			if f.State != FileFailed || f.File == "" {
				continue
			}
			f.State, f.Tries, f.Fault = FileWaiting, 0, i18n.Text{}
			if _, err := s.Store.SaveFile(ctx, b.Bureau, f); err != nil {
				return err
			}
			n++
		}
		if n == 0 {
			return fault.New(fault.Conflict, "batch.retry")
		}
		return s.log(ctx, by, "batch.retry", b.ID, map[string]any{"files": n})
	})
	return n, err
}

// Close says that no more files come, whatever was announced. Fault: batch.none
// when none has come.
func (s *Batches) Close(ctx context.Context, by access.Actor, batch string) error {
	return s.change(ctx, by, batch, func(ctx context.Context, b Batch) error {
		if b.Tally.Arrived() == 0 {
			return fault.New(fault.Invalid, "batch.none")
		}
		missing := b.Missing()
		b.Want = b.Tally.Arrived()
		if err := s.Store.SaveBatch(ctx, b); err != nil {
			return err
		}
		return s.log(ctx, by, "batch.close", b.ID, map[string]any{"missing": missing})
	})
}

// change does something to a held batch and settles it.
func (s *Batches) change(ctx context.Context, by access.Actor, batch string, do func(context.Context, Batch) error) error {
	if err := access.Check(by, access.Write, thing(by)); err != nil {
		return err
	}
	if !id.Valid(batch) {
		return fault.New(fault.NotFound, "notfound")
	}
	return s.Readings.Tx.InTx(ctx, func(ctx context.Context) error {
		b, err := s.Store.HoldBatch(ctx, by.Bureau, batch)
		if err != nil {
			return err
		}
		if err := do(ctx, b); err != nil {
			return err
		}
		return s.settle(ctx, b)
	})
}
