package doclint

import (
	"strings"

	"nianlun/internal/engine/docread"
	"nianlun/internal/kit/i18n"

	"github.com/shopspring/decimal"
)

// checkGrowths compares each growth with the earlier and the later value where
// the text has both: 由50所增加到55所，增长10%.
func (c *checker) checkGrowths() {
	earlier, wholes := map[int]int{}, c.wholes()
	for _, r := range c.doc.Relations {
		if r.Kind == docread.RelationEarlier {
			earlier[r.To] = r.From
		}
	}
	for _, r := range c.doc.Relations {
		if r.Kind != docread.RelationGrowth {
			continue
		}
		if before, ok := earlier[r.To]; ok {
			if c.checkGrowth(r, before, wholes) {
				c.judged(r.From)
			}
		}
	}
}

// wholes returns the whole of each part. Behind a list of parts a comparison may
// mean the last part or the whole (招聘120人，其中本科105人，较去年的100人增长20%).
func (c *checker) wholes() map[int]int {
	wholes := map[int]int{}
	for _, r := range c.doc.Relations {
		if r.Kind == docread.RelationPart && r.To < r.From {
			wholes[r.From] = r.To
		}
	}
	return wholes
}

// judged notes a change that was compared with both its values. Another finding
// about the same numbers would tell of one slip twice.
func (c *checker) judged(change int) {
	if c.compared == nil {
		c.compared = map[int]bool{}
	}
	c.compared[change] = true
}

// checkGrowth compares one growth with its two values. It tells whether it could.
func (c *checker) checkGrowth(r docread.Relation, before int, wholes map[int]int) bool {
	if whole, ok := wholes[r.To]; ok {
		of := r
		of.To = whole
		if c.holds(of, before) {
			r = of
		}
	}
	growth, ok := c.quantity(r.From)
	if !ok {
		return false
	}
	ends, ok := c.quantities([]int{before, r.To})
	if !ok || ends[0].value.IsZero() {
		return false
	}
	g := change{growth: growth, from: ends[0], to: ends[1], down: r.Down, unit: c.doc.Figures[r.From].Unit, rates: c.doc.Figures[r.To].Unit == "%"}
	expected, holds, near := g.compare()
	args := []any{
		"growth", c.said(r.From), "from", c.said(before), "to", c.said(r.To),
		"expected", expected.Round(int32(max(growth.places, 0))).String(), "unit", g.unit,
	}
	switch {
	case holds:
		c.confirm(Confirmed{Kind: KindGrowth, Message: i18n.Msg("lint.ok.growth", args...)}, r.To, before, r.From)
	case growth.approx || ends[0].approx || ends[1].approx:
	case g.pointsMeant():
		c.find(Finding{
			Severity: SeverityInfo, Kind: KindUnit, Message: i18n.Msg("lint.growth.points", args...),
			Expected: growth.value.String(), Found: growth.value.String(),
		}, before, r.To, r.From)
	default:
		c.find(Finding{
			Severity: unlessNear(near), Kind: KindGrowth, Message: i18n.Msg("lint.growth", args...),
			Expected: written(expected.Round(int32(growth.places)), growth), Found: written(growth.value, growth),
		}, before, r.To, r.From)
	}
	return true
}

// holds tells whether a growth agrees with its values.
func (c *checker) holds(r docread.Relation, before int) bool {
	growth, ok := c.quantity(r.From)
	ends, also := c.quantities([]int{before, r.To})
	if !ok || !also || ends[0].value.IsZero() {
		return false
	}
	g := change{growth: growth, from: ends[0], to: ends[1], down: r.Down, unit: c.doc.Figures[r.From].Unit}
	_, holds, _ := g.compare()
	return holds
}

// change is a growth beside the values that it leads from and to.
type change struct {
	growth, from, to quantity
	down             bool
	unit             string
	rates            bool // the values are percentages
}

// difference is how much the value has moved in the direction told.
func (g change) difference() decimal.Decimal {
	d := g.to.value.Sub(g.from.value)
	if g.down {
		return d.Neg()
	}
	return d
}

