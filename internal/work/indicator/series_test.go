package indicator_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"

	"nianlun/internal/engine/period"
	"nianlun/internal/work/indicator"
)

// A line's points are the figures of its periods, computed without the lists of parts:
// both are the same for every rule and whatever was reported.
func TestPointsAreTheFiguresOfTheirPeriods(t *testing.T) {
	year, err := period.Parse("2026")
	if err != nil {
		t.Fatal(err)
	}
	sources := []string{"from: free.a", "from: a / b\nwhere: {a: free.a, b: free.b}"}
	overs := []string{"{units: sum, time: last}", "{units: mean, time: last}", "{units: max, time: last}", "{units: sum, time: sum}"}
	rules := []string{"carry last and say so", "leave out and say so", "take as zero and say so", "cannot compute"}
	states := []indicator.State{indicator.Draft, indicator.Reviewed, indicator.Locked, indicator.Locked}
	chance := rand.New(rand.NewPCG(7, 11))
	values := 0
	for _, source := range sources {
		for i, over := range overs {
			for _, rule := range rules {
				if over == overs[3] && rule == rules[0] {
					continue // what adds up is never carried
				}
				d := newDesk(t, schools(6), define(source, "over: "+over, "missing: "+rule))
				for month := 1; month <= 10; month++ {
					for u := 1; u <= 6; u++ {
						unit, p, state := fmt.Sprintf("u%d", u), fmt.Sprintf("2026-%02d", month), states[chance.IntN(4)]
						if chance.IntN(6) == 0 {
							continue // owes nothing
						}
						for _, field := range []string{"free.a", "free.b"} {
							d.facts.give(field, unit, p, []string{"", "0", "1.25", "7", "100"}[chance.IntN(5)], state)
						}
					}
				}
				for _, scope := range []string{"all", "unit:u2"} {
					of, _ := indicator.ParseScope(scope)
					points, err := d.Series(context.Background(), office, "x", year, of)
					if err != nil || len(points) != 12 {
						t.Fatal(len(points), err)
					}
					for _, p := range points {
						f := d.compute(t, "x", p.Period.String(), scope)
						if text(p.Value) != text(f.Value) || p.State != f.State || p.Missing != len(f.Missing) {
							t.Errorf("%s, %d, %s, %s in %s: the point is %s %s, %d missing; the figure %s %s, %d", source, i, rule, p.Period, scope,
								text(p.Value), p.State, p.Missing, text(f.Value), f.State, len(f.Missing))
						}
						if p.Value != nil {
							values++
						}
					}
				}
			}
		}
	}
	if values < 200 {
		t.Errorf("only %d values were compared", values)
	}
}
