package plan

import (
	"context"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/base/calendar"
	"nianlun/internal/base/param"
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/workdays"
)

// Calendar tells the bureau's working days.
type Calendar interface {
	Calendar(ctx context.Context, bureau string) (workdays.Calendar, error)
}

// Params tells dated parameters.
type Params interface {
	Get(ctx context.Context, bureau, code string, day period.Date) (param.Value, error)
}

// The parameters of the lights.
const (
	paramAmberWorkdays = "light.amber.workdays"
	paramAmberProgress = "light.amber.progress" // percent of the schedule
	paramRedBehind     = "light.red.behind"     // points
)

// lighting is what lights need on one day, asked for once per page.
type lighting struct {
	rules    Rules
	workdays Workdays
}

func (s *Service) rulesOn(ctx context.Context, bureau string, day period.Date) (lighting, error) {
	var numbers [3]decimal.Decimal
	for i, code := range []string{paramAmberWorkdays, paramAmberProgress, paramRedBehind} {
		value, err := s.Params.Get(ctx, bureau, code, day)
		if err != nil {
			return lighting{}, err
		}
		if numbers[i], err = value.Number(); err != nil {
			return lighting{}, err
		}
	}
	cal, err := s.Calendar.Calendar(ctx, bureau)
	if err != nil {
		return lighting{}, err
	}
	rules := Rules{AmberWorkdays: int(numbers[0].IntPart()), AmberShare: numbers[1].Shift(-2), RedBehind: numbers[2]}
	return lighting{rules: rules, workdays: counted(cal)}, nil
}

// counted keeps what it counted: many tasks end on the same day.
func counted(cal workdays.Calendar) Workdays {
	type span struct{ from, to period.Date }
	known := map[span]int{}
	return func(from, to period.Date) int {
		if to.IsZero() || !to.After(from) {
			return 0
		}
		key := span{from, to}
		n, seen := known[key]
		if !seen {
			n = cal.WorkdaysBetween(from, to).Days
			known[key] = n
		}
		return n
	}
}

func dayOf(t time.Time) period.Date { return calendar.Today(t) }
