package collect

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/engine/flow"
	"nianlun/internal/kit/fault"
)

// Seen is a return as somebody saw it who now decides on it: the record's
// revision is named, so that nobody signs or approves other figures than those
// that were on the screen.
type Seen struct {
	Return string
	Base   int
}

// Sign puts the unit's next signature (审核人, then 负责人) on a return that is
// handed in. Each signature is of another person.
//
// Faults: return.signed when the person has signed already or nothing is left to
// sign; return.own for who has typed into it; return.moved when the return changed since it was seen.
func (s *Service) Sign(ctx context.Context, by access.Actor, in Seen) (Obligation, error) {
	o, err := s.seen(ctx, by, in, ActSign, access.Sign)
	if err != nil {
		return Obligation{}, err
	}
	signers, err := s.Store.Signers(ctx, by.Bureau, o.Campaign)
	if err != nil {
		return Obligation{}, err
	}
	role := nextSign(signers, o.Paper.Signatures)
	if role == "" || signedBy(o.Paper.Signatures, by.Person) {
		return Obligation{}, fault.New(fault.Conflict, "return.signed")
	}
	if o.OwnWork(by.Person) {
		return Obligation{}, fault.New(fault.Denied, "return.own")
	}
	next := o
	if next.State, err = take(by, o, ActSign, flow.Given{Signed: true}); err != nil {
		return Obligation{}, err
	}
	next.Paper.Signatures = slices.Concat(o.Paper.Signatures, []Signature{{Role: role, Person: by.Person, Name: by.Name, At: s.Now()}})
	next.Awaits = awaited(signers, next.Paper.Signatures)
	return s.put(ctx, by, next, audit.Event{Verb: "return.sign", Data: map[string]any{"role": role, "no": o.RecordNo}})
}

// seen loads a return on which the actor decides.
func (s *Service) seen(ctx context.Context, by access.Actor, in Seen, act Action, verbs ...access.Verb) (Obligation, error) {
	o, err := s.find(ctx, by, in.Return, verbs...)
	if err != nil {
		return Obligation{}, err
	}
	if err := step(by, o, act); err != nil {
		return Obligation{}, err
	}
	if in.Base != o.RecordNo {
		return Obligation{}, Moved(o)
	}
	return o, nil
}

// put takes a step of a return's life: the envelope, its entry in the log and
// what follows, in one transaction.
func (s *Service) put(ctx context.Context, by access.Actor, next Obligation, event audit.Event, then ...func(context.Context) error) (Obligation, error) {
	event.Kind, event.Thing, event.Unit = access.Return, next.ID, next.Unit
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.Update(ctx, next); err != nil {
			return err
		}
		if err := s.Audit.Write(ctx, by, event); err != nil {
			return err
		}
		for _, follow := range then {
			if err := follow(ctx); err != nil {
				return err
			}
		}
		return nil
	})
	if fault.Is(err, "return.moved") {
		now, e := s.Store.Obligation(ctx, by.Bureau, next.ID)
		if e != nil {
			return Obligation{}, e
		}
		return Obligation{}, Moved(now)
	}
	next.Rev++
	return next, err
}
