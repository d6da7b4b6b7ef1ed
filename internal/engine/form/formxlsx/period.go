package formxlsx

import (
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/i18n"
)

// periodName is what people call a period, in the language of the workbook; the id itself for what is no period.
func periodName(t form.T, id string) string {
	p, err := period.Parse(id)
	if err != nil {
		return id
	}
	return spoken(t, p.Text())
}

// periodText is what stands in a cell for a period: its name where that leads back to it, otherwise its id.
func periodText(t form.T, f *form.Field, id string) string {
	name := periodName(t, id)
	if v, flt := f.Type.Decode(f, name); flt == nil && v.Text() == id {
		return name
	}
	return id
}

func spoken(t form.T, text i18n.Text) string {
	args := make([]any, len(text.Args))
	for i, arg := range text.Args {
		if inner, ok := arg.(i18n.Text); ok {
			arg = spoken(t, inner)
		}
		args[i] = arg
	}
	return t(text.Key, args...)
}
