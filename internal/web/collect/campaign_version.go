package collect

import (
	"context"
	"net/http"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// versionShow says what moving a campaign to a newer version of its form would do.
func (p pages) versionShow(w http.ResponseWriter, r *http.Request) error {
	to, _ := door.Query(r).Int("to")
	return p.showVersion(w, r, to, nil)
}

// versionMove moves the campaign.
func (p pages) versionMove(w http.ResponseWriter, r *http.Request) error {
	values, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	seen, _ := values.Int("revision")
	to, _ := values.Int("to")
	moved, err := p.returns.MoveToVersion(ctx, door.By(ctx), r.PathValue("campaign"), seen, to)
	if kind := fault.KindOf(err); err != nil && (kind == fault.Invalid || kind == fault.Conflict) {
		return p.showVersion(w, r, to, err)
	}
	if err != nil {
		return err
	}
	door.Flash(ctx, ui.T(ctx, "collect.version.moved", "n", to, "blank", moved.Blank, "drafts", len(moved.Drafts), "kept", moved.Kept))
	return door.Redirect(w, r, collect.CampaignLink(moved.Campaign.ID))
}

func (p pages) showVersion(w http.ResponseWriter, r *http.Request, to int, wrong error) error {
	ctx := r.Context()
	move, err := p.returns.PreviewVersion(ctx, door.By(ctx), r.PathValue("campaign"), to)
	if err != nil {
		return err
	}
	view := viewOfVersion(ctx, move, wrong)
	status := http.StatusOK
	if wrong != nil {
		status = door.Status(fault.KindOf(wrong))
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect", Status: status}, versionPage(view))
}

type versionView struct {
	Head         ui.HeadView
	Href         string
	Revision, To string
	Refused      string
	Ready        bool
	Facts        []ui.Fact
	Differences  []versionDifference
	Drafts       []versionDraft
}

type versionDifference struct {
	Colour ui.Colour
	State  string
	Words  string
}

// versionDraft is a return that is being filled, with the answers that do not
// stand in the new version.
type versionDraft struct {
	Title, Href string
	Lost        []string
}

func viewOfVersion(ctx context.Context, m collect.VersionMove, wrong error) versionView {
	c := m.Campaign
	view := versionView{
		Href: collect.CampaignLink(c.ID) + "/version", Revision: itoa(c.Rev), To: itoa(m.To.No), Ready: !m.Refused(),
		Head: ui.HeadView{Title: ui.T(ctx, "collect.version", "title", c.Title), Under: ui.T(ctx, "collect.version.under", "from", m.From.No, "to", m.To.No),
			Crumbs: []ui.Crumb{{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: c.Title, Href: collect.CampaignLink(c.ID)}, {Words: ui.T(ctx, "collect.version.crumb")}}},
		Facts: []ui.Fact{
			{Name: ui.T(ctx, "collect.version.blank"), Words: ui.T(ctx, "collect.version.n", "n", m.Blank), Hint: ui.T(ctx, "collect.version.blank.why")},
			{Name: ui.T(ctx, "collect.version.drafts"), Words: ui.T(ctx, "collect.version.n", "n", len(m.Drafts)), Hint: ui.T(ctx, "collect.version.drafts.why")},
			{Name: ui.T(ctx, "collect.version.kept"), Words: ui.T(ctx, "collect.version.n", "n", m.Kept), Hint: ui.T(ctx, "collect.version.kept.why")},
		},
	}
	if wrong != nil {
		view.Refused = ui.T(ctx, fault.As(wrong).Key(), fault.As(wrong).Args...)
	}
	for _, d := range m.Differences {
		view.Differences = append(view.Differences, differenceOf(ctx, d))
	}
	for _, d := range m.Drafts {
		view.Drafts = append(view.Drafts, draftOf(ctx, d))
	}
	return view
}

func differenceOf(ctx context.Context, d form.Difference) versionDifference {
	out := versionDifference{Colour: ui.Grey, State: ui.T(ctx, "design.diff.changed"), Words: say.Difference(ctx, d)}
	switch {
	case d.Refused:
		out.Colour, out.State = ui.Red, ui.T(ctx, "design.diff.refused")
	case d.Code == form.FieldRemoved:
		out.Colour, out.State = ui.Amber, ui.T(ctx, "design.diff.removed")
	case d.Code == form.FieldAdded:
		out.Colour, out.State = ui.Green, ui.T(ctx, "design.diff.added")
	}
	return out
}

func draftOf(ctx context.Context, d collect.MovedDraft) versionDraft {
	when := d.Period
	if p, err := period.Parse(d.Period); err == nil {
		when = say.Period(ctx, p)
	}
	out := versionDraft{Title: ui.T(ctx, "collect.version.draft", "unit", d.UnitName, "period", when), Href: collect.Link(d.Return)}
	for _, lost := range d.Lost {
		out.Lost = append(out.Lost, lost.Message(say.T(ctx)))
	}
	return out
}
