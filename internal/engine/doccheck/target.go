package doccheck

import (
	"sort"
	"strings"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/docread"
)

// figureFrom is the first figure of the summary that starts at or after an offset.
func (c *comparison) figureFrom(offset int) int {
	list := c.summary.Figures
	return sort.Search(len(list), func(i int) bool { return list[i].Start >= offset })
}

// comparable tells that two figures count in one unit. A change (个百分点) and a
// level (%) are two units.
func comparable(a, b *docread.Figure) bool {
	if a.Value == nil || b.Value == nil || a.Kind == docread.KindRatio || b.Kind == docread.KindRatio {
		return false
	}
	return unitOf(a) == unitOf(b)
}

// unitOf is a figure's unit with the words that mean the same made one.
func unitOf(f *docread.Figure) string {
	switch f.Unit {
	case "名", "位", "人次", "余人":
		return "人"
	case "场", "场次", "期", "次", "轮", "批次":
		return "次"
	case "百分点":
		return "个百分点"
	case "％":
		return "%"
	case "㎡", "平米", "m²":
		return "平方米"
	}
	return f.Unit
}

// pointUnit measures how much a rate changes; falls and rises are told apart.
const pointUnit = "个百分点"

// targets sets each target of a promise against the best result in the answers.
func (c *comparison) targets(p *promise, answers []match) []Target {
	list := make([]Target, 0, len(p.c.TargetFigures))
	used := map[int]bool{}
	for _, t := range p.c.TargetFigures {
		target := Target{Planned: t, Result: -1, Bound: c.bound(t)}
		if k := c.result(p, t, answers, used); k >= 0 {
			used[k] = true
			target.Result = k
			target.Met = c.met(target)
		}
		list = append(list, target)
	}
	return list
}

// Needed likeness of subjects, and what stands in for it.
const (
	subjectBar   = 0.5
	aloneBonus   = 0.55 // the only figure of its unit on both sides
	nearShare    = 0.3  // the closer to the planned value, the likelier
	answerFactor = 0.3  // the better the answer, the likelier
)

// result finds the figure of the answers that a target speaks of, -1 when none.
func (c *comparison) result(p *promise, target int, answers []match, used map[int]bool) int {
	planned := &c.plan.Figures[target]
	best, bestScore := -1, subjectBar
	for _, m := range answers {
		s := &c.statements[m.statement]
		first := c.figureFrom(s.start)
		alike := 0
		for k := first; k < len(c.summary.Figures) && c.summary.Figures[k].Start < m.until(s); k++ {
			if comparable(planned, &c.summary.Figures[k]) {
				alike++
			}
		}
		for k := first; k < len(c.summary.Figures) && c.summary.Figures[k].Start < m.until(s); k++ {
			found := &c.summary.Figures[k]
			if used[k] || !comparable(planned, found) || found.Role == docread.RoleTarget && alike > 1 {
				continue
			}
			score := likeness(planned.Subject, found.Subject) + answerFactor*m.score + nearShare*closeness(*planned.Value, *found.Value)
			if found.Start >= m.start && found.Start < m.end {
				score += 0.15
			}
			if alike == 1 && c.alone(p, planned) {
				score += aloneBonus
			}
			if score > bestScore+1e-9 {
				best, bestScore = k, score
			}
		}
	}
	return best
}

// until is the offset up to which a statement's figures belong to the answer.
func (m match) until(s *statement) int { return max(s.end, m.end) }

// alone tells that no other target of the promise counts in the same unit.
func (c *comparison) alone(p *promise, planned *docread.Figure) bool {
	n := 0
	for _, t := range p.c.TargetFigures {
		if unitOf(&c.plan.Figures[t]) == unitOf(planned) {
			n++
		}
	}
	return n == 1
}

func closeness(a, b decimal.Decimal) float64 {
	x, _ := a.Abs().Float64()
	y, _ := b.Abs().Float64()
	if x == 0 || y == 0 {
		return 0
	}
	return min(x, y) / max(x, y)
}

// around is how far a figure's words of bound may stand from it.
const around = 8

// bound reads a target's bound off the words around it.
func (c *comparison) bound(target int) Bound {
	f := &c.plan.Figures[target]
	before := lastClause(c.plan.Slice(f.Start-around, f.Start))
	after := c.plan.Slice(f.UnitEnd, f.UnitEnd+3)
	switch {
	case f.Approx == docread.ApproxUnder || holds(before, atMostBefore) || startsWith(after, atMostAfter):
		return AtMost
	case f.Unit == "%" && f.Value != nil && f.Value.Equal(decimal.NewFromInt(100)) && f.Approx == docread.ApproxExact:
		return Exactly
	case holds(before, exactBefore):
		return Exactly
	}
	return AtLeast
}

// tolerance is how far 近9600 may stay below 9600, in parts of the target.
var tolerance = decimal.New(97, -2)

// met compares a result with its target.
func (c *comparison) met(t Target) Met {
	planned, found := &c.plan.Figures[t.Planned], &c.summary.Figures[t.Result]
	want, got := *planned.Value, *found.Value
	if planned.Kind == docread.KindRange && t.Bound == AtMost && planned.Value2 != nil {
		want = *planned.Value2
	}
	if planned.Unit == pointUnit && c.opposed(planned, found) {
		return MetNo
	}
	if t.Bound == AtMost {
		if got.LessThanOrEqual(want) {
			return MetYes
		}
		return MetNo
	}
	if found.Approx == docread.ApproxAbout && got.GreaterThanOrEqual(want.Mul(tolerance)) || got.GreaterThanOrEqual(want) {
		return MetYes
	}
	return MetNo
}

// opposed tells that one side speaks of a rise and the other of a fall.
func (c *comparison) opposed(planned, found *docread.Figure) bool {
	a := direction(lastClause(c.plan.Slice(planned.Start-around, planned.Start)))
	b := direction(lastClause(c.summary.Slice(found.Start-around, found.Start)))
	return a*b < 0
}

func direction(before string) int {
	switch {
	case holds(before, falls):
		return -1
	case holds(before, rises):
		return 1
	}
	return 0
}

// lastClause is what follows the last mark.
func lastClause(s string) string {
	if i := strings.LastIndexAny(s, "，,。；;：:、\n"); i >= 0 {
		return s[i:]
	}
	return s
}

func startsWith(s string, words []string) bool {
	for _, w := range words {
		if strings.HasPrefix(s, w) {
			return true
		}
	}
	return false
}
