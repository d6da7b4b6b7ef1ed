package plan

import (
	"github.com/shopspring/decimal"

	"nianlun/internal/engine/period"
)

// Measure says how far a task is and how far it should be, both as shares from
// 0 to 1. What cannot be known is nil, and a light never guesses it.
type Measure struct {
	Share    *decimal.Decimal // done
	Schedule *decimal.Decimal // expected on the day
	Reached  bool             // the target is met, or every milestone done
	Lost     bool             // a level that was to be kept is not kept today
	By       Yardstick
}

// Yardstick is what the measure was taken from.
type Yardstick string

// The yardsticks.
const (
	ByTarget     Yardstick = "target"
	ByMilestones Yardstick = "milestones"
)

var one = decimal.NewFromInt(1)

// MeasureTarget measures by a figure: done is (value − base) / (target − base),
// expected is the elapsed share of start to due. A target that the base already
// met is a level to keep: it has no share, only Reached or Lost. Without a base
// a target that grows starts from nothing; one that shrinks has no share.
func MeasureTarget(target Target, value, base *decimal.Decimal, start, due, day period.Date) Measure {
	m := Measure{By: ByTarget, Schedule: elapsed(start, due, day)}
	if value == nil {
		return m
	}
	m.Reached = target.Met(*value)
	if base == nil && target.Op != AtMost && target.Value.IsPositive() {
		base = &decimal.Zero
	}
	switch {
	case m.Reached:
		m.Share = &one
	case base == nil:
	case target.Met(*base):
		m.Lost = true
	default:
		share := clamp(value.Sub(*base).DivRound(target.Value.Sub(*base), 6))
		m.Share = &share
	}
	return m
}

// MeasureMilestones measures by steps: done is the share of milestones that are
// done, expected the share whose day has passed. Their own days say more than an
// even pace would: a task whose steps all lie in autumn is not behind in June.
func MeasureMilestones(milestones []Milestone, day period.Date) Measure {
	if len(milestones) == 0 {
		return Measure{}
	}
	var done, expected int64
	for _, m := range milestones {
		if !m.Done.IsZero() {
			done++
		}
		if !m.Due.IsZero() && m.Due.Before(day) {
			expected++
		}
	}
	all := decimal.NewFromInt(int64(len(milestones)))
	share, schedule := decimal.NewFromInt(done).DivRound(all, 6), decimal.NewFromInt(expected).DivRound(all, 6)
	return Measure{
		By: ByMilestones, Share: &share, Schedule: &schedule,
		Reached: done == int64(len(milestones)),
	}
}

// elapsed is the share of start to due that has passed at the end of day; nil
// without a due day. A task without a start began with its year.
func elapsed(start, due, day period.Date) *decimal.Decimal {
	if due.IsZero() {
		return nil
	}
	if start.IsZero() {
		start = period.Date{Year: due.Year, Month: 1, Day: 1}
	}
	whole := due.DaysSince(start)
	if whole <= 0 {
		share := decimal.Zero
		if !day.Before(due) {
			share = one
		}
		return &share
	}
	share := clamp(decimal.NewFromInt(int64(day.DaysSince(start))).DivRound(decimal.NewFromInt(int64(whole)), 6))
	return &share
}

func clamp(share decimal.Decimal) decimal.Decimal {
	if share.IsNegative() {
		return decimal.Zero
	}
	return decimal.Min(share, one)
}
