package doclint

import (
	"strings"

	"nianlun/internal/engine/docread"
)

// checkRates compares a rate named after an act with the counts of those it was
// done to and of all: 56所学校中有14所通过验收，通过率达到25%.
func (c *checker) checkRates() {
	told := map[int]bool{}
	for _, r := range c.doc.Relations {
		told[r.From] = told[r.From] || r.Kind == docread.RelationGrowth || r.Kind == docread.RelationEarlier || r.Kind == docread.RelationShare && r.Of >= 0
	}
	for i := 2; i < len(c.doc.Figures); i++ {
		if told[i] || told[i-1] || told[i-2] || !c.plainPercent(i) {
			continue
		}
		if stem, ok := c.rateStem(i); ok {
			c.checkRate(i, stem)
		}
	}
}

// rateStem returns the act of a rate that its clause names alone: 通过 of 通过率达到.
func (c *checker) rateStem(i int) (string, bool) {
	clause := strings.TrimRight(c.clauseBefore(c.doc.Figures[i].Start), "为达到是 ")
	stem, ok := strings.CutSuffix(clause, "率")
	stem = strings.TrimPrefix(stem, "总")
	return stem, ok && len([]rune(stem)) == 2
}

// checkRate takes the two figures before a rate for the whole and the part when
// they count the same, the part's clause names the act, and the text puts one into
// the other.
func (c *checker) checkRate(i int, stem string) {
	const farthest = 24
	whole, part := &c.doc.Figures[i-2], &c.doc.Figures[i-1]
	if whole.Unit != part.Unit || part.Unit == "%" || whole.Kind != part.Kind || part.Role != docread.RoleFact {
		return
	}
	between, after := c.slice(whole.UnitEnd, part.Start), c.slice(part.UnitEnd, c.doc.Figures[i].Start)
	if part.Start-whole.UnitEnd > farthest || len([]rune(after)) > farthest || strings.ContainsAny(between+after, "。；;\n") {
		return
	}
	own := c.clauseBefore(part.Start)
	if rest, _, found := strings.Cut(after, stem+"率"); found && !strings.Contains(own+rest, stem) {
		return
	}
	inside := strings.Contains(between, "中") && !strings.ContainsAny(between, "初高")
	if !inside && (stem == "整改" || !planned(c.clauseBefore(whole.Start))) { // problems are put right, not what was looked at
		return
	}
	share, ok := c.quantity(i)
	counts, also := c.quantities([]int{i - 2, i - 1})
	if !ok || !also || share.approx || anyApprox(counts) || counts[0].value.LessThan(counts[1].value) && inside || counts[0].value.IsZero() {
		return
	}
	c.judgeShare(i, share, counts[1], counts[0].value, c.said(i-2), []int{i - 2, i - 1})
}

// planned tells a clause about all that were to be dealt with.
func planned(clause string) bool {
	for _, w := range []string{"应", "参加", "参考", "报名", "计划", "任务", "受检", "抽检", "抽查", "受理", "收到"} {
		if strings.Contains(clause, w) {
			return true
		}
	}
	return false
}
