// Package mandates owns the pages of what the bureau above asks: the list, a mandate
// with its terms and changes, issuing it to the own schools, and each period with its
// roll-up, from the sums down to the school's cell and on to the receipt.
//
// It never decides anything: every act ends in one method of work/collect/levels. A
// roll-up looks like any return, since it is one sheet: web/collect/sheet paints it. The
// terms of issuing are those of any campaign: web/collect/terms asks for them.
package mandates

import (
	"nianlun/internal/web/door"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/collect/levels"
)

// Pages are the pages of mandates.
type Pages struct {
	Returns *collect.Service
	Levels  *levels.Service
}

// Routes are the pages of what the bureau above asks.
func (p Pages) Routes() []door.Route {
	return []door.Route{
		{Method: "GET", Path: "/collect/mandates", Handle: p.mandateList},
		{Method: "GET", Path: "/collect/mandates/{mandate}", Handle: p.mandateShow},
		{Method: "POST", Path: "/collect/mandates/{mandate}/accept", Handle: p.mandateAccept},
		{Method: "GET", Path: "/collect/mandates/{mandate}/issue", Handle: p.mandateIssue},
		{Method: "POST", Path: "/collect/mandates/{mandate}/issue", Handle: p.mandateOpen},
		{Method: "GET", Path: "/collect/mandates/{mandate}/periods/{period}", Handle: p.periodShow},
		{Method: "POST", Path: "/collect/mandates/{mandate}/periods/{period}/handup", Handle: p.periodHandUp, Uploads: true},
		{Method: "POST", Path: "/collect/mandates/{mandate}/periods/{period}/draft", Handle: p.periodDraft},
		{Method: "POST", Path: "/collect/mandates/{mandate}/periods/{period}/sign", Handle: p.periodSign},
		{Method: "POST", Path: "/collect/mandates/{mandate}/periods/{period}/withdraw", Handle: p.periodWithdraw},
		{Method: "POST", Path: "/collect/mandates/{mandate}/periods/{period}/correct", Handle: p.periodCorrect},
		{Method: "POST", Path: "/collect/mandates/{mandate}/periods/{period}/endorse", Handle: p.periodEndorse},
		{Method: "GET", Path: "/collect/mandates/{mandate}/periods/{period}/cells", Handle: p.periodCell},
		{Method: "GET", Path: "/collect/mandates/{mandate}/periods/{period}/files/{file}", Handle: p.periodFile},
		{Method: "POST", Path: "/collect/mandates/{mandate}/periods/{period}/sendon", Handle: p.periodSendOn},
		{Method: "GET", Path: "/collect/mandates/{mandate}/periods/{period}/receipt", Handle: p.periodReceipt},
	}
}
