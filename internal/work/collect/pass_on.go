package collect

import (
	"context"
	"slices"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/notify"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// PassOnInput passes returns of units that are no more on to others, which hand them
// in in their place (代报).
type PassOnInput struct {
	Returns []string
	To      string      // the unit; "" is for each the one that the register names as successor
	Due     period.Date // by when they are wanted; zero leaves the days as they are
	Reason  string      // wanted where the unit is not the one that the register names
}

// PassOn passes returns of any campaigns on, and tells of each what came of it. Whose
// figures they are does not change: only who fills, signs, is reminded and is shown
// what they cost. What was typed so far stays.
//
// Faults: collect.passon with the wrong fields; collect.none. Of one return: passon.alive
// while its unit is there; passon.none where the register names no successor; passon.heir
// for a unit that is no more or has no clerk; passon.reason; passon.bureau for a unit below that
// is a bureau, since nobody else can state its schools' sums; passon.short for a unit with too
// few heads for the signatures still wanted; return.moved.
func (s *Service) PassOn(ctx context.Context, by access.Actor, in PassOnInput) ([]Result, error) {
	if !in.Due.IsZero() && in.Due.Before(s.today()) {
		return nil, fault.New(fault.Invalid, "collect.passon").With("due", "collect.need.later")
	}
	p, err := s.passing(ctx, by.Bureau)
	if err != nil {
		return nil, err
	}
	return s.eachCampaign(ctx, by, in.Returns, func(campaign string, ids []string) ([]Result, error) {
		c, err := s.findCampaign(ctx, by, campaign, access.Write)
		if err != nil {
			return nil, err
		}
		all, err := s.ofCampaign(ctx, c, ids)
		if err != nil {
			return nil, err
		}
		var results []Result
		for _, o := range all {
			results = append(results, Result{o.ID, s.passOne(ctx, by, c, o, p, in)})
		}
		return results, nil
	})
}

func (s *Service) passOne(ctx context.Context, by access.Actor, c Campaign, o Obligation, p passing, in PassOnInput) error {
	next, err := p.next(o, in)
	if err != nil {
		return err
	}
	signers, err := s.Store.Signers(ctx, c.Bureau, c.ID)
	if err != nil {
		return err
	}
	if n := p.missing(next, len(signers)); n > 0 {
		return fault.New(fault.Conflict, "passon.short", "unit", p.units[next.Heir].Label(), "n", n)
	}
	days, err := s.Calendar.Calendar(ctx, c.Bureau)
	if err != nil {
		return err
	}
	data := passData{From: o.Answers(), To: next.Heir, Name: p.units[next.Heir].Label(), Due: in.Due, Reason: strings.TrimSpace(in.Reason)}
	asks := "collect.notice.passon"
	if next.unitRole() == access.Head {
		asks = "collect.notice.passon.sign"
	}
	text := i18n.Msg(asks, "who", by.Name, "title", titleFor(c, next, p.names()), "period", o.Period.Text())
	return s.pass(ctx, by, next, audit.Event{Verb: "return.passon", Data: data}, next.Heir, text, func(ctx context.Context) error {
		if in.Due.IsZero() {
			return nil
		}
		return s.Store.Extend(ctx, c.Bureau, []string{o.ID}, in.Due, c.graceOf(days, in.Due))
	})
}

// passData is what the log keeps of passing on.
type passData struct {
	From   string      `json:"from"`
	To     string      `json:"to,omitempty"`
	Name   string      `json:"name"`
	Due    period.Date `json:"due"`
	Reason string      `json:"reason,omitempty"`
}

// TakeBack takes a return from the unit to which it was passed on, until that has
// handed it in and signed. What was typed stays.
//
// Faults: return.moved when it was handed in, or nobody hands it in for another.
func (s *Service) TakeBack(ctx context.Context, by access.Actor, thing string) error {
	o, err := s.find(ctx, by, thing, access.Read)
	if err != nil {
		return err
	}
	c, err := s.findCampaign(ctx, by, o.Campaign, access.Write)
	if err != nil {
		return err
	}
	if o.Heir == "" || !o.withUnit() {
		return Moved(o)
	}
	p, err := s.passing(ctx, by.Bureau)
	if err != nil {
		return err
	}
	text := i18n.Msg("collect.notice.passback", "who", by.Name, "title", titleFor(c, o, p.names()), "period", o.Period.Text())
	next := o
	next.Heir = ""
	data := passData{From: o.Heir, Name: p.units[o.Heir].Label()}
	return s.pass(ctx, by, next, audit.Event{Verb: "return.passback", Data: data}, o.Heir, text, func(context.Context) error { return nil })
}

// pass changes who answers, with its entry in the log and a notice to whoever of the unit must act.
func (s *Service) pass(ctx context.Context, by access.Actor, next Obligation, event audit.Event, unit string, text i18n.Text, then func(context.Context) error) error {
	event.Kind, event.Thing, event.Unit = access.Return, next.ID, next.Unit
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.PassOn(ctx, next); err != nil {
			return err
		}
		if err := then(ctx); err != nil {
			return err
		}
		if err := s.Audit.Write(ctx, by, event); err != nil {
			return err
		}
		return s.Notify.SendAll(ctx, []notify.Notice{{
			Bureau: next.Bureau, Unit: unit, Role: next.unitRole(), Kind: access.Return, Thing: next.ID, Link: Link(next.ID), Text: text,
		}})
	})
}

