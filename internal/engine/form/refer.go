package form

import (
	"slices"

	"nianlun/internal/engine/period"
)

// When says which return of the same unit a reference means, seen from the period of the return at hand.
type When string

// The periods that a reference may name. A form with periods of another kind is asked for the one in which the period
// at hand ends: the school year of a month, the last month of a term.
const (
	SamePeriod When = "same"     // of this period
	LastPeriod When = "last"     // the latest one before it
	YearAgo    When = "year-ago" // of the same period a year before
)

// Whens are all of them.
func Whens() []When { return []When{SamePeriod, LastPeriod, YearAgo} }

// Reference names another return of the same unit by its form and its period. Returns may refer to each other both
// ways in checks, conditions and prefills: only what is handed in is read, so whichever comes first finds nothing, and
// nothing goes round in circles. Calculated fields of one period may not: see Ring.
type Reference struct {
	Form   string
	Period When
}

// In is the period that is meant, seen from a return for the given one: for LastPeriod the one before which the latest
// is looked for. kind is that of the form referred to; terms as period.Of takes them.
func (r Reference) In(own period.Period, kind period.Kind, terms *period.Terms) (period.Period, error) {
	at := own
	if kind != own.Kind() {
		var err error
		if at, err = period.Of(kind, own.End(terms), terms); err != nil {
			return period.Period{}, err
		}
	}
	if r.Period == YearAgo {
		return at.YearBefore(), nil
	}
	return at, nil
}

// Refer is the name under which the checks of a form read a return that they refer to.
type Refer struct {
	Name string
	Reference

	def *Definition // what the form asked when this one was published; nil when that is not known here
}

// Answer is a return that another one refers to. Def is the version that its values are read with, which may be
// another one than was known when the reference was published.
type Answer struct {
	Def    *Definition
	Values Values
}

// Refers lists the names for other returns that a definition declares, in its order.
func (d *Definition) Refers() []Refer { return slices.Clone(d.refers) }

func (d *Definition) refer(name string) (*Refer, bool) {
	for i := range d.refers {
		if d.refers[i].Name == name {
			return &d.refers[i], true
		}
	}
	return nil, false
}

// Needs is what a definition looks at beside the values of a return, so that a caller loads nothing else.
type Needs struct {
	Previous   bool        // the return of the period before: 上期, prefill: last
	Returns    []Reference // returns of the same unit
	Register   bool        // the unit's entry in the register
	Indicators []IndicatorAt
}

// ForChecks is what the checks look at.
func (d *Definition) ForChecks() Needs { return d.checkNeeds }

// ForPrefill is what the values come from that are offered at first.
func (d *Definition) ForPrefill() Needs {
	var n Needs
	for _, f := range d.Fields() {
		switch p := f.Prefill; p.From {
		case FromLast:
			n.Previous = true
		case FromForm:
			n.addReturn(p.Reference)
		case FromRegister:
			n.Register = true
		case FromIndicator:
			if at := (IndicatorAt{p.Indicator, p.Period}); !slices.Contains(n.Indicators, at) {
				n.Indicators = append(n.Indicators, at)
			}
		case FromNowhere:
		}
	}
	return n
}

// With is what either looks at.
func (n Needs) With(other Needs) Needs {
	out := Needs{Previous: n.Previous || other.Previous, Register: n.Register || other.Register,
		Returns: slices.Clone(n.Returns), Indicators: slices.Clone(n.Indicators)}
	for _, r := range other.Returns {
		out.addReturn(r)
	}
	for _, at := range other.Indicators {
		if !slices.Contains(out.Indicators, at) {
			out.Indicators = append(out.Indicators, at)
		}
	}
	return out
}

// PeriodsOf is the kind of periods of a form that the definition refers to; false when nothing is known of it.
func (d *Definition) PeriodsOf(code string) (period.Kind, bool) {
	kind, known := d.kinds[code]
	return kind, known && kind != ""
}

// TitleOf is what a form that the definition refers to was called when this one was published; its code when nothing is
// known of it.
func (d *Definition) TitleOf(code string) string {
	if title := d.titles[code]; title != "" {
		return title
	}
	return code
}

func (n *Needs) addReturn(r Reference) {
	if !slices.Contains(n.Returns, r) {
		n.Returns = append(n.Returns, r)
	}
}
