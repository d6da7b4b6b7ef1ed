package collect

import (
	"context"
	"maps"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// Rolled is one period of a mandate put together from what the schools stated.
type Rolled struct {
	Mandate    Mandate
	Period     period.Period
	Definition *form.Definition
	Values     form.Values
	Left       []form.Path // what cannot be put together and has to be said
	Parts      int         // returns that are in it
	Nothing    int         // returns that say that there is nothing to report
	Waiting    []string    // units whose return is not reviewed yet
	Above      Obligation  // the return as it stands above
}

// RollUp puts a period together from the lower bureau's reviewed and locked
// returns: sums of numbers, rows behind each other (form.RollUp says how). It is
// computed when it is asked for and never stored before it is handed up.
func (l *Levels) RollUp(ctx context.Context, by access.Actor, mandate string, p period.Period) (Rolled, error) {
	m, err := l.find(ctx, by, mandate)
	if err != nil {
		return Rolled{}, err
	}
	due, asked := m.due(p)
	if !asked || m.Campaign == "" {
		return Rolled{}, fault.New(fault.NotFound, "notfound")
	}
	r := Rolled{Mandate: m, Period: p}
	c, err := l.Collect.Store.Campaign(ctx, m.Bureau, m.Campaign)
	if err != nil {
		return r, err
	}
	version, err := l.Collect.Records.Version(ctx, m.Bureau, c.Form, c.Version)
	if err != nil {
		return r, err
	}
	r.Definition = version.Definition
	parts, err := l.parts(ctx, c, &r)
	if err != nil {
		return r, err
	}
	r.Parts = len(parts)
	r.Values, r.Left = form.RollUp(r.Definition, parts)
	r.Above, err = l.Collect.Store.Obligation(ctx, m.From, due.Return)
	return r, err
}

// parts are the reviewed returns of the period; units whose return is not there
// yet are named in r.
func (l *Levels) parts(ctx context.Context, c Campaign, r *Rolled) ([]form.Part, error) {
	cells, err := l.Collect.Store.Cells(ctx, c.Bureau, c.ID)
	if err != nil {
		return nil, err
	}
	units, err := l.Collect.Units.AllUnits(ctx, c.Bureau)
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, u := range units {
		names[u.ID] = nameOn(u, r.Period, l.Collect.today()).Label()
	}
	var ids []string
	for _, cell := range cells {
		switch {
		case cell.Period != r.Period.String() || cell.State == Exempt:
		case cell.State != Reviewed && cell.State != Locked:
			r.Waiting = append(r.Waiting, names[cell.Unit])
		case cell.Nothing:
			r.Nothing++
		default:
			ids = append(ids, cell.ID)
		}
	}
	all, err := l.Collect.Store.Obligations(ctx, c.Bureau, ids)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(all, func(a, b Obligation) int { return slices.Index(ids, a.ID) - slices.Index(ids, b.ID) })
	parts := make([]form.Part, len(all))
	for i, o := range all {
		stored, err := l.Collect.Records.LoadRev(ctx, o.Bureau, o.Record, o.RecordNo)
		if err != nil {
			return nil, err
		}
		parts[i] = form.Part{Unit: names[o.Unit], Values: stored.Values}
	}
	return parts, nil
}

// HandUpInput hands a period up to the bureau above.
type HandUpInput struct {
	Period period.Period
	// Said are the answers to what cannot be put together (Rolled.Left), and
	// explanations by finding; the sums cannot be typed over.
	Said         form.Raw
	Explanations map[string]string
	Answers      map[string]string // to reasons for which it was sent back
}

// HandUp hands the roll-up of a period in to the bureau above and signs it as
// 填报人 there: by whoever steers the own campaign, once every return of the own
// schools is reviewed. Handing the same up twice is done once.
//
// Faults: mandate.waiting with the units; mandate.unasked for a period that the
// bureau above has added since and that the own schools were never asked for: that
// nobody was asked is no statement that there is nothing; those of Submit.
func (l *Levels) HandUp(ctx context.Context, by access.Actor, mandate string, in HandUpInput) (Obligation, error) {
	r, err := l.RollUp(ctx, by, mandate, in.Period)
	if err != nil {
		return Obligation{}, err
	}
	c, err := l.Collect.Store.Campaign(ctx, by.Bureau, r.Mandate.Campaign)
	if err != nil {
		return Obligation{}, err
	}
	if !steers(by, c) {
		return Obligation{}, fault.New(fault.Denied, "denied")
	}
	if !slices.Contains(c.Periods, in.Period) {
		return Obligation{}, fault.New(fault.Conflict, "mandate.unasked", "period", in.Period.Text())
	}
	if len(r.Waiting) > 0 {
		return Obligation{}, fault.New(fault.Conflict, "mandate.waiting", "n", len(r.Waiting), "unit", r.Waiting[0])
	}
	raw := form.RawOf(r.Definition, r.Values)
	for _, path := range r.Left {
		if text, said := in.Said[path]; said {
			raw[path] = text
		}
	}
	nothing := ""
	if r.Parts == 0 {
		nothing = i18n.Chinese.T("collect.mandate.nothing", "n", r.Nothing)
	}
	return l.Collect.Submit(ctx, r.Mandate.above(by, access.Clerk), SubmitInput{
		SaveInput: SaveInput{Return: r.Above.ID, Base: r.Above.RecordNo, Raw: raw, Explanations: maps.Clone(in.Explanations), Answers: in.Answers},
		Nothing:   nothing,
		// Kept together with the hand-in, and not said again of one that was there.
		Then: func(ctx context.Context, out Obligation) error {
			return l.Collect.Audit.Write(ctx, by, audit.Event{Verb: "mandate.handup", Kind: access.Campaign, Thing: c.ID, Unit: c.Owner,
				Data: map[string]any{"mandate": r.Mandate.ID, "period": in.Period, "above": out.ID, "parts": r.Parts, "nothing": r.Nothing, "no": out.RecordNo}})
		},
	})
}

// SignUp puts the lower bureau's next signature on what was handed up: its
// director or a deputy, never the person who handed it up.
func (l *Levels) SignUp(ctx context.Context, by access.Actor, mandate string, p period.Period) (Obligation, error) {
	if err := access.Check(by, access.Sign, access.Thing{Bureau: by.Bureau, Kind: access.Campaign}); err != nil {
		return Obligation{}, err
	}
	m, err := l.find(ctx, by, mandate)
	if err != nil {
		return Obligation{}, err
	}
	due, asked := m.due(p)
	if !asked {
		return Obligation{}, fault.New(fault.NotFound, "notfound")
	}
	o, err := l.Collect.Store.Obligation(ctx, m.From, due.Return)
	if err != nil {
		return Obligation{}, err
	}
	var out Obligation
	err = l.Collect.Tx.InTx(ctx, func(ctx context.Context) error {
		if out, err = l.Collect.Sign(ctx, m.above(by, access.Head), Seen{Return: o.ID, Base: o.RecordNo}); err != nil {
			return err
		}
		return l.Collect.Audit.Write(ctx, by, audit.Event{Verb: "mandate.sign", Kind: access.Campaign, Thing: m.Campaign, Unit: by.Post.Unit,
			Data: map[string]any{"mandate": m.ID, "period": p, "above": o.ID}})
	})
	return out, err
}
