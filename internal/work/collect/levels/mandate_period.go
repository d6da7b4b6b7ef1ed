package levels

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
)

// PeriodView is one period of a mandate with all that a person needs to hand it up,
// to sign it, or to send on what was sent back.
type PeriodView struct {
	Rolled
	Owner    org.Unit // the own section that collects it
	Standing Standing
	Near     bool
	// Sheet is the return above: as it would be handed up while it can be, else as it
	// lies there. Its checks are those of a return of the bureau above.
	Sheet       collect.Return
	Draft       AboveDraft // what was said by hand so far, while it can be handed up
	Differs     []Differing
	Acts        []AboveAct           // that were done or begun above, the newest first
	Corrections []collect.Correction // requests above about this return, the newest first
	May         MayAbove
}

// MayAbove says what the actor can do with a period of a mandate now.
type MayAbove struct {
	HandUp   bool // steers the own campaign, and it is the own bureau's turn
	Sign     bool
	Withdraw bool
	Correct  bool
	Endorse  bool // sign a request for a correction
	SendOn   bool
}

// OpenPeriod opens one period of a mandate with what is said by hand; nil Said is what
// was said so far. It writes nothing.
func (l *Service) OpenPeriod(ctx context.Context, by access.Actor, mandate string, in HandUpInput) (PeriodView, error) {
	r, err := l.RollUp(ctx, by, mandate, in.Period)
	if err != nil {
		return PeriodView{}, err
	}
	v := PeriodView{Rolled: r, Standing: standing(r.Mandate, r.Due, r.Above.State, r.Asked(), r.count())}
	if v.Owner, err = l.Collect.Units.Unit(ctx, r.Mandate.Bureau, r.Campaign.Owner); err != nil {
		return v, err
	}
	if err := l.sheetAbove(ctx, by, &v, in); err != nil {
		return v, err
	}
	if v.Differs, err = l.differs(ctx, r); err != nil {
		return v, err
	}
	if v.Acts, err = l.Acts.Acts(ctx, r.Mandate.Bureau, r.Mandate.ID, r.Period.String()); err != nil {
		return v, err
	}
	if r.Above.State == collect.Locked {
		if v.Corrections, err = l.Collect.Corrections.FindCorrections(ctx, collect.CorrectionQuery{Bureau: r.Mandate.From, Return: r.Above.ID}); err != nil {
			return v, err
		}
	}
	near, err := l.Collect.Nearness(ctx, r.Mandate.Bureau)
	if err != nil {
		return v, err
	}
	v.Near = near(r.Above.Deadline())
	v.May = v.rights(by)
	return v, nil
}

// sheetAbove opens the return above in the eyes of the own unit there.
func (l *Service) sheetAbove(ctx context.Context, by access.Actor, v *PeriodView, in HandUpInput) error {
	a := aboveAct(by, v.Rolled, AboveSubmit)
	a.Door = "" // looking at it from below is not opening it to fill it
	see := collect.SaveInput{Return: v.Above.ID}
	if v.Standing.Acts() {
		draft, err := l.draft(ctx, v.Rolled)
		if err != nil {
			return err
		}
		v.Draft = draft
		if in.Said == nil {
			in.Said, in.Explanations, in.Answers = draft.Raw, draft.Explanations, draft.Answers
		}
		see.Raw, see.Explanations, see.Answers = v.Rolled.Sheet(in.Said), in.Explanations, in.Answers
	}
	var err error
	v.Sheet, err = l.Collect.Preview(ctx, a.actor(v.Mandate), see)
	return err
}

// count counts the own returns as they lie in the roll-up.
func (r Rolled) count() collect.Count {
	var n collect.Count
	for _, all := range [][]RolledPart{r.Parts, r.Nothing, r.Waiting, r.Excused} {
		for _, p := range all {
			n.Add(p.Return.State, p.Return.Late(r.Today), 1)
		}
	}
	return n
}

// Count counts the own returns of the period.
func (r Rolled) Count() collect.Count { return r.count() }

func (v PeriodView) rights(by access.Actor) MayAbove {
	may, o := MayAbove{}, v.Above
	steering := collect.Steers(by, v.Campaign)
	signing := access.Can(by, access.Sign, access.Thing{Bureau: by.Bureau, Kind: access.Campaign}) == access.Allowed
	may.HandUp = steering && v.Standing.Acts() && !v.Due.Lifted && v.Asked()
	may.Sign = signing && o.State == collect.Submitted && (o.Awaits == collect.AwaitsChecker || o.Awaits == collect.AwaitsChief) && !o.OwnWork(by.Person)
	may.Withdraw = steering && o.State == collect.Submitted && o.SubmittedBy == by.Person
	may.SendOn = steering
	pending, has := v.Pending()
	may.Correct = steering && o.State == collect.Locked && !has && slices.ContainsFunc(v.Differs, Differing.Corrigible)
	may.Endorse = signing && has && pending.State == collect.CorrectionOpen && pending.AskedBy != by.Person
	return may
}

// Pending is the request above that somebody still has to decide on.
func (v PeriodView) Pending() (collect.Correction, bool) {
	at := slices.IndexFunc(v.Corrections, func(c collect.Correction) bool { return c.State.Pending() })
	if at < 0 {
		return collect.Correction{}, false
	}
	return v.Corrections[at], true
}

// Underway is the act that was begun and is not closed: the program died, or another
// person is at it this moment.
func (v PeriodView) Underway() (AboveAct, bool) {
	at := slices.IndexFunc(v.Acts, func(a AboveAct) bool { return a.State == AboveBegun })
	if at < 0 {
		return AboveAct{}, false
	}
	return v.Acts[at], true
}

// Receipt is the newest handing up that was done.
func (v PeriodView) Receipt() (AboveAct, bool) {
	at := slices.IndexFunc(v.Acts, func(a AboveAct) bool { return a.Kind == AboveSubmit && a.State == AboveDone })
	if at < 0 {
		return AboveAct{}, false
	}
	return v.Acts[at], true
}

// PeriodOf reads the period of an address.
func PeriodOf(text string) (period.Period, bool) {
	p, err := period.Parse(text)
	return p, err == nil
}
