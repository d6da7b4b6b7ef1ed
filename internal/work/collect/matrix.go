package collect

import (
	"context"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
)

// Matrix is a campaign as units by periods.
type Matrix struct {
	Campaign Campaign
	Today    period.Date
	Current  period.Period // the latest period that can be reported; zero before the first
	Due      period.Date   // of the current period
	Near     bool          // that day is near
	Owner    org.Unit
	Rows     []Row             // by type of unit, then as the bureau sorts its units
	Count    Count             // of the current period
	Heirs    map[string]string // names of the units that hand in for others, by id
	Nothing  []Nothing         // said of returns without figures, the newest first
	May      MatrixMay
}

// MatrixMay says what the actor can do with a campaign.
type MatrixMay struct {
	Write, Remind bool
	Steer         bool // change its terms, end it
}

// Row is one unit. Cells stand in the order of the campaign's periods; a unit
// that owes nothing for a period has a Cell without ID there.
type Row struct {
	Unit      org.Unit
	Cells     []Cell
	OnTime    int // returns handed in by their due day
	Judged    int // returns of which that can be said
	Clerks    string
	Backs     int // of the current period
	Reminders int
}

// Count is how many returns of one period stand in each state; Late ones are
// counted apart from the other open ones.
type Count struct {
	Owed, Draft, Submitted, Back, Reviewed, Locked, Late, Exempt int
}

// Total counts the returns that are owed.
func (n Count) Total() int {
	return n.Owed + n.Draft + n.Submitted + n.Back + n.Reviewed + n.Locked + n.Late
}

// Add counts a return.
func (n *Count) Add(state State, late bool, times int) {
	switch {
	case late && state != Back:
		n.Late += times
	case state == Owed:
		n.Owed += times
	case state == Draft:
		n.Draft += times
	case state == Submitted:
		n.Submitted += times
	case state == Back:
		n.Back += times
	case state == Reviewed:
		n.Reviewed += times
	case state == Locked:
		n.Locked += times
	case state == Exempt:
		n.Exempt += times
	}
}

// Late reports whether the deadline has passed while the return is not handed in.
func (c Cell) Late(day period.Date) bool { return c.obligation().Late(day) }

func (c Cell) obligation() Obligation {
	return Obligation{State: c.State, Due: c.Due, GraceOn: c.GraceOn, BackDue: c.BackDue, HandedInOn: c.HandedInOn}
}

// Matrix opens a campaign. It takes the same few queries for ten units and for
// thirteen hundred.
func (s *Service) Matrix(ctx context.Context, by access.Actor, id string) (Matrix, error) {
	c, err := s.findCampaign(ctx, by, id, access.Read)
	if err != nil {
		return Matrix{}, err
	}
	cells, err := s.Store.Cells(ctx, c.Bureau, c.ID)
	if err != nil {
		return Matrix{}, err
	}
	units, err := s.Units.AllUnits(ctx, c.Bureau)
	if err != nil {
		return Matrix{}, err
	}
	holders, err := s.Units.HoldersOf(ctx, c.Bureau, s.today(), access.Clerk)
	if err != nil {
		return Matrix{}, err
	}
	m := Matrix{Campaign: c, Today: s.today()}
	m.May = MatrixMay{
		Write:  access.Can(by, access.Write, c.thing()) == access.Allowed,
		Remind: access.Can(by, access.Remind, c.thing()) == access.Allowed,
		Steer:  Steers(by, c),
	}
	m.Current = c.current(m.Today)
	if m.Nothing, err = s.nothings(ctx, c, cells, units); err != nil {
		return Matrix{}, err
	}
	m.Rows = rows(c, units, cells, clerks(holders), m.Today)
	m.count()
	m.Heirs = heirs(cells, units)
	for _, u := range units {
		if u.ID == c.Owner {
			m.Owner = u
		}
	}
	near, err := s.Nearness(ctx, c.Bureau)
	if err != nil {
		return Matrix{}, err
	}
	m.Near = near(m.Due)
	return m, nil
}

// heirs are the names of the units that hand in for others.
func heirs(cells []Cell, units []org.Unit) map[string]string {
	names := map[string]string{}
	for _, c := range cells {
		if c.Heir != "" {
			names[c.Heir] = ""
		}
	}
	for _, u := range units {
		if _, wanted := names[u.ID]; wanted {
			names[u.ID] = u.Label()
		}
	}
	return names
}

// current is the latest period that can be reported on a day.
func (c Campaign) current(day period.Date) period.Period {
	var current period.Period
	for _, p := range c.Periods {
		if !day.Before(c.Opens(p)) {
			current = p
		}
	}
	return current
}

// clerks are the names of those who fill, by unit.
func clerks(holders []org.Holder) map[string]string {
	names := map[string][]string{}
	for _, h := range holders {
		names[h.Post.Unit] = append(names[h.Post.Unit], h.Person.Name)
	}
	joined := make(map[string]string, len(names))
	for unit, all := range names {
		joined[unit] = strings.Join(all, "、")
	}
	return joined
}

// rows puts the cells, which come by unit and period, into the order of the
// units' types and of the bureau.
func rows(c Campaign, units []org.Unit, cells []Cell, clerks map[string]string, day period.Date) []Row {
	column := make(map[string]int, len(c.Periods))
	for i, p := range c.Periods {
		column[p.String()] = i
	}
	perUnit := make(map[string][]Cell, len(units))
	for len(cells) > 0 {
		n := 1
		for n < len(cells) && cells[n].Unit == cells[0].Unit {
			n++
		}
		perUnit[cells[0].Unit] = cells[:n]
		cells = cells[n:]
	}
	current := c.current(day).String()
	var all []Row
	for _, t := range org.UnitTypes() {
		for _, u := range units {
			if own, owes := perUnit[u.ID]; owes && u.Type == t {
				all = append(all, row(u, own, column, clerks[u.ID], current, day))
			}
		}
	}
	return all
}

func row(u org.Unit, own []Cell, column map[string]int, clerks, current string, day period.Date) Row {
	r := Row{Unit: u, Cells: make([]Cell, len(column)), Clerks: clerks}
	for _, cell := range own {
		at, known := column[cell.Period]
		if !known {
			continue
		}
		r.Cells[at] = cell
		if onTime, judged := cell.obligation().OnTime(day); judged {
			r.Judged++
			if onTime {
				r.OnTime++
			}
		}
		if cell.Period == current {
			r.Backs, r.Reminders = cell.Backs, cell.Reminders
		}
	}
	return r
}

// count counts the current period.
func (m *Matrix) count() {
	at := -1
	for i, p := range m.Campaign.Periods {
		if p == m.Current {
			at = i
		}
	}
	if at < 0 {
		return
	}
	for _, r := range m.Rows {
		cell := r.Cells[at]
		if cell.ID == "" {
			continue
		}
		m.Count.Add(cell.State, cell.Late(m.Today), 1)
		if cell.Due.After(m.Due) {
			m.Due = cell.Due
		}
	}
}
