// Package design owns the pages on which forms are made: the list of forms, the
// designer with its preview, and publishing.
//
// It never decides anything: every act ends in one method of work/design.
package design

import (
	"nianlun/internal/web/door"
	"nianlun/internal/work/design"
)

type pages struct{ forms *design.Service }

// Routes are the pages of forms and their drafts.
func Routes(forms *design.Service) []door.Route {
	p := pages{forms}
	return []door.Route{
		{Method: "GET", Path: "/forms", Handle: p.formList},
		{Method: "GET", Path: "/forms/new", Handle: p.formNew},
		{Method: "POST", Path: "/forms", Handle: p.formStart, Uploads: true},
		{Method: "GET", Path: "/forms/{form}", Handle: p.formShow},
		{Method: "POST", Path: "/forms/{form}/revise", Handle: p.formRevise},

		{Method: "GET", Path: "/designs/{draft}", Handle: p.designShow},
		{Method: "POST", Path: "/designs/{draft}", Handle: p.designAct},
		{Method: "GET", Path: "/designs/{draft}/preview", Handle: p.previewShow},
		{Method: "POST", Path: "/designs/{draft}/sample", Handle: p.previewSample},
		{Method: "GET", Path: "/designs/{draft}/names", Handle: p.namesShow},
		{Method: "GET", Path: "/designs/{draft}/text", Handle: p.textShow},
		{Method: "POST", Path: "/designs/{draft}/text", Handle: p.textSave},
		{Method: "GET", Path: "/designs/{draft}/publish", Handle: p.publishShow},
		{Method: "POST", Path: "/designs/{draft}/publish", Handle: p.publishDo},
	}
}

func designHref(draft string) string { return "/designs/" + draft }

// atHref is the page of a draft with something of it beside: "field:spent".
func atHref(draft, at string) string { return designHref(draft) + "?at=" + at }
