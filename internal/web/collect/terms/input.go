package terms

import (
	"time"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/web/door"
	"nianlun/internal/work/collect"
)

// The choices of signatures: who fills it alone, with the head, or all three.
const (
	OneSign  = "one"
	TwoSigns = "two"
	AllSigns = "all"
)

// Input is a new campaign as it was typed.
type Input struct {
	Form, Title, Owner, Basis, ListNo, Ends, After, Signs string
	Year, Workdays                                        int
	From, To                                              int // numbers of the first and last period of the year
	Types, Zones                                          []string
	Include, Exclude                                      string   // pasted names or codes
	Drop                                                  []string // units ticked off in the preview
	Grace                                                 int
	Remind                                                collect.ReminderPlan
	Recurs                                                bool
	Again                                                 map[string]string // why a field is asked again, by its path
	AboveCap                                              bool
}

// InputOf reads what was typed; the year stands when none was.
func InputOf(form door.Values, year int) Input {
	in := Input{
		Form: form.Text("form"), Title: form.Text("title"), Owner: form.Text("owner"), Basis: form.Text("basis"),
		ListNo: form.Text("list"), Ends: form.Text("ends"), After: form.Text("after"), Signs: form.Text("signatures"),
		Again: ReasonsOf(form), AboveCap: form.Text("above") != "", Year: year, Types: form.Texts("type"), Zones: form.Texts("zone"),
		Include: form.Text("include"), Exclude: form.Text("exclude"), Drop: form.Texts("drop"), Recurs: form.Has("recurs"),
		Grace: Count(form, "grace"), Remind: collect.ReminderPlan{
			Before: Count(form, "before"), OnDay: form.Has("onday"), Every: Count(form, "every"), Head: Count(form, "head"),
		},
	}
	in.Workdays, _ = form.Int("due")
	in.From, _ = form.Int("from")
	in.To, _ = form.Int("to")
	if y, ok := form.Int("year"); ok && y >= 2000 && y <= 2100 {
		in.Year = y
	}
	return in
}

// Count reads a number of days; what is empty is none, and what is no number is
// refused by the service.
func Count(form door.Values, name string) int {
	if form.Text(name) == "" {
		return 0
	}
	n, ok := form.Int(name)
	if !ok {
		return -1
	}
	return n
}

// Wanted is the choice of units.
func (in Input) Wanted() collect.UnitsWanted {
	wanted := collect.UnitsWanted{Zones: in.Zones, Include: in.Include, Exclude: in.Exclude, Drop: in.Drop, Signatures: in.Signatures()}
	for _, t := range in.Types {
		wanted.Types = append(wanted.Types, org.UnitType(t))
	}
	return wanted
}

// Campaign decodes what was typed. What cannot be decoded is left empty, and the
// service names it.
func (in Input) Campaign(choices collect.Choices, units collect.UnitRule) collect.NewCampaign {
	out := collect.NewCampaign{
		Form: in.Form, Title: in.Title, Owner: in.Owner, Year: in.Year, Basis: in.Basis, ListNo: in.ListNo, Again: in.Again, AboveCap: in.AboveCap,
		Due: collect.DueRule{Workdays: in.Workdays, After: collect.Anchor(in.After)}, Signatures: in.Signatures(),
		Units: units, Grace: in.Grace, Remind: in.Remind, Recurs: in.Recurs,
	}
	if day, err := period.ParseDate(in.Ends); err == nil {
		out.EndsOn = day
	}
	for _, f := range choices.Forms {
		if f.Form == in.Form {
			out.Periods = in.Periods(f.Definition.Period, choices.School)
		}
	}
	return out
}

// Signatures are the places of the choice; nil for none of the choices.
func (in Input) Signatures() []collect.SignRole {
	switch in.Signs {
	case OneSign:
		return []collect.SignRole{collect.Filler}
	case TwoSigns:
		return []collect.SignRole{collect.Filler, collect.Chief}
	case AllSigns:
		return collect.SignRoles()
	}
	return nil
}

// Periods are those of the year from the first to the last chosen, all of them
// when nothing is chosen. A school year and its terms are of the year in which it
// begins, a week of the year that ISO 8601 gives it to.
func (in Input) Periods(kind period.Kind, school *period.Terms) []period.Period {
	day := period.Date{Year: in.Year, Month: time.January, Day: 4} // it always lies in week 1
	if kind == period.SchoolYear || kind == period.Term {
		day = period.Date{Year: in.Year, Month: time.September, Day: 1}
	}
	p, err := period.Of(kind, day, school)
	if err != nil {
		return nil
	}
	for p.Number() > 1 {
		p = p.Prev(school)
	}
	if p.Year() < in.Year {
		p = p.Next(school) // its first term begins later in September
	}
	var all []period.Period
	for ; p.Year() == in.Year; p = p.Next(school) {
		if n := p.Number(); n == 0 || n >= in.From && (in.To == 0 || n <= in.To) {
			all = append(all, p)
		}
	}
	return all
}

// Terms decodes what was typed over a running campaign. What cannot be decoded is left
// empty, and the service names it.
func (in Input) Terms(units collect.UnitRule) collect.Terms {
	ends, err := period.ParseDate(in.Ends)
	if err != nil {
		ends = period.Date{} // the service names the field
	}
	return collect.Terms{
		Title: in.Title, Owner: in.Owner, Basis: in.Basis, ListNo: in.ListNo, EndsOn: ends,
		Due: collect.DueRule{Workdays: in.Workdays, After: collect.Anchor(in.After)}, Grace: in.Grace, Remind: in.Remind,
		Recurs: in.Recurs, Units: units,
	}
}
