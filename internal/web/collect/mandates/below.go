package mandates

import (
	"context"

	"nianlun/internal/base/org"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// Below says how far a bureau below is with a return that it owes: counts, and
// nothing of its schools; "" for schools and for what is handed up.
func (p Pages) Below(ctx context.Context, one collect.Return) (string, error) {
	if one.Unit.Type != org.BureauUnit {
		return "", nil
	}
	progress, is, err := p.Levels.Below(ctx, door.By(ctx), one.Obligation)
	if err != nil || !is {
		return "", err
	}
	words := ui.T(ctx, "mandate.below.unissued")
	if progress.Issued {
		words = ui.T(ctx, "mandate.below.asked", "total", progress.Asked, "handed", progress.HandedIn, "done", progress.Reviewed)
	}
	return ui.T(ctx, "mandate.below", "words", words), nil
}
