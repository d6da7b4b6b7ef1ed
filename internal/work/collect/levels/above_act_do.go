package levels

import (
	"context"
	"errors"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/notify"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/kit/id"
	"nianlun/internal/work/collect"
)

// resumeAfter is how long an act may be begun before the clock takes it for one
// whose program has died.
const resumeAfter = time.Minute

// Resume goes on with what a bureau has begun to do above and has not closed: it
// finds out whether it was done, does it otherwise, and closes it. It may be called
// as often as one likes. What is refused now is closed as refused, and the person
// is told.
func (l *Service) Resume(ctx context.Context, bureau string) (resumed int, failed error) {
	acts, err := l.Acts.BegunActs(ctx, bureau, l.Collect.Now().Add(-resumeAfter))
	if err != nil {
		return 0, err
	}
	for _, a := range acts {
		if err := l.resume(ctx, a); err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		resumed++
	}
	return resumed, failed
}

func (l *Service) resume(ctx context.Context, a AboveAct) error {
	m, err := l.Mandates.Mandate(ctx, a.Bureau, a.Mandate)
	if err != nil {
		return err
	}
	if ours, err := l.ours(ctx, m); err != nil {
		return err
	} else if !ours {
		return l.refuse(ctx, m, a, fault.New(fault.NotFound, "notfound"))
	}
	done, err := l.happened(ctx, m, a)
	if err != nil {
		return err
	}
	if !done {
		if why := l.doAbove(ctx, m, a); refusedAbove(why) {
			if done, err = l.happened(ctx, m, a); err != nil {
				return err
			}
			if !done { // else whoever began it was not dead, and faster
				return l.refuse(ctx, m, a, why)
			}
		} else if why != nil {
			return why
		}
	}
	_, err = l.finish(ctx, m, a)
	return err
}

// act does something above in three steps: it notes it here, does it there, and
// closes it here. An earlier act that is still open is closed first.
func (l *Service) act(ctx context.Context, m Mandate, a AboveAct) (collect.Obligation, error) {
	a.ID, a.Bureau, a.Mandate, a.State, a.Begun = id.New(), m.Bureau, m.ID, AboveBegun, l.Collect.Now()
	before, err := l.happened(ctx, m, a)
	if err != nil {
		return collect.Obligation{}, err
	}
	if err := l.Collect.Tx.InTx(ctx, func(ctx context.Context) error { return l.Acts.AddAct(ctx, a) }); err != nil {
		return collect.Obligation{}, err
	}
	why := l.doAbove(ctx, m, a)
	if why != nil && !refusedAbove(why) {
		return collect.Obligation{}, why
	}
	if why != nil {
		done, err := l.happened(ctx, m, a)
		if err != nil {
			return collect.Obligation{}, err
		}
		if before || !done { // else somebody who settled the period did it for us
			return collect.Obligation{}, errors.Join(why, l.Collect.Tx.InTx(ctx, func(ctx context.Context) error { return l.Acts.DropAct(ctx, a.Bureau, a.ID) }))
		}
	}
	return l.finish(ctx, m, a)
}

// settle closes what is still open of a period, whoever began it.
func (l *Service) settle(ctx context.Context, m Mandate, p string) error {
	acts, err := l.Acts.Acts(ctx, m.Bureau, m.ID, p)
	if err != nil {
		return err
	}
	for _, a := range acts {
		if a.State == AboveBegun {
			return l.resume(ctx, a)
		}
	}
	return nil
}

// refusedAbove reports whether the bureau above has said no: whatever else went
// wrong may go right the next time.
func refusedAbove(err error) bool {
	if err == nil {
		return false
	}
	switch fault.KindOf(err) {
	case fault.Invalid, fault.Conflict, fault.Denied, fault.NotFound:
		return true
	}
	return false
}

