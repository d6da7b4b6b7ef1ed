package document

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
)

// Edit is what somebody wrote into the fields of a proposal. An empty Leader
// takes the one in charge of the lead unit.
type Edit struct {
	Title        string
	Lead         string
	Participants []string
	Leader       string
	Due          period.Date
	Target       *Target
}

// Edit changes the fields of a proposal. Wrong ones come back as the fields of
// the Invalid fault reading.invalid.
func (s *Readings) Edit(ctx context.Context, by access.Actor, at At, in Edit) (Reading, error) {
	return s.change(ctx, by, at.Reading, "proposal.edit", func(ctx context.Context, r *Reading) error {
		p, err := r.at(at)
		if err != nil {
			return err
		}
		return s.edit(ctx, by, p, in)
	})
}

func (s *Readings) edit(ctx context.Context, by access.Actor, p *Proposal, in Edit) error {
	d, err := s.directory(ctx, by)
	if err != nil {
		return err
	}
	in.Title = strings.TrimSpace(in.Title)
	in.Participants = others(in.Participants, in.Lead)
	if in.Target != nil {
		target := *in.Target
		in.Target = &target
	}
	if err := d.check(p, &in); err != nil {
		return err
	}
	// A leader who came with the old lead unit goes with it.
	if in.Leader == "" || in.Lead != p.Lead && in.Leader == p.Leader && p.Leader == d.InCharge[p.Lead] {
		in.Leader = d.InCharge[in.Lead]
	}
	if in.Due != p.Due {
		p.DueFrom = DueHand
		if in.Due.IsZero() {
			p.DueFrom = DueNone
		}
	}
	p.Title, p.Lead, p.Participants, p.Leader, p.Due, p.Target = in.Title, in.Lead, in.Participants, in.Leader, in.Due, in.Target
	return nil
}

// check finds what is wrong with an edit and brings its target into the unit of
// its indicator. What a proposal has already may stay, also when it is gone
// since: a unit that was closed is no reason to refuse another title.
func (d Directory) check(p *Proposal, in *Edit) error {
	f := fault.New(fault.Invalid, "reading.invalid")
	if in.Title == "" || utf8.RuneCountInString(in.Title) > titleLength {
		f.With("title", "fault.reading.title", "max", titleLength)
	}
	if _, ok := d.Unit(in.Lead); in.Lead != "" && in.Lead != p.Lead && !ok {
		f.With("lead", "fault.reading.unit")
	}
	for _, unit := range in.Participants {
		if _, ok := d.Unit(unit); !ok && !slices.Contains(p.Participants, unit) {
			f.With("participants", "fault.reading.unit")
			break
		}
	}
	if in.Leader != "" && in.Leader != p.Leader && !d.leads(in.Leader) {
		f.With("leader", "fault.reading.leader")
	}
	d.checkTarget(f, p.Target, in.Target)
	if len(f.Fields) > 0 {
		return f
	}
	return nil
}

func (d Directory) checkTarget(f *fault.Error, old, in *Target) {
	if in == nil {
		return
	}
	in.Unit = strings.TrimSpace(in.Unit)
	if !slices.Contains(Ops(), in.Op) {
		f.With("op", "fault.reading.op")
	}
	if utf8.RuneCountInString(in.Unit) > 12 {
		f.With("unit", "fault.reading.unit.long")
	}
	if in.Indicator == "" {
		return
	}
	c, ok := d.Indicator(in.Indicator)
	if !ok {
		if old == nil || old.Indicator != in.Indicator {
			f.With("indicator", "fault.reading.indicator")
		}
		return
	}
	if in.Unit == "" {
		in.Unit = c.Unit
	}
	value, fits := convert(in.Value, in.Unit, c.Unit)
	if !fits {
		f.With("indicator", "fault.reading.indicator.unit", "unit", in.Unit, "want", c.Unit)
		return
	}
	in.Value, in.Unit = value, c.Unit
}
