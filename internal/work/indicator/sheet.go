package indicator

import (
	"github.com/shopspring/decimal"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
)

// sheet is what the units of a scope have reported for the operands of one
// definition, ready to be looked up.
type sheet struct {
	units   []org.Unit
	owed    map[place]bool
	values  []map[place]*Fact      // by operand; only facts with a value
	periods map[period.Period]bool // in which any unit that counts has given a value, in the scope or not
}

// place is one unit in one period.
type place struct {
	unit   string
	period period.Period
}

// reading is what one unit gives for one period, after the rule for missing
// values.
type reading struct {
	inputs  []decimal.Decimal // by operand; nil when the unit is left out
	cells   []Cell
	carried period.Period
	absent  bool
}

// newSheet sorts the facts of each operand, for those of the units that count
// which lie in the scope.
func newSheet(d Definition, scope Scope, units []org.Unit, facts [][]Fact) *sheet {
	s := &sheet{owed: map[place]bool{}, periods: map[period.Period]bool{}}
	counts := make(map[string]bool, len(units)) // unit -> lies in the scope
	for _, u := range units {
		if !d.counts(u) {
			continue
		}
		counts[u.ID] = scope.holds(u)
		if counts[u.ID] {
			s.units = append(s.units, u)
		}
	}
	ids := map[string]period.Period{}
	for _, column := range facts {
		values := make(map[place]*Fact, len(column))
		for i := range column {
			s.add(&column[i], counts, ids, values)
		}
		s.values = append(s.values, values)
	}
	return s
}

func (s *sheet) add(fact *Fact, counts map[string]bool, ids map[string]period.Period, values map[place]*Fact) {
	within, known := counts[fact.Unit]
	if !known {
		return
	}
	p, ok := ids[fact.Period]
	if !ok {
		p, _ = period.Parse(fact.Period)
		ids[fact.Period] = p
	}
	if fact.Value != nil {
		s.periods[p] = true
	}
	if !within {
		return
	}
	at := place{fact.Unit, p}
	s.owed[at] = true
	if fact.Value != nil {
		values[at] = fact
	}
}

// latest is the last of the periods for which any unit has given a value; the
// zero Period when none has.
func (s *sheet) latest(periods []period.Period) period.Period {
	for i := len(periods) - 1; i >= 0; i-- {
		if s.periods[periods[i]] {
			return periods[i]
		}
	}
	return period.Period{}
}

// read takes a unit's operands for a period; owed is false when the unit owes
// nothing for it.
func (s *sheet) read(d Definition, unit string, p period.Period) (r reading, owed bool) {
	at := place{unit, p}
	if !s.owed[at] {
		return reading{}, false
	}
	if r, ok := s.whole(at); ok {
		return r, true
	}
	switch d.Missing {
	case CarryLast:
		return s.carry(at), true
	case TakeZero:
		return s.zeros(at), true
	default:
		return reading{absent: true}, true
	}
}

// whole takes the operands of a place when each of them is there.
func (s *sheet) whole(at place) (reading, bool) {
	r := reading{inputs: make([]decimal.Decimal, len(s.values)), cells: make([]Cell, len(s.values))}
	for i, column := range s.values {
		fact := column[at]
		if fact == nil {
			return reading{}, false
		}
		r.inputs[i], r.cells[i] = *fact.Value, cellOf(i, fact)
	}
	return r, true
}

// carry looks back within the year for the last period in which all operands
// are there.
func (s *sheet) carry(at place) reading {
	for p := at.period.Prev(nil); p.Year() == at.period.Year(); p = p.Prev(nil) {
		if r, ok := s.whole(place{at.unit, p}); ok {
			r.carried = p
			return r
		}
	}
	return reading{absent: true}
}

func (s *sheet) zeros(at place) reading {
	r := reading{inputs: make([]decimal.Decimal, len(s.values)), absent: true}
	for i, column := range s.values {
		if fact := column[at]; fact != nil {
			r.inputs[i] = *fact.Value
			r.cells = append(r.cells, cellOf(i, fact))
		}
	}
	return r
}

func cellOf(operand int, fact *Fact) Cell {
	return Cell{
		Operand: operand, Period: fact.Period, Value: *fact.Value, State: fact.State,
		Return: fact.Return, Record: fact.Record, Path: fact.Path, At: fact.At,
	}
}
