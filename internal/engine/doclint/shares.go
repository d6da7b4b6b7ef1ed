package doclint

import (
	"strings"

	"nianlun/internal/engine/docread"
	"nianlun/internal/kit/i18n"

	"github.com/shopspring/decimal"
)

// checkShares compares each share with the counts that it is told of: 新增12所，占
// 总数60所的20%.
func (c *checker) checkShares() {
	for _, r := range c.doc.Relations {
		if r.Kind == docread.RelationShare && r.Of >= 0 {
			c.checkShare(r)
		}
	}
}

func (c *checker) checkShare(r docread.Relation) {
	share, ok := c.quantity(r.From)
	if !ok {
		return
	}
	counts, ok := c.quantities([]int{r.To, r.Of})
	if !ok || counts[1].value.IsZero() {
		return
	}
	part, whole := counts[0], counts[1]
	expected := part.value.Mul(hundred).DivRound(whole.value, 8)
	agree, near := agrees(expected, share, spread(expected, part, whole))
	args := []any{
		"share", c.said(r.From), "part", c.said(r.To), "whole", c.said(r.Of),
		"expected", expected.Round(int32(share.places)).String() + "%",
	}
	switch {
	case agree:
		c.confirm(Confirmed{Kind: KindShare, Message: i18n.Msg("lint.ok.share", args...)}, r.Of, r.To, r.From)
		return
	case r.Loose || share.approx || part.approx || whole.approx:
		return
	}
	f := Finding{
		Severity: SeverityError, Kind: KindShare, Message: i18n.Msg("lint.share", args...),
		Expected: expected.Round(int32(share.places)).String(), Found: share.value.String(),
	}
	if near || r.Of < r.To { // the whole was found by the list, not named beside the share
		f.Severity = SeverityWarning
	}
	c.find(f, r.To, r.Of, r.From)
}

// spread is how much the rounding of two counts moves their quotient in percent.
func spread(quotient decimal.Decimal, part, whole quantity) decimal.Decimal {
	out := decimal.Zero
	for _, q := range []quantity{part, whole} {
		if !q.value.IsZero() {
			out = out.Add(q.step.Div(two).Mul(quotient.Abs()).DivRound(q.value.Abs(), 8))
		}
	}
	return out
}

// checkParties adds up shares told in one row (占比分别为30%、50%、20%). They make up
// 100 when the row is a division; a row of one axis cannot make more.
func (c *checker) checkParties() {
	figures := c.doc.Figures
	for i := 0; i < len(figures); {
		row := c.shareRow(i)
		i += max(1, len(row))
		if len(row) < 2 {
			continue
		}
		list, ok := c.quantities(row)
		if !ok {
			continue
		}
		_, worst := tolerance(list)
		sum := sumOf(list)
		over := sum.Sub(hundred)
		switch {
		case over.Abs().LessThanOrEqual(worst):
			c.confirm(Confirmed{Kind: KindSum, Message: i18n.Msg("lint.ok.hundred", "parts", c.joined(list))}, row...)
		case over.IsPositive() && !anyApprox(list) && (c.oneAxis(row) || c.endsInRest(row)):
			c.find(Finding{
				Severity: SeverityError, Kind: KindSum, Expected: "100", Found: sum.String(),
				Message: i18n.Msg("lint.hundred", "parts", c.joined(list), "sum", sum.String()+"%"),
			}, row...)
		}
	}
}

// shareRow returns the shares in a row from figure i on: the first has 占 before
// it, the others have it too or follow after a list mark alone.
func (c *checker) shareRow(i int) []int {
	const most = 16
	var row []int
	for k := i; k < len(c.doc.Figures) && len(row) < most; k++ {
		f := &c.doc.Figures[k]
		if f.Unit != "%" || f.Kind != docread.KindPercent {
			break
		}
		before := c.slice(f.Start-12, f.Start)
		if k > i {
			gap := c.slice(c.doc.Figures[k-1].UnitEnd, min(f.Start, c.doc.Figures[k-1].UnitEnd+24))
			if strings.ContainsAny(gap, "。；;\n") || f.Start-c.doc.Figures[k-1].UnitEnd > 24 {
				break
			}
			if strings.Trim(gap, "、和，,及 ") != "" && !strings.Contains(gap, "占") {
				break
			}
		} else if !strings.Contains(before, "占") {
			break
		}
		row = append(row, k)
	}
	return row
}

// oneAxis tells whether the labels of figures lie on one axis, each on a value of
// its own.
func (c *checker) oneAxis(figures []int) bool {
	seen := map[int]bool{}
	var first *axis
	var places []place
	for _, i := range figures {
		at := placeOf(c.labelOf(i))
		if !at.ok || at.axis.mixed || seen[at.value] || first != nil && at.axis != first {
			return false
		}
		first, seen[at.value] = at.axis, true
		places = append(places, at)
	}
	return first != &ageAxis || exclusiveAges(places)
}

// endsInRest tells a row whose last member is what the others leave: 公办园占45%，
// 普惠性民办园占40%，其他民办园占15%.
func (c *checker) endsInRest(figures []int) bool {
	last := c.labelOf(figures[len(figures)-1])
	if !strings.HasPrefix(last, "其他") && !strings.HasPrefix(last, "其余") && !strings.HasPrefix(last, "其它") {
		return false
	}
	noun := rune(0)
	for _, i := range figures {
		before, _, found := strings.Cut(c.labelOf(i), "占")
		words := []rune(before)
		if !found || len(words) == 0 || noun != 0 && words[len(words)-1] != noun {
			return false
		}
		noun = words[len(words)-1]
	}
	return true
}
