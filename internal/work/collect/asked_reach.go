package collect

import (
	"context"
	"slices"

	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
)

// asked finds the fields of a form among what all live campaigns ask of units
// that takes accepts, for periods that touch these; nil stands for any period.
func (s *Service) asked(ctx context.Context, bureau string, def *form.Definition, all []Campaign, takes func(org.Unit) bool, periods []period.Period) ([]Asked, error) {
	units, err := s.Units.AllUnits(ctx, bureau)
	if err != nil {
		return nil, err
	}
	terms, err := s.Calendar.Terms(ctx, bureau)
	if err != nil {
		return nil, err
	}
	mine := slices.DeleteFunc(slices.Clone(units), func(u org.Unit) bool { return !takes(u) })
	var found []Asked
	for _, theirs := range byForm(all) {
		if theirs[0].Form == def.Code {
			continue
		}
		theirs = slices.DeleteFunc(theirs, func(c Campaign) bool { return !touch(periods, c.Periods, terms) })
		both := countBoth(mine, theirs)
		if both == 0 {
			continue
		}
		version, err := s.Records.Version(ctx, bureau, theirs[0].Form, theirs[0].Version)
		if err != nil {
			return nil, err
		}
		found = append(found, askedByForm(def, version.Definition, theirs, asking{both, labelOf(units, theirs[0].Owner)})...)
	}
	held, err := s.heldElsewhere(ctx, bureau, def)
	if err != nil {
		return nil, err
	}
	return inOrder(def, append(found, held...)), nil
}

// asking is what is the same of all fields of one form that is asked already.
type asking struct {
	units int    // that both ask
	owner string // name of the section
}

func labelOf(units []org.Unit, id string) string {
	for _, u := range units {
		if u.ID == id {
			return u.Label()
		}
	}
	return ""
}

// byForm groups campaigns by their form, the newest campaign of each first, as
// the store gives them.
func byForm(all []Campaign) [][]Campaign {
	at := map[string]int{}
	var groups [][]Campaign
	for _, c := range all {
		i, known := at[c.Form]
		if !known {
			i, at[c.Form] = len(groups), len(groups)
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], c)
	}
	return groups
}

// countBoth counts the units that any of the campaigns asks.
func countBoth(units []org.Unit, theirs []Campaign) int {
	n := 0
	for _, u := range units {
		if slices.ContainsFunc(theirs, func(c Campaign) bool { return c.Units.Takes(u) }) {
			n++
		}
	}
	return n
}

// touch reports whether any period of one list shares a day with one of the
// other: September lies in the third quarter and in the year. nil touches any.
func touch(mine, theirs []period.Period, terms *period.Terms) bool {
	if mine == nil {
		return true
	}
	for _, a := range mine {
		for _, b := range theirs {
			if !a.Start(terms).After(b.End(terms)) && !b.Start(terms).After(a.End(terms)) {
				return true
			}
		}
	}
	return false
}

// inOrder sorts by the fields of the form, then what is asked before what is
// held, then by title and name.
func inOrder(def *form.Definition, all []Asked) []Asked {
	at := map[string]int{}
	for i, f := range def.Fields() {
		at[f.Key()] = i
	}
	slices.SortStableFunc(all, func(a, b Asked) int {
		if d := at[a.Field] - at[b.Field]; d != 0 {
			return d
		}
		return rank(a.From) - rank(b.From)
	})
	return all
}

func rank(s Source) int { return slices.Index([]Source{FromForm, FromRegister, FromIndicator}, s) }
