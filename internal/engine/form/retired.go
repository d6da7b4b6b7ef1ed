package form

import (
	"slices"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/period"
)

// RetiredOn tells whether an option is no longer chosen on a day. Without a day, one that has been retired is not.
func (o Option) RetiredOn(day period.Date) bool {
	return !o.Retired.IsZero() && (day.IsZero() || !day.Before(o.Retired))
}

// InUse are the options that can be chosen on a day, in their order: for a return the last day of its period. What is
// chosen already stays choosable, so that an answer is never lost by being shown.
func InUse(options []Option, day period.Date, chosen map[string]bool) []Option {
	if !slices.ContainsFunc(options, func(o Option) bool { return o.RetiredOn(day) }) {
		return options
	}
	var out []Option
	for _, o := range options {
		if !o.RetiredOn(day) || chosen[o.Code] {
			out = append(out, o)
		}
	}
	return out
}

// Outworn finds the cells whose choice can no longer be made on a day, in the order of the form: for a return, the last
// day of its period. The values stand; whoever hands them in chooses anew. Returns of periods before the day keep theirs.
func Outworn(def *Definition, values Values, day period.Date) Issues {
	var issues Issues
	for _, f := range def.worn {
		for _, path := range pathsOf(f, values) {
			if flt := f.outworn(values.Get(path), day); flt != nil {
				issues = append(issues, Issue{Path: path, Place: PlaceOf(def, values, path), Fault: *flt})
			}
		}
	}
	return issues
}

// wornFields are the fields of which an option was retired.
func wornFields(d *Definition) []*Field {
	var worn []*Field
	for _, f := range d.Fields() {
		if slices.ContainsFunc(f.Options, func(o Option) bool { return !o.Retired.IsZero() }) {
			worn = append(worn, f)
		}
	}
	return worn
}

// outworn is what is wrong with a choice on a day; nil when all of it is in use.
func (f *Field) outworn(v Value, day period.Date) *Fault {
	chosen := []Value{v}
	if v.Kind() == expr.List {
		chosen = v.Items()
	}
	for _, item := range chosen {
		if o, found := f.Option(item.Text()); found && !v.IsMissing() && o.RetiredOn(day) {
			return fault(Retired, "text", o.Name, "day", o.Retired.String())
		}
	}
	return nil
}
