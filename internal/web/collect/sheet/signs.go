package sheet

import (
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/ui"
)

// Signs are the places of the signatures, in order.
func (p Painter) Signs() ([]ui.SignView, string) {
	ctx := p.ctx
	var signs []ui.SignView
	awaited := false
	for _, role := range p.one.Campaign.Signatures {
		sign := ui.SignView{Role: ui.T(ctx, "collect.sign."+string(role)), Name: ui.T(ctx, "collect.sign.empty"), Light: ui.Grey}
		for _, s := range p.o.Paper.Signatures {
			if s.Role == role {
				sign.Name, sign.Light, sign.Signed = s.Name, ui.Blue, true
				sign.Words = ui.T(ctx, "collect.signed", "at", say.Clock(ctx, s.At))
			}
		}
		if !sign.Signed {
			sign.Words = ui.T(ctx, "collect.sign.after")
			if !awaited {
				sign.Words = ui.T(ctx, "collect.sign.next")
				awaited = true
			}
		}
		signs = append(signs, sign)
	}
	hint := ""
	if len(signs) > 1 {
		hint = ui.T(ctx, "collect.sign.hint")
	}
	return signs, hint
}