// doAbove takes the act in the bureau above.
func (l *Service) doAbove(ctx context.Context, m Mandate, a AboveAct) error {
	by, in := a.actor(m), a.Input
	seen := collect.Seen{Return: a.Return, Base: in.Base}
	var err error
	switch a.Kind {
	case AboveSubmit:
		_, err = l.Collect.Submit(ctx, by, collect.SubmitInput{Nothing: in.Nothing,
			SaveInput: collect.SaveInput{Return: a.Return, Base: in.Base, Raw: in.Raw, Explanations: in.Explanations, Answers: in.Answers}})
	case AboveSign:
		_, err = l.Collect.Sign(ctx, by, seen)
	case AboveWithdraw:
		_, err = l.Collect.Withdraw(ctx, by, seen)
	case AboveCorrect:
		_, err = l.Collect.AskCorrection(ctx, by, collect.AskInput{Return: a.Return, Base: in.Base, Cells: in.Raw, Reason: in.Reason, Explanations: in.Explanations})
	case AboveEndorse:
		_, err = l.Collect.SignCorrection(ctx, by, collect.SeenCorrection{ID: in.Correction, Rev: in.Rev})
	}
	return err
}

// happened finds out from what stands above whether the act was done: what it left
// there is of the same person and not older than the act.
func (l *Service) happened(ctx context.Context, m Mandate, a AboveAct) (bool, error) {
	since := func(person string, at time.Time) bool { return person == a.Person && !at.Before(a.Begun) }
	switch a.Kind {
	case AboveCorrect:
		all, err := l.Collect.Corrections.FindCorrections(ctx, collect.CorrectionQuery{Bureau: m.From, Return: a.Return})
		for _, c := range all {
			if since(c.AskedBy, c.AskedAt) {
				return true, err
			}
		}
		return false, err
	case AboveEndorse:
		c, err := l.Collect.Corrections.Correction(ctx, m.From, a.Input.Correction)
		return since(c.SignedBy, c.SignedAt), err
	}
	o, err := l.Collect.Store.Obligation(ctx, m.From, a.Return)
	if err != nil {
		return false, err
	}
	switch a.Kind {
	case AboveSubmit:
		return since(o.SubmittedBy, o.SubmittedAt), nil
	case AboveSign:
		for _, s := range o.Paper.Signatures {
			if since(s.Person, s.At) {
				return true, nil
			}
		}
	case AboveWithdraw:
		return o.State == collect.Draft, nil
	}
	return false, nil
}

// finish closes an act that was done, with its line in the own log. Of two that
// close it at once one does.
func (l *Service) finish(ctx context.Context, m Mandate, a AboveAct) (collect.Obligation, error) {
	o, err := l.Collect.Store.Obligation(ctx, m.From, a.Return)
	if err != nil {
		return o, err
	}
	a.State, a.No, a.Ended = AboveDone, o.RecordNo, l.Collect.Now()
	err = l.Collect.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := l.Acts.EndAct(ctx, a); err != nil {
			return err
		}
		if a.Kind == AboveSubmit {
			if err := l.Drafts.DropDraft(ctx, a.Bureau, a.Mandate, a.Period, a.Input.Draft); err != nil {
				return err
			}
		}
		return l.Collect.Audit.Write(ctx, a.own(), audit.Event{Verb: "mandate." + string(a.Kind), Kind: access.Campaign, Thing: m.Campaign, Unit: a.Post.Unit,
			Data: map[string]any{"mandate": m.ID, "period": a.Period, "above": a.Return, "no": a.No, "parts": a.Parts, "reason": a.Input.Reason}})
	})
	if fault.Is(err, "mandate.underway") {
		err = nil
	}
	return o, err
}

// refuse closes an act that the bureau above no longer takes, and tells the person.
func (l *Service) refuse(ctx context.Context, m Mandate, a AboveAct, why error) error {
	a.State, a.Why, a.Ended = AboveRefused, fault.As(why).Code, l.Collect.Now()
	return l.Collect.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := l.Acts.EndAct(ctx, a); err != nil {
			return err
		}
		if err := l.Collect.Audit.Write(ctx, a.own(), audit.Event{Verb: "mandate.refused", Kind: access.Campaign, Thing: m.Campaign, Unit: a.Post.Unit,
			Data: map[string]any{"mandate": m.ID, "period": a.Period, "above": a.Return, "act": a.Kind, "why": a.Why}}); err != nil {
			return err
		}
		return l.Collect.Notify.SendAll(ctx, []notify.Notice{{
			Bureau: a.Bureau, Person: a.Person, Kind: access.Campaign, Thing: m.ID, Link: MandatePeriodLink(m.ID, a.Period),
			Text: i18n.Msg("collect.notice.unfinished", "title", m.Title, "period", a.Period.Text()),
		}})
	})
}
