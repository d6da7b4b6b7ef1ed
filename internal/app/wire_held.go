package app

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/work/collect"
)

// held lets collecting know what the bureau holds beside its returns.
type held struct{ app *App }

// registerFields are the fields of a unit's entry in the register that a form
// might ask for once more, with the key of their name.
var registerFields = map[string]string{
	"code": "collect.register.code", "name": "collect.register.name", "type": "collect.register.type", "zone": "collect.register.zone",
}

// Holdings implements collect.Holdings. Names are Chinese, as those of forms are.
func (h held) Holdings(ctx context.Context, bureau string) ([]collect.Holding, error) {
	var out []collect.Holding
	for code, key := range registerFields {
		out = append(out, collect.Holding{From: collect.FromRegister, Code: code, Name: i18n.Chinese.T(key)})
	}
	versions, err := h.app.Indicators.List(ctx, access.System(bureau))
	if err != nil {
		return nil, err
	}
	for _, v := range versions {
		d := v.Definition()
		holding := collect.Holding{From: collect.FromIndicator, Code: d.Code, Name: d.Name, Unit: d.Unit, Number: true}
		for _, o := range d.Operands {
			holding.Forms = append(holding.Forms, o.Form)
		}
		out = append(out, holding)
	}
	return out, nil
}
