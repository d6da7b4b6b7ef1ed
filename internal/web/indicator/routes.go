// Package indicator owns the pages of figures: the board, an indicator, and the
// panel behind a figure, down to the cell and the entry in the log.
//
// It never computes anything: every number comes from work/indicator.
package indicator

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/web/door"
	"nianlun/internal/work/collect"
	"nianlun/internal/work/indicator"
)

// Returns opens the return behind a cell; work/collect fulfils it.
type Returns interface {
	Return(ctx context.Context, by access.Actor, id string) (collect.Return, error)
}

// Uses tells where an indicator is used: tasks, drafts, documents. The app joins
// the works that know.
type Uses interface {
	UsesOf(ctx context.Context, by access.Actor, code string) ([]Use, error)
}

// Use is one place that uses an indicator.
type Use struct {
	Words string
	Href  string
}

type pages struct {
	figures *indicator.Service
	returns Returns
	uses    Uses
}

// Routes are the pages of figures. uses may be nil.
func Routes(figures *indicator.Service, returns Returns, uses Uses) []door.Route {
	p := pages{figures, returns, uses}
	return []door.Route{
		{Method: "GET", Path: "/indicators", Handle: p.board},
		{Method: "GET", Path: "/indicators/{code}", Handle: p.indicatorShow},
		{Method: "GET", Path: "/figures", Handle: p.figureCited},
		{Method: "GET", Path: "/figures/{code}/{period}", Handle: p.figureShow},
	}
}
