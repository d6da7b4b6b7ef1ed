package levels

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
)

// MandateView is a mandate with all that a person needs to issue it, to accept its
// changes, or to see how far it is.
type MandateView struct {
	Mandate    Mandate
	Campaign   *collect.Campaign // the own one; nil before it is issued
	Owner      org.Unit          // the own section that collects it
	Periods    []MandatePeriod
	Renewal    Renewal
	Definition *form.Definition // of the newest version above; nil when it cannot be read here
	// Differences are what a moved version of the form does to the own answers.
	Differences []form.Difference
	Today       period.Date
	May         MayMandate
}

// MandatePeriod is one period of a mandate.
type MandatePeriod struct {
	MandateDue
	Standing Standing
	Above    collect.Obligation
	Own      collect.Count // of the own returns
	OwnDue   period.Date
	Near     bool // the day above is near
}

// Late reports whether the day above has passed and nothing lies there.
func (p MandatePeriod) Late(day period.Date) bool {
	return p.Standing.Acts() && day.After(p.Above.LateAfter())
}

// MayMandate says what the actor can do with a mandate.
type MayMandate struct {
	Issue  bool
	Accept bool
}

// Open opens a mandate, for whoever may see the bureau's campaigns.
func (l *Service) Open(ctx context.Context, by access.Actor, mandate string) (MandateView, error) {
	m, err := l.find(ctx, by, mandate)
	if err != nil {
		return MandateView{}, err
	}
	v := MandateView{Mandate: m, Renewal: m.Renewal(), Today: l.today()}
	if v.Periods, v.Campaign, err = l.periods(ctx, m); err != nil {
		return v, err
	}
	v.May.Issue = m.Campaign == "" && m.EndedOn.IsZero() && !access.Scope(by, access.Write, access.Campaign).Empty()
	v.Definition, err = l.Forms.ParseAdopted(ctx, m.Bureau, m.Definition)
	if err != nil {
		v.Definition = nil // issuing says what is wrong with it
	}
	if v.Campaign == nil {
		return v, nil
	}
	v.May.Accept = collect.Steers(by, *v.Campaign) && !v.Renewal.Empty()
	if v.Owner, err = l.Collect.Units.Unit(ctx, m.Bureau, v.Campaign.Owner); err != nil {
		return v, err
	}
	if v.Renewal.From != v.Renewal.To && v.Definition != nil {
		var own record.Version
		if own, err = l.Collect.Records.Version(ctx, m.Bureau, v.Campaign.Form, v.Campaign.Version); err == nil {
			v.Differences = form.Compat(own.Definition, v.Definition)
		}
	}
	return v, err
}

// periods are the periods of a mandate as they stand, and the own campaign.
func (l *Service) periods(ctx context.Context, m Mandate) ([]MandatePeriod, *collect.Campaign, error) {
	ids := make([]string, len(m.Due))
	for i, d := range m.Due {
		ids[i] = d.Return
	}
	above, err := l.Collect.Store.Obligations(ctx, m.From, ids)
	if err != nil {
		return nil, nil, err
	}
	near, err := l.Collect.Nearness(ctx, m.Bureau)
	if err != nil {
		return nil, nil, err
	}
	c, cells, err := l.ownCells(ctx, m)
	if err != nil {
		return nil, nil, err
	}
	all := make([]MandatePeriod, len(m.Due))
	for i, d := range m.Due {
		p := MandatePeriod{MandateDue: d, Above: collect.Obligation{State: collect.Owed, Due: d.Due}}
		if at := slices.IndexFunc(above, func(o collect.Obligation) bool { return o.ID == d.Return }); at >= 0 {
			p.Above = above[at]
		}
		p.count(cells, l.today())
		p.Standing = standing(m, d, p.Above.State, c != nil && slices.Contains(c.Periods, d.Period), p.Own)
		p.Near = near(p.Above.Deadline())
		all[i] = p
	}
	return all, c, nil
}

// ownCells are the own campaign and its returns; none before it is issued.
func (l *Service) ownCells(ctx context.Context, m Mandate) (*collect.Campaign, []collect.Cell, error) {
	if m.Campaign == "" {
		return nil, nil, nil
	}
	c, err := l.Collect.CampaignOf(ctx, m.Bureau, m.Campaign)
	if err != nil {
		return nil, nil, err
	}
	cells, err := l.Collect.Store.Cells(ctx, m.Bureau, c.ID)
	return &c, cells, err
}

// count counts the own returns of the period.
func (p *MandatePeriod) count(cells []collect.Cell, day period.Date) {
	for _, cell := range cells {
		if cell.Period != p.Period.String() {
			continue
		}
		p.Own.Add(cell.State, cell.Late(day), 1)
		if cell.State != collect.Exempt && cell.Due.After(p.OwnDue) {
			p.OwnDue = cell.Due
		}
	}
}
