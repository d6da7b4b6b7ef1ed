package collect

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
)

// Return is one return with all that a person needs to fill it or to decide on
// it.
type Return struct {
	Obligation Obligation
	Campaign   Campaign
	Unit       org.Unit
	Heir       org.Unit // that hands it in in the unit's place; zero for none
	Owner      org.Unit
	Today      period.Date
	Near       bool // the deadline is near

	Definition *form.Definition
	Values     form.Values
	Raw        form.Raw // texts that are no values, as they were written; nil when there are none
	Issues     form.Issues
	Missing    form.Issues    // what is still to be answered
	Findings   []form.Finding // broken checks, explained or not
	// Known are the values that the sources of the form's cells give: the period
	// before, other returns, the register, indicators. A cell that holds its own is
	// marked, and only what differs has to be typed; Source tells where it is from.
	Known    form.Values
	Previous *form.Values
	Before   period.Period
	Skipped  []form.Finding // checks that had to be skipped
	Offered  []Explanation  // texts that may be said again, last time's among them
	// Changes are what was changed since the return was last sent back; nil when it
	// was not, or is still being mended.
	Changes *Changes
	around  beside
	roster  *roster // read before when many returns are opened; nil reads it

	// Directory are the units and people that cells may name; nil when the form asks for none.
	Directory *Directory
	Files     []Attached
	People    map[string]string // names by person
	History   []audit.Entry
	May       May
}

// May says what the actor can do with a return now.
type May struct {
	Edit     bool
	Submit   bool
	Sign     bool
	Review   bool
	SendBack bool
	Lock     bool
	Withdraw bool
	Exempt   bool
	Oblige   bool
	PassOn   bool // to another unit, since the one that answers is no more
	TakeBack bool // from the unit to which it was passed on
	Correct  bool // ask for a correction of what is locked
	Reveal   bool // see personal numbers whole, with a purpose and a record
}

// Return opens one return. A return of another school looks as if it did not
// exist, and the attempt is logged.
func (s *Service) Return(ctx context.Context, by access.Actor, id string) (Return, error) {
	o, err := s.find(ctx, by, id, access.Read)
	if err != nil {
		return Return{}, err
	}
	r := Return{Obligation: o, Today: s.today(), May: rights(by, o)}
	if err := s.around(ctx, &r); err != nil {
		return Return{}, err
	}
	owner := access.Can(by, access.Write, r.Campaign.thing()) == access.Allowed
	r.May.Exempt, r.May.Oblige = owner && can(by, o, ActExempt).Allowed, owner && can(by, o, ActOblige).Allowed
	r.May.PassOn, r.May.TakeBack = owner && r.orphaned(), owner && o.Heir != "" && o.withUnit()
	near, err := s.Nearness(ctx, o.Bureau)
	if err != nil {
		return Return{}, err
	}
	r.Near = near(o.Deadline())
	if err := s.fill(ctx, by, &r); err != nil {
		return Return{}, err
	}
	r.May.Reveal = !r.May.Edit && canReveal(by, r)
	if err := s.opened(ctx, by, &r); err != nil {
		return Return{}, err
	}
	if err := s.changes(ctx, &r); err != nil {
		return Return{}, err
	}
	return r, s.Judge(ctx, &r)
}

// orphaned reports whether the unit that has still to act on the return is no more.
func (r *Return) orphaned() bool {
	u := r.Unit
	if r.Heir.ID != "" {
		u = r.Heir
	}
	return r.Obligation.withUnit() && u.Type != org.BureauUnit && !u.Until.IsZero() && u.Until.Before(r.Today)
}

// Preview opens a return as it would be with what was typed, and saves nothing:
// for a page that shows again what was refused.
func (s *Service) Preview(ctx context.Context, by access.Actor, in SaveInput) (Return, error) {
	r, err := s.Return(ctx, by, in.Return)
	if err != nil {
		return Return{}, err
	}
	if in.Raw != nil {
		r.Raw = storable(in.Raw)
		r.Values, _ = form.DecodeWith(r.Definition, in.Raw, r.Directory.asDirectory(), r.Values.Readings())
	}
	r.Obligation.Paper.Explanations = withSaid(r.Obligation.Paper.Explanations, in.Explanations, in.Again...)
	r.Obligation.Paper.Marks = answered(r.Obligation.Paper.Marks, in.Answers)
	return r, s.Judge(ctx, &r)
}

// around loads what the return stands in.
func (s *Service) around(ctx context.Context, r *Return) error {
	o := r.Obligation
	version, err := s.Records.Version(ctx, o.Bureau, o.Form, o.Version)
	if err != nil {
		return err
	}
	r.Definition = version.Definition
	if r.Campaign, err = s.CampaignOf(ctx, o.Bureau, o.Campaign); err != nil {
		return err
	}
	if r.Unit, err = s.Units.Unit(ctx, o.Bureau, o.Unit); err != nil {
		return err
	}
	r.Unit = r.Campaign.NameOn(r.Unit, o.Period, s.today())
	if o.Heir != "" {
		if r.Heir, err = s.Units.Unit(ctx, o.Bureau, o.Heir); err != nil {
			return err
		}
	}
	if r.Owner, err = s.Units.Unit(ctx, o.Bureau, o.Owner); err != nil {
		return err
	}
	if r.History, err = s.Audit.Of(ctx, o.Bureau, access.Return, o.ID); err != nil {
		return err
	}
	var people []string
	for _, id := range []string{o.SubmittedBy, o.ReviewedBy} {
		if id != "" {
			people = append(people, id)
		}
	}
	r.People, err = s.Units.PeopleNames(ctx, o.Bureau, people)
	return err
}

