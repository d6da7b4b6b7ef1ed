package collect

import (
	"context"
	"strconv"

	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

type homeView struct {
	Head      ui.HeadView
	School    bool
	Over      string // by how much the own unit is above its yearly caps
	Owed      []ui.OwedRow
	Waiting   []ui.OwedRow
	Above     []ui.OwedRow // what the bureau above asks and is not over
	Campaigns []campaignLine
	Mine      []returnLine
}

// waitingOpen is how many of what waits stand open: the campaigns below them are
// to be seen without scrolling past three hundred schools.
const waitingOpen = 8

// campaignLine is a campaign in the list, with its current period.
type campaignLine struct {
	Title, Href, Owner, Period, Due string
	Light                           ui.Colour
	Words                           string
	Done, Total                     string
}

// returnLine is one of the unit's own returns.
type returnLine struct {
	Title, Href, Period, Due, Handed string
	Light                            ui.Colour
	Words                            string
}

func viewOfHome(ctx context.Context, owed, waiting, mine []collect.Item, campaigns []collect.Summary) homeView {
	view := homeView{}
	for _, item := range owed {
		view.Owed = append(view.Owed, owedRow(ctx, item, ui.T(ctx, "collect.fill")))
	}
	for _, item := range waiting {
		row := owedRow(ctx, item, ui.T(ctx, "collect.look"))
		row.What = item.UnitName + ui.T(ctx, "ui.comma") + item.Title + ui.T(ctx, "ui.comma") + say.Period(ctx, item.Period)
		row.Hint = ui.T(ctx, "collect.handed", "at", say.Clock(ctx, item.SubmittedAt))
		view.Waiting = append(view.Waiting, row)
	}
	for _, item := range mine {
		view.Mine = append(view.Mine, mineLine(ctx, item))
	}
	for _, c := range campaigns {
		view.Campaigns = append(view.Campaigns, lineOfCampaign(ctx, c))
	}
	return view
}

func owedRow(ctx context.Context, item collect.Item, act string) ui.OwedRow {
	href := collect.Link(item.ID)
	colour, light := say.Light(ctx, item.Obligation, item.Today, item.Near)
	hint := say.State(ctx, item.State)
	if open := openMarks(item.Obligation); open > 0 {
		hint = ui.T(ctx, "collect.back.count", "n", open)
	}
	return ui.OwedRow{
		Light: colour, Words: light, What: titleOf(ctx, item) + ui.T(ctx, "ui.comma") + say.Period(ctx, item.Period), Href: href,
		Hint: hint, Due: say.Day(ctx, item.Deadline(), item.Today.Year), Act: ui.BtnView{Words: act, Href: href},
	}
}

// titleOf is what a return of a list is called: in the list of a unit that hands it in
// for another one with that one's name.
func titleOf(ctx context.Context, item collect.Item) string {
	if item.HeirName == "" {
		return item.Title
	}
	return ui.T(ctx, "collect.title.for", "title", item.Title, "unit", item.UnitName)
}

func openMarks(o collect.Obligation) int {
	n := 0
	for _, m := range o.Paper.Marks {
		if m.Open() {
			n++
		}
	}
	return n
}

func mineLine(ctx context.Context, item collect.Item) returnLine {
	colour, light := say.Light(ctx, item.Obligation, item.Today, item.Near)
	return returnLine{
		Title: titleOf(ctx, item), Href: collect.Link(item.ID), Period: say.Period(ctx, item.Period),
		Due: say.Day(ctx, item.Deadline(), item.Today.Year), Handed: say.Clock(ctx, item.SubmittedAt), Light: colour, Words: light,
	}
}

func lineOfCampaign(ctx context.Context, s collect.Summary) campaignLine {
	line := campaignLine{Title: s.Campaign.Title, Href: collect.CampaignLink(s.Campaign.ID), Owner: s.Owner}
	if s.Current.IsZero() {
		line.Light, line.Words = ui.Grey, ui.T(ctx, "collect.light.notyet")
		return line
	}
	line.Period = say.Period(ctx, s.Current)
	line.Due = say.Day(ctx, s.Due, s.Today.Year)
	line.Light, line.Words = campaignLight(ctx, s.Count, s.Due.DaysSince(s.Today), s.Near)
	line.Done, line.Total = itoa(s.Count.Locked+s.Count.Reviewed), itoa(s.Count.Total())
	return line
}

// campaignLight is red while units are late, blue when all is locked, else how
// much time is left.
func campaignLight(ctx context.Context, n collect.Count, days int, near bool) (ui.Colour, string) {
	switch {
	case n.Total() > 0 && n.Locked == n.Total():
		return ui.Blue, ui.T(ctx, "collect.light.all")
	case n.Late > 0:
		return ui.Red, ui.T(ctx, "collect.light.lateunits", "n", n.Late)
	case days < 0:
		return ui.Green, ui.T(ctx, "collect.light.in")
	}
	return say.TimeLeft(ctx, days, near)
}

func itoa(n int) string { return strconv.Itoa(n) }
