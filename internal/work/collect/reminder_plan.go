package collect

import (
	"nianlun/internal/engine/period"
	"nianlun/internal/engine/workdays"
	"nianlun/internal/kit/fault"
)

// ReminderPlan says when the clock reminds a unit of a return. All counts are
// working days; 0 leaves the reminder out, and the zero plan reminds nobody.
type ReminderPlan struct {
	Before int  `json:"before,omitempty"` // so many days before the deadline
	OnDay  bool `json:"onDay,omitempty"`  // on the deadline itself
	Every  int  `json:"every,omitempty"`  // after the deadline, again each so many days
	Head   int  `json:"head,omitempty"`   // from this reminder after the deadline on, the head is told too
}

// Empty reports whether the plan reminds nobody.
func (p ReminderPlan) Empty() bool { return p.Before == 0 && !p.OnDay && p.Every == 0 }

// longestReminder bounds the counts of a plan: a year of working days is no plan.
const longestReminder = 60

func (p ReminderPlan) check(bad *fault.Error) {
	for _, field := range []struct {
		path string
		days int
	}{{"before", p.Before}, {"every", p.Every}, {"head", p.Head}} {
		if field.days < 0 || field.days > longestReminder {
			_ = bad.With(field.path, "collect.need.days", "most", longestReminder)
		}
	}
}

// call is one reminder that a plan asks for.
type call struct {
	On    period.Date // the working day on which it falls
	Round int         // which one after the deadline; 0 on the deadline and before
}

// latest is the newest reminder that the plan asks for by a day; false when there
// is none. Whoever was away for weeks is given that one and not all that were
// missed.
func (p ReminderPlan) latest(days workdays.Calendar, o Obligation, today period.Date) (call, bool) {
	deadline := o.Deadline()
	if today.After(deadline) && p.Every > 0 {
		if round := days.WorkdaysBetween(deadline, today).Days / p.Every; round > 0 {
			return call{days.AddWorkdays(deadline, round*p.Every).Date, round}, true
		}
	}
	var found call
	for _, on := range p.ahead(days, deadline) {
		if !on.After(today) && on.After(found.On) && on.After(o.sentBackOn()) {
			found.On = on
		}
	}
	return found, !found.On.IsZero()
}

// ahead are the days of the reminders that come no later than the deadline. A
// deadline on a day off is reminded of on the working day before.
func (p ReminderPlan) ahead(days workdays.Calendar, deadline period.Date) []period.Date {
	var on []period.Date
	if p.Before > 0 {
		on = append(on, days.AddWorkdays(deadline, -p.Before).Date)
	}
	if p.OnDay && days.IsWorkday(deadline) {
		on = append(on, deadline)
	} else if p.OnDay {
		on = append(on, days.AddWorkdays(deadline, -1).Date)
	}
	return on
}

// headToo reports whether a reminder goes to the head as well.
func (p ReminderPlan) headToo(c call) bool { return p.Head > 0 && c.Round >= p.Head }
