package app

import (
	"context"
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formdraft"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/design"
)

// asks tells designers which campaigns ask a form.
type asks struct{ collect *collect.Service }

// Running implements design.Campaigns.
func (a asks) Running(ctx context.Context, bureau string) ([]design.Use, error) {
	campaigns, err := a.collect.RunningCampaigns(ctx, bureau)
	if err != nil {
		return nil, err
	}
	uses := make([]design.Use, len(campaigns))
	for i, c := range campaigns {
		uses[i] = design.Use{Campaign: c.ID, Title: c.Title, Form: c.Form, Version: c.Version, Owner: c.Owner}
		for _, state := range collect.States() {
			if n := c.States[state]; n > 0 {
				uses[i].Returns = append(uses[i].Returns, design.Count{State: i18n.Msg("collect.state." + string(state)), N: n, Open: state.Open()})
			}
		}
	}
	return uses, nil
}

// AlreadyAsked implements design.Asking.
func (a asks) AlreadyAsked(ctx context.Context, bureau string, def *form.Definition) ([]design.Asked, error) {
	all, err := a.collect.AlreadyAsked(ctx, bureau, def)
	if err != nil {
		return nil, err
	}
	var out []design.Asked
	for _, one := range all {
		if one.Reused {
			continue
		}
		asked := design.Asked{
			Field: one.Field, By: sameness(one.How), FormTitle: one.Title, Owner: one.Owner, Their: one.Path, TheirName: one.Theirs,
			Campaign: strings.Join(one.Campaigns, "、"), Periods: spanOf(one.Periods), Units: one.Units, Held: string(one.From), Reuse: reuseOf(one),
		}
		if one.From == collect.FromForm {
			asked.Form, asked.Held = one.Code, ""
		}
		out = append(out, asked)
	}
	return out, nil
}

func sameness(how collect.Likeness) design.Sameness {
	switch how {
	case collect.SameCode:
		return design.SameCode
	case collect.NearName:
		return design.NearName
	}
	return design.SameName
}

// reuseOf is the prefill that takes a value over; none where none does.
func reuseOf(one collect.Asked) formdraft.Prefill {
	switch {
	case one.Reuse == "":
		return formdraft.Prefill{}
	case one.From == collect.FromRegister:
		return formdraft.Prefill{Unit: one.Code}
	case one.From == collect.FromIndicator:
		return formdraft.Prefill{Indicator: one.Code}
	}
	return formdraft.Prefill{Form: one.Code, Field: one.Path, Period: string(form.SamePeriod)}
}

// spanOf are the first and the last of some periods.
func spanOf(periods []period.Period) []period.Period {
	if len(periods) < 3 {
		return periods
	}
	return []period.Period{periods[0], periods[len(periods)-1]}
}
