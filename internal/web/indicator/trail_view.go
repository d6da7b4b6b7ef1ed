package indicator

import (
	"context"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/calendar"
	"nianlun/internal/engine/form"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/indicator"
)

// trailView says where one unit's value comes from: return, cell, signatures,
// the entry in the log.
type trailView struct {
	Title  string
	Steps  []trailStep
	Closed string // why the actor sees no more than the value
}

type trailStep struct {
	Name  string
	Words string
	Href  string
}

// trail follows a part to the last cell of an operand. Who may not read the unit's returns
// sees the value and nothing behind it; asking anyway would be logged as an
// attempt.
func (p pages) trail(ctx context.Context, by access.Actor, f indicator.Figure, part *indicator.Part, operand int) (trailView, error) {
	cell, n := lastCell(part, operand)
	if n == 0 {
		return trailView{}, nil
	}
	view := trailView{Title: ui.T(ctx, "indicator.trail.title", "unit", part.UnitName, "value", operandText(f.Definition, cell.Value))}
	thing := access.Thing{Bureau: by.Bureau, Kind: access.Return, Unit: part.Unit}
	if access.Can(by, access.Read, thing) != access.Allowed {
		view.Closed = ui.T(ctx, "indicator.trail.closed")
		return view, nil
	}
	r, err := p.returns.Return(ctx, by, cell.Return)
	if err != nil {
		return view, err
	}
	o := r.Obligation
	view.add(ctx, "return", r.Campaign.Title+" "+periodWords(ctx, o.Period)+ui.T(ctx, "ui.comma")+r.Unit.Label(), collect.Link(o.ID)+"#"+cell.Path)
	view.add(ctx, "cell", cellWords(ctx, r, cell.Path), "")
	if n > 1 {
		view.add(ctx, "others", ui.T(ctx, "indicator.trail.months", "n", n), "")
	}
	view.add(ctx, "files", files(ctx, r), "")
	view.add(ctx, "signs", signs(ctx, o.Paper.Signatures, r), "")
	view.add(ctx, "log", logWords(ctx, r.History), "")
	return view, nil
}

// lastCell is the newest cell of an operand, and how many it has.
func lastCell(part *indicator.Part, operand int) (cell indicator.Cell, n int) {
	if part == nil {
		return cell, 0
	}
	for _, c := range part.Cells {
		if c.Operand == operand {
			cell = c
			n++
		}
	}
	return cell, n
}

func (v *trailView) add(ctx context.Context, name, words, href string) {
	if words != "" {
		v.Steps = append(v.Steps, trailStep{Name: ui.T(ctx, "indicator.trail."+name), Words: words, Href: href})
	}
}

// cellWords name the cell as the form does; a column's sum names its table.
func cellWords(ctx context.Context, r collect.Return, path string) string {
	table, column, found := strings.Cut(path, ".")
	if !found {
		return ui.T(ctx, "indicator.trail.field", "name", placeOf(ctx, r, path))
	}
	name := column
	if s, ok := r.Definition.Table(table); ok {
		for _, f := range s.Fields {
			if f.Code == column {
				name = f.Name
			}
		}
	}
	return ui.T(ctx, "indicator.trail.column", "table", placeOf(ctx, r, table), "name", name)
}

func placeOf(ctx context.Context, r collect.Return, path string) string {
	words := func(key string, args ...any) string { return ui.T(ctx, key, args...) }
	return form.PlaceOf(r.Definition, r.Values, form.Path(path)).Label(words)
}

// files tells how much evidence lies in the return, which shows it.
func files(ctx context.Context, r collect.Return) string {
	n := 0
	for _, section := range r.Definition.Sections {
		for _, f := range section.Fields {
			if f.Type.Control() != form.ControlFiles {
				continue
			}
			if section.Rows == nil {
				n += len(r.Values.Get(form.Path(f.Code)).Items())
				continue
			}
			for _, row := range r.Values.Rows(section.Rows.Code) {
				n += len(row.Fields[f.Code].Items())
			}
		}
	}
	if n == 0 {
		return ""
	}
	return ui.T(ctx, "indicator.trail.evidence", "n", n)
}

// signs name who filled, checked and signed.
func signs(ctx context.Context, all []collect.Signature, r collect.Return) string {
	var words []string
	for _, s := range all {
		switch s.Role {
		case collect.Filler:
			words = append(words, ui.T(ctx, "indicator.trail.filled", "name", s.Name))
		case collect.Checker:
			words = append(words, ui.T(ctx, "indicator.trail.checked", "name", s.Name))
		default:
			words = append(words, ui.T(ctx, "indicator.trail.signed", "name", s.Name))
		}
	}
	if name := r.People[r.Obligation.ReviewedBy]; name != "" {
		words = append(words, ui.T(ctx, "indicator.trail.reviewed", "name", name))
	}
	return strings.Join(words, ui.T(ctx, "ui.comma"))
}

// logWords name the newest entry that settles the return: locked, reviewed, or
// handed in. Its number is its place in the log; the newest may not have one yet.
func logWords(ctx context.Context, history []audit.Entry) string {
	for _, e := range history {
		key, ok := settling[e.Verb]
		if !ok {
			continue
		}
		local := e.At.In(calendar.Zone)
		when := ui.Lang(ctx).FullDate(local) + local.Format(" 15:04")
		if e.No == 0 {
			return ui.T(ctx, key, "when", when)
		}
		return ui.T(ctx, key, "when", when) + ui.T(ctx, "ui.comma") + ui.T(ctx, "indicator.trail.no", "no", e.No)
	}
	return ""
}

// settling are the verbs of the log that settle a return, with their words.
var settling = map[string]string{
	"return.lock":   "indicator.trail.locked",
	"return.review": "indicator.trail.passed",
	"return.submit": "indicator.trail.handed",
}
