package levels

import (
	"context"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/work/collect"
)

// Rolled is one period of a mandate put together from what the schools stated.
type Rolled struct {
	Mandate    Mandate
	Campaign   collect.Campaign // the own one
	Period     period.Period
	Due        MandateDue
	Definition *form.Definition // of the return above
	Values     form.Values
	Left       []form.Path        // what cannot be put together and has to be said
	Parts      []RolledPart       // returns that are in it
	Nothing    []RolledPart       // returns that say that there is nothing to report
	Waiting    []RolledPart       // units whose return is not reviewed yet
	Excused    []RolledPart       // units that need not report
	Above      collect.Obligation // the return as it stands above
	Today      period.Date
}

// RolledPart is one own school's return.
type RolledPart struct {
	Unit   org.Unit
	Return collect.Obligation
	Values form.Values // only of what is in the sums
}

// RollUp puts a period together from the lower bureau's reviewed and locked
// returns: sums of numbers, rows behind each other (form.RollUp says how). It is
// computed when it is asked for and never stored before it is handed up.
func (l *Service) RollUp(ctx context.Context, by access.Actor, mandate string, p period.Period) (Rolled, error) {
	m, c, err := l.issued(ctx, by, mandate)
	if err != nil {
		return Rolled{}, err
	}
	due, asked := m.due(p)
	if !asked {
		return Rolled{}, fault.New(fault.NotFound, "notfound")
	}
	r := Rolled{Mandate: m, Campaign: c, Period: p, Due: due, Today: l.today()}
	if r.Above, err = l.Collect.Store.Obligation(ctx, m.From, due.Return); err != nil {
		return r, err
	}
	version, err := l.Collect.Records.Version(ctx, m.From, r.Above.Form, r.Above.Version)
	if err != nil {
		return r, err
	}
	r.Definition = version.Definition
	if err := l.parts(ctx, &r); err != nil {
		return r, err
	}
	r.Values, r.Left = form.RollUp(r.Definition, r.formParts())
	return r, l.readAbove(ctx, &r)
}

// readAbove computes what looks at other returns with those of the unit that
// states the sums, as it will be when they are handed up.
func (l *Service) readAbove(ctx context.Context, r *Rolled) error {
	if !r.Definition.Reads() {
		return nil
	}
	read, err := l.Collect.ReadNow(ctx, r.Above, r.Definition)
	if err != nil {
		return err
	}
	r.Values = form.Refresh(r.Definition, r.Values, read)
	return nil
}

func (r Rolled) formParts() []form.Part {
	parts := make([]form.Part, len(r.Parts))
	for i, p := range r.Parts {
		parts[i] = form.Part{Unit: p.Unit.Label(), Values: p.Values}
	}
	return parts
}

// parts sorts the returns of the period, in the order of the bureau's units.
func (l *Service) parts(ctx context.Context, r *Rolled) error {
	c := r.Campaign
	all, err := l.ofPeriod(ctx, c, r.Period)
	if err != nil {
		return err
	}
	units, err := l.Collect.Units.AllUnits(ctx, c.Bureau)
	if err != nil {
		return err
	}
	byUnit := make(map[string]collect.Obligation, len(all))
	for _, o := range all {
		byUnit[o.Unit] = o
	}
	for _, u := range units {
		o, owes := byUnit[u.ID]
		if !owes {
			continue
		}
		one := RolledPart{Unit: c.NameOn(u, r.Period, r.Today), Return: o}
		switch {
		case o.State == collect.Exempt:
			r.Excused = append(r.Excused, one)
		case o.State != collect.Reviewed && o.State != collect.Locked:
			r.Waiting = append(r.Waiting, one)
		case o.Paper.Nothing != "":
			r.Nothing = append(r.Nothing, one)
		default:
			stored, err := l.Collect.Records.LoadRev(ctx, o.Bureau, o.Record, o.RecordNo)
			if err != nil {
				return err
			}
			one.Values = stored.Values
			r.Parts = append(r.Parts, one)
		}
	}
	return nil
}

