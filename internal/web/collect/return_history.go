package collect

import (
	"encoding/json"
	"strings"

	"nianlun/internal/base/audit"
	"nianlun/internal/engine/form"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/collect/sheet"
	"nianlun/internal/web/ui"
)

// historyData is what this page reads of an entry: the cells that changed, the
// marks, the reason.
type historyData struct {
	Cells  []historyCell `json:"cells"`
	Marks  []struct{ Label, Reason string }
	Reason string
	Note   string
	Name   string // of the unit to which it was passed on, or from which it was taken back
}

// historyCell is a cell that changed, with both values as they are stored.
type historyCell struct{ Path, Old, New string }

// history is who did what with the return, the newest first. Saves of one person
// in a row are one entry.
func (p returnPainter) history() []ui.Moment {
	var all []ui.Moment
	entries := p.one.History
	for i, e := range entries {
		if e.Verb == "return.save" && i > 0 && entries[i-1].Verb == "return.save" && entries[i-1].Person == e.Person {
			continue
		}
		if e.Verb == "return.hidden" {
			continue // for the auditor, not for those who fill
		}
		all = append(all, p.moment(e))
	}
	return all
}

func (p returnPainter) moment(e audit.Entry) ui.Moment {
	var data historyData
	if err := json.Unmarshal(e.Data, &data); err != nil {
		data = historyData{} // the entry's own page shows it as it is
	}
	m := ui.Moment{When: say.Clock(p.ctx, e.At), Who: e.PersonName, What: p.deed(e.Verb, data), Quote: data.Reason, Colour: colourOfVerb(e.Verb)}
	if data.Note != "" {
		m.Quote = data.Note
	}
	for _, mark := range data.Marks {
		if m.Quote != "" {
			m.Quote += "\n"
		}
		if mark.Label != "" {
			m.Quote += ui.T(p.ctx, "collect.mark", "cell", mark.Label, "reason", mark.Reason)
			continue
		}
		m.Quote += mark.Reason
	}
	if strings.HasPrefix(e.Verb, "return.correct.") {
		m.Quote = strings.Trim(p.changesWords(data.Cells)+"\n"+m.Quote, "\n")
	}
	if n := len(data.Cells); n > 0 {
		m.Hint = ui.T(p.ctx, "collect.cells", "n", n)
	}
	if e.No > 0 {
		if m.Hint != "" {
			m.Hint += ui.T(p.ctx, "ui.comma")
		}
		m.Hint += ui.T(p.ctx, "collect.entry", "no", e.No)
	}
	return m
}

// deed says what an entry's verb means.
func (p returnPainter) deed(verb string, data historyData) string {
	return ui.T(p.ctx, "collect.verb."+verb, "name", data.Name)
}

func colourOfVerb(verb string) ui.Colour {
	switch verb {
	case "return.sendback":
		return ui.Amber
	case "return.submit", "return.sign", "return.review":
		return ui.Green
	case "return.correct.ask", "return.correct.decline", "return.correct.refuse":
		return ui.Amber
	case "return.correct.sign":
		return ui.Green
	case "return.lock", "return.correct.approve":
		return ui.Blue
	}
	return ""
}

// changesWords are the cells of a correction with both values, a line each.
func (p returnPainter) changesWords(cells []historyCell) string {
	var lines []string
	for _, c := range cells {
		place := form.PlaceOf(p.one.Definition, p.one.Values, form.Path(c.Path)).Label(p.T)
		lines = append(lines, ui.T(p.ctx, "correction.changed", "cell", place, "old", p.read(c.Path, c.Old), "new", p.read(c.Path, c.New)))
	}
	return strings.Join(lines, "\n")
}

// read is a stored text as people read it.
func (p returnPainter) read(path, text string) string {
	f, ok := p.one.Definition.Field(form.Path(path).Key())
	if !ok || text == "" {
		return say.OrBlank(p.ctx, text)
	}
	v, wrong := f.Type.Decode(f, text)
	if wrong != nil {
		return text
	}
	return sheet.ShownValue(p.ctx, p.one, f, v)
}
