package sheet

import (
	"strings"

	"nianlun/internal/engine/form"
	"nianlun/internal/web/ui"
)

// askedWords tells a clerk, at the field, why it is asked although another form,
// the register or an indicator has the value: the reason of whoever asks.
func (p Painter) askedWords() func(f *form.Field) string {
	why := map[string]string{}
	for _, again := range p.one.Campaign.Again {
		var held []string
		for _, h := range again.Held {
			held = append(held, ui.T(p.ctx, "collect.again."+string(h.From), "title", h.Title, "name", h.Name))
		}
		why[again.Field] = ui.T(p.ctx, "collect.again.why", "held", strings.Join(held, ui.T(p.ctx, "form.place.and")), "reason", again.Reason)
	}
	return func(f *form.Field) string { return why[f.Key()] }
}
