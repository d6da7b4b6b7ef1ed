package collect

import (
	"context"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/period"
)

// nearParam is how many working days before a deadline a light turns amber.
const nearParam = "light.amber.workdays"

// Nearness tells whether a deadline is near: at most so many working days away,
// today counted as none, by the bureau's own parameter.
func (s *Service) Nearness(ctx context.Context, bureau string) (func(deadline period.Date) bool, error) {
	limit, known, err := s.Params.Number(ctx, bureau, nearParam, s.today())
	if err != nil {
		return nil, err
	}
	days, err := s.Calendar.Calendar(ctx, bureau)
	if err != nil {
		return nil, err
	}
	today := s.today()
	return func(deadline period.Date) bool {
		if !known || deadline.IsZero() || deadline.DaysSince(today) > 366 {
			return false
		}
		return decimal.NewFromInt(int64(days.WorkdaysBetween(today, deadline).Days)).LessThanOrEqual(limit)
	}, nil
}
