package indicator

import (
	"github.com/shopspring/decimal"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
)

// sheet is what the units of a scope have reported for the operands of one
// definition, ready to be looked up. A place is one unit in one period:
// unit*len(periods)+period, both by their index.
type sheet struct {
	units    []org.Unit
	periods  []period.Period
	at       map[period.Period]int
	one      []int  // 0, 1, 2 …: the list of one period is a piece of it
	reported []bool // by period: any unit that counts has given a value, in the scope or not

	operands int
	owed     []bool            // by place
	values   []decimal.Decimal // by place, then by operand; zero where there is none
	facts    []*Fact           // likewise; nil where there is no value
}

// column is where the values of an operand stand: Values[at] of each fact.
type column struct {
	facts []Fact
	at    int
}

// reading is what one unit gives for one period, after the rule for missing
// values.
type reading struct {
	inputs  []decimal.Decimal // by operand; nil when the unit is left out
	from    []int             // the periods whose values they are
	carried period.Period
	absent  bool
}

// newSheet sorts the facts of each operand, for those of the units that count
// which lie in the scope.
func newSheet(d Definition, scope Scope, units []org.Unit, periods []period.Period, columns []column) *sheet {
	s := &sheet{periods: periods, at: make(map[period.Period]int, len(periods)), operands: len(columns), reported: make([]bool, len(periods))}
	ids := make(map[string]int, len(periods))
	for i, p := range periods {
		s.at[p], ids[p.String()] = i, i
		s.one = append(s.one, i)
	}
	counts := make(map[string]int, len(units)) // unit -> its index; outside for those beyond the scope
	for _, u := range units {
		if !d.counts(u) {
			continue
		}
		counts[u.ID] = outside
		if scope.holds(u) {
			counts[u.ID] = len(s.units)
			s.units = append(s.units, u)
		}
	}
	places := len(s.units) * len(periods)
	s.owed, s.values, s.facts = make([]bool, places), make([]decimal.Decimal, places*s.operands), make([]*Fact, places*s.operands)
	for i, c := range columns {
		for j := range c.facts {
			s.add(&c.facts[j], i, c.at, counts, ids)
		}
	}
	return s
}

// outside is the index of a unit that counts and lies outside of the scope.
const outside = -1

func (s *sheet) add(fact *Fact, operand, at int, counts, ids map[string]int) {
	unit, counted := counts[fact.Unit]
	p, known := ids[fact.Period]
	if !counted || !known {
		return
	}
	value := fact.Values[at]
	if value != nil {
		s.reported[p] = true
	}
	if unit == outside {
		return
	}
	place := s.place(unit, p)
	s.owed[place] = true
	if value != nil {
		s.values[place*s.operands+operand], s.facts[place*s.operands+operand] = *value, fact
	}
}

func (s *sheet) place(unit, p int) int { return unit*len(s.periods) + p }

// inputs are the operands of a place; zero where one is not there.
func (s *sheet) inputs(place int) []decimal.Decimal {
	return s.values[place*s.operands : (place+1)*s.operands : (place+1)*s.operands]
}

// there are the facts of a place by operand; nil where one is not there.
func (s *sheet) there(place int) []*Fact {
	return s.facts[place*s.operands : (place+1)*s.operands]
}

// latest is the last of the periods for which any unit has given a value; the
// zero Period when none has.
func (s *sheet) latest(periods []period.Period) period.Period {
	for i := len(periods) - 1; i >= 0; i-- {
		if at, ok := s.at[periods[i]]; ok && s.reported[at] {
			return periods[i]
		}
	}
	return period.Period{}
}

// read takes a unit's operands for a period; owed is false when the unit owes
// nothing for it.
func (s *sheet) read(d Definition, unit, p int) (r reading, owed bool) {
	if !s.owed[s.place(unit, p)] {
		return reading{}, false
	}
	if r, ok := s.whole(unit, p); ok {
		return r, true
	}
	switch d.Missing {
	case CarryLast:
		return s.carry(unit, p), true
	case TakeZero:
		return reading{inputs: s.inputs(s.place(unit, p)), from: s.one[p : p+1], absent: true}, true
	default:
		return reading{absent: true}, true
	}
}

// whole takes the operands of a place when each of them is there.
func (s *sheet) whole(unit, p int) (reading, bool) {
	place := s.place(unit, p)
	for _, fact := range s.there(place) {
		if fact == nil {
			return reading{}, false
		}
	}
	return reading{inputs: s.inputs(place), from: s.one[p : p+1]}, true
}

// carry looks back within the year for the last period in which all operands
// are there.
func (s *sheet) carry(unit, p int) reading {
	year := s.periods[p].Year()
	for before := p - 1; before >= 0 && s.periods[before].Year() == year; before-- {
		if r, ok := s.whole(unit, before); ok {
			r.carried = s.periods[before]
			return r
		}
	}
	return reading{absent: true}
}

// state is how settled a unit's reading is.
func (s *sheet) state(unit int, r reading) State {
	if r.absent || !r.carried.IsZero() {
		return Draft
	}
	state := Locked
	for _, p := range r.from {
		for _, fact := range s.there(s.place(unit, p)) {
			if fact != nil {
				state = weaker(state, fact.State)
			}
		}
	}
	return state
}

// cells are the values that a unit's reading is made of.
func (s *sheet) cells(d Definition, unit int, r reading) []Cell {
	cells := make([]Cell, 0, len(r.from)*s.operands)
	for _, p := range r.from {
		place := s.place(unit, p)
		for i, fact := range s.there(place) {
			if fact == nil {
				continue
			}
			cells = append(cells, Cell{
				Operand: i, Period: fact.Period, Value: s.inputs(place)[i], State: fact.State,
				Return: fact.Return, Record: fact.Record, Path: d.Operands[i].Field, At: fact.At,
			})
		}
	}
	return cells
}
