package collect

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/engine/flow"
	"nianlun/internal/kit/fault"
)

// Review approves a return that is handed in and signed in full. Nobody approves
// what he filled or signed himself.
//
// Faults: return.unsigned while signatures of the unit are missing; return.own;
// return.moved when it changed since it was seen.
func (s *Service) Review(ctx context.Context, by access.Actor, in Seen) (Obligation, error) {
	o, err := s.seen(ctx, by, in, ActReview, access.Review)
	if err != nil {
		return Obligation{}, err
	}
	if o.Awaits != AwaitsSection {
		return Obligation{}, fault.New(fault.Conflict, "return.unsigned")
	}
	next, err := s.approved(by, o, ActReview)
	if err != nil {
		return Obligation{}, err
	}
	next.ReviewedBy, next.ReviewedAt = by.Person, s.Now()
	return s.put(ctx, by, next, audit.Event{Verb: "return.review", Data: noData{o.RecordNo}})
}

// Lock closes a reviewed return: from here on its figures change only by a
// correction case.
func (s *Service) Lock(ctx context.Context, by access.Actor, in Seen) (Obligation, error) {
	o, err := s.seen(ctx, by, in, ActLock, access.Lock)
	if err != nil {
		return Obligation{}, err
	}
	next, err := s.approved(by, o, ActLock)
	if err != nil {
		return Obligation{}, err
	}
	return s.put(ctx, by, next, audit.Event{Verb: "return.lock", Data: noData{o.RecordNo}})
}

// noData is what the log keeps of a decision: on which revision it was taken.
type noData struct {
	No int `json:"no"`
}

// approved is the return after an approval by somebody who has neither filled,
// entered nor signed it: nobody approves own work.
func (s *Service) approved(by access.Actor, o Obligation, act Action) (Obligation, error) {
	if o.OwnWork(by.Person) {
		return Obligation{}, fault.New(fault.Denied, "return.own")
	}
	to, err := take(by, o, act, flow.Given{})
	o.State, o.Awaits = to, AwaitsNobody
	return o, err
}

// Result is what came of one row of a bulk act.
type Result struct {
	Return string
	Err    error // nil when done
}

// LockReviewed locks all reviewed returns of a campaign, or of one period of it
// ("" is all), and tells of each what came of it.
func (s *Service) LockReviewed(ctx context.Context, by access.Actor, campaign, period string) ([]Result, error) {
	if _, err := s.findCampaign(ctx, by, campaign, access.Write); err != nil {
		return nil, err
	}
	cells, err := s.Store.Cells(ctx, by.Bureau, campaign)
	if err != nil {
		return nil, err
	}
	var results []Result
	for _, cell := range cells {
		if cell.State != Reviewed || (period != "" && cell.Period != period) {
			continue
		}
		results = append(results, Result{cell.ID, s.lockNow(ctx, by, cell.ID)})
	}
	return results, nil
}

func (s *Service) lockNow(ctx context.Context, by access.Actor, id string) error {
	o, err := s.Store.Obligation(ctx, by.Bureau, id)
	if err != nil {
		return err
	}
	_, err = s.Lock(ctx, by, Seen{Return: id, Base: o.RecordNo})
	return err
}

// Withdraw takes back a return that nobody has reviewed yet; only who handed it
// in may do so, and the signatures fall.
func (s *Service) Withdraw(ctx context.Context, by access.Actor, in Seen) (Obligation, error) {
	o, err := s.seen(ctx, by, in, ActWithdraw, access.Submit)
	if err != nil {
		return Obligation{}, err
	}
	next := o
	if next.State, err = take(by, o, ActWithdraw, flow.Given{}); err != nil {
		return Obligation{}, err
	}
	next.Awaits, next.Paper.Signatures = AwaitsNobody, nil
	if o.Backs == 0 {
		// A return that was handed in and withdrawn has not been handed in.
		next.HandedInOn = noDay
	}
	return s.put(ctx, by, next, audit.Event{Verb: "return.withdraw", Data: noData{o.RecordNo}})
}
