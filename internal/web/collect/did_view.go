package collect

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/web/collect/say"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

// didView says in one place what came of an act on many returns: on how many it was
// done, and each on which it was not, by reason.
type didView struct {
	Done    string // "" when nothing was done
	Refused string // how many were refused; "" for none
	Reasons []refusedReason
}

// refusedReason is why an act was not done, with the returns of which that is so.
type refusedReason struct {
	Why  string
	Rows []refusedRow
	More string // those beyond what is listed
}

type refusedRow struct{ Words, Href string }

// refusedShown is how many returns are listed of one reason.
const refusedShown = 300

// didOf names what was refused; done is the key that counts what was not.
func (p pages) didOf(ctx context.Context, by access.Actor, done string, results []collect.Result) (didView, error) {
	refused, err := p.returns.Refused(ctx, by, results)
	if err != nil || len(results) == 0 {
		return didView{}, err
	}
	view := didView{Reasons: reasonsOf(ctx, refused)}
	did, words := len(results)-len(refused), "collect.refused"
	if did > 0 {
		view.Done = ui.T(ctx, done, "n", did)
	} else {
		words = "collect.refused.all"
	}
	if len(refused) > 0 {
		view.Refused = ui.T(ctx, words, "n", len(refused))
	}
	return view, nil
}

// reasonsOf puts returns that were refused for one reason together.
func reasonsOf(ctx context.Context, refused []collect.RefusedReturn) []refusedReason {
	at, count := map[string]int{}, map[string]int{}
	var reasons []refusedReason
	for _, one := range refused {
		why := faultWords(ctx, one.Err)
		i, known := at[why]
		if !known {
			i, at[why] = len(reasons), len(reasons)
			reasons = append(reasons, refusedReason{Why: why})
		}
		count[why]++
		if one.ID != "" && len(reasons[i].Rows) < refusedShown {
			reasons[i].Rows = append(reasons[i].Rows, refusedRow{
				Words: ui.T(ctx, "collect.refused.one", "unit", one.UnitName, "title", one.Title, "period", say.Period(ctx, one.Period)),
				Href:  collect.Link(one.ID),
			})
		}
	}
	for i := range reasons {
		if rest := count[reasons[i].Why] - len(reasons[i].Rows); rest > 0 {
			reasons[i].More = ui.T(ctx, "collect.refused.more", "n", rest)
		}
	}
	return reasons
}
