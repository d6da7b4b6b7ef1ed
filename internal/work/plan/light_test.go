package plan

import (
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/period"
	"nianlun/internal/kit/i18n"
)

func day(text string) period.Date {
	d, err := period.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func num(text string) *decimal.Decimal {
	d := decimal.RequireFromString(text)
	return &d
}

// weekdays counts Monday to Friday: enough of a calendar for the rules.
func weekdays(from, to period.Date) int {
	n := 0
	for d := from.AddDays(1); !d.After(to); d = d.AddDays(1) {
		if w := d.Time().Weekday(); w != time.Saturday && w != time.Sunday {
			n++
		}
	}
	return n
}

var usual = Rules{AmberWorkdays: 3, AmberShare: *num("0.9"), RedBehind: *num("30")}

func share(done, expected string) Measure {
	m := Measure{Share: num(done), Schedule: num(expected), By: ByTarget}
	m.Reached = m.Share.Equal(one)
	return m
}

// Every expected word was written from the rule in the glossary, none from the code.
func TestShine(t *testing.T) {
	today := day("2026-10-16") // a Friday
	for name, c := range map[string]struct {
		facts  Facts
		colour Colour
		word   string
	}{
		"on its day":                  {Facts{State: Open, Due: day("2026-10-16")}, Amber, "今天到期"},
		"yesterday":                   {Facts{State: Open, Due: day("2026-10-15")}, Red, "逾期 1 天"},
		"two working days past":       {Facts{State: Open, Due: day("2026-10-14")}, Red, "逾期 2 天"},
		"five working days past":      {Facts{State: Open, Due: day("2026-10-09")}, Red, "逾期 7 天"},
		"three working days left":     {Facts{State: Open, Due: day("2026-10-21")}, Amber, "余 5 天"},
		"four working days left":      {Facts{State: Open, Due: day("2026-10-22")}, Green, "正常"},
		"no day at all":               {Facts{State: Open}, Green, "未定时限"},
		"12 behind is amber":          {Facts{State: Open, Due: day("2026-12-01"), Measure: share("0.57", "0.69")}, Amber, "慢 12 个点"},
		"exactly 30 behind is amber":  {Facts{State: Open, Due: day("2026-12-01"), Measure: share("0.4", "0.7")}, Amber, "慢 30 个点"},
		"more than 30 behind is red":  {Facts{State: Open, Due: day("2026-12-01"), Measure: share("0.39", "0.7")}, Red, "慢 31 个点"},
		"exactly 90 % of schedule":    {Facts{State: Open, Due: day("2026-12-01"), Measure: share("0.72", "0.8")}, Green, "正常"},
		"just under 90 % of schedule": {Facts{State: Open, Due: day("2026-12-01"), Measure: share("0.719", "0.8")}, Amber, "慢 8 个点"},
		"ahead":                       {Facts{State: Open, Due: day("2026-12-01"), Measure: share("0.9", "0.5")}, Green, "正常"},
		"a lag below half a point":    {Facts{State: Open, Due: day("2026-12-01"), Measure: share("0", "0.004")}, Amber, "慢 1 个点"},
		"near hides a small lag":      {Facts{State: Open, Due: day("2026-10-20"), Measure: share("0.8", "0.95")}, Amber, "余 4 天"},
		"far behind beats near":       {Facts{State: Open, Due: day("2026-10-20"), Measure: share("0.5", "0.95")}, Red, "慢 45 个点"},
		"reached in time":             {Facts{State: Open, Due: day("2026-10-20"), Measure: share("1", "0.95")}, Green, "已达到"},
		"reached, day passed":         {Facts{State: Open, Due: day("2026-10-14"), Measure: share("1", "1")}, Amber, "待办结"},
		"a level that is not kept":    {Facts{State: Open, Due: day("2026-12-01"), Measure: Measure{Lost: true}}, Amber, "未保持"},
		"paused though past due":      {Facts{State: Paused, Due: day("2026-10-01")}, Grey, "暂停"},
		"done though past due":        {Facts{State: Done, Due: day("2026-10-01"), DoneOn: day("2026-10-05")}, Blue, "办结"},
	} {
		got := Shine(c.facts, today, usual, weekdays)
		if word := got.Word.In(i18n.Chinese); got.Colour != c.colour || word != c.word {
			t.Errorf("%s: %s %s, want %s %s", name, got.Colour, word, c.colour, c.word)
		}
		if why := got.Why.In(i18n.English); why == got.Why.Key || why == "" {
			t.Errorf("%s: no English sentence for %s", name, got.Why.Key)
		}
	}
}

// The colour turns by working days; the word counts days as a wall calendar does, as
// the pages of returns do.
func TestShineOverAWeekend(t *testing.T) {
	for today, want := range map[string]string{"2026-10-17": "逾期 1 天", "2026-10-19": "逾期 3 天"} {
		got := Shine(Facts{State: Open, Due: day("2026-10-16")}, day(today), usual, weekdays)
		if word := got.Word.In(i18n.Chinese); got.Colour != Red || word != want {
			t.Errorf("%s: %s %s, want %s", today, got.Colour, word, want)
		}
	}
	got := Shine(Facts{State: Open, Due: day("2026-10-18")}, day("2026-10-17"), usual, weekdays) // due on a Sunday
	if word := got.Word.In(i18n.Chinese); got.Colour != Amber || word != "余 1 天" {
		t.Errorf("the day before a Sunday: %s %s", got.Colour, word)
	}
}

func TestShineSaysWhy(t *testing.T) {
	got := Shine(Facts{State: Open, Due: day("2026-12-01"), Measure: share("0.57", "0.69")}, day("2026-10-16"), usual, weekdays)
	if why := got.Why.In(i18n.Chinese); why != "应完成 69%，实完成 57%，慢 12 个百分点。" {
		t.Errorf("why: %s", why)
	}
	got = Shine(Facts{State: Done, Due: day("2026-10-01"), DoneOn: day("2026-10-05")}, day("2026-10-16"), usual, weekdays)
	if why := got.Why.In(i18n.Chinese); why != "10 月 5 日办结，比时限晚 4 天。" {
		t.Errorf("why: %s", why)
	}
}

// A light never calms down because a day passes, as long as nobody does anything.
func TestShineOnlyWorsensWithTime(t *testing.T) {
	worst := len(Colours())
	for d := day("2026-01-05"); d.Before(day("2026-12-20")); d = d.AddDays(1) {
		m := MeasureTarget(Target{Op: AtLeast, Value: *num("60")}, num("40"), num("10"), day("2026-01-01"), day("2026-11-30"), d)
		urgency := Shine(Facts{State: Open, Due: day("2026-11-30"), Measure: m}, d, usual, weekdays).Colour.Urgency()
		if urgency > worst {
			t.Fatalf("%s: the light calmed down to %v", d, Colours()[urgency])
		}
		worst = urgency
	}
	if worst != 0 {
		t.Fatalf("the year ended with urgency %d", worst)
	}
}

func TestMeasureTarget(t *testing.T) {
	start, due, today := day("2026-01-01"), day("2026-10-28"), day("2026-05-31") // 300 days, 150 gone
	at := func(op Op, value string) Target { return Target{Op: op, Value: *num(value)} }
	for name, c := range map[string]struct {
		target      Target
		value, base *decimal.Decimal
		share       string // "" for none
		reached     bool
		lost        bool
	}{
		"half of the way from a base":     {at(AtLeast, "60"), num("56.2"), num("52.4"), "0.5", false, false},
		"from nothing":                    {at(AtLeast, "4200"), num("1050"), nil, "0.25", false, false},
		"fell below the base":             {at(AtLeast, "60"), num("50"), num("52"), "0", false, false},
		"reached exactly":                 {at(AtLeast, "60"), num("60"), num("52"), "1", true, false},
		"passed":                          {at(AtLeast, "60"), num("61"), num("52"), "1", true, false},
		"shrinking":                       {at(AtMost, "5"), num("7"), num("10"), "0.6", false, false},
		"shrinking without a base":        {at(AtMost, "5"), num("7"), nil, "", false, false},
		"shrunk":                          {at(AtMost, "5"), num("5"), nil, "1", true, false},
		"exactly":                         {at(Exactly, "40"), num("30"), num("20"), "0.5", false, false},
		"exactly, passed by":              {at(Exactly, "40"), num("41"), num("20"), "1", false, false},
		"a level kept":                    {at(AtLeast, "95"), num("96"), num("97"), "1", true, false},
		"a level lost":                    {at(AtLeast, "95"), num("94"), num("97"), "", false, true},
		"nothing known":                   {at(AtLeast, "95"), nil, num("90"), "", false, false},
		"a negative target from nowhere":  {at(AtLeast, "-1"), num("-3"), nil, "", false, false},
		"a base equal to the target lost": {at(AtLeast, "100"), num("99.8"), num("100"), "", false, true},
	} {
		m := MeasureTarget(c.target, c.value, c.base, start, due, today)
		if got := text(m.Share); got != c.share || m.Reached != c.reached || m.Lost != c.lost {
			t.Errorf("%s: share %s reached %v lost %v", name, got, m.Reached, m.Lost)
		}
		if m.Schedule.String() != "0.5" {
			t.Errorf("%s: schedule %s", name, m.Schedule)
		}
	}
}

func text(d *decimal.Decimal) string {
	if d == nil {
		return ""
	}
	return d.String()
}

func TestElapsed(t *testing.T) {
	for name, c := range map[string]struct{ start, due, day, want string }{
		"before it starts":       {"2026-03-01", "2026-12-31", "2026-02-01", "0"},
		"after it ends":          {"2026-03-01", "2026-06-30", "2026-09-01", "1"},
		"on its last day":        {"2026-03-01", "2026-06-30", "2026-06-30", "1"},
		"one day, before":        {"2026-06-30", "2026-06-30", "2026-06-29", "0"},
		"one day, on it":         {"2026-06-30", "2026-06-30", "2026-06-30", "1"},
		"without a start: year":  {"", "2026-12-31", "2026-07-02", "0.5"},
		"without a deadline":     {"2026-03-01", "", "2026-07-02", ""},
		"a start after the due":  {"2026-07-01", "2026-06-01", "2026-06-15", "1"},
		"a quarter of 100 days.": {"2026-01-01", "2026-04-11", "2026-01-26", "0.25"},
	} {
		start, due := period.Date{}, period.Date{}
		if c.start != "" {
			start = day(c.start)
		}
		if c.due != "" {
			due = day(c.due)
		}
		if got := text(elapsed(start, due, day(c.day))); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestMeasureMilestones(t *testing.T) {
	steps := []Milestone{
		{Due: day("2026-03-31"), Done: day("2026-03-26")},
		{Due: day("2026-08-15"), Done: day("2026-08-20")},
		{Due: day("2026-10-16")},
		{},
	}
	m := MeasureMilestones(steps, day("2026-10-16"))
	if m.Share.String() != "0.5" || m.Schedule.String() != "0.5" || m.Reached {
		t.Errorf("on the day: %+v", m)
	}
	m = MeasureMilestones(steps, day("2026-10-17"))
	if m.Schedule.String() != "0.75" {
		t.Errorf("the day after: schedule %s", m.Schedule)
	}
	steps[2].Done, steps[3].Done = day("2026-10-17"), day("2026-10-17")
	if m = MeasureMilestones(steps, day("2026-10-17")); !m.Reached {
		t.Error("all are done")
	}
	if m = MeasureMilestones(nil, day("2026-10-17")); m.Share != nil || m.Reached {
		t.Error("no milestones measure nothing")
	}
}
