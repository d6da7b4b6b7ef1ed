package indicator

import (
	"context"
	"slices"
	"strings"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
)

// once asks for what some figures are made of once: the units, and of each form all the
// fields that the definitions read, together. It lives for one reading of these figures,
// so that nothing in it can be stale.
type once struct {
	*Service
	bureau string
	fields map[string][]string // form -> the fields that are read of it
	known  map[string][]Fact   // by form and periods
	units  []org.Unit          // nil before they are asked for
}

// once is for figures of these definitions.
func (s *Service) once(bureau string, definitions ...Definition) *once {
	o := &once{Service: s, bureau: bureau, fields: map[string][]string{}, known: map[string][]Fact{}}
	for _, d := range definitions {
		for _, operand := range d.Operands {
			if !slices.Contains(o.fields[operand.Form], operand.Field) {
				o.fields[operand.Form] = append(o.fields[operand.Form], operand.Field)
			}
		}
	}
	return o
}

// allUnits are the units of all times. Callers do not change them.
func (o *once) allUnits(ctx context.Context) (all []org.Unit, err error) {
	if o.units == nil {
		o.units, err = o.Units.AllUnits(ctx, o.bureau)
	}
	return o.units, err
}

// facts are those of all fields of a form.
func (o *once) facts(ctx context.Context, form string, periods []string) ([]Fact, error) {
	key := strings.Join(append([]string{form}, periods...), "\x00")
	if facts, ok := o.known[key]; ok {
		return facts, nil
	}
	facts, err := o.Source.Facts(ctx, o.bureau, form, o.fields[form], periods)
	if err == nil {
		o.known[key] = facts
	}
	return facts, err
}

// sheet reads the facts for periods, and for those before them in the year when
// values may be carried.
func (o *once) sheet(ctx context.Context, d Definition, scope Scope, periods []period.Period) (*sheet, error) {
	units, err := o.allUnits(ctx)
	if err != nil {
		return nil, err
	}
	periods = reach(d, periods)
	ids := make([]string, len(periods))
	for i, p := range periods {
		ids[i] = p.String()
	}
	columns := make([]column, len(d.Operands))
	for i, operand := range d.Operands {
		if len(ids) == 0 {
			break
		}
		facts, err := o.facts(ctx, operand.Form, ids)
		if err != nil {
			return nil, err
		}
		columns[i] = column{facts: facts, at: slices.Index(o.fields[operand.Form], operand.Field)}
	}
	return newSheet(d, scope, units, periods, columns), nil
}

// reach are the periods with those from which values may be carried before them.
func reach(d Definition, periods []period.Period) []period.Period {
	if len(periods) == 0 || d.Missing != CarryLast {
		return periods
	}
	first := periods[0]
	var all []period.Period
	for p := first.Prev(nil); p.Year() == first.Year(); p = p.Prev(nil) {
		all = append(all, p)
	}
	slices.Reverse(all)
	return append(all, periods...)
}
