package collect_test

import (
	"context"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/collect"
)

// posts are units with exactly these holders.
type posts struct {
	bureauUnits
	held []org.Holder
}

func (u posts) HoldersOf(context.Context, string, period.Date, ...access.Role) ([]org.Holder, error) {
	return u.held, nil
}

func held(unit, person string, role access.Role) org.Holder {
	return org.Holder{Post: org.Post{Unit: unit, Role: role}, Person: org.Person{ID: person, Name: person}}
}

func TestUnitsWithTooFewPeopleToSignAreNamed(t *testing.T) {
	clerkAndHead := []org.Holder{held(school, "wang", access.Clerk), held(school, "lu", access.Head)}
	for name, c := range map[string]struct {
		held  []org.Holder
		signs []collect.SignRole
		lacks access.Role
		by    int
	}{
		"nobody":                        {nil, collect.SignRoles(), access.Clerk, 1},
		"nobody, nothing to sign":       {nil, nil, "", 0},
		"heads alone":                   {[]org.Holder{held(school, "lu", access.Head), held(school, "fang", access.Head)}, collect.SignRoles(), access.Clerk, 1},
		"one of each for one":           {clerkAndHead, []collect.SignRole{collect.Filler}, "", 0},
		"one of each for two":           {clerkAndHead, []collect.SignRole{collect.Filler, collect.Chief}, "", 0},
		"one of each for three":         {clerkAndHead, collect.SignRoles(), access.Head, 1},
		"two heads":                     {append(clerkAndHead, held(school, "fang", access.Head)), collect.SignRoles(), "", 0},
		"the same person as both":       {[]org.Holder{held(school, "lu", access.Clerk), held(school, "lu", access.Head)}, []collect.SignRole{collect.Filler, collect.Chief}, access.Head, 1},
		"a clerk who heads beside one":  {append(clerkAndHead, held(school, "lu", access.Clerk)), []collect.SignRole{collect.Filler, collect.Chief}, "", 0},
		"one head with two posts":       {append(clerkAndHead, held(school, "lu", access.Head)), collect.SignRoles(), access.Head, 1},
		"people of another school":      {append(clerkAndHead, held(other, "fang", access.Head)), collect.SignRoles(), access.Head, 1},
		"a clerk alone, two signatures": {clerkAndHead[:1], []collect.SignRole{collect.Filler, collect.Chief}, access.Head, 1},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.Units = posts{w.Units.(bureauUnits), c.held}
			got, err := w.ChooseUnits(context.Background(), chief, collect.UnitsWanted{Types: []org.UnitType{org.Primary}, Signatures: c.signs})
			if err != nil || len(got.Units) != 1 {
				t.Fatal(err, got.Units)
			}
			switch {
			case c.by == 0 && len(got.Short) != 0:
				t.Errorf("named for nothing: %+v", got.Short)
			case c.by > 0 && (len(got.Short) != 1 || got.Short[0].Unit.ID != school || got.Short[0].Lacks != c.lacks || got.Short[0].By != c.by):
				t.Errorf("got %+v, want %s by %d", got.Short, c.lacks, c.by)
			}
		})
	}
}
