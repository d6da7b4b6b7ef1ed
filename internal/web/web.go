// Package web owns the front of the house for browsers: the one table of all
// addresses, the rail, and the bundled assets.
//
// It never answers a request itself: the folder of each work does, behind door.
package web

import (
	"context"
	"embed"
	"io/fs"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/web/collect/burdens"
	"nianlun/internal/web/collect/mandates"
	"nianlun/internal/web/collect/workbooks"
	"nianlun/internal/web/desk"
	"nianlun/internal/web/document"
	"nianlun/internal/web/door"
	"nianlun/internal/web/plan"
	"nianlun/internal/web/ui"
)

// `make assets` fills the folder; .gitkeep lets the program build without.
//
//go:embed all:dist
var dist embed.FS

// Assets are the bundled scripts, styles and icons.
func Assets() (*ui.Assets, error) {
	files, err := fs.Sub(dist, "dist")
	if err != nil {
		return nil, err
	}
	return ui.NewAssets(files)
}

// Pages are the pages of every work.
type Pages struct {
	Desk       desk.Pages
	Plan       plan.Pages
	Collect    []door.Route
	Mandates   mandates.Pages
	Workbooks  workbooks.Pages
	Burdens    burdens.Pages
	Designs    []door.Route
	CodeLists  []door.Route
	Indicators []door.Route
	Units      []door.Route
	Calendar   []door.Route
	Account    []door.Route
	Documents  document.Pages
	Drafts     document.DraftPages
	Hooks      []door.Route
}

// Routes is the table of all addresses. Public ones say so in their own folder;
// a test lists them.
func (p Pages) Routes() []door.Route {
	return slices.Concat(
		desk.Routes(p.Desk),            // /desk /notices
		plan.Routes(p.Plan),            // /plan/tasks /ring
		p.Collect,                      // /collect
		p.Mandates.Routes(),            // /collect/mandates
		p.Workbooks.Routes(),           // /collect/past and .../workbook
		p.Burdens.Routes(),             // /collect/burden
		p.Designs,                      // /forms /designs
		p.CodeLists,                    // /codelists
		p.Indicators,                   // /indicators /figures
		p.Units,                        // /units
		p.Calendar,                     // /calendar
		p.Account,                      // /account
		document.Routes(p.Documents),   // /documents
		document.DraftRoutes(p.Drafts), // /drafts /issues
		p.Hooks,                        // /hooks
	)
}

// entry is a place in the rail and what a post must be able to read to see it.
type entry struct {
	code, key, href, icon string
	kind                  access.Kind // "" for everybody
	near                  bool
	whole                 bool // only for posts that read all of the kind
}

var entries = []entry{
	{code: "desk", key: "nav.desk", href: "/desk", icon: "desk", near: true},
	{code: "ring", key: "nav.ring", href: "/ring", icon: "ring", kind: access.Plan},
	{code: "tasks", key: "nav.tasks", href: "/plan/tasks", icon: "task", kind: access.Task, near: true},
	{code: "collect", key: "nav.collect", href: "/collect", icon: "fill", kind: access.Campaign, near: true},
	{code: "indicators", key: "nav.indicators", href: "/indicators", icon: "chart", kind: access.Indicator},
	{code: "documents", key: "nav.documents", href: "/documents", icon: "doc", kind: access.Document, near: true},
	{code: "units", key: "nav.units", href: "/units", icon: "place", kind: access.Unit, whole: true},
	{code: "hooks", key: "nav.hooks", href: "/hooks", icon: "bell", kind: access.Hook, whole: true},
}

// Nav is the rail: only what the post may open.
func Nav(ctx context.Context, by access.Actor) ([]ui.NavGroup, error) {
	var group ui.NavGroup
	for _, e := range entries {
		scope := access.Scope(by, access.Read, e.kind)
		if e.kind != "" && (scope.Empty() || e.whole && !scope.All) {
			continue
		}
		group.Items = append(group.Items, ui.NavItem{Code: e.code, Words: ui.T(ctx, e.key), Href: e.href, Icon: e.icon, Near: e.near})
	}
	return []ui.NavGroup{group}, nil
}
