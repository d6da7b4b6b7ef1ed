package app

import (
	"context"

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
