package collect

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// NewCampaign is what is needed to ask units for a form.
type NewCampaign struct {
	Form       string // code; its latest published version is used
	Title      string // the form's title when empty
	Owner      string // section
	Year       int
	Periods    []period.Period // all of the form's kind
	Due        DueRule
	Basis      string // the form's basis when empty
	ListNo     string
	EndsOn     period.Date
	Signatures []SignRole
	Units      UnitRule
	// Again says, by the path of a field, why it is asked although it is held
	// already (see AlreadyAsked); needed only for such fields.
	Again map[string]string
	// AboveCap accepts that units go above a yearly cap.
	AboveCap bool
	Grace    int // working days
	Remind   ReminderPlan
	// Recurs makes only the periods that have begun, and leaves the later ones to
	// the clock; Periods then says with which to begin.
	Recurs bool
}

// Opened is a campaign that has begun, with what came of it.
type Opened struct {
	Campaign    Campaign
	Units       int
	Obligations int
	// Gaps are the years whose holidays are not announced yet: due days in them
	// were counted by weekends alone and may move.
	Gaps []int
}

// OpenCampaign sends a form to units: it creates, at once, an obligation for
// every unit and period, due by working days. A unit that does not exist on the
// day from which a period can be reported owes nothing for that period.
//
// Faults: collect.campaign with the wrong fields; collect.twice when a running
// campaign of the form covers the same units and periods; collect.again when fields are
// held already and no reason is given, each as "again:" and its path; collect.above (see
// AboveOf) when units go above a yearly cap and nobody has accepted that; form.unknown.
func (s *Service) OpenCampaign(ctx context.Context, by access.Actor, in NewCampaign) (Opened, error) {
	if err := access.Check(by, access.Write, access.Thing{Bureau: by.Bureau, Kind: access.Campaign, Unit: in.Owner}); err != nil {
		return Opened{}, err
	}
	return s.openFor(ctx, by, in)
}

// OpenIssued is OpenCampaign for what a bureau above has asked: also whoever may issue
// opens it, in the name of the section that answers for it.
func (s *Service) OpenIssued(ctx context.Context, by access.Actor, in NewCampaign) (Opened, error) {
	if err := MayIssue(by, in.Owner); err != nil {
		return Opened{}, err
	}
	owner, err := s.Units.UnitsByID(ctx, by.Bureau, []string{in.Owner})
	if err != nil {
		return Opened{}, err
	}
	if len(owner) == 0 || owner[0].Type != org.Section || !owner[0].On(s.today()) {
		return Opened{}, fault.New(fault.Invalid, "collect.campaign", "n", 1).With("owner", "collect.need.owner")
	}
	return s.openFor(ctx, by, in)
}

// MayIssue refuses whoever may not issue what a bureau above asks as a campaign of a
// section: those of the section may, and the office in the name of any.
func MayIssue(by access.Actor, section string) error {
	thing := access.Thing{Bureau: by.Bureau, Kind: access.Campaign, Unit: section}
	if access.Can(by, access.Issue, thing) == access.Allowed {
		return nil
	}
	return access.Check(by, access.Write, thing)
}

func (s *Service) openFor(ctx context.Context, by access.Actor, in NewCampaign) (Opened, error) {
	c, def, err := s.drawUp(ctx, by, in)
	if err != nil {
		return Opened{}, err
	}
	var opened Opened
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.OnlyOnce(ctx, c); err != nil { // another may have been opened meanwhile: a double click
			return err
		}
		opened, err = s.openNow(ctx, by, c, def, in)
		return err
	})
	if err != nil {
		return Opened{}, err
	}
	return opened, nil
}

// openNow judges a campaign, draws its returns and writes both, in a transaction
// that holds the units and the form.
func (s *Service) openNow(ctx context.Context, by access.Actor, c Campaign, def *form.Definition, in NewCampaign) (Opened, error) {
	var err error
	if c.Again, err = s.askAgain(ctx, c, def, in.Again); err != nil {
		return Opened{}, err
	}
	owed, gaps, err := s.Draw(ctx, c, c.Periods)
	if err != nil {
		return Opened{}, err
	}
	if len(owed) == 0 {
		return Opened{}, fault.New(fault.Invalid, "collect.campaign", "n", 1).With("units", "collect.need.units")
	}
	above, err := s.checkAbove(ctx, c, def, owed, in.AboveCap)
	if err != nil {
		return Opened{}, err
	}
	if len(above) > 0 {
		c.AboveYears = yearsOf(nil, owed)
	}
	if err := s.Store.AddCampaign(ctx, c); err != nil {
		return Opened{}, err
	}
	if err := s.Store.AddObligations(ctx, owed); err != nil {
		return Opened{}, err
	}
	opened := Opened{Campaign: c, Units: countUnits(owed), Obligations: len(owed), Gaps: gaps}
	return opened, s.Audit.Write(ctx, by, audit.Event{Verb: "campaign.open", Kind: access.Campaign, Thing: c.ID, Unit: c.Owner, Data: map[string]any{
		"form": c.Form, "version": c.Version, "periods": c.Periods, "units": opened.Units, "list": c.ListNo, "basis": c.Basis, "again": c.Again, "above": aboveData(above),
	}})
}

// drawUp completes the campaign from its form and checks it.
func (s *Service) drawUp(ctx context.Context, by access.Actor, in NewCampaign) (Campaign, *form.Definition, error) {
	version, err := s.Records.Latest(ctx, by.Bureau, in.Form)
	if err != nil {
		return Campaign{}, nil, err
	}
	def := version.Definition
	c := Campaign{
		ID: id.New(), Bureau: by.Bureau, Form: in.Form, Version: version.No, Title: in.Title, Owner: in.Owner,
		Kind: def.Period, Year: in.Year, Periods: in.Periods, Due: in.Due, Basis: in.Basis, ListNo: in.ListNo,
		EndsOn: in.EndsOn, Signatures: in.Signatures, Units: in.Units,
		Grace: in.Grace, Remind: in.Remind, Recurs: in.Recurs, State: Running, Rev: 1,
	}
	if c.School, err = s.school(ctx, by.Bureau, c.Kind); err != nil {
		return Campaign{}, nil, err
	}
	if c.Recurs {
		c.Periods = c.begun(s.today())
	}
	if c.Title == "" {
		c.Title = def.Title
	}
	if c.Basis == "" {
		c.Basis = def.Basis
	}
	return c, def, c.Check()
}

func countUnits(all []Obligation) int {
	units := map[string]bool{}
	for _, o := range all {
		units[o.Unit] = true
	}
	return len(units)
}

func joinYears(all, more []int) []int {
	for _, year := range more {
		if len(all) == 0 || all[len(all)-1] < year {
			all = append(all, year)
		}
	}
	return all
}
