// Package collect owns the pages of returns: what a school owes, a campaign's
// matrix, and one return to fill or to decide on. Beside it stand rooms with pages of
// their own: burdens, mandates, workbooks. All of them stand on what makes no page: the
// form of terms, the sheet of a return, filters, links and how the pages speak.
//
// It never decides anything: every act ends in one method of work/collect.
package collect

import (
	"context"

	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect"
)

type pages struct {
	returns *collect.Service
	levels  Levels
}

// Levels says what concerns the bureaus above and below; mandates.Pages fulfils it.
type Levels interface {
	// Asked are lines for what the bureau above asks and the reader may see.
	Asked(ctx context.Context) ([]ui.OwedRow, error)
	// Below says how far a bureau below is with the return that it owes; "" for
	// whom there is nothing to say of.
	Below(ctx context.Context, one collect.Return) (string, error)
}

// Routes are the pages of campaigns and returns.
func Routes(returns *collect.Service, levels Levels) []door.Route {
	p := pages{returns, levels}
	return []door.Route{
		{Method: "GET", Path: "/collect", Handle: p.home},

		{Method: "GET", Path: "/collect/campaigns/new", Handle: p.campaignNew},
		{Method: "POST", Path: "/collect/campaigns", Handle: p.campaignOpen},
		{Method: "GET", Path: "/collect/campaigns/{campaign}", Handle: p.campaignShow},
		{Method: "POST", Path: "/collect/campaigns/{campaign}/chase", Handle: p.campaignChase},
		{Method: "POST", Path: "/collect/campaigns/{campaign}/lock", Handle: p.campaignLock},
		{Method: "GET", Path: "/collect/campaigns/{campaign}/version", Handle: p.versionShow},
		{Method: "POST", Path: "/collect/campaigns/{campaign}/version", Handle: p.versionMove},
		{Method: "GET", Path: "/collect/campaigns/{campaign}/held", Handle: p.campaignHeld},
		{Method: "POST", Path: "/collect/campaigns/{campaign}/held", Handle: p.campaignRelease},
		{Method: "GET", Path: "/collect/campaigns/{campaign}/change", Handle: p.campaignChange},
		{Method: "POST", Path: "/collect/campaigns/{campaign}/change", Handle: p.campaignTerms},
		{Method: "GET", Path: "/collect/campaigns/{campaign}/end", Handle: p.campaignEnding},
		{Method: "POST", Path: "/collect/campaigns/{campaign}/end", Handle: p.campaignEnd},
		{Method: "POST", Path: "/collect/campaigns/{campaign}/reopen", Handle: p.campaignReopen},
		{Method: "GET", Path: "/collect/chase", Handle: p.chaseShow},
		{Method: "POST", Path: "/collect/chase", Handle: p.chaseRemind},

		{Method: "GET", Path: "/collect/returns/{return}", Handle: p.returnShow},
		{Method: "POST", Path: "/collect/returns/{return}", Handle: p.returnSave, Uploads: true},
		{Method: "GET", Path: "/collect/returns/{return}/files/{file}", Handle: p.returnFile},
		{Method: "GET", Path: "/collect/returns/{return}/print", Handle: p.returnPrint},
		{Method: "GET", Path: "/collect/returns/{return}/thumbs/{file}", Handle: p.returnThumb},
		{Method: "POST", Path: "/collect/returns/{return}/draft", Handle: p.returnDraft, Uploads: true},
		{Method: "GET", Path: passOnHref, Handle: p.chasePass},
		{Method: "POST", Path: passOnHref, Handle: p.chasePass},
		{Method: "POST", Path: "/collect/returns/{return}/sign", Handle: p.returnSign},
		{Method: "POST", Path: "/collect/returns/{return}/back", Handle: p.returnBack},
		{Method: "POST", Path: "/collect/returns/{return}/review", Handle: p.returnReview},
		{Method: "POST", Path: "/collect/returns/{return}/lock", Handle: p.returnLock},
		{Method: "POST", Path: "/collect/returns/{return}/withdraw", Handle: p.returnWithdraw},
		{Method: "POST", Path: "/collect/returns/{return}/reveal", Handle: p.returnReveal},
		{Method: "POST", Path: "/collect/returns/{return}/exempt", Handle: p.returnExempt},
		{Method: "POST", Path: "/collect/returns/{return}/oblige", Handle: p.returnOblige},
		{Method: "POST", Path: "/collect/returns/{return}/takeback", Handle: p.returnTakeBack},

		{Method: "GET", Path: "/collect/returns/{return}/correct", Handle: p.correctionAsk},
		{Method: "POST", Path: "/collect/returns/{return}/corrections", Handle: p.correctionFile, Uploads: true},
		{Method: "GET", Path: "/collect/corrections/{correction}", Handle: p.correctionShow},
		{Method: "GET", Path: "/collect/corrections/{correction}/files/{file}", Handle: p.correctionEvidence},
		{Method: "POST", Path: "/collect/corrections/{correction}/sign", Handle: p.correctionSign},
		{Method: "POST", Path: "/collect/corrections/{correction}/decline", Handle: p.correctionDecline},
		{Method: "POST", Path: "/collect/corrections/{correction}/approve", Handle: p.correctionApprove},
		{Method: "POST", Path: "/collect/corrections/{correction}/refuse", Handle: p.correctionRefuse},
		{Method: "POST", Path: "/collect/corrections/{correction}/withdraw", Handle: p.correctionWithdraw},
	}
}