// fill loads the values: what is stored, or what the sources of its cells offer.
func (s *Service) fill(ctx context.Context, by access.Actor, r *Return) error {
	needs := r.Definition.ForChecks().With(forOffer(r.Definition))
	needs.Previous = true // it is shown, whatever the definition says
	var err error
	if r.around, err = s.beside(ctx, by, r.Obligation, r.Definition, needs); err != nil {
		return err
	}
	r.Previous, r.Before = r.around.values, r.around.period
	stored, err := s.stored(ctx, r.Obligation, r.Definition)
	if err != nil {
		return err
	}
	r.Values, r.Raw = stored.Values, stored.Raw
	switch {
	case r.Obligation.Record == "":
		r.Values = offer(r.Definition, r.around)
	case r.Obligation.State.Open():
		r.Values = form.Refresh(r.Definition, r.Values, r.Definition.Read(r.around.sources()))
	}
	if r.roster == nil {
		r.roster, err = s.roster(ctx, r.Obligation.Bureau, r.Definition)
	}
	if err == nil && r.roster != nil {
		r.Directory, err = s.directoryFrom(ctx, r.roster, r.Obligation, r.Definition, r.Values)
	}
	if err != nil {
		return err
	}
	r.Known = form.Beside(r.Definition, form.Prefilled(r.Definition, r.around.sources()), r.Values)
	return s.attached(ctx, r)
}

// judged is a return after a save with what is wrong in it, from what the save has
// at hand: while somebody types, nothing else on the page changes.
func (s *Service) judged(ctx context.Context, by access.Actor, sh *sheet, o Obligation) (Return, error) {
	r := Return{Obligation: o, Today: s.today(), May: rights(by, o), Definition: sh.def, Values: sh.values, Raw: sh.raw, Directory: sh.dir}
	needs := sh.def.ForChecks().With(sh.def.ForPrefill())
	needs.Previous = needs.Previous || explains(sh.def) // with what was said then
	var err error
	if r.around, err = s.beside(ctx, by, o, sh.def, needs); err != nil {
		return Return{}, err
	}
	r.Before = r.around.period
	r.Known = form.Beside(sh.def, form.Prefilled(sh.def, r.around.sources()), sh.values)
	r.Issues = sh.issues
	return r, s.examine(ctx, &r)
}

// explains tells forms with checks to which something may be said.
func explains(def *form.Definition) bool {
	return slices.ContainsFunc(def.Checks, func(c form.Rule) bool { return c.Class == form.Experience })
}

// offer is the sheet that a new return begins with: what the form takes over from
// elsewhere, its defaults where nothing is known, and the given rows of its tables.
func offer(def *form.Definition, b beside) form.Values {
	sheet, _ := form.DecodeWith(def, form.RawOf(def, form.WithDefaults(def, form.Prefilled(def, b.sources()))), nil, def.Read(b.sources()))
	return sheet
}

// Judge computes what is wrong with the values of an opened return, as they
// stand in it: a page calls it again for values that were typed and refused.
func (s *Service) Judge(ctx context.Context, r *Return) error {
	r.Issues = nil
	if r.Raw != nil {
		_, r.Issues = form.DecodeWith(r.Definition, r.Raw, r.Directory.asDirectory(), r.Values.Readings())
	}
	return s.examine(ctx, r)
}

// examine computes what is wrong with values whose unreadable texts are known.
func (s *Service) examine(ctx context.Context, r *Return) error {
	r.Issues = slices.Concat(r.Issues, form.Outworn(r.Definition, r.Values, r.Obligation.Period.End(nil)))
	r.Missing = form.Complete(r.Definition, r.Values)
	explained := r.Obligation.Paper.Explanations
	var err error
	r.Findings, r.Skipped, err = s.findings(ctx, r.Obligation.Bureau, r.Definition, r.Values, r.around, explained)
	r.Offered = offered(r.Findings, explained, r.around.explanations, r.Before.String())
	return err
}

// Source tells where a field's value in Known comes from; false when nothing is
// known of it.
func (r *Return) Source(f *form.Field) (CellSource, bool) { return r.around.sourceOf(f) }

// rights is what the actor can do with the return in its state.
func rights(by access.Actor, o Obligation) May {
	has := func(verb access.Verb, act Action) bool {
		return access.Can(by, verb, o.Thing()) == access.Allowed && can(by, o, act).Allowed
	}
	own := o.OwnWork(by.Person)
	section := o.Awaits == AwaitsSection || o.State == Reviewed
	return May{
		Edit:     has(access.Fill, typing(o.State)),
		Submit:   has(access.Submit, ActSubmit),
		Sign:     has(access.Sign, ActSign) && !own && (o.Awaits == AwaitsChecker || o.Awaits == AwaitsChief),
		Review:   has(access.Review, ActReview) && !own && o.Awaits == AwaitsSection,
		SendBack: has(access.SendBack, ActReturn) && o.State == Submitted || has(access.Review, ActReturn) && section,
		Lock:     has(access.Lock, ActLock) && !own,
		Withdraw: has(access.Submit, ActWithdraw),
		Correct:  o.State == Locked && access.Can(by, access.Correct, o.Thing()) == access.Allowed,
	}
}
