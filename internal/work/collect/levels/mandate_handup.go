package levels

import (
	"context"
	"maps"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/blob"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/work/collect"
)

// HandUpInput hands a period up to the bureau above.
type HandUpInput struct {
	Period period.Period
	// Said are the answers to what cannot be put together (Rolled.Left), and
	// explanations by finding; the sums cannot be typed over.
	Said         form.Raw
	Explanations map[string]string
	Answers      map[string]string // to reasons for which it was sent back
	Draft        int               // the revision of the draft that this is, which goes; 0 is none
	// Seen are the sums that were on the screen, as Rolled.Seal gives it; ""
	// is not compared.
	Seen string
}

// HandUp hands the roll-up of a period in to the bureau above and signs it as
// 填报人 there: by whoever steers the own campaign, once every return of the own
// schools is reviewed. Handing the same up twice is done once.
//
// Faults: mandate.waiting with the units; mandate.moved when the sums are no longer
// those that were seen; mandate.unasked for a period that the bureau above has
// added since and that the own schools were never asked for: that nobody was asked
// is no statement that there is nothing; those of Submit.
func (l *Service) HandUp(ctx context.Context, by access.Actor, mandate string, in HandUpInput) (collect.Obligation, error) {
	r, err := l.steered(ctx, by, mandate, in.Period)
	if err != nil {
		return collect.Obligation{}, err
	}
	if err := r.ready(in.Seen); err != nil {
		return collect.Obligation{}, err
	}
	a := aboveAct(by, r, AboveSubmit)
	a.Input.Raw, a.Input.Said, a.Parts = r.Sheet(in.Said), r.byHand(in.Said), r.handed()
	a.Input.Explanations, a.Input.Answers = maps.Clone(in.Explanations), in.Answers
	a.Input.Draft = in.Draft
	if len(r.Parts) == 0 {
		a.Input.Nothing = i18n.Chinese.T("collect.mandate.nothing", "n", len(r.Nothing))
	}
	if again, err := l.handedUp(ctx, r, a); again || err != nil {
		return r.Above, err
	}
	return l.act(ctx, r.Mandate, a)
}

// steered puts a period together for whoever steers the own campaign, after what
// was begun before has been closed.
func (l *Service) steered(ctx context.Context, by access.Actor, mandate string, p period.Period) (Rolled, error) {
	m, c, err := l.issued(ctx, by, mandate)
	if err != nil {
		return Rolled{}, err
	}
	if !collect.Steers(by, c) {
		return Rolled{}, fault.New(fault.Denied, "denied")
	}
	if err := l.settle(ctx, m, p.String()); err != nil {
		return Rolled{}, err
	}
	return l.RollUp(ctx, by, mandate, p)
}

func aboveAct(by access.Actor, r Rolled, kind AboveKind) AboveAct {
	return AboveAct{
		Period: r.Period, Return: r.Due.Return, Kind: kind, Person: by.Person, Name: by.Name, Post: by.Post, Door: by.Door,
		Input: AboveInput{Base: r.Above.RecordNo},
	}
}

// ready refuses a roll-up that is not whole, or is another than was seen.
func (r Rolled) ready(seen string) error {
	switch {
	case !r.Asked():
		return fault.New(fault.Conflict, "mandate.unasked", "period", r.Period.Text())
	case len(r.Waiting) > 0:
		return fault.New(fault.Conflict, "mandate.waiting", "n", len(r.Waiting), "unit", r.Waiting[0].Unit.Label())
	case seen != "" && seen != r.Seal():
		return fault.New(fault.Conflict, "mandate.moved")
	}
	return nil
}

// handed are the returns of which a roll-up is made.
func (r Rolled) handed() []HandedPart {
	var parts []HandedPart
	for _, p := range r.Parts {
		parts = append(parts, HandedPart{Unit: p.Unit.ID, Name: p.Unit.Label(), Return: p.Return.ID, No: p.Return.RecordNo})
	}
	for _, p := range r.Nothing {
		parts = append(parts, HandedPart{Unit: p.Unit.ID, Name: p.Unit.Label(), Return: p.Return.ID, No: p.Return.RecordNo, Nothing: true})
	}
	return parts
}

