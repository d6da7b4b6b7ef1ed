package collect

import (
	"context"
	"slices"
	"strings"

	"nianlun/internal/base/org"
	"nianlun/internal/web/collect/filter"
	"nianlun/internal/web/collect/links"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

type matrixView struct {
	Head     ui.HeadView
	Held     string // a period waits for a decision, in words
	HeldHref string
	Did      didView
	Lock     string // where locking posts; "" when there is nothing to lock
	Period   string
	Spread   []ui.SpreadPart
	Legend   []legendEntry
	Filters  []ui.ChipMenuView
	Cols     []matrixCol
	Groups   []matrixGroup
	Chase    string // where chasing posts; "" when the post may not
	Extend   bool
	Facts    []ui.Fact
	// Requests are those to change what is locked.
	Requests []correctionLine
	Again    []againLine
	Nothing  []nothingLine
}

type legendEntry struct{ Class, Words, Count string }

// matrixCol is the head of a period; Year stands above the first of a year where
// the periods lie in several.
type matrixCol struct {
	Words string
	Year  string
	Now   bool
}

type matrixGroup struct {
	Words string
	Rows  []matrixRow
}

type matrixRow struct {
	Name   string
	Box    string // the returns that a tick means: all that the unit still owes, else the current one
	Cells  []matrixCell
	Rate   string
	Clerks string
	Chased string
}

type matrixCell struct {
	Class string
	Words string
	Href  string
	Now   bool
}

// matrixPainter turns a matrix into its view. The words of the few states are
// looked up once, not once a cell.
type matrixPainter struct {
	ctx   context.Context
	m     collect.Matrix
	now   int // column of the current period, -1 before the first
	words map[string]string
	fixed map[string]bool // returns that were corrected after they were locked
}

func viewOfMatrix(ctx context.Context, m collect.Matrix, q matrixQuery, corrections []collect.CorrectionItem) matrixView {
	p := matrixPainter{ctx: ctx, m: m, now: slices.Index(m.Campaign.Periods, m.Current), words: map[string]string{}, fixed: map[string]bool{}}
	for _, c := range corrections {
		p.fixed[c.Return] = p.fixed[c.Return] || c.State == collect.CorrectionApproved
	}
	for _, s := range collect.States() {
		p.words[classOf(s, false)] = say.State(ctx, s)
	}
	p.words["late"] = ui.T(ctx, "collect.late")
	view := matrixView{Head: p.head(), Held: waitWords(ctx, m), HeldHref: collect.CampaignLink(m.Campaign.ID) + "/held", Spread: say.Spread(ctx, m.Count), Legend: p.legend(), Filters: p.filters(q), Facts: p.facts(), Requests: correctionLines(ctx, corrections), Again: againLines(ctx, m.Campaign.Again)}
	view.Head.Acts = append(view.Head.Acts, ui.BtnView{Words: ui.T(ctx, "workbook.campaign"), Href: links.CampaignBook(m.Campaign.ID)})
	if m.May.Write && m.Count.Reviewed > 0 {
		view.Lock, view.Period = collect.CampaignLink(m.Campaign.ID)+"/lock", m.Current.String()
		view.Head.Acts = append(view.Head.Acts, ui.BtnView{
			Words: ui.T(ctx, "collect.lock.n", "n", m.Count.Reviewed), Kind: "primary", Submit: true, Form: "lock",
		})
	}
	if m.May.Remind {
		view.Chase, view.Extend = collect.CampaignLink(m.Campaign.ID)+"/chase", m.May.Write
	}
	view.Cols, view.Nothing = p.cols(), nothingLines(ctx, m.Nothing)
	view.Groups = p.groups(q)
	return view
}

func (p matrixPainter) head() ui.HeadView {
	ctx, m := p.ctx, p.m
	head := ui.HeadView{
		Crumbs: []ui.Crumb{{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: ui.T(ctx, "collect.campaigns")}},
		Title:  ui.T(ctx, "collect.campaign.of", "title", m.Campaign.Title, "year", m.Campaign.Year),
	}
	head.Acts, head.Under = steerActs(ctx, m), endedWords(ctx, m.Campaign, m.Today.Year)
	if m.Current.IsZero() {
		head.Light, head.Words = ui.Grey, ui.T(ctx, "collect.light.notyet")
		return head
	}
	head.Light, head.Words = campaignLight(ctx, m.Count, m.Due.DaysSince(m.Today), m.Near)
	head.Why = ui.T(ctx, "collect.campaign.why", "period", say.ShortPeriod(ctx, m.Current), "total", m.Count.Total(), "locked", m.Count.Locked,
		"due", say.Day(ctx, m.Due, m.Today.Year))
	if m.Count.Late > 0 {
		head.Why += ui.T(ctx, "collect.campaign.late", "n", m.Count.Late)
	}
	return head
}

func (p matrixPainter) legend() []legendEntry {
	n := p.m.Count
	entries := []legendEntry{
		{"cell lock", p.words["cell lock"], itoa(n.Locked)}, {"cell seen", p.words["cell seen"], itoa(n.Reviewed)},
		{"cell sent", p.words["cell sent"], itoa(n.Submitted)}, {"cell part", p.words["cell part"], itoa(n.Draft)},
		{"cell due", p.words["cell due"], itoa(n.Owed)}, {"cell back", p.words["cell back"], itoa(n.Back)},
		{"cell late", p.words["late"], itoa(n.Late)}, {"cell none", p.words["cell none"], ""},
	}
	if len(p.m.Nothing) > 0 {
		entries = append(entries, legendEntry{"cell nil", ui.T(p.ctx, "collect.nil"), itoa(p.nothingNow())})
	}
	return entries
}

// nothingNow counts what was handed in without figures for the current period.
func (p matrixPainter) nothingNow() int {
	n := 0
	for _, said := range p.m.Nothing {
		if said.Period == p.m.Current.String() {
			n++
		}
	}
	return n
}

func (p matrixPainter) cols() []matrixCol {
	all := p.m.Campaign.Periods
	years := len(all) > 0 && all[0].Year() != all[len(all)-1].Year()
	cols := make([]matrixCol, len(all))
	for i, one := range all {
		cols[i] = matrixCol{Words: say.ShortPeriod(p.ctx, one), Now: i == p.now}
		if years && (i == 0 || one.Year() != all[i-1].Year()) {
			cols[i].Year = itoa(one.Year())
		}
	}
	return cols
}

// classOf is the class of a square.
func classOf(s collect.State, late bool) string {
	switch {
	case s == collect.Back:
		return "cell back"
	case late:
		return "cell late"
	case s == collect.Locked:
		return "cell lock"
	case s == collect.Reviewed:
		return "cell seen"
	case s == collect.Submitted:
		return "cell sent"
	case s == collect.Draft:
		return "cell part"
	case s == collect.Owed:
		return "cell due"
	}
	return "cell none"
}

func (p matrixPainter) filters(q matrixQuery) []ui.ChipMenuView {
	ctx := p.ctx
	var types, zones []string
	for _, row := range p.m.Rows {
		types, zones = filter.WithNew(types, string(row.Unit.Type)), filter.WithNew(zones, row.Unit.Zone)
	}
	slices.Sort(zones)
	menus := []ui.ChipMenuView{filter.Menu(ctx, "collect.filter.type", string(q.Type), types, func(v string) string { return ui.T(ctx, org.UnitType(v).Key()) },
		func(v string) string { q := q; q.Type = org.UnitType(v); return q.url() })}
	if len(zones) > 0 {
		menus = append(menus, filter.Menu(ctx, "collect.filter.zone", q.Zone, zones, func(v string) string { return v },
			func(v string) string { q := q; q.Zone = v; return q.url() }))
	}
	states := []string{lateState}
	for _, s := range collect.States() {
		states = append(states, string(s))
	}
	stateName := func(v string) string {
		if v == lateState {
			return p.words["late"]
		}
		return say.State(ctx, collect.State(v))
	}
	return append(menus, filter.Menu(ctx, "collect.filter.state", q.State, states, stateName,
		func(v string) string { q := q; q.State = v; return q.url() }))
}

// groups are the rows by type of unit.
func (p matrixPainter) groups(q matrixQuery) []matrixGroup {
	var groups []matrixGroup
	var last org.UnitType
	for _, row := range p.m.Rows {
		var now collect.Cell
		if p.now >= 0 {
			now = row.Cells[p.now]
		}
		if !q.takes(row, now, now.ID != "" && now.Late(p.m.Today)) {
			continue
		}
		if len(groups) == 0 || row.Unit.Type != last {
			last = row.Unit.Type
			groups = append(groups, matrixGroup{Words: ui.T(p.ctx, last.Key())})
		}
		g := &groups[len(groups)-1]
		g.Rows = append(g.Rows, p.row(row))
	}
	return groups
}

func (p matrixPainter) row(row collect.Row) matrixRow {
	out := matrixRow{Name: row.Unit.Label(), Cells: make([]matrixCell, len(row.Cells)), Clerks: row.Clerks, Chased: p.chased(row)}
	var open []string
	for i, c := range row.Cells {
		out.Cells[i] = p.cell(c, i)
		if c.ID != "" && i <= p.now && c.State.Open() {
			open = append(open, c.ID)
		}
	}
	out.Box = strings.Join(open, ",")
	if len(open) == 0 && p.now >= 0 {
		out.Box = row.Cells[p.now].ID
	}
	if row.Judged > 0 {
		out.Rate = itoa((200*row.OnTime+row.Judged)/(2*row.Judged)) + "%"
	}
	return out
}

func (p matrixPainter) chased(row collect.Row) string {
	var parts []string
	if row.Backs > 0 {
		parts = append(parts, ui.T(p.ctx, "collect.backs", "n", row.Backs))
	}
	if row.Reminders > 0 {
		parts = append(parts, ui.T(p.ctx, "collect.reminders", "n", row.Reminders))
	}
	return strings.Join(parts, ui.T(p.ctx, "ui.comma"))
}

// cell is one square; what is still to come is blank.
func (p matrixPainter) cell(c collect.Cell, column int) matrixCell {
	out := matrixCell{Now: column == p.now}
	if column > p.now && (c.ID == "" || c.State == collect.Owed) {
		return out
	}
	if c.ID == "" {
		out.Class, out.Words = "cell none", p.words["cell none"]
		return out
	}
	out.Class = classOf(c.State, c.Late(p.m.Today))
	out.Words, out.Href = p.words[strings.TrimPrefix(out.Class, "cell ")], collect.Link(c.ID)
	if out.Words == "" {
		out.Words = p.words[out.Class]
	}
	if c.Nothing && c.State.HandedIn() {
		out.Class, out.Words = out.Class+" nil", out.Words+ui.T(p.ctx, "ui.comma")+ui.T(p.ctx, "collect.nil")
	}
	if c.Heir != "" {
		out.Words += ui.T(p.ctx, "ui.comma") + ui.T(p.ctx, "collect.heir.cell", "heir", p.m.Heirs[c.Heir])
	}
	if p.fixed[c.ID] {
		out.Words += ui.T(p.ctx, "ui.comma") + ui.T(p.ctx, "correction.mark")
	}
	return out
}

func (p matrixPainter) facts() []ui.Fact {
	ctx, c := p.ctx, p.m.Campaign
	var signs []string
	for _, role := range c.Signatures {
		signs = append(signs, ui.T(ctx, "collect.sign."+string(role)))
	}
	return append([]ui.Fact{
		{Name: ui.T(ctx, "collect.fact.basis"), Words: c.Basis},
		{Name: ui.T(ctx, "collect.fact.list"), Words: c.ListNo},
		{Name: ui.T(ctx, "collect.fact.owner"), Words: p.m.Owner.Label()},
		{Name: ui.T(ctx, "collect.fact.form"), Words: ui.T(ctx, "collect.form.version", "form", c.Form, "n", c.Version)},
		{Name: ui.T(ctx, "collect.fact.due"), Words: ui.T(ctx, "collect.due."+string(c.Due.After), "n", c.Due.Workdays)},
		{Name: ui.T(ctx, "collect.fact.signs"), Words: strings.Join(signs, ui.T(ctx, "ui.comma"))},
		{Name: ui.T(ctx, "collect.fact.ends"), Words: ui.Lang(ctx).FullDate(c.EndsOn.Time())},
	}, termFacts(ctx, c)...)
}
