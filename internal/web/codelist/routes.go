// Package codelist owns the pages of the bureau's lists of codes: all of them, one
// with its items, writing the next version in a grid, publishing it, its versions,
// and its way to Excel and back.
//
// It never decides anything: every act ends in one method of base/codelist.
package codelist

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/base/codelist"
	"nianlun/internal/web/door"
	"nianlun/internal/work/design"
)

// Lists are the bureau's lists; base/codelist fulfils it. Every method checks the
// actor's rights.
type Lists interface {
	Lists(ctx context.Context, by access.Actor) ([]codelist.List, error)
	Open(ctx context.Context, by access.Actor, code string) (codelist.Opened, error)
	Version(ctx context.Context, by access.Actor, code string, no int) (codelist.Version, error)
	History(ctx context.Context, by access.Actor, code string) ([]codelist.Edition, error)
	Start(ctx context.Context, by access.Actor, in codelist.Start) (codelist.List, error)
	Save(ctx context.Context, by access.Actor, in codelist.Save) (codelist.List, error)
	Discard(ctx context.Context, by access.Actor, code string, base int) (l codelist.List, gone bool, err error)
	Publish(ctx context.Context, by access.Actor, in codelist.Publish) (codelist.Version, error)
	Close(ctx context.Context, by access.Actor, code string, base int, reason string) (codelist.List, error)
	Reopen(ctx context.Context, by access.Actor, code string, base int, reason string) (codelist.List, error)
}

// Forms are the forms that use lists, and that have some of their own; work/design
// fulfils it.
type Forms interface {
	List(ctx context.Context, by access.Actor) ([]design.Line, error)
	Open(ctx context.Context, by access.Actor, draft string) (design.Open, error)
	FormsUsing(ctx context.Context, by access.Actor, list string) ([]design.ListForm, error)
}

// People knows what people are called; base/org fulfils it.
type People interface {
	PeopleNames(ctx context.Context, bureau string, ids []string) (map[string]string, error)
}

type pages struct {
	lists  Lists
	forms  Forms
	people People
}

// Routes are the pages of lists.
func Routes(lists Lists, forms Forms, people People) []door.Route {
	p := pages{lists, forms, people}
	return []door.Route{
		{Method: "GET", Path: "/codelists", Handle: p.codelistList},
		{Method: "GET", Path: "/codelists/new", Handle: p.codelistNew},
		{Method: "POST", Path: "/codelists", Handle: p.codelistStart, Uploads: true},
		{Method: "GET", Path: "/codelists/{list}", Handle: p.codelistShow},
		{Method: "GET", Path: "/codelists/{list}/export", Handle: p.codelistExport},
		{Method: "GET", Path: "/codelists/{list}/edit", Handle: p.codelistEdit},
		{Method: "POST", Path: "/codelists/{list}/edit", Handle: p.codelistSave},
		{Method: "POST", Path: "/codelists/{list}/import", Handle: p.codelistImport, Uploads: true},
		{Method: "GET", Path: "/codelists/{list}/publish", Handle: p.publishShow},
		{Method: "POST", Path: "/codelists/{list}/publish", Handle: p.publishDo},
		{Method: "POST", Path: "/codelists/{list}/close", Handle: p.codelistClose},
		{Method: "POST", Path: "/codelists/{list}/reopen", Handle: p.codelistReopen},
	}
}

const listPath = "/codelists"

func codelistPath(code string) string { return listPath + "/" + code }
