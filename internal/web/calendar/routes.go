// Package calendar owns the pages of the bureau's school calendar: the terms of the
// school years, and entering those of one.
//
// It never decides anything: every act ends in one method of base/calendar.
package calendar

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/base/calendar"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/web/door"
)

// Terms is the school calendar; base/calendar fulfils it.
type Terms interface {
	SchoolYears(ctx context.Context, by access.Actor, first, last int) ([]calendar.SchoolYear, error)
	ForeseeTerms(ctx context.Context, by access.Actor, year calendar.SchoolYear) ([]i18n.Text, error)
	SetTerms(ctx context.Context, by access.Actor, year calendar.SchoolYear) error
	Today() period.Date
}

type pages struct{ terms Terms }

// Routes are the pages of the school calendar.
func Routes(terms Terms) []door.Route {
	p := pages{terms}
	return []door.Route{
		{Method: "GET", Path: "/calendar", Handle: p.termsList},
		{Method: "GET", Path: "/calendar/terms/{year}", Handle: p.termsAsk},
		{Method: "POST", Path: "/calendar/terms/{year}", Handle: p.termsSet},
	}
}
