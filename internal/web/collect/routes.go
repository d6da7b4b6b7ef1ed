// Package collect owns the pages of returns: what a school owes, a campaign's
// matrix, and one return to fill or to decide on.
//
// It never decides anything: every act ends in one method of work/collect.
package collect

import (
	"nianlun/internal/web/door"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/levels"
)

type pages struct {
	returns *collect.Service
	levels  *levels.Service
}

// Routes are the pages of campaigns and returns.
func Routes(returns *collect.Service, levels *levels.Service) []door.Route {
	p := pages{returns, levels}
	return []door.Route{
		{Method: "GET", Path: "/collect", Handle: p.home},
		{Method: "GET", Path: "/collect/burden", Handle: p.burdenShow},
		{Method: "GET", Path: "/collect/burden/book", Handle: p.burdenBook},
		{Method: "GET", Path: "/collect/burden/units/{unit}", Handle: p.burdenUnit},

		{Method: "GET", Path: "/collect/campaigns/new", Handle: p.campaignNew},
		{Method: "POST", Path: "/collect/campaigns", Handle: p.campaignOpen},
		{Method: "GET", Path: "/collect/campaigns/{campaign}", Handle: p.campaignShow},
		{Method: "POST", Path: "/collect/campaigns/{campaign}/chase", Handle: p.campaignChase},
		{Method: "GET", Path: "/collect/campaigns/{campaign}/workbook.xlsx", Handle: p.campaignBookOut},
		{Method: "GET", Path: "/collect/campaigns/{campaign}/workbook", Handle: p.campaignBook},
		{Method: "POST", Path: "/collect/campaigns/{campaign}/workbook", Handle: p.campaignBookTake, Uploads: true},
		{Method: "GET", Path: "/collect/campaigns/{campaign}/workbook/{file}", Handle: p.campaignBookShow},
		{Method: "POST", Path: "/collect/campaigns/{campaign}/workbook/{file}", Handle: p.campaignBookSave},
		{Method: "GET", Path: "/collect/campaigns/{campaign}/workbook/{file}/marked.xlsx", Handle: p.campaignBookMarked},
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

		{Method: "GET", Path: "/collect/mandates", Handle: p.mandateList},
		{Method: "GET", Path: "/collect/mandates/{mandate}", Handle: p.mandateShow},
		{Method: "POST", Path: "/collect/mandates/{mandate}/accept", Handle: p.mandateAccept},
		{Method: "GET", Path: "/collect/mandates/{mandate}/issue", Handle: p.mandateIssue},
		{Method: "POST", Path: "/collect/mandates/{mandate}/issue", Handle: p.mandateOpen},
		{Method: "GET", Path: "/collect/mandates/{mandate}/periods/{period}", Handle: p.periodShow},
		{Method: "POST", Path: "/collect/mandates/{mandate}/periods/{period}/handup", Handle: p.periodHandUp, Uploads: true},
		{Method: "POST", Path: "/collect/mandates/{mandate}/periods/{period}/sign", Handle: p.periodSign},
		{Method: "POST", Path: "/collect/mandates/{mandate}/periods/{period}/withdraw", Handle: p.periodWithdraw},
		{Method: "POST", Path: "/collect/mandates/{mandate}/periods/{period}/correct", Handle: p.periodCorrect},
		{Method: "POST", Path: "/collect/mandates/{mandate}/periods/{period}/endorse", Handle: p.periodEndorse},
		{Method: "GET", Path: "/collect/mandates/{mandate}/periods/{period}/cells", Handle: p.periodCell},
		{Method: "POST", Path: "/collect/mandates/{mandate}/periods/{period}/sendon", Handle: p.periodSendOn},
		{Method: "GET", Path: "/collect/mandates/{mandate}/periods/{period}/receipt", Handle: p.periodReceipt},

		{Method: "GET", Path: "/collect/returns/{return}", Handle: p.returnShow},
		{Method: "POST", Path: "/collect/returns/{return}", Handle: p.returnSave, Uploads: true},
		{Method: "GET", Path: "/collect/returns/{return}/files/{file}", Handle: p.returnFile},
		{Method: "GET", Path: "/collect/returns/{return}/print", Handle: p.returnPrint},
		{Method: "GET", Path: "/collect/returns/{return}/thumbs/{file}", Handle: p.returnThumb},
		{Method: "POST", Path: "/collect/returns/{return}/draft", Handle: p.returnDraft, Uploads: true},
		{Method: "POST", Path: "/collect/returns/{return}/sign", Handle: p.returnSign},
		{Method: "POST", Path: "/collect/returns/{return}/back", Handle: p.returnBack},
		{Method: "POST", Path: "/collect/returns/{return}/review", Handle: p.returnReview},
		{Method: "POST", Path: "/collect/returns/{return}/lock", Handle: p.returnLock},
		{Method: "POST", Path: "/collect/returns/{return}/withdraw", Handle: p.returnWithdraw},
		{Method: "POST", Path: "/collect/returns/{return}/reveal", Handle: p.returnReveal},
		{Method: "POST", Path: "/collect/returns/{return}/exempt", Handle: p.returnExempt},
		{Method: "POST", Path: "/collect/returns/{return}/oblige", Handle: p.returnOblige},

		{Method: "GET", Path: "/collect/past", Handle: p.past},
		{Method: "GET", Path: "/collect/past/template.xlsx", Handle: p.pastOut},
		{Method: "POST", Path: "/collect/past/{form}", Handle: p.pastTake, Uploads: true},
		{Method: "GET", Path: "/collect/past/{form}/files/{file}", Handle: p.pastShow},
		{Method: "POST", Path: "/collect/past/{form}/files/{file}", Handle: p.pastSave},
		{Method: "GET", Path: "/collect/past/{form}/files/{file}/marked.xlsx", Handle: p.pastMarked},

		{Method: "GET", Path: "/collect/returns/{return}/workbook.xlsx", Handle: p.returnBookOut},
		{Method: "GET", Path: "/collect/returns/{return}/workbook", Handle: p.returnBook},
		{Method: "POST", Path: "/collect/returns/{return}/workbook", Handle: p.returnBookTake, Uploads: true},
		{Method: "GET", Path: "/collect/returns/{return}/workbook/{file}", Handle: p.returnBookShow},
		{Method: "POST", Path: "/collect/returns/{return}/workbook/{file}", Handle: p.returnBookSave},
		{Method: "GET", Path: "/collect/returns/{return}/workbook/{file}/marked.xlsx", Handle: p.returnBookMarked},

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
