// Package workbooks owns the pages on which returns go out as workbooks and come back:
// one return, a whole campaign, the returns of past years.
//
// It never decides anything: every act ends in one method of work/collect, and nothing
// is saved before somebody has looked at what a workbook would change.
package workbooks

import (
	"nianlun/internal/web/door"
	"nianlun/internal/work/collect"
)

// Pages are the pages of workbooks.
type Pages struct{ Returns *collect.Service }

// Routes are the pages on which returns go out as workbooks and come back.
func (p Pages) Routes() []door.Route {
	return []door.Route{
		{Method: "GET", Path: "/collect/campaigns/{campaign}/workbook.xlsx", Handle: p.campaignBookOut},
		{Method: "GET", Path: "/collect/campaigns/{campaign}/workbook", Handle: p.campaignBook},
		{Method: "POST", Path: "/collect/campaigns/{campaign}/workbook", Handle: p.campaignBookTake, Uploads: true},
		{Method: "GET", Path: "/collect/campaigns/{campaign}/workbook/{file}", Handle: p.campaignBookShow},
		{Method: "POST", Path: "/collect/campaigns/{campaign}/workbook/{file}", Handle: p.campaignBookSave},
		{Method: "GET", Path: "/collect/campaigns/{campaign}/workbook/{file}/marked.xlsx", Handle: p.campaignBookMarked},
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
	}
}
