package doclint

import (
	"strings"

	"nianlun/internal/engine/docread"
	"nianlun/internal/kit/i18n"

	"github.com/shopspring/decimal"
)

// checkKindShares compares the share of one kind with the counts of both kinds
// where nothing but the kind's name binds them: 公办30所、民办56所，公办园占比34.9%.
func (c *checker) checkKindShares() {
	told, wholes := map[int]bool{}, c.wholes()
	for _, r := range c.doc.Relations {
		told[r.From] = told[r.From] || r.Kind == docread.RelationGrowth || r.Kind == docread.RelationShare && r.Of >= 0
	}
	for i := range c.doc.Figures {
		if told[i] || !c.plainPercent(i) {
			continue
		}
		if kind, ok := c.shareLabel(i); ok {
			c.checkKindShare(i, kind, wholes)
		}
	}
}

// plainPercent tells an exact percentage that is stated as a fact.
func (c *checker) plainPercent(i int) bool {
	f := &c.doc.Figures[i]
	return f.Unit == "%" && f.Kind == docread.KindPercent && f.Role == docread.RoleFact && f.Approx == docread.ApproxExact &&
		!strings.HasPrefix(c.slice(f.UnitEnd, f.UnitEnd+2), "以")
}

// shareLabel returns what a percentage is the share of when its clause says no more:
// 公办园 of 公办园占比达到34.9%.
func (c *checker) shareLabel(i int) (string, bool) {
	clause := c.clauseBefore(c.doc.Figures[i].Start)
	at := strings.Index(clause, "占")
	if at <= 0 {
		return "", false
	}
	if strings.Trim(clause[at:], "占总数园所比例重的为达到是 ") != "" {
		return "", false
	}
	return plainWords(clause[:at]), true
}

// checkKindShare finds the count of the kind and of its counterpart before the
// share, in its sentence or the one before.
func (c *checker) checkKindShare(i int, kind string, wholes map[int]int) {
	const farthest, reach = 6, 120
	at := placeOf(kind)
	if !at.ok || !at.axis.closed {
		return
	}
	for k := i - 1; k > 0 && i-k <= farthest && c.doc.Figures[i].Start-c.doc.Figures[k].End < reach; k-- {
		first, second := k-1, k
		a, b := placeOf(c.labelOf(first)), placeOf(c.labelOf(second))
		if !a.ok || !b.ok || a.axis != at.axis || b.axis != at.axis || a.value == b.value || c.doc.Figures[first].Unit != c.doc.Figures[second].Unit {
			continue
		}
		part := first
		if b.value == at.value {
			part = second
		}
		if !c.sameNoun(kind, part, at) || c.doc.Figures[part].Role != docread.RoleFact {
			return
		}
		c.judgeKindShare(i, part, []int{first, second}, wholes)
		return
	}
}

// sameNoun tells whether a share speaks of the things that were counted: what is
// left of both names without the kind agrees, or one of them says no more.
func (c *checker) sameNoun(kind string, part int, at place) bool {
	counted := c.labelOf(part)
	for _, w := range at.axis.values[at.value] {
		_, after, found := strings.Cut(kind, w)
		if !found {
			continue
		}
		_, noun, _ := strings.Cut(counted, w)
		noun = plainWords(noun)
		return strings.HasPrefix(kind, w) && (after == noun || after == "" || noun == "" && c.counts(part, after) || noun != "" && strings.HasSuffix(noun, after))
	}
	return false
}

// counts tells whether a noun is what the measure word of a figure counts.
func (c *checker) counts(i int, noun string) bool {
	switch c.doc.Figures[i].Unit {
	case "所", "家":
		return noun == "园" || noun == "幼儿园" || noun == "学校"
	case "人", "名":
		return noun == "生" || noun == "学生" || noun == "教师" || noun == "教职工"
	}
	return false
}

func (c *checker) judgeKindShare(i, part int, kinds []int, wholes map[int]int) {
	share, ok := c.quantity(i)
	counts, also := c.quantities(kinds)
	if !ok || !also || share.approx || anyApprox(counts) {
		return
	}
	whole, figures := sumOf(counts), kinds
	said := c.joined(counts)
	if k, bound := wholes[part]; bound {
		q, ok := c.quantity(k)
		if !ok || q.approx {
			return
		}
		whole, said, figures = q.value, c.said(k), []int{k, part}
	}
	if whole.IsZero() {
		return
	}
	of := counts[0]
	if of.index != part {
		of = counts[1]
	}
	c.judgeShare(i, share, of, whole, said, figures)
}

// judgeShare confirms a share or tells what it should be. figures are those it was
// reckoned from.
func (c *checker) judgeShare(i int, share, part quantity, whole decimal.Decimal, said string, figures []int) {
	expected := part.value.Mul(hundred).DivRound(whole, 8)
	agree, near := agrees(expected, share, spread(expected, part, part))
	rounded := expected.Round(int32(share.places)).String()
	args := []any{"share", c.said(i), "part", c.said(part.index), "whole", said, "expected", rounded + "%"}
	if agree {
		c.confirm(Confirmed{Kind: KindShare, Message: i18n.Msg("lint.ok.share", args...)}, append(figures[:len(figures):len(figures)], i)...)
		return
	}
	f := Finding{Severity: unlessNear(near), Kind: KindShare, Message: i18n.Msg("lint.share", args...), Expected: rounded, Found: share.value.String()}
	c.find(f, append(figures[:len(figures):len(figures)], i)...)
}
