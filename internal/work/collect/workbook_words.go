package collect

import (
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formxlsx"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/i18n"
)

// bookDirectory lets the cells of a workbook name whom those of the page may name.
type bookDirectory struct{ *Directory }

// Offer implements formxlsx.Directory.
func (d bookDirectory) Offer(f *form.Field) []formxlsx.Choice {
	var all []formxlsx.Choice
	for _, one := range d.Directory.Offer(f) {
		all = append(all, formxlsx.Choice{Value: one.ID, Text: one.Name})
	}
	return all
}

// inBook keeps a nil *Directory a nil formxlsx.Directory.
func (d *Directory) inBook() formxlsx.Directory {
	if d == nil {
		return nil
	}
	return bookDirectory{d}
}

// keep lets those who stand in values be named, though they may no longer be offered.
func (d *Directory) keep(def *form.Definition, values form.Values) {
	if d == nil {
		return
	}
	for id := range referred(def, values) {
		d.kept[id] = true
	}
}

// words are how a sheet's cells are said, as its page shows them.
type words struct {
	def *form.Definition
	dir *Directory // nil when the form asks for no units or people
}

// of says what stands in a cell: units and people by name, periods in words, personal numbers in part. The zero text
// is an empty cell.
func (w words) of(s typedSheet, path form.Path) i18n.Text {
	f, found := w.def.Field(path.Key())
	v := s.values.Get(path)
	switch raw := s.raw[path]; {
	case !found || v.IsMissing() && strings.TrimSpace(raw) == "":
		return i18n.Text{}
	case v.IsMissing() && f.Masked():
		return plainText("****") // nobody can tell which part of it is personal
	case v.IsMissing():
		return plainText(raw)
	}
	switch f.Type.Control() {
	case form.ControlUnit, form.ControlPerson:
		if name := w.name(v.Text()); name != "" {
			return plainText(name)
		}
	case form.ControlPeriod:
		if p, err := period.Parse(v.Text()); err == nil {
			return p.Text()
		}
	}
	return plainText(f.Type.Show(f, v))
}

// change says what a cell was and becomes. A personal number of which only hidden digits differ says so.
func (w words) change(before, after typedSheet, path form.Path) (old, now i18n.Text) {
	old, now = w.of(before, path), w.of(after, path)
	if f, found := w.def.Field(path.Key()); found && f.Masked() && old.Key != "" && old.In(i18n.Chinese) == now.In(i18n.Chinese) {
		now = i18n.Msg("workbook.masked.other", "shown", now)
	}
	return old, now
}

// place names a cell, with the names of units and people in place of their ids.
func (w words) place(values form.Values, path form.Path) form.Place {
	return w.named(form.PlaceOf(w.def, values, path))
}

func (w words) named(p form.Place) form.Place {
	if name := w.name(p.Row); name != "" {
		p.Row = name
	}
	return p
}

func (w words) name(id string) string {
	if w.dir == nil || id == "" {
		return ""
	}
	return w.dir.Name(id)
}

// orNone is a text, or the word for an empty cell.
func orNone(text i18n.Text) i18n.Text {
	if text.Key == "" {
		return i18n.Msg("workbook.none")
	}
	return text
}

// plainText is a text that is the same in every language.
func plainText(text string) i18n.Text { return i18n.Msg("workbook.text", "text", text) }