// handedUp reports whether the same person has handed up the same already: a second
// click, or one after the program had died.
func (l *Service) handedUp(ctx context.Context, r Rolled, a AboveAct) (bool, error) {
	if r.Above.State != collect.Submitted || r.Above.SubmittedBy != a.Person {
		return false, nil
	}
	acts, err := l.Acts.Acts(ctx, r.Mandate.Bureau, r.Mandate.ID, r.Period.String())
	if err != nil {
		return false, err
	}
	at := slices.IndexFunc(acts, func(old AboveAct) bool { return old.Kind == AboveSubmit && old.State == AboveDone })
	return at >= 0 && acts[at].No == r.Above.RecordNo && maps.Equal(acts[at].Input.Raw, a.Input.Raw), nil
}

// SignUp puts the lower bureau's next signature on what was handed up: its
// director or a deputy, never the person who handed it up.
func (l *Service) SignUp(ctx context.Context, by access.Actor, mandate string, p period.Period, base int) (collect.Obligation, error) {
	r, err := l.signing(ctx, by, mandate, p)
	if err != nil {
		return collect.Obligation{}, err
	}
	a := aboveAct(by, r, AboveSign)
	a.Input.Base = base
	return l.act(ctx, r.Mandate, a)
}

// signing loads a period for somebody who signs for the bureau.
func (l *Service) signing(ctx context.Context, by access.Actor, mandate string, p period.Period) (Rolled, error) {
	m, _, err := l.issued(ctx, by, mandate)
	if err != nil {
		return Rolled{}, err
	}
	if err := access.Check(by, access.Sign, access.Thing{Bureau: by.Bureau, Kind: access.Campaign}); err != nil {
		return Rolled{}, err
	}
	if err := l.settle(ctx, m, p.String()); err != nil {
		return Rolled{}, err
	}
	return l.RollUp(ctx, by, mandate, p)
}

// WithdrawUp takes back what was handed up and nobody above has reviewed yet; only
// who handed it up may do so, and the signatures fall.
func (l *Service) WithdrawUp(ctx context.Context, by access.Actor, mandate string, p period.Period, base int) (collect.Obligation, error) {
	r, err := l.steered(ctx, by, mandate, p)
	if err != nil {
		return collect.Obligation{}, err
	}
	a := aboveAct(by, r, AboveWithdraw)
	a.Input.Base = base
	return l.act(ctx, r.Mandate, a)
}

// AttachUp keeps a file for a cell that has to be said by hand, and returns its id.
//
// Faults: those of Attach; collect.file for a cell that the schools have stated.
func (l *Service) AttachUp(ctx context.Context, by access.Actor, mandate string, p period.Period, in collect.Upload) (string, error) {
	m, c, err := l.issued(ctx, by, mandate)
	if err != nil {
		return "", err
	}
	due, asked := m.due(p)
	if !collect.Steers(by, c) || !asked {
		return "", fault.New(fault.Denied, "denied")
	}
	in.Return = due.Return
	a := AboveAct{Kind: AboveSubmit, Person: by.Person, Name: by.Name, Post: by.Post, Door: by.Door}
	return l.Collect.Attach(ctx, a.actor(m), in)
}

// FileUp opens a file that stands in what is handed up, for whoever may see the mandate; the
// caller closes it. NotFound for any other file.
func (l *Service) FileUp(ctx context.Context, by access.Actor, mandate string, p period.Period, file string) (blob.Content, blob.File, error) {
	m, _, err := l.issued(ctx, by, mandate)
	if err != nil {
		return nil, blob.File{}, err
	}
	due, asked := m.due(p)
	if !asked {
		return nil, blob.File{}, fault.New(fault.NotFound, "notfound")
	}
	a := AboveAct{Kind: AboveSubmit, Person: by.Person, Name: by.Name, Post: by.Post, Door: by.Door}
	return l.Collect.File(ctx, a.actor(m), due.Return, file)
}
