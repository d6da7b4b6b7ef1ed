package collect

import (
	"bytes"
	"context"
	"iter"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formxlsx"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// BookScope says which returns of a campaign a workbook holds: those of one period,
// of a zone and a type of units; "" is every zone and type.
type BookScope struct {
	Campaign string
	Period   string
	Zone     string
	Type     org.UnitType
}

// campaignSheet is one return on its way into a campaign's workbook or out of one.
type campaignSheet struct {
	o    Obligation
	unit org.Unit
}

// CampaignBook gives the returns of a campaign out as one workbook, as far as the
// actor may see them all. Personal numbers are masked: who needs the whole of one
// opens the return.
func (s *Service) CampaignBook(ctx context.Context, by access.Actor, in BookScope, t form.T) (Book, error) {
	c, version, err := s.bookCampaign(ctx, by, in.Campaign, access.Read)
	if err != nil {
		return Book{}, err
	}
	if !access.Scope(by, access.Read, access.Return).All {
		return Book{}, fault.New(fault.Denied, "denied")
	}
	p, err := c.bookPeriod(in.Period, s.today())
	if err != nil {
		return Book{}, err
	}
	sheets, err := s.campaignSheets(ctx, c, p, in)
	if err != nil {
		return Book{}, err
	}
	if len(sheets) == 0 {
		return Book{}, fault.New(fault.Invalid, "workbook.none")
	}
	all, err := s.roster(ctx, c.Bureau, version.Definition)
	if err != nil {
		return Book{}, err
	}
	open := opening{roster: all, directories: map[string]*Directory{}}
	f := bookForm(version, p.String(), nil)
	if all != nil {
		f.Directory = func(id string) formxlsx.Directory { return open.directories[id].inBook() }
	}
	f.Masked = true
	var out bytes.Buffer
	err = formxlsx.WriteCampaign(&out, formxlsx.Campaign{
		Form: f, ID: c.ID, Scope: in.Zone, Returns: s.bookReturns(ctx, by, c, version.Definition, sheets, open), T: t,
	})
	name := bookName(t, "workbook.name.campaign", "title", c.Title, "period", spoken(t, p.Text()), "scope", in.Zone)
	return Book{Name: name, Data: out.Bytes()}, err
}

// bookCampaign is a campaign with the version that it is filled on.
func (s *Service) bookCampaign(ctx context.Context, by access.Actor, id string, verb access.Verb) (Campaign, record.Version, error) {
	c, err := s.findCampaign(ctx, by, id, verb)
	if err != nil {
		return c, record.Version{}, err
	}
	version, err := s.Records.Version(ctx, c.Bureau, c.Form, c.Version)
	return c, version, err
}

// bookPeriod is the period that a workbook is asked for; "" is the current one, or
// the first before any can be reported.
func (c Campaign) bookPeriod(id string, day period.Date) (period.Period, error) {
	if id == "" {
		if now := c.current(day); !now.IsZero() {
			return now, nil
		}
		return c.Periods[0], nil
	}
	for _, p := range c.Periods {
		if p.String() == id {
			return p, nil
		}
	}
	return period.Period{}, fault.New(fault.NotFound, "notfound")
}

// campaignSheets are the returns in scope that are owed or were handed in, by type
// of unit and as the bureau sorts its units.
func (s *Service) campaignSheets(ctx context.Context, c Campaign, p period.Period, in BookScope) ([]campaignSheet, error) {
	units, err := s.Units.AllUnits(ctx, c.Bureau)
	if err != nil {
		return nil, err
	}
	cells, err := s.Store.Cells(ctx, c.Bureau, c.ID)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, cell := range cells {
		if cell.Period == p.String() && cell.State != Exempt {
			ids = append(ids, cell.ID)
		}
	}
	all, err := s.Store.Obligations(ctx, c.Bureau, ids)
	if err != nil {
		return nil, err
	}
	owed := make(map[string]Obligation, len(all))
	for _, o := range all {
		owed[o.Unit] = o
	}
	var sheets []campaignSheet
	for _, t := range org.UnitTypes() {
		for _, u := range units {
			if o, owes := owed[u.ID]; owes && u.Type == t && (in.Type == "" || in.Type == t) && (in.Zone == "" || in.Zone == u.Zone) {
				sheets = append(sheets, campaignSheet{o, u})
			}
		}
	}
	return sheets, nil
}

// opening is what the returns of a workbook share while they are opened, and whom each may name.
type opening struct {
	roster      *roster
	directories map[string]*Directory // by return
}

// bookReturns opens the returns one after another, as the workbook is written.
func (s *Service) bookReturns(ctx context.Context, by access.Actor, c Campaign, def *form.Definition, sheets []campaignSheet, open opening) iter.Seq2[formxlsx.Return, error] {
	return func(yield func(formxlsx.Return, error) bool) {
		for _, sheet := range sheets {
			r := Return{Obligation: sheet.o, Campaign: c, Unit: sheet.unit, Definition: def, Today: s.today(), roster: open.roster}
			if err := s.fill(ctx, by, &r); err != nil {
				yield(formxlsx.Return{}, err)
				return
			}
			open.directories[sheet.o.ID] = r.Directory
			if !yield(bookReturn(r), nil) {
				return
			}
		}
	}
}

// BookScopes are the parts of a campaign that a workbook may be asked for.
type BookScopes struct {
	Campaign Campaign
	Period   period.Period // chosen, or the current one
	Periods  []period.Period
	Zones    []string
	Types    []org.UnitType
	Returns  int  // in the chosen scope
	Take     bool // the actor may bring the workbook back
}

// BookScopes tells what a campaign's workbook may hold.
func (s *Service) BookScopes(ctx context.Context, by access.Actor, in BookScope) (BookScopes, error) {
	c, err := s.findCampaign(ctx, by, in.Campaign, access.Read)
	if err != nil {
		return BookScopes{}, err
	}
	if !access.Scope(by, access.Read, access.Return).All {
		return BookScopes{}, fault.New(fault.Denied, "denied")
	}
	out := BookScopes{Campaign: c, Take: access.Can(by, access.Write, c.thing()) == access.Allowed}
	if out.Period, err = c.bookPeriod(in.Period, s.today()); err != nil {
		return out, err
	}
	for _, p := range c.Periods {
		if p == out.Period || !s.today().Before(c.Opens(p)) {
			out.Periods = append(out.Periods, p)
		}
	}
	all, err := s.campaignSheets(ctx, c, out.Period, BookScope{})
	if err != nil {
		return out, err
	}
	for _, sheet := range all {
		if (in.Type == "" || in.Type == sheet.unit.Type) && (in.Zone == "" || in.Zone == sheet.unit.Zone) {
			out.Returns++
		}
		if zone := sheet.unit.Zone; zone != "" && !slices.Contains(out.Zones, zone) {
			out.Zones = append(out.Zones, zone)
		}
		if !slices.Contains(out.Types, sheet.unit.Type) {
			out.Types = append(out.Types, sheet.unit.Type)
		}
	}
	slices.Sort(out.Zones)
	return out, nil
}
