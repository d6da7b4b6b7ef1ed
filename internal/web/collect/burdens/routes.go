// Package burdens owns the pages of what returns cost the schools: forms, cells and
// minutes by month, all schools beside each other or one with the returns behind it.
//
// It never counts: the numbers are those of work/collect.
package burdens

import (
	"nianlun/internal/web/door"
	"nianlun/internal/work/collect"
)

// Pages are the pages of what returns cost.
type Pages struct{ Returns *collect.Service }

// Routes are the pages of what returns cost the schools.
func (p Pages) Routes() []door.Route {
	return []door.Route{
		{Method: "GET", Path: "/collect/burden", Handle: p.burdenShow},
		{Method: "GET", Path: "/collect/burden/book", Handle: p.burdenBook},
		{Method: "GET", Path: "/collect/burden/units/{unit}", Handle: p.burdenUnit},
	}
}
