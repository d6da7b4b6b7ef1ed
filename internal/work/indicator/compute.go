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
	f := Figure{Definition: d, Version: version, Period: p}
	out := s.roll(d, p, &f)
	f.Value, f.Exact, f.Totals, f.State, f.Through = out.value, out.exact, out.totals, out.state, out.through
	f.Notes = gapNotes(f.Missing)
	if out.why != "" {
		f.Notes = append(f.Notes, i18n.Msg(out.why))
	}
	return f
}

// point is compute for those who want the number alone: a line of twelve months would
// make twelve lists of parts that nobody looks at.
func point(d Definition, p period.Period, s *sheet) Point {
	out := s.roll(d, p, nil)
	return Point{Period: p, Value: out.value, State: out.state, Missing: out.missing, through: out.through}
}

// outcome is what a figure comes to.
type outcome struct {
	value, exact *decimal.Decimal
	totals       []decimal.Decimal
	state        State
	missing      int
	through      period.Period
	why          string // the message that says why there is no value
}

// roll puts the units' readings together. With a figure it fills its parts and gaps.
func (s *sheet) roll(d Definition, p period.Period, f *Figure) outcome {
	out := outcome{state: Draft}
	periods, ok := d.stretch(p)
	if !ok {
		out.why = "indicator.note.period"
		return out
	}
	periods = s.cut(periods)
	if len(periods) == 0 {
		out.why = "indicator.note.nothing"
		return out
	}
	out.through = periods[len(periods)-1]
	inputs, weakest := s.gather(d, periods, &out, f)
	if d.Missing == CannotCompute && out.missing > 0 {
		out.why = "indicator.note.waits"
		return out
	}
	exact, totals, ok := d.overUnits(inputs)
	out.totals = totals
	if !ok {
		out.why = "indicator.note.impossible"
		return out
	}
	shown := d.Shown(exact)
	out.exact, out.value = &exact, &shown
	if out.missing == 0 {
		out.state = weakest
	}
	return out
}

// gather gives the inputs that count and the weakest state among them, and counts the
// gaps.
func (s *sheet) gather(d Definition, periods []period.Period, out *outcome, f *Figure) (inputs [][]decimal.Decimal, weakest State) {
	used := make([]int, len(periods))
	for i, p := range periods {
		used[i] = s.at[p]
	}
	weakest = Locked
	for unit := range s.units {
		r, gaps, owed := s.overTime(d, unit, used)
		if !owed {
			continue
		}
		out.missing += len(gaps)
		var value *decimal.Decimal
		if r.inputs != nil {
			if v, ok := d.formula(r.inputs); ok {
				value = &v
			} else {
				out.missing++
			}
			weakest = weaker(weakest, s.state(unit, r))
			inputs = append(inputs, r.inputs)
		}
		if f != nil {
			f.take(s, unit, r, gaps, value, out.through)
		}
	}
	return inputs, weakest
}

// take adds a unit's part and gaps to a figure.
func (f *Figure) take(s *sheet, unit int, r reading, gaps []Gap, value *decimal.Decimal, through period.Period) {
	u := s.units[unit].AsOf(through.End(nil)) // under the name that it bore then
	for _, gap := range gaps {
		gap.Unit, gap.UnitName = u.ID, u.Label()
		f.Missing = append(f.Missing, gap)
	}
	if r.inputs == nil {
		return
	}
	if value == nil {
		f.Missing = append(f.Missing, Gap{Unit: u.ID, UnitName: u.Label(), Reason: Impossible, Period: through})
	}
	f.Parts = append(f.Parts, f.part(s, unit, u, r, value))
}

func (f *Figure) part(s *sheet, unit int, u org.Unit, r reading, value *decimal.Decimal) Part {
	part := Part{
		Unit: u.ID, UnitName: u.Label(), UnitType: u.Type, Inputs: r.inputs, Carried: r.carried,
		Cells: s.cells(f.Definition, unit, r), State: s.state(unit, r),
	}
	for _, c := range part.Cells {
		if c.At.After(f.Changed) {
			f.Changed = c.At
		}
	}
	if value != nil {
		v := f.Definition.Shown(*value)
		part.Value = &v
	}
	return part
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
