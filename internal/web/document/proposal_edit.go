package document

import (
	"context"
	"strings"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/work/document"
)

// typedEdit is a card's form as it was filled in, not yet understood.
type typedEdit struct {
	Title, Lead, Participants, Leader, Due string
	Op, Value, Unit, Indicator             string
}

// typed is nil when the form brought no fields: a card that nobody can edit.
func typed(form door.Values) *typedEdit {
	if !form.Has("title") {
		return nil
	}
	return &typedEdit{
		Title: form.Text("title"), Lead: form.Text("lead"), Participants: form.Text("participants"), Leader: form.Text("leader"),
		Due: form.Text("due"), Op: form.Text("op"), Value: form.Text("value"), Unit: form.Text("unit"), Indicator: form.Text("indicator"),
	}
}

// editOf understands a card's form; nil when it brought no fields.
func (p Pages) editOf(ctx context.Context, form door.Values) (*document.Edit, error) {
	t := typed(form)
	if t == nil {
		return nil, nil
	}
	directory, err := p.Readings.Directory(ctx, door.By(ctx))
	if err != nil {
		return nil, err
	}
	wrong := fault.New(fault.Invalid, "reading.invalid")
	edit := &document.Edit{Title: t.Title, Lead: t.Lead, Leader: t.Leader}
	if edit.Due, err = dayOf(t.Due); err != nil {
		wrong = wrong.With("due", "fault.reading.due")
	}
	units, unknown := unitsNamed(directory, t.Participants)
	if unknown != "" {
		wrong = wrong.With("participants", "fault.reading.unit.named", "name", unknown)
	}
	edit.Participants = units
	if edit.Target, err = targetTyped(*t); err != nil {
		wrong = wrong.With("value", "fault.reading.number")
	}
	if len(wrong.Fields) > 0 {
		return nil, wrong
	}
	return edit, nil
}

func dayOf(text string) (period.Date, error) {
	if text == "" {
		return period.Date{}, nil
	}
	return period.ParseDate(text)
}

// longestNumber is how many characters a number may be typed with.
const longestNumber = 30

// targetTyped is nil when no value was typed.
func targetTyped(t typedEdit) (*document.Target, error) {
	text := strings.NewReplacer(",", "", "，", "", " ", "").Replace(t.Value)
	if text == "" {
		return nil, nil
	}
	unit := t.Unit
	if bare, ok := strings.CutSuffix(text, "%"); ok {
		text = bare
		if unit == "" {
			unit = "%"
		}
	}
	value, err := decimal.NewFromString(text)
	if err != nil || len(text) > longestNumber || value.Exponent() > longestNumber {
		return nil, fault.New(fault.Invalid, "reading.number")
	}
	return &document.Target{Op: document.Op(t.Op), Value: value, Unit: unit, Indicator: t.Indicator}, nil
}

// unitsNamed finds units by their full or short names, as one types them with
// commas between; unknown is the first name that no unit has.
func unitsNamed(d document.Directory, text string) (units []string, unknown string) {
	for _, name := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune("、，,；; \t\n　", c) }) {
		unit := unitNamed(d, name)
		if unit == "" {
			return units, name
		}
		units = append(units, unit)
	}
	return units, ""
}

func unitNamed(d document.Directory, name string) string {
	for _, u := range d.Units {
		if u.Name == name || u.Short == name {
			return u.ID
		}
	}
	return ""
}
