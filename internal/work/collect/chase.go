package collect

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/engine/flow"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// Extend moves the due day of returns that are not handed in yet.
func (s *Service) Extend(ctx context.Context, by access.Actor, campaign string, ids []string, due period.Date) ([]Result, error) {
	c, err := s.findCampaign(ctx, by, campaign, access.Write)
	if err != nil {
		return nil, err
	}
	if due.IsZero() || due.Before(s.today()) {
		return nil, fault.New(fault.Invalid, "collect.extend").With("due", "collect.need.later")
	}
	chosen, results, err := s.open(ctx, c, ids)
	if err != nil || len(chosen) == 0 {
		return results, err
	}
	type move struct {
		Return string      `json:"return"`
		Old    period.Date `json:"old"`
	}
	days, err := s.Calendar.Calendar(ctx, c.Bureau)
	if err != nil {
		return nil, err
	}
	moves := make([]move, len(chosen))
	for i, o := range chosen {
		moves[i] = move{o.ID, o.Deadline()}
	}
	return results, s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.Extend(ctx, c.Bureau, idsOf(chosen), due, c.graceOf(days, due)); err != nil {
			return err
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: "campaign.extend", Kind: access.Campaign, Thing: c.ID, Unit: c.Owner,
			Data: map[string]any{"due": due, "returns": moves}})
	})
}

// Exempt excuses units from returns of a campaign, with a reason.
func (s *Service) Exempt(ctx context.Context, by access.Actor, campaign string, ids []string, reason string) ([]Result, error) {
	return s.excuse(ctx, by, campaign, ids, reason, ActExempt)
}

// Oblige takes an excuse back.
func (s *Service) Oblige(ctx context.Context, by access.Actor, campaign string, ids []string) ([]Result, error) {
	return s.excuse(ctx, by, campaign, ids, "", ActOblige)
}

func (s *Service) excuse(ctx context.Context, by access.Actor, campaign string, ids []string, reason string, act Action) ([]Result, error) {
	c, err := s.findCampaign(ctx, by, campaign, access.Write)
	if err != nil {
		return nil, err
	}
	bad := fault.New(fault.Invalid, "collect.exempt")
	if act == ActExempt {
		NeedText(bad, "reason", reason, "collect.need.reason")
	}
	if err := orNil(bad); err != nil {
		return nil, err
	}
	all, err := s.ofCampaign(ctx, c, ids)
	if err != nil {
		return nil, err
	}
	var results []Result
	for _, o := range all {
		results = append(results, Result{o.ID, s.excuseOne(ctx, by, o, act, reason)})
	}
	return results, nil
}

func (s *Service) excuseOne(ctx context.Context, by access.Actor, o Obligation, act Action, reason string) error {
	to, err := take(by, o, act, flow.Given{Reason: reason})
	if err != nil {
		return err
	}
	o.State, o.Paper.Excuse, o.LiftedBy, o.LiftedWhy = to, reason, "", ""
	_, err = s.put(ctx, by, o, audit.Event{Verb: "return." + string(act), Data: excuseData{reason}})
	return err
}

type excuseData struct {
	Reason string `json:"reason,omitempty"`
}

// open are the chosen returns of a campaign that are still to be handed in, and
// a result for each that was chosen.
func (s *Service) open(ctx context.Context, c Campaign, ids []string) ([]Obligation, []Result, error) {
	all, err := s.ofCampaign(ctx, c, ids)
	if err != nil {
		return nil, nil, err
	}
	var chosen []Obligation
	var results []Result
	for _, o := range all {
		if !o.State.Open() {
			results = append(results, Result{o.ID, Moved(o)})
			continue
		}
		chosen = append(chosen, o)
		results = append(results, Result{o.ID, nil})
	}
	return chosen, results, nil
}

// ofCampaign are the chosen returns, refused as a whole when one is of another
// campaign.
func (s *Service) ofCampaign(ctx context.Context, c Campaign, ids []string) ([]Obligation, error) {
	all, err := s.Store.Obligations(ctx, c.Bureau, ids)
	if err != nil {
		return nil, err
	}
	for _, o := range all {
		if o.Campaign != c.ID {
			return nil, fault.New(fault.NotFound, "notfound")
		}
	}
	if len(all) == 0 {
		return nil, fault.New(fault.Invalid, "collect.none")
	}
	return all, nil
}

func idsOf(all []Obligation) []string {
	ids := make([]string, len(all))
	for i, o := range all {
		ids[i] = o.ID
	}
	return ids
}
