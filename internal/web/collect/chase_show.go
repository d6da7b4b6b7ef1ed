package collect

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

const chaseHref = "/collect/chase"

// chaseShow is everything that is overdue, by unit.
func (p pages) chaseShow(w http.ResponseWriter, r *http.Request) error {
	return p.showChase(w, r, chaseDid{})
}

// chaseRemind reminds of one return, of those that are ticked, or of all overdue
// ones of a campaign, and shows of each what came of it.
func (p pages) chaseRemind(w http.ResponseWriter, r *http.Request) error {
	form, err := door.Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	if form.Text("act") == "exempt" {
		return p.chaseExempt(w, r, form)
	}
	var results []collect.Result
	if one := form.Text("one"); one != "" {
		results, err = p.returns.RemindAll(ctx, door.By(ctx), []string{one})
	} else if campaign := form.Text("campaign"); campaign != "" {
		results, err = p.returns.RemindOverdue(ctx, door.By(ctx), campaign)
	} else {
		results, err = p.returns.RemindAll(ctx, door.By(ctx), form.Texts("return"))
	}
	if err != nil {
		return err
	}
	return p.showChase(w, r, chaseDid{results: results})
}

// chaseExempt excuses those that are ticked, with a reason.
func (p pages) chaseExempt(w http.ResponseWriter, r *http.Request, form door.Values) error {
	ctx := r.Context()
	did := chaseDid{exempt: true, reason: form.Text("reason")}
	var err error
	did.results, err = p.returns.ExemptAll(ctx, door.By(ctx), form.Texts("return"), did.reason)
	if err != nil && fault.KindOf(err) == fault.Invalid {
		did.wrong, did.ticked = err, form.Texts("return")
		return p.showChase(w, r, did)
	}
	if err != nil {
		return err
	}
	return p.showChase(w, r, did)
}

// chaseDid is what was done from the list, and what came of it.
type chaseDid struct {
	exempt  bool
	results []collect.Result
	reason  string
	ticked  []string
	wrong   error
}

// done counts those on which it was done.
func (d chaseDid) done() string {
	if d.exempt {
		return "collect.chase.exempted"
	}
	return "collect.reminded"
}

