package collect

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
)

// Burden is the account of what a year's returns cost the units that fill them.
type Burden struct {
	Year  int
	Units []UnitBurden // by type, then as the bureau sorts its units
	Forms []FormBurden // the most minutes first
	Caps  []Cap
	Total Load
	Above int // units above a cap
}

// UnitBurden is one unit's year.
type UnitBurden struct {
	Unit   org.Unit
	Months [12]Load
	Year   Load
	Excess []Excess
}

// FormBurden is what one form costs all units in a year, over its versions.
type FormBurden struct {
	Code  string
	Title string
	Load
}

// Burden is the account of a year: of every unit for the bureau, of the own unit
// for a school.
func (s *Service) Burden(ctx context.Context, by access.Actor, year int) (Burden, error) {
	scope := access.Scope(by, access.Read, access.Return)
	if scope.Empty() {
		return Burden{}, fault.New(fault.NotFound, "notfound")
	}
	unit := ""
	if !scope.All {
		unit = scope.Unit
	}
	return s.burden(ctx, by.Bureau, year, unit)
}

// burden is the account of one unit, or of all for "".
func (s *Service) burden(ctx context.Context, bureau string, year int, unit string) (Burden, error) {
	b := Burden{Year: year}
	costs, err := s.Burdens.Costs(ctx, bureau, year, unit)
	if err != nil {
		return b, err
	}
	asked, err := s.askedCells(ctx, bureau, costs)
	if err != nil {
		return b, err
	}
	if b.Caps, err = s.caps(ctx, bureau); err != nil {
		return b, err
	}
	units, err := s.Units.AllUnits(ctx, bureau)
	if err != nil {
		return b, err
	}
	b.Forms = formBurdens(costs, asked)
	b.Units = unitBurdens(units, costs, asked, b.Caps)
	for _, u := range b.Units {
		b.Total.join(u.Year)
		if len(u.Excess) > 0 {
			b.Above++
		}
	}
	return b, nil
}

// version is what the account needs of a version of a form.
type version struct {
	asks  int // cells, at least
	title string
}

// askedCells finds the versions that the costs are of.
func (s *Service) askedCells(ctx context.Context, bureau string, costs []Cost) (map[FormVersion]version, error) {
	found := map[FormVersion]version{}
	for _, c := range costs {
		if _, known := found[c.Form]; known {
			continue
		}
		v, err := s.versionOf(ctx, bureau, c.Form)
		if err != nil {
			return nil, err
		}
		found[c.Form] = v
	}
	return found, nil
}

func (s *Service) versionOf(ctx context.Context, bureau string, v FormVersion) (version, error) {
	published, err := s.Records.Version(ctx, bureau, v.Form, v.No)
	if err != nil {
		return version{}, err
	}
	return version{form.Asks(published.Definition), published.Definition.Title}, nil
}

// formBurdens adds costs up by form, the most minutes first.
func formBurdens(costs []Cost, asked map[FormVersion]version) []FormBurden {
	at := map[string]*FormBurden{}
	times := map[string][]time.Duration{}
	newest := map[string]int{}
	for _, c := range costs {
		code := c.Form.Form
		if at[code] == nil {
			at[code] = &FormBurden{Code: code}
		}
		at[code].add(c, asked[c.Form].asks)
		if c.timed() {
			times[code] = append(times[code], c.Active)
		}
		if c.Form.No > newest[code] {
			newest[code], at[code].Title = c.Form.No, asked[c.Form].title
		}
	}
	forms := make([]FormBurden, 0, len(at))
	for code, f := range at {
		f.Median = median(times[code])
		forms = append(forms, *f)
	}
	slices.SortFunc(forms, func(a, b FormBurden) int {
		return cmp.Or(cmp.Compare(b.Active, a.Active), cmp.Compare(b.Cells, a.Cells), strings.Compare(a.Code, b.Code))
	})
	return forms
}

// unitBurdens adds costs up by unit and month: the units that have any, by type
// and as the bureau sorts them.
func unitBurdens(units []org.Unit, costs []Cost, asked map[FormVersion]version, caps []Cap) []UnitBurden {
	type times [12][]time.Duration
	rows := make(map[string]*UnitBurden, len(units))
	took := make(map[string]*times, len(units))
	for _, c := range costs {
		row := rows[c.Unit]
		if row == nil {
			row = &UnitBurden{}
			rows[c.Unit], took[c.Unit] = row, &times{}
		}
		row.Months[c.Month-1].add(c, asked[c.Form].asks)
		if c.timed() {
			t := took[c.Unit]
			t[c.Month-1] = append(t[c.Month-1], c.Active)
		}
	}
	all := make([]UnitBurden, 0, len(rows))
	for _, t := range org.UnitTypes() {
		for _, u := range units {
			row := rows[u.ID]
			if row == nil || u.Type != t {
				continue
			}
			var year []time.Duration
			for m := range row.Months {
				year = append(year, took[u.ID][m]...)
				row.Months[m].Median = median(took[u.ID][m])
				row.Year.join(row.Months[m])
			}
			row.Year.Median = median(year)
			row.Unit, row.Excess = u, exceeds(caps, row.Year)
			all = append(all, *row)
		}
	}
	return all
}