// ofPeriod are a campaign's returns of one period.
func (l *Service) ofPeriod(ctx context.Context, c collect.Campaign, p period.Period) ([]collect.Obligation, error) {
	cells, err := l.Collect.Store.Cells(ctx, c.Bureau, c.ID)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, cell := range cells {
		if cell.Period == p.String() {
			ids = append(ids, cell.ID)
		}
	}
	return l.Collect.Store.Obligations(ctx, c.Bureau, ids)
}

// Sayable reports whether a cell has to be said by hand, or may be: it cannot be
// put together, or none of the schools has answered it. All other cells are what
// the schools stated, and nobody types over them.
func (r Rolled) Sayable(path form.Path) bool {
	f, known := r.Definition.Field(path.Key())
	if !known || !f.Typed() {
		return false
	}
	list, _, _ := path.Split()
	if slices.Contains(r.Left, path) || list != "" && slices.Contains(r.Left, form.Path(list)) {
		return true
	}
	return (list == "" || r.givenRows(list)) && r.Values.Get(path).IsMissing()
}

// givenRows reports whether a table has given rows: only these can hold a cell that
// no school has answered.
func (r Rolled) givenRows(list string) bool {
	return slices.ContainsFunc(r.Definition.Sections, func(s form.Section) bool {
		return s.Rows != nil && s.Rows.Code == list && len(s.Rows.Fixed) > 0
	})
}

// Sheet is the whole return as it would be handed up: the sums, and what is said by
// hand where it may be.
func (r Rolled) Sheet(said form.Raw) form.Raw {
	raw := form.RawOf(r.Definition, r.Values)
	for path, text := range said {
		if r.Sayable(path) || slices.Contains(r.Left, path) {
			raw[path] = text
		}
	}
	return raw
}

// Complete reports whether every own school that was asked is in it, or needs not be.
func (r Rolled) Complete() bool { return len(r.Waiting) == 0 && r.Asked() }

// Asked reports whether the own schools were asked for the period at all.
func (r Rolled) Asked() bool { return slices.Contains(r.Campaign.Periods, r.Period) }

// Part is one own school's return of the period, in the sums or not; false for any
// other return.
func (r Rolled) Part(id string) (RolledPart, bool) {
	for _, all := range [][]RolledPart{r.Parts, r.Nothing, r.Waiting, r.Excused} {
		at := slices.IndexFunc(all, func(p RolledPart) bool { return p.Return.ID == id })
		if at >= 0 {
			return all[at], true
		}
	}
	return RolledPart{}, false
}

// Contribution is what one own school gave to a cell.
type Contribution struct {
	Unit   org.Unit
	Return collect.Obligation
	Path   form.Path // in the school's return
	Value  form.Value
}

// Contributions are what the schools gave to a cell, and the field of the cell.
func (r Rolled) Contributions(path form.Path) ([]Contribution, *form.Field) {
	f, known := r.Definition.Field(path.Key())
	if !known {
		return nil, nil
	}
	var all []Contribution
	for _, c := range form.Contributions(r.Definition, r.formParts(), path) {
		part := r.Parts[c.Part]
		all = append(all, Contribution{Unit: part.Unit, Return: part.Return, Path: c.Path, Value: c.Value})
	}
	return all, f
}

// Seal is a short mark of the sums, of what is computed from other returns above, and of
// the return on which they would be put: who hands up names the seal that was on the screen.
func (r Rolled) Seal() string {
	raw := form.RawOf(r.Definition, r.Values)
	h := fnv.New64a()
	_, _ = fmt.Fprintf(h, "%s %d", r.Above.ID, r.Above.RecordNo)
	_, _ = fmt.Fprintf(h, "\x02%s", r.Values.Readings().Digest())
	for _, path := range slices.Sorted(maps.Keys(raw)) {
		_, _ = fmt.Fprintf(h, "\x00%s\x01%s", path, raw[path])
	}
	return fmt.Sprintf("%016x", h.Sum64())
}