// withUnit reports whether the unit has still to act: to hand in, or to sign.
func (o Obligation) withUnit() bool {
	return o.State.Open() || o.State == Submitted && o.Awaits != AwaitsSection
}

// unitRole is who of the unit must act next on what is with it: heads sign what was handed in.
func (o Obligation) unitRole() access.Role {
	if o.State == Submitted {
		return access.Head
	}
	return access.Clerk
}

// passing is what passing on needs to know of a bureau.
type passing struct {
	all    []org.Unit // in the order of the bureau
	units  map[string]org.Unit
	clerks map[string][]string // of each unit the people who fill
	heads  map[string][]string // and who sign
	today  period.Date
}

func (s *Service) passing(ctx context.Context, bureau string) (passing, error) {
	p := passing{units: map[string]org.Unit{}, clerks: map[string][]string{}, heads: map[string][]string{}, today: s.today()}
	units, err := s.Units.AllUnits(ctx, bureau)
	if err != nil {
		return p, err
	}
	p.all = units
	for _, u := range units {
		p.units[u.ID] = u
	}
	holders, err := s.Units.HoldersOf(ctx, bureau, p.today, access.Clerk, access.Head)
	for _, h := range holders {
		people := p.clerks
		if h.Post.Role == access.Head {
			people = p.heads
		}
		if !slices.Contains(people[h.Post.Unit], h.Person.ID) {
			people[h.Post.Unit] = append(people[h.Post.Unit], h.Person.ID)
		}
	}
	return p, err
}

func (p passing) names() map[string]string {
	names := make(map[string]string, len(p.units))
	for id, u := range p.units {
		names[id] = u.Label()
	}
	return names
}

// gone reports whether a unit is no more.
func (p passing) gone(unit string) bool {
	u := p.units[unit]
	return !u.Until.IsZero() && u.Until.Before(p.today)
}

// fits reports whether a unit can hand in for another.
func (p passing) fits(unit string) bool {
	u, known := p.units[unit]
	return known && u.On(p.today) && u.Type != org.BureauUnit && len(p.clerks[unit]) > 0
}

// missing is how many heads the heir lacks for the signatures that a return still wants, of
// a number in all. Of what was handed in nobody signs who has worked on it.
func (p passing) missing(o Obligation, signatures int) int {
	if o.State != Submitted {
		_, n := missingHands(p.clerks[o.Heir], p.heads[o.Heir], signatures)
		return n
	}
	n := signatures - len(o.Paper.Signatures)
	for _, person := range p.heads[o.Heir] {
		if !o.OwnWork(person) {
			n--
		}
	}
	return max(n, 0)
}

// successor is the unit that carries on what a unit was, after all mergers; "" when
// the register names none.
func (p passing) successor(unit string) string {
	for range p.units {
		if unit = p.units[unit].Into; unit == "" || !p.gone(unit) {
			return unit
		}
	}
	return ""
}

// next is a return as it is passed on.
func (p passing) next(o Obligation, in PassOnInput) (Obligation, error) {
	from := o.Answers()
	named := p.successor(from)
	heir := in.To
	if heir == "" {
		heir = named
	}
	switch {
	case !o.withUnit():
		return o, Moved(o)
	case !p.gone(from):
		return o, fault.New(fault.Conflict, "passon.alive", "unit", p.units[from].Label())
	case p.units[o.Unit].Type == org.BureauUnit:
		return o, fault.New(fault.Conflict, "passon.bureau")
	case heir == "":
		return o, fault.New(fault.Conflict, "passon.none", "unit", p.units[from].Label())
	case heir == from || !p.fits(heir):
		return o, fault.New(fault.Conflict, "passon.heir", "unit", p.units[heir].Label())
	case heir != named && strings.TrimSpace(in.Reason) == "":
		return o, fault.New(fault.Invalid, "passon.reason", "unit", p.units[heir].Label())
	}
	o.Heir = heir
	return o, nil
}
