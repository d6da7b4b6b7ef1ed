package document

import (
	"context"

	"nianlun/internal/base/access"
)

// Confirm says that a proposal shall become a task. With an edit the fields are
// written first: one act, one step to take back.
func (s *Readings) Confirm(ctx context.Context, by access.Actor, at At, in *Edit) (Reading, error) {
	return s.change(ctx, by, at.Reading, "proposal.confirm", func(ctx context.Context, r *Reading) error {
		p, err := r.at(at)
		if err != nil {
			return err
		}
		if in != nil {
			if err := s.edit(ctx, by, p, *in); err != nil {
				return err
			}
		}
		p.State = Confirmed
		return nil
	})
}

// ConfirmComplete confirms all proposals whose title, lead unit and deadline are
// known and on which nobody has decided.
func (s *Readings) ConfirmComplete(ctx context.Context, by access.Actor, reading string) (Reading, error) {
	return s.change(ctx, by, reading, "proposal.confirm", func(_ context.Context, r *Reading) error {
		for i := range r.Proposals {
			if p := &r.Proposals[i]; p.State == Proposed && p.Complete() {
				p.State = Confirmed
			}
		}
		return nil
	})
}

// Drop says that a proposal shall not become a task.
func (s *Readings) Drop(ctx context.Context, by access.Actor, at At) (Reading, error) {
	return s.decide(ctx, by, at, "proposal.drop", Dropped)
}

// Reopen takes a decision back: the proposal waits for one again.
func (s *Readings) Reopen(ctx context.Context, by access.Actor, at At) (Reading, error) {
	return s.decide(ctx, by, at, "proposal.reopen", Proposed)
}

func (s *Readings) decide(ctx context.Context, by access.Actor, at At, verb string, state ProposalState) (Reading, error) {
	return s.change(ctx, by, at.Reading, verb, func(_ context.Context, r *Reading) error {
		p, err := r.at(at)
		if err != nil {
			return err
		}
		p.State = state
		return nil
	})
}
