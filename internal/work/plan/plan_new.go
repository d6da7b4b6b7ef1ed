package plan

import (
	"context"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// NewPlan begins a plan as a draft.
func (s *Service) NewPlan(ctx context.Context, by access.Actor, in NewPlan) (Plan, error) {
	if err := access.Check(by, access.Write, planThing(by.Bureau)); err != nil {
		return Plan{}, err
	}
	if err := checkPlan(in); err != nil {
		return Plan{}, err
	}
	plan := Plan{
		ID: id.New(), Year: in.Year, Title: strings.TrimSpace(in.Title), Number: strings.TrimSpace(in.Number),
		Document: in.Document, State: Draft,
	}
	for i, theme := range in.Themes {
		plan.Themes = append(plan.Themes, Theme{ID: id.New(), Plan: plan.ID, No: theme.No, Title: theme.Title, Sort: i + 1})
	}
	return plan, s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.InsertPlan(ctx, by.Bureau, plan); err != nil {
			return err
		}
		return s.Audit.Write(ctx, by, audit.Event{
			Verb: "plan.create", Kind: access.Plan, Thing: plan.ID,
			Data: map[string]any{"year": plan.Year, "title": plan.Title, "number": plan.Number},
		})
	})
}

func checkPlan(in NewPlan) error {
	f := fault.New(fault.Invalid, "plan.invalid")
	if strings.TrimSpace(in.Title) == "" {
		f = f.With("title", "fault.plan.title")
	}
	if in.Year < 1949 || in.Year > 2999 {
		f = f.With("year", "fault.plan.year")
	}
	if len(f.Fields) > 0 {
		return f
	}
	return nil
}

// Plan is one plan with its themes.
func (s *Service) Plan(ctx context.Context, by access.Actor, plan string) (Plan, error) {
	if err := access.Check(by, access.Read, planThing(by.Bureau)); err != nil {
		return Plan{}, err
	}
	return s.Store.Plan(ctx, by.Bureau, plan)
}

// Plans are the plans of a year with their themes.
func (s *Service) Plans(ctx context.Context, by access.Actor, year int) ([]Plan, error) {
	if err := access.Check(by, access.Read, planThing(by.Bureau)); err != nil {
		return nil, err
	}
	return s.Store.Plans(ctx, by.Bureau, year)
}

// Years are the years that have a plan, newest first, with how they stand.
func (s *Service) Years(ctx context.Context, by access.Actor) ([]YearCount, error) {
	if err := access.Check(by, access.Read, planThing(by.Bureau)); err != nil {
		return nil, err
	}
	return s.Store.Years(ctx, by.Bureau)
}
