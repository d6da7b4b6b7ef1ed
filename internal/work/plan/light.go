package plan

import (
	"github.com/shopspring/decimal"

	"nianlun/internal/engine/period"
	"nianlun/internal/kit/i18n"
)

// Colour is the colour of a light. A page shows its shape and word with it.
type Colour string

// The colours, in the order in which they need eyes.
const (
	Red   Colour = "red"
	Amber Colour = "amber"
	Green Colour = "green"
	Grey  Colour = "grey"
	Blue  Colour = "blue"
)

// Colours are all colours, what needs eyes first.
func Colours() []Colour { return []Colour{Red, Amber, Green, Grey, Blue} }

// Urgency sorts lights: 0 is the most urgent.
func (c Colour) Urgency() int {
	for i, colour := range Colours() {
		if c == colour {
			return i
		}
	}
	return len(Colours())
}

// Light is where a task stands: a colour, the word that says how much (逾期 2 天),
// and the sentence that says why.
type Light struct {
	Colour Colour
	Word   i18n.Text
	Why    i18n.Text
}

// Rules are the dated parameters of the lights.
type Rules struct {
	AmberWorkdays int             // near: so many working days left, or fewer
	AmberShare    decimal.Decimal // lagging: done is less than this share of what is expected, 0 to 1
	RedBehind     decimal.Decimal // red: more points behind than this, 0 to 100
}

// Workdays counts the working days after from, up to and with to; 0 when to is
// not later than from. The bureau's calendar gives it.
type Workdays func(from, to period.Date) int

// Facts are what the light of a task depends on besides the day and the rules.
type Facts struct {
	State   TaskState
	Due     period.Date
	DoneOn  period.Date
	Measure Measure
}

// Shine gives a task its light. In order: done is blue and paused is grey;
// what is reached but not closed is green, amber once its day has passed; past
// due or far behind is red; near or lagging is amber; all else is green.
func Shine(f Facts, day period.Date, rules Rules, workdays Workdays) Light {
	switch {
	case f.State == Done:
		return doneLight(f)
	case f.State == Paused:
		return Light{Grey, i18n.Msg("plan.light.paused"), i18n.Msg("plan.why.paused")}
	case f.Measure.Reached:
		return reachedLight(f, day)
	case !f.Due.IsZero() && day.After(f.Due):
		return lateLight(f, day)
	}
	behind := points(f.Measure)
	if behind != nil && behind.GreaterThan(rules.RedBehind) {
		return behindLight(Red, f.Measure, *behind)
	}
	if left := workdays(day, f.Due); !f.Due.IsZero() && left <= rules.AmberWorkdays {
		return nearLight(f, day, left)
	}
	if behind != nil && lags(f.Measure, rules.AmberShare) {
		return behindLight(Amber, f.Measure, *behind)
	}
	if f.Measure.Lost {
		return Light{Amber, i18n.Msg("plan.light.lost"), i18n.Msg("plan.why.lost")}
	}
	return calmLight(f)
}

func doneLight(f Facts) Light {
	why := i18n.Msg("plan.why.done", "day", Day(f.DoneOn))
	if !f.Due.IsZero() && f.DoneOn.After(f.Due) {
		why = i18n.Msg("plan.why.done.late", "day", Day(f.DoneOn), "days", f.DoneOn.DaysSince(f.Due))
	}
	return Light{Blue, i18n.Msg("plan.light.done"), why}
}

func reachedLight(f Facts, day period.Date) Light {
	if !f.Due.IsZero() && day.After(f.Due) {
		return Light{Amber, i18n.Msg("plan.light.toclose"), i18n.Msg("plan.why.toclose", "day", Day(f.Due))}
	}
	return Light{Green, i18n.Msg("plan.light.reached"), i18n.Msg("plan.why.reached")}
}

// lateLight says how late in calendar days, which anybody can count after: the rules
// turn the colour by working days, a word shows the day.
func lateLight(f Facts, day period.Date) Light {
	return Light{Red, i18n.Msg("plan.light.late", "days", day.DaysSince(f.Due)), i18n.Msg("plan.why.late", "day", Day(f.Due))}
}

func nearLight(f Facts, day period.Date, workdays int) Light {
	word := i18n.Msg("plan.light.near", "days", f.Due.DaysSince(day))
	if f.Due == day {
		word = i18n.Msg("plan.light.near.now")
	}
	return Light{Amber, word, i18n.Msg("plan.why.near", "day", Day(f.Due), "days", workdays)}
}

func behindLight(colour Colour, m Measure, behind decimal.Decimal) Light {
	n := decimal.Max(one, behind.Round(0)).String()
	return Light{
		colour, i18n.Msg("plan.light.behind", "points", n),
		i18n.Msg("plan.why.behind", "expected", percent(*m.Schedule), "done", percent(*m.Share), "points", n),
	}
}

func calmLight(f Facts) Light {
	if f.Due.IsZero() {
		return Light{Green, i18n.Msg("plan.light.nodue"), i18n.Msg("plan.why.nodue")}
	}
	if f.Measure.Share == nil || f.Measure.Schedule == nil {
		return Light{Green, i18n.Msg("plan.light.fine"), i18n.Msg("plan.why.fine", "day", Day(f.Due))}
	}
	return Light{
		Green, i18n.Msg("plan.light.fine"),
		i18n.Msg("plan.why.fine.share", "day", Day(f.Due), "expected", percent(*f.Measure.Schedule), "done", percent(*f.Measure.Share)),
	}
}

// points is how many points done lies behind expected; nil when either is unknown.
func points(m Measure) *decimal.Decimal {
	if m.Share == nil || m.Schedule == nil {
		return nil
	}
	behind := m.Schedule.Sub(*m.Share).Shift(2)
	return &behind
}

func lags(m Measure, share decimal.Decimal) bool {
	return m.Share.LessThan(m.Schedule.Mul(share))
}

func percent(share decimal.Decimal) string { return share.Shift(2).Round(0).String() }

var dayKeys = [...]string{
	"", "plan.day.01", "plan.day.02", "plan.day.03", "plan.day.04", "plan.day.05", "plan.day.06",
	"plan.day.07", "plan.day.08", "plan.day.09", "plan.day.10", "plan.day.11", "plan.day.12",
}

// Day is a day of the year as a text that waits for its language: 10 月 14 日.
func Day(d period.Date) i18n.Text {
	if d.IsZero() {
		return i18n.Msg("plan.day.none")
	}
	return i18n.Msg(dayKeys[d.Month], "day", d.Day)
}
