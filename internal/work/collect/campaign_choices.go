package collect

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// Choices are what a new campaign may be made of.
type Choices struct {
	Forms    []record.Version // newest published versions of periodic forms
	Sections []org.Unit       // for which the actor may open one
	Types    []org.UnitType   // that the bureau has units of
	Zones    []string
	Counts   map[org.UnitType]int
	School   *period.Terms // for forms by terms
	// The bureau's own defaults, as its dated parameters say.
	Workdays int
	Grace    int
	Remind   ReminderPlan
}

// Choices lists what the actor may choose from; the Denied fault when the actor
// may open no campaign at all.
func (s *Service) Choices(ctx context.Context, by access.Actor) (Choices, error) {
	return s.choices(ctx, by, func(section string) bool {
		return access.Can(by, access.Write, Campaign{Bureau: by.Bureau, Owner: section}.thing()) == access.Allowed
	})
}

// IssueChoices is Choices for what a bureau above asks (see OpenIssued).
func (s *Service) IssueChoices(ctx context.Context, by access.Actor) (Choices, error) {
	return s.choices(ctx, by, func(section string) bool { return MayIssue(by, section) == nil })
}

func (s *Service) choices(ctx context.Context, by access.Actor, may func(section string) bool) (Choices, error) {
	units, err := s.Units.AllUnits(ctx, by.Bureau)
	if err != nil {
		return Choices{}, err
	}
	out := s.choiceOf(units)
	for _, u := range units {
		if u.Type == org.Section && u.On(s.today()) && may(u.ID) {
			out.Sections = append(out.Sections, u)
		}
	}
	if len(out.Sections) == 0 {
		return Choices{}, notOffered(by)
	}
	if err := s.defaults(ctx, by.Bureau, &out); err != nil {
		return Choices{}, err
	}
	if out.School, err = s.Calendar.Terms(ctx, by.Bureau); err != nil {
		return Choices{}, err
	}
	forms, err := s.Records.Forms(ctx, by.Bureau)
	if err != nil {
		return Choices{}, err
	}
	for _, f := range forms {
		if f.Definition.Period != "" {
			out.Forms = append(out.Forms, f)
		}
	}
	return out, nil
}

// notOffered refuses whoever may see the bureau's campaigns and opens none; for
// everybody else there is nothing to open.
func notOffered(by access.Actor) error {
	if access.Scope(by, access.Read, access.Campaign).All {
		return fault.New(fault.Denied, "denied")
	}
	return fault.New(fault.NotFound, "notfound")
}

// choiceOf are the types and zones of the units that there are today.
func (s *Service) choiceOf(units []org.Unit) Choices {
	out := Choices{Counts: map[org.UnitType]int{}}
	for _, u := range units {
		if !u.On(s.today()) || !asked(u, s.today()) {
			continue
		}
		out.Counts[u.Type]++
		if u.Zone != "" && !slices.Contains(out.Zones, u.Zone) {
			out.Zones = append(out.Zones, u.Zone)
		}
	}
	for _, t := range org.UnitTypes() {
		if out.Counts[t] > 0 {
			out.Types = append(out.Types, t)
		}
	}
	slices.Sort(out.Zones)
	return out
}

// defaults are what the bureau's parameters offer to a new campaign.
func (s *Service) defaults(ctx context.Context, bureau string, out *Choices) error {
	out.Remind.OnDay = true
	for code, to := range map[string]*int{
		"collect.due.workdays": &out.Workdays, "collect.grace.workdays": &out.Grace, "collect.remind.before": &out.Remind.Before,
		"collect.remind.every": &out.Remind.Every, "collect.remind.head": &out.Remind.Head,
	} {
		n, known, err := s.Params.Number(ctx, bureau, code, s.today())
		if err != nil {
			return err
		}
		if known {
			*to = int(n.IntPart())
		}
	}
	return nil
}
