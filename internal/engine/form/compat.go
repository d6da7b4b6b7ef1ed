package form

import (
	"slices"

	"nianlun/internal/engine/expr"
)

// The codes of what a new version does to the answers of an old one. Each has the message key "form.compat.<code>".
const (
	TypeChanged   = "type_changed"   // old, new: refused, give the new field another code
	UnitChanged   = "unit_changed"   // old, new: refused, 元 read as 万元 falsifies every figure
	MovedTable    = "moved_table"    // old, new: refused, the cells of a table are no cells of the form
	OptionRemoved = "option_removed" // option: refused, answers point at it
	ScaleReduced  = "scale_reduced"  // old, new: refused, answers have more decimals
	FieldRemoved  = "field_removed"  //
	FieldAdded    = "field_added"    //
	FieldRenamed  = "field_renamed"  // old, new: the name changed, the code did not

	PeriodChanged  = "period_changed"  // old, new: refused, a month is no term
	FormulaChanged = "formula_changed" // old, new: answers keep what was computed for them
	UnderChanged   = "under_changed"   // option: it is offered under other choices than before
	OptionRetired  = "option_retired"  // old: option, new: the day from which it is no longer chosen
	OptionRevived  = "option_revived"  // old: an option that was retired is chosen again
)

// Difference is one thing that a new version does differently.
type Difference struct {
	Code    string
	Field   string // the key of the field: "spent", "list.paid"
	Refused bool   // the new version cannot take over the answers of the old one
	Params  map[string]string
}

// Compat lists what a new version of a definition does to the answers of an old one. A version with a refused
// difference must not be published: rename the field instead, so that old answers keep their meaning.
func Compat(before, after *Definition) []Difference {
	var out []Difference
	for _, old := range before.Fields() {
		new, found := after.fields[old.Key()]
		if found {
			out = append(out, compatField(old, new)...)
			continue
		}
		out = append(out, gone(old, after))
	}
	for _, f := range after.Fields() {
		if _, found := before.fields[f.Key()]; !found {
			out = append(out, Difference{Code: FieldAdded, Field: f.Key(), Params: map[string]string{"name": f.Name}})
		}
	}
	return out
}

// gone tells a field that left from one that went into or out of a table under the same code.
func gone(old *Field, after *Definition) Difference {
	for _, f := range after.Fields() {
		if f.Code == old.Code && f.Name == old.Name && f.List != old.List {
			return Difference{Code: MovedTable, Field: old.Key(), Refused: true, Params: map[string]string{"old": old.Key(), "new": f.Key()}}
		}
	}
	return Difference{Code: FieldRemoved, Field: old.Key(), Params: map[string]string{"name": old.Name}}
}

func compatField(old, new *Field) []Difference {
	var out []Difference
	note := func(code string, refused bool, was, is string) {
		out = append(out, Difference{Code: code, Field: old.Key(), Refused: refused, Params: map[string]string{"old": was, "new": is, "name": new.Name}})
	}
	if old.Type.Name() != new.Type.Name() {
		note(TypeChanged, true, old.Type.Name(), new.Type.Name())
		return out
	}
	if old.Unit != new.Unit {
		note(UnitChanged, old.Type.Holds() == expr.Number, old.Unit, new.Unit)
	}
	if old.Type.Control() == ControlPeriod && old.Of != new.Of {
		note(PeriodChanged, true, old.Of, new.Of)
	}
	if old.Value != new.Value {
		note(FormulaChanged, false, old.Value, new.Value)
	}
	if new.Decimals < old.Decimals {
		note(ScaleReduced, true, itoa(old.Decimals), itoa(new.Decimals))
	}
	for _, option := range old.Options {
		is, found := new.Option(option.Code)
		switch {
		case !found:
			note(OptionRemoved, true, option.Name, "")
		case old.Under != new.Under || new.Under != "" && !slices.Equal(is.Under, option.Under):
			note(UnderChanged, false, option.Name, "")
		}
		switch {
		case !found || is.Retired == option.Retired:
		case is.Retired.IsZero():
			note(OptionRevived, false, is.Name, "")
		default:
			note(OptionRetired, false, is.Name, is.Retired.String())
		}
	}
	if old.Name != new.Name {
		note(FieldRenamed, false, old.Name, new.Name)
	}
	return out
}
