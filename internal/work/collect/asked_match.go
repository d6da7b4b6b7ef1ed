package collect

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"nianlun/internal/engine/alike"
	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
)

// question is a field made ready to be compared.
type question struct {
	field *form.Field
	name  alike.Name
	table *form.Section // nil outside of tables
	named alike.Name    // of the table
}

// questions are the fields of a form that hold something to compare.
func questions(def *form.Definition) []question {
	var all []question
	for i := range def.Sections {
		section := &def.Sections[i]
		for j := range section.Fields {
			f := &section.Fields[j]
			if f.Type.Control() == form.ControlNote || holdsFiles(f) {
				continue
			}
			q := question{field: f, name: alike.NameOf(f.Name, f.Unit)}
			if section.Rows != nil {
				q.table, q.named = section, alike.NameOf(section.Rows.Name, "")
			}
			all = append(all, q)
		}
	}
	return all
}

// askedByForm finds the fields of def that the campaigns of another form ask.
func askedByForm(def, other *form.Definition, theirs []Campaign, with asking) []Asked {
	their := questions(other)
	var found []Asked
	for _, q := range questions(def) {
		if !q.field.Typed() {
			continue // what is computed costs nobody a keystroke
		}
		t, how := best(q, their)
		if how == "" {
			continue
		}
		found = append(found, Asked{
			Field: q.field.Key(), Name: q.field.Name, Unit: q.field.Unit, How: how,
			From: FromForm, Code: other.Code, Path: t.field.Key(), Theirs: t.field.Name, TheirUnit: t.field.Unit, Title: other.Title,
			Owner: with.owner, Campaigns: titles(theirs), Periods: periodsOf(theirs), Units: with.units, SameKind: def.Period == other.Period,
			Reuse: reuseOf(q, t, def, other), Reused: reuses(q.field, FromForm, other.Code),
		})
	}
	return found
}

func titles(all []Campaign) []string {
	out := make([]string, len(all))
	for i, c := range all {
		out[i] = c.Title
	}
	return out
}

// periodsOf are the periods of several campaigns, in order, each once.
func periodsOf(all []Campaign) []period.Period {
	var out []period.Period
	for _, c := range all {
		out = append(out, c.Periods...)
	}
	slices.SortFunc(out, func(a, b period.Period) int { return strings.Compare(a.String(), b.String()) })
	return slices.Compact(out)
}

// best is the question that is most like q, with what makes it so; "" when none is.
func best(q question, all []question) (question, Likeness) {
	var found question
	var how Likeness
	for _, t := range all {
		if got := likeness(q, t); got != "" && (how == "" || stronger(got, how)) {
			found, how = t, got
		}
	}
	return found, how
}

func stronger(a, b Likeness) bool {
	order := []Likeness{SameName, SameCode, NearName}
	return slices.Index(order, a) < slices.Index(order, b)
}

// likeness tells whether two questions ask for the same thing. A column is like
// a column of a table that is alike itself; what stands outside of tables is also
// like the total of a column.
func likeness(q, t question) Likeness {
	if q.field.Type.Holds() != t.field.Type.Holds() || !q.name.SameUnit(t.name) {
		return ""
	}
	switch {
	case q.table != nil && t.table == nil, q.table == nil && t.table != nil && !t.field.Total:
		return ""
	case q.table != nil && !sameTable(q, t):
		return ""
	case q.table == nil && (q.name.Generic() || t.name.Generic()):
		return ""
	case q.name.Same(t.name):
		return SameName
	case t.table == nil == (q.table == nil) && q.field.Code == t.field.Code && !alike.GenericCode(q.field.Code):
		return SameCode
	case q.name.Near(t.name):
		return NearName
	}
	return ""
}

// sameTable reports whether two tables list the same things: their rows are
// called alike, or are given and the same.
func sameTable(q, t question) bool {
	if q.named.Same(t.named) || q.named.Near(t.named) {
		return true
	}
	mine, theirs := q.table.Rows.Fixed, t.table.Rows.Fixed
	sameKey := func(a, b expr.Option) bool { return a.Code == b.Code && a.Name == b.Name }
	return len(mine) > 0 && slices.EqualFunc(mine, theirs, sameKey)
}

// reuseOf is the prefill that takes the other form's answer, or the sum of its
// column, over; "" when the periods do not match.
func reuseOf(q, t question, def, other *form.Definition) string {
	if def.Period != other.Period || q.table != nil && t.table == nil {
		return ""
	}
	return fmt.Sprintf("{form: %s, field: %s, period: same}", other.Code, t.field.Key())
}

// heldElsewhere finds the fields of a form in the register of units and among
// the indicators, by name. An indicator that is computed from the form itself
// holds nothing new.
func (s *Service) heldElsewhere(ctx context.Context, bureau string, def *form.Definition) ([]Asked, error) {
	if s.Holdings == nil {
		return nil, nil
	}
	holdings, err := s.Holdings.Holdings(ctx, bureau)
	if err != nil {
		return nil, err
	}
	var found []Asked
	for _, h := range holdings {
		if slices.Contains(h.Forms, def.Code) {
			continue
		}
		name := alike.NameOf(h.Name, h.Unit)
		for _, q := range questions(def) {
			if q.field.Typed() && q.table == nil && h.Number == (q.field.Type.Holds() == expr.Number) && !q.name.Generic() && q.name.Same(name) {
				found = append(found, Asked{
					Field: q.field.Key(), Name: q.field.Name, Unit: q.field.Unit, How: SameName,
					From: h.From, Code: h.Code, Theirs: h.Name, TheirUnit: h.Unit, SameKind: true,
					Reuse: h.reuse(), Reused: reuses(q.field, h.From, h.Code),
				})
			}
		}
	}
	return found, nil
}

func (h Holding) reuse() string {
	if h.From == FromRegister {
		return fmt.Sprintf("{unit: %s}", h.Code)
	}
	return fmt.Sprintf("{indicator: %s}", h.Code)
}

// reuses reports whether a field is prefilled from a source already.
func reuses(f *form.Field, from Source, code string) bool {
	switch p := f.Prefill; p.From {
	case form.FromForm:
		return from == FromForm && p.Form == code
	case form.FromRegister:
		return from == FromRegister && p.Register == code
	case form.FromIndicator:
		return from == FromIndicator && p.Indicator == code
	default:
		return false
	}
}