func (p pages) showChase(w http.ResponseWriter, r *http.Request, did chaseDid) error {
	ctx, query := r.Context(), door.Query(r)
	filter := collect.ChaseFilter{Campaign: query.Text("campaign"), Zone: query.Text("zone")}
	list, err := p.returns.Overdue(ctx, door.By(ctx), filter)
	if err != nil {
		return err
	}
	view := viewOfChase(ctx, list, filter, did)
	if view.Did, err = p.didOf(ctx, door.By(ctx), did.done(), did.results); err != nil {
		return err
	}
	status := http.StatusOK
	if did.wrong != nil {
		status = http.StatusUnprocessableEntity
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect", Status: status}, chasePage(view))
}

type chaseView struct {
	Head    ui.HeadView
	Action  string // where reminding posts, with the filter
	Did     didView
	Filters []ui.ChipMenuView
	All     ui.BtnView // reminds of all of the chosen campaign
	Chosen  string     // that campaign
	Units   []chaseUnit
	More    bool
	Errors  ui.Errors
	Reason  *ui.FieldView // why ticked ones are excused; nil when the reader decides on none of the list
}

type chaseUnit struct {
	Name, Count string
	Gone        string // what became of the unit, and who decides
	Contacts    []string
	Rows        []chaseRow
}

type chaseRow struct {
	ID, Title, Href, Period, Due, Chased string
	Colour                               ui.Colour
	Light                                string
	Result                               string // what came of reminding, or that today's went out; "" when it can be asked for
	Failed                               bool
	Ticked                               bool
}

func viewOfChase(ctx context.Context, list collect.ChaseList, f collect.ChaseFilter, did chaseDid) chaseView {
	results := did.results
	view := chaseView{
		Action: chaseQuery(f), Chosen: f.Campaign, More: list.More, Filters: chaseFilters(ctx, list, f), Errors: ui.ErrorsOf(ctx, did.wrong),
		Head: ui.HeadView{
			Title: ui.T(ctx, "collect.chase"), Under: ui.T(ctx, "collect.chase.under"),
			Crumbs: []ui.Crumb{{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: ui.T(ctx, "collect.chase")}},
		},
	}
	if list.Total > 0 {
		view.Head.Light, view.Head.Words = ui.Red, ui.T(ctx, "collect.chase.count", "n", list.Total)
	}
	if f.Campaign != "" && list.Total > 0 {
		view.All = ui.BtnView{Words: ui.T(ctx, "collect.chase.all", "n", list.Total), Submit: true, Name: "campaign", Value: f.Campaign}
	}
	said := map[string]collect.Result{}
	for _, r := range results {
		said[r.Return] = r
	}
	for _, u := range list.Units {
		one := chaseUnitOf(ctx, u, list, said)
		for i := range one.Rows {
			one.Rows[i].Ticked = slices.Contains(did.ticked, one.Rows[i].ID)
		}
		view.Units = append(view.Units, one)
		if view.Reason == nil && slices.ContainsFunc(u.Rows, func(row collect.ChaseRow) bool { return row.Decides }) {
			view.Reason = &ui.FieldView{Name: "reason", Label: ui.T(ctx, "collect.chase.reason"), Value: did.reason, Error: view.Errors.For("reason")}
		}
	}
	return view
}

func chaseUnitOf(ctx context.Context, u collect.ChaseUnit, list collect.ChaseList, said map[string]collect.Result) chaseUnit {
	out := chaseUnit{Name: u.Unit.Label(), Count: ui.T(ctx, "collect.chase.unit", "n", len(u.Rows))}
	switch day := ui.Lang(ctx).FullDate(u.Unit.Until.AddDays(1).Time()); {
	case u.Gone && u.Into != "":
		out.Gone = ui.T(ctx, "collect.chase.merged", "day", day, "into", u.Into)
	case u.Gone:
		out.Gone = ui.T(ctx, "collect.chase.closed", "day", day)
	}
	for key, people := range map[string][]collect.Contact{"clerk": u.Clerks, "head": u.Heads} {
		var names []string
		for _, c := range people {
			names = append(names, strings.TrimSpace(c.Name+" "+c.Phone))
		}
		if len(names) > 0 {
			out.Contacts = append(out.Contacts, ui.T(ctx, "collect.chase."+key, "names", strings.Join(names, ui.T(ctx, "ui.comma"))))
		}
	}
	if len(out.Contacts) == 2 && len(u.Clerks) > 0 && !strings.Contains(out.Contacts[0], u.Clerks[0].Name) {
		out.Contacts[0], out.Contacts[1] = out.Contacts[1], out.Contacts[0]
	}
	for _, row := range u.Rows {
		out.Rows = append(out.Rows, chaseRowOf(ctx, row, list, said))
	}
	return out
}

func chaseRowOf(ctx context.Context, row collect.ChaseRow, list collect.ChaseList, said map[string]collect.Result) chaseRow {
	colour, light := say.Light(ctx, row.Obligation, list.Today, false)
	out := chaseRow{
		ID: row.ID, Title: row.Title, Href: collect.Link(row.ID), Period: say.Period(ctx, row.Period),
		Due: say.Day(ctx, row.Deadline(), list.Today.Year), Colour: colour, Light: light,
	}
	if row.For != "" {
		out.Title = ui.T(ctx, "collect.title.for", "title", row.Title, "unit", row.For)
	}
	if row.Ended {
		out.Title += ui.T(ctx, "collect.chase.ended")
	}
	if row.Reminders > 0 {
		out.Chased = ui.T(ctx, "collect.chase.last", "n", row.Reminders, "day", say.Day(ctx, row.RemindedOn, list.Today.Year))
	}
	if row.Reminders > 0 && row.RemindedOn == list.Today {
		out.Result = faultWords(ctx, fault.New(fault.Conflict, "return.reminded")) // once a day: no button that is refused
	}
	if result, asked := said[row.ID]; asked {
		out.Failed, out.Result = result.Err != nil, ui.T(ctx, "collect.chase.sent")
		if result.Err != nil {
			out.Result = faultWords(ctx, result.Err)
		}
	}
	return out
}

func faultWords(ctx context.Context, err error) string {
	f := fault.As(err)
	return ui.T(ctx, f.Key(), f.Args...)
}

func chaseQuery(f collect.ChaseFilter) string {
	v := url.Values{}
	if f.Campaign != "" {
		v.Set("campaign", f.Campaign)
	}
	if f.Zone != "" {
		v.Set("zone", f.Zone)
	}
	if len(v) == 0 {
		return chaseHref
	}
	return chaseHref + "?" + v.Encode()
}

func chaseFilters(ctx context.Context, list collect.ChaseList, f collect.ChaseFilter) []ui.ChipMenuView {
	all := func(words string, on bool, without collect.ChaseFilter) ui.ChipMenuView {
		return ui.ChipMenuView{Words: words, On: on, Choices: []ui.ChipView{{Words: ui.T(ctx, "collect.filter.all"), Href: chaseQuery(without), On: !on}}}
	}
	campaigns := all(ui.T(ctx, "collect.campaigns"), f.Campaign != "", collect.ChaseFilter{Zone: f.Zone})
	for _, c := range list.Campaigns {
		words := ui.T(ctx, "collect.chase.campaign", "title", c.Title, "year", c.Year, "n", c.Count)
		if c.ID == f.Campaign {
			campaigns.Words = words
		}
		campaigns.Choices = append(campaigns.Choices, ui.ChipView{Words: words, Href: chaseQuery(collect.ChaseFilter{Campaign: c.ID, Zone: f.Zone}), On: c.ID == f.Campaign})
	}
	menus := []ui.ChipMenuView{campaigns}
	if len(list.Zones) > 0 {
		zones := all(ui.T(ctx, "collect.filter.zone"), f.Zone != "", collect.ChaseFilter{Campaign: f.Campaign})
		for _, z := range list.Zones {
			if z == f.Zone {
				zones.Words = z
			}
			zones.Choices = append(zones.Choices, ui.ChipView{Words: z, Href: chaseQuery(collect.ChaseFilter{Campaign: f.Campaign, Zone: z}), On: z == f.Zone})
		}
		menus = append(menus, zones)
	}
	return menus
}
