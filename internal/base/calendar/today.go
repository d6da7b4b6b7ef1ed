package calendar

import (
	"time"

	"nianlun/internal/engine/period"
)

// Zone is the civil time of the whole country: UTC+8 without summer time.
var Zone = time.FixedZone("UTC+8", 8*60*60)

// Today is the civil day of a moment.
func Today(now time.Time) period.Date { return period.DateOf(now.In(Zone)) }
