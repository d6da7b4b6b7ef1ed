package levelsdb_test

import (
	"context"
	"testing"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/store"
	"nianlun/internal/kit/store/storetest"
	"nianlun/internal/work/collect/levels"
)

// turns are the standings of the lines in which it is an actor's turn.
func (l *chain) turns(t *testing.T, by access.Actor) []levels.Standing {
	t.Helper()
	lines, err := l.levels.Turns(context.Background(), by)
	must(t, err)
	var all []levels.Standing
	for _, a := range lines {
		all = append(all, a.Period.Standing)
	}
	return all
}

// It is the office's turn until a mandate is issued, then that of who steers the own
// campaign, then that of who signs; never that of a school.
func TestWhoseTurnItIs(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l := newChain(t, s)
		l.deliver(t)
		office := l.county.Chief
		office.Post.Role = access.Office
		if got := l.turns(t, office); len(got) != 1 || got[0] != levels.NotIssued {
			t.Errorf("the office before it is issued: %v", got)
		}
		if got := l.turns(t, l.county.Chief); len(got) != 0 {
			t.Errorf("a section before it is issued: %v", got)
		}
		_, err := l.levels.Issue(context.Background(), l.county.Chief, l.mandate.ID, issue(5))
		must(t, err)
		l.read(t)
		if got := l.turns(t, l.county.Chief); len(got) != 1 || got[0] != levels.Collecting {
			t.Errorf("the section that collects: %v", got)
		}
		l.fill(t, 3)
		if got := l.turns(t, l.county.Chief); len(got) != 1 || got[0] != levels.ToHandUp {
			t.Errorf("the section when all is reviewed: %v", got)
		}
		if got := l.turns(t, l.director()); len(got) != 0 {
			t.Errorf("the director before it is handed up: %v", got)
		}
		if got := l.turns(t, l.county.Clerk("clerk", 0)); len(got) != 0 {
			t.Errorf("a school: %v", got)
		}
	})
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		l, _ := handedUp(t, s)
		if got := l.turns(t, l.county.Chief); len(got) != 0 {
			t.Errorf("who handed up does not sign it: %v", got)
		}
		lines, err := l.levels.Turns(context.Background(), l.director())
		must(t, err)
		if len(lines) != 1 || !lines[0].ToSign() {
			t.Errorf("the director signs: %+v", lines)
		}
	})
}