// compare returns the growth that the values lead to, whether the text agrees, and
// whether it is off by one in the last digit only.
func (g change) compare() (expected decimal.Decimal, holds, near bool) {
	d := g.difference()
	switch g.unit {
	case "%":
		expected = d.Mul(hundred).DivRound(g.from.value, 8)
		holds, near = agrees(expected, g.growth, spread(hundred.Add(expected), g.from, g.to))
		return expected, holds, near
	case "倍":
		// Writers use 增长2倍 for both three times and twice as much.
		expected = d.DivRound(g.from.value, 8)
		slack := spread(one.Add(expected), g.from, g.to)
		holds, near = agrees(expected, g.growth, slack)
		again, _ := agrees(expected.Add(one), g.growth, slack)
		return expected, holds || again, near
	}
	rounding := g.from.step.Add(g.to.step).Add(g.growth.step).Div(two)
	if g.from.scale == g.to.scale && g.to.scale == g.growth.scale && g.from.places == g.to.places {
		rounding = decimal.Zero
	}
	return d, d.Sub(g.growth.value).Abs().LessThanOrEqual(rounding), false
}

// unlessNear makes a slip in the last digit a warning.
func unlessNear(near bool) Severity {
	if near {
		return SeverityWarning
	}
	return SeverityError
}

// pointsMeant tells a growth of a rate in percent that is right in percentage
// points.
func (g change) pointsMeant() bool {
	return g.rates && g.unit == "%" && g.difference().Equal(g.growth.value)
}

// checkTwins compares a change told twice, as a count and in percent: 27.4万所，比上年
// 增加7.6万所，增长38.2%.
func (c *checker) checkTwins() {
	base := map[int]docread.Relation{}
	for _, r := range c.doc.Relations {
		if r.Kind == docread.RelationGrowth {
			base[r.From] = r
		}
	}
	for _, r := range c.doc.Relations {
		if r.Kind != docread.RelationGrowth || c.doc.Figures[r.From].Unit != "%" || c.doc.Figures[r.To].Unit == "%" {
			continue
		}
		for _, other := range []int{r.From - 1, r.From + 1, r.From - 2} {
			if other == r.From-2 && r.To != r.From-1 { // 增加300人，达到5300人，增长6%
				continue
			}
			if count, ok := base[other]; ok && count.To == r.To && count.Down == r.Down && c.sameComparison(other, r.From) {
				c.checkTwin(count, r)
			}
		}
	}
}

// sameComparison tells whether two neighbouring changes are told in one breath,
// without another year or place to compare with between them.
func (c *checker) sameComparison(a, b int) bool {
	const longest = 20
	first, second := &c.doc.Figures[min(a, b)], &c.doc.Figures[max(a, b)]
	between := c.slice(first.UnitEnd, second.Start)
	return second.Start-first.UnitEnd <= longest && !strings.ContainsAny(between, "比较年。；;") && c.doc.Figures[a].Unit != "倍"
}

func (c *checker) checkTwin(count, percent docread.Relation) {
	share, ok := c.quantity(percent.From)
	if !ok {
		return
	}
	list, ok := c.quantities([]int{percent.To, count.From})
	if !ok || c.doc.Figures[count.From].Unit == "%" {
		return
	}
	to, moved := list[0], list[1]
	from := to
	from.value, from.step = to.value.Sub(moved.value), to.step.Add(moved.step)
	if percent.Down {
		from.value = to.value.Add(moved.value)
	}
	if !from.value.IsPositive() || moved.value.IsZero() {
		return
	}
	expected := moved.value.Mul(hundred).DivRound(from.value, 8)
	agree, near := agrees(expected, share, spread(expected, moved, from))
	places := int32(share.places)
	args := []any{"change", c.said(count.From), "to", c.said(percent.To), "growth", c.said(percent.From), "expected", expected.Round(places).String() + "%"}
	switch {
	case agree:
		c.confirm(Confirmed{Kind: KindGrowth, Message: i18n.Msg("lint.ok.twin", args...)}, percent.To, count.From, percent.From)
	case share.approx || to.approx || moved.approx || c.compared[count.From] || c.compared[percent.From]:
	default:
		c.find(Finding{
			Severity: unlessNear(near), Kind: KindGrowth, Message: i18n.Msg("lint.growth.twin", args...),
			Expected: expected.Round(places).String(), Found: share.value.String(),
		}, percent.To, count.From, percent.From)
	}
}
