package collect

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/org"
)

// ShortUnit is a unit whose people cannot put all wanted signatures on a return: each is
// of another person, the first of somebody who fills, the others of heads.
type ShortUnit struct {
	Unit   org.Unit
	Clerks int
	Heads  int
	Lacks  access.Role // whose posts would mend it: clerk or head
	By     int         // how many more people
}

// shortUnits are those of some units whose people are too few for the signatures. What a
// bureau below hands up is signed by its own people, who are not in this register.
func (s *Service) shortUnits(ctx context.Context, bureau string, units []org.Unit, wanted []SignRole) ([]ShortUnit, error) {
	if len(wanted) == 0 || len(units) == 0 {
		return nil, nil
	}
	holders, err := s.Units.HoldersOf(ctx, bureau, s.today(), access.Clerk, access.Head)
	if err != nil {
		return nil, err
	}
	clerks, heads := map[string][]string{}, map[string][]string{}
	for _, h := range holders {
		people := clerks
		if h.Post.Role == access.Head {
			people = heads
		}
		if !slices.Contains(people[h.Post.Unit], h.Person.ID) {
			people[h.Post.Unit] = append(people[h.Post.Unit], h.Person.ID)
		}
	}
	var short []ShortUnit
	for _, u := range units {
		if u.Type == org.BureauUnit {
			continue
		}
		one := ShortUnit{Unit: u, Clerks: len(clerks[u.ID]), Heads: len(heads[u.ID])}
		if one.Lacks, one.By = missingHands(clerks[u.ID], heads[u.ID], len(wanted)); one.By > 0 {
			short = append(short, one)
		}
	}
	return short, nil
}

// missingHands is whose posts are too few for a number of signatures, and by how many people.
// Whoever fills signs nothing else, though he may hold a head's post, too; of several
// clerks one who is no head fills.
func missingHands(clerks, heads []string, signatures int) (access.Role, int) {
	if len(clerks) == 0 {
		return access.Clerk, 1
	}
	signing := len(heads)
	if !slices.ContainsFunc(clerks, func(person string) bool { return !slices.Contains(heads, person) }) {
		signing--
	}
	return access.Head, max(signatures-1-signing, 0)
}
