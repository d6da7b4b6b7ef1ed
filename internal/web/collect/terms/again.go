package terms

import (
	"context"
	"strings"

	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// againPrefix begins the names of the reasons for asking again; the rest is the
// path of the field.
const againPrefix = "again:"

// ReasonsOf are the reasons that were given, by field.
func ReasonsOf(form door.Values) map[string]string {
	reasons := map[string]string{}
	for _, name := range form.Names() {
		if field, is := strings.CutPrefix(name, againPrefix); is {
			reasons[field] = form.Text(name)
		}
	}
	return reasons
}

// AgainField is a field that is held already: where, how to reuse it, and the
// reason to be given otherwise.
type AgainField struct {
	Name   string
	Held   []string
	Reuse  string // what to write into the definition; "" when nothing can be taken over
	Reused bool   // it is taken over already
	Reason ui.FieldView
}

// AgainFields are the fields that are held already, each once, with the reasons that
// were given so far.
func AgainFields(b Form, given map[string]string, asked []collect.Asked) []AgainField {
	var fields []AgainField
	at := map[string]int{}
	for _, a := range asked {
		i, known := at[a.Field]
		if !known {
			i, at[a.Field] = len(fields), len(fields)
			reason := b.Field(againPrefix+a.Field, given[a.Field])
			reason.Label, reason.Rows = ui.T(b.Ctx, "collect.field.again"), 2
			fields = append(fields, AgainField{Name: measured(a.Name, a.Unit), Reused: true, Reason: reason})
		}
		f := &fields[i]
		f.Held = append(f.Held, heldWords(b.Ctx, a))
		f.Reused = f.Reused && a.Reused
		if f.Reuse == "" {
			f.Reuse = a.Reuse
		}
	}
	return fields
}

// measured is a name with its unit of measure.
func measured(name, unit string) string {
	if unit == "" {
		return name
	}
	return name + "（" + unit + "）"
}

// heldWords says where a value is held and what makes it the same.
func heldWords(ctx context.Context, a collect.Asked) string {
	words := ui.T(ctx, "collect.held."+string(a.From), "title", a.Title, "name", measured(a.Theirs, a.TheirUnit), "code", a.Code, "n", a.Units)
	return words + ui.T(ctx, "collect.like."+string(a.How))
}
