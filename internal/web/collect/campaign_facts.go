package collect

import (
	"context"

	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// steerActs are the acts on a campaign of whoever may change it.
func steerActs(ctx context.Context, m collect.Matrix) []ui.BtnView {
	if !m.May.Steer {
		return nil
	}
	href := collect.CampaignLink(m.Campaign.ID)
	if m.Campaign.State == collect.Ended {
		return []ui.BtnView{{Words: ui.T(ctx, "collect.reopen"), Href: href + "/end"}}
	}
	return []ui.BtnView{{Words: ui.T(ctx, "collect.change"), Href: href + "/change"}, {Words: ui.T(ctx, "collect.end"), Href: href + "/end"}}
}

// endedWords say that a campaign has ended and why; "" while it runs.
func endedWords(ctx context.Context, c collect.Campaign, year int) string {
	switch {
	case c.State != collect.Ended:
		return ""
	case c.EndedWhy == "":
		return ui.T(ctx, "collect.ended.itself", "day", say.Day(ctx, c.EndedOn, year))
	default:
		return ui.T(ctx, "collect.ended.why", "day", say.Day(ctx, c.EndedOn, year), "why", c.EndedWhy)
	}
}

// termFacts are grace, reminders and recurrence among the facts of a campaign.
func termFacts(ctx context.Context, c collect.Campaign) []ui.Fact {
	facts := []ui.Fact{{Name: ui.T(ctx, "collect.field.grace"), Words: ui.T(ctx, "collect.fact.grace", "n", c.Grace)}}
	if c.Grace == 0 {
		facts[0].Words = ui.T(ctx, "collect.fact.nograce")
	}
	facts = append(facts, ui.Fact{Name: ui.T(ctx, "collect.remind.plan"), Words: planWords(ctx, c.Remind)})
	if c.Recurs {
		facts = append(facts, ui.Fact{Name: ui.T(ctx, "collect.fact.recurs"), Words: ui.T(ctx, "collect.fact.recurs.on")})
	}
	return facts
}

// planWords say a reminder plan in one line.
func planWords(ctx context.Context, p collect.ReminderPlan) string {
	if p.Empty() {
		return ui.T(ctx, "collect.plan.none")
	}
	text, comma := "", ui.T(ctx, "ui.comma")
	add := func(part string) {
		if text != "" {
			text += comma
		}
		text += part
	}
	if p.Before > 0 {
		add(ui.T(ctx, "collect.plan.before", "n", p.Before))
	}
	if p.OnDay {
		add(ui.T(ctx, "collect.plan.onday"))
	}
	if p.Every > 0 {
		add(ui.T(ctx, "collect.plan.every", "n", p.Every))
	}
	if p.Every > 0 && p.Head > 0 {
		add(ui.T(ctx, "collect.plan.head", "n", p.Head))
	}
	return text
}
