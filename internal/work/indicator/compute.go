package indicator

import (
	"strings"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/i18n"
)

// compute makes a figure of a sheet. It is pure; the caller adds scope, target
// and time.
func compute(d Definition, version int, p period.Period, s *sheet) Figure {
	f := Figure{Definition: d, Version: version, Period: p, State: Draft}
	periods, ok := d.stretch(p)
	if !ok {
		f.Notes = append(f.Notes, i18n.Msg("indicator.note.period"))
		return f
	}
	used := s.cut(periods)
	if len(used) == 0 {
		f.Notes = append(f.Notes, i18n.Msg("indicator.note.nothing"))
		return f
	}
	f.Through = used[len(used)-1]
	inputs := f.gather(s, used)
	f.settle(inputs)
	return f
}

// gather fills the parts and the gaps and returns the inputs that count.
func (f *Figure) gather(s *sheet, used []period.Period) [][]decimal.Decimal {
	var inputs [][]decimal.Decimal
	d := f.Definition
	for _, u := range s.units {
		u = u.AsOf(f.Through.End(nil)) // under the name that it bore then
		r, gaps, owed := s.overTime(d, u.ID, used)
		if !owed {
			continue
		}
		for _, gap := range gaps {
			gap.UnitName = u.Label()
			f.Missing = append(f.Missing, gap)
		}
		if r.inputs == nil {
			continue
		}
		part := f.part(u, r)
		if part.Value == nil {
			f.Missing = append(f.Missing, Gap{Unit: u.ID, UnitName: u.Label(), Reason: Impossible, Period: f.Through})
		}
		f.Parts = append(f.Parts, part)
		inputs = append(inputs, r.inputs)
	}
	return inputs
}

func (f *Figure) part(u org.Unit, r reading) Part {
	part := Part{Unit: u.ID, UnitName: u.Label(), UnitType: u.Type, Inputs: r.inputs, Carried: r.carried, Cells: r.cells, State: Locked}
	for _, c := range r.cells {
		part.State = weaker(part.State, c.State)
		if c.At.After(f.Changed) {
			f.Changed = c.At
		}
	}
	if r.absent || !r.carried.IsZero() {
		part.State = Draft
	}
	if v, ok := f.Definition.formula(r.inputs); ok {
		v = f.Definition.Shown(v)
		part.Value = &v
	}
	return part
}

// settle computes value, state and notes from the parts.
func (f *Figure) settle(inputs [][]decimal.Decimal) {
	f.Notes = append(f.Notes, gapNotes(f.Missing)...)
	d := f.Definition
	if d.Missing == CannotCompute && len(f.Missing) > 0 {
		f.Notes = append(f.Notes, i18n.Msg("indicator.note.waits"))
		return
	}
	exact, totals, ok := d.overUnits(inputs)
	f.Totals = totals
	if !ok {
		f.Notes = append(f.Notes, i18n.Msg("indicator.note.impossible"))
		return
	}
	shown := d.Shown(exact)
	f.Exact, f.Value = &exact, &shown
	if len(f.Missing) > 0 {
		return
	}
	f.State = Locked
	for _, part := range f.Parts {
		f.State = weaker(f.State, part.State)
	}
}

// namesInNote is how many units a note names before it only counts them.
const namesInNote = 3

// gapNotes say which units are missing and why, one note a reason.
func gapNotes(gaps []Gap) []i18n.Text {
	var notes []i18n.Text
	for _, reason := range []GapReason{Absent, Carried, Impossible} {
		var names []string
		seen := map[string]bool{}
		for _, g := range gaps {
			if g.Reason == reason && !seen[g.Unit] {
				seen[g.Unit] = true
				names = append(names, g.UnitName)
			}
		}
		if len(names) == 0 {
			continue
		}
		notes = append(notes, i18n.Msg(gapKey(reason, len(names)), "n", len(names),
			"names", strings.Join(names[:min(len(names), namesInNote)], "、")))
	}
	return notes
}

func gapKey(reason GapReason, n int) string {
	switch {
	case reason == Absent && n > namesInNote:
		return "indicator.note.absent.many"
	case reason == Absent:
		return "indicator.note.absent"
	case reason == Carried && n > namesInNote:
		return "indicator.note.carried.many"
	case reason == Carried:
		return "indicator.note.carried"
	case n > namesInNote:
		return "indicator.note.byzero.many"
	default:
		return "indicator.note.byzero"
	}
}
