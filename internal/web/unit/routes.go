// Package unit owns the pages of the bureau's units: the list, one unit with what
// happened to it, and the changes of structure.
//
// It never decides anything: every act ends in one method of base/org.
package unit

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/web/door"
)

// Units is the organisation; base/org fulfils it.
type Units interface {
	AllUnits(ctx context.Context, bureau string) ([]org.Unit, error)
	Events(ctx context.Context, by access.Actor, unit string) ([]org.Event, error)
	Foresee(ctx context.Context, by access.Actor, in org.Restructuring) ([]i18n.Text, error)
	// RankOf is how a unit of the type bureau stands to the bureau; false where the
	// question makes no sense.
	RankOf(ctx context.Context, bureau string, unit org.Unit) (org.Rank, bool, error)
	Above(ctx context.Context, by access.Actor) ([]org.Upper, error)
	Agree(ctx context.Context, by access.Actor, above string) error
	Withdraw(ctx context.Context, by access.Actor, above string) error
	Restructure(ctx context.Context, by access.Actor, in org.Restructuring) (org.Event, error)
}

type pages struct {
	units Units
	today func() period.Date
}

// Routes are the pages of units.
func Routes(units Units, today func() period.Date) []door.Route {
	p := pages{units, today}
	return []door.Route{
		{Method: "GET", Path: "/units", Handle: p.unitList},
		{Method: "GET", Path: "/units/{unit}", Handle: p.unitShow},
		{Method: "GET", Path: "/units/above", Handle: p.unitAbove},
		{Method: "POST", Path: "/units/above", Handle: p.unitAgree},
		{Method: "GET", Path: "/units/change", Handle: p.unitChange},
		{Method: "POST", Path: "/units/change", Handle: p.unitRestructure},
	}
}
