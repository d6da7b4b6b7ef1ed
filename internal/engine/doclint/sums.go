package doclint

import (
	"nianlun/internal/engine/docread"
	"nianlun/internal/kit/i18n"

	"github.com/shopspring/decimal"
)

// partList is a whole with the list of its parts.
type partList struct {
	whole    int
	parts    []int
	complete bool
	loose    bool
	bracket  bool // the parts stand in brackets behind the whole
	after    bool // the whole stands behind its parts
	nested   bool // the whole is itself a part
}

// partLists gathers the part relations by list.
func (c *checker) partLists() []partList {
	var lists []partList
	parts := map[int]bool{}
	group := 0
	for _, r := range c.doc.Relations {
		if r.Kind != docread.RelationPart {
			continue
		}
		if r.Group != group || len(lists) == 0 {
			group = r.Group
			lists = append(lists, partList{whole: r.To, complete: r.Complete, loose: r.Loose, after: r.From < r.To})
		}
		last := &lists[len(lists)-1]
		last.parts = append(last.parts, r.From)
	}
	for k := range lists {
		l := &lists[k]
		for _, p := range l.parts {
			parts[p] = true
		}
		if whole, first := &c.doc.Figures[l.whole], &c.doc.Figures[l.parts[0]]; !l.after {
			l.bracket = c.has(whole.UnitEnd, first.Start, "（(")
		}
	}
	for k := range lists {
		lists[k].nested = parts[lists[k].whole]
	}
	return lists
}

// has tells whether one of the marks stands between two offsets, looked for in a
// bounded window.
func (c *checker) has(start, end int, marks string) bool {
	const farthest = 80
	for i := start; i < end && i-start < farthest; i++ {
		for _, m := range marks {
			if c.at(i) == m {
				return true
			}
		}
	}
	return false
}

func (c *checker) checkSums() {
	for _, l := range c.partLists() {
		c.checkSum(l)
	}
}

// checkSum compares a whole with its parts. A list may hold two divisions of the
// same whole (公办40所、民办9所，小学37所、初中12所): a run of parts that reaches the
// whole exactly ends a division.
func (c *checker) checkSum(l partList) {
	all, ok := c.quantities(append([]int{l.whole}, l.parts...))
	if !ok {
		return
	}
	whole, parts := all[0], all[1:]
	if c.confirmDivisions(l, whole, parts) {
		return
	}
	parts = c.withoutNested(parts)
	if whole.approx && !l.loose && !anyApprox(parts) {
		c.exceedsRough(whole, parts)
	}
	if whole.approx || anyApprox(parts) || l.loose && !c.namesAll(l, whole, parts) || c.exceedsWhole(l, whole, parts) {
		return
	}
	if c.slippedUnit(whole, parts) {
		return
	}
	if l.after && l.complete { // the total was announced as the sum of all
		c.judge(l, whole, parts)
		return
	}
	for _, run := range c.runs(parts) {
		c.judge(l, whole, run)
	}
}

// namesAll tells a list bound by its place alone whose labels leave nothing out
// (考生98人，文科28人，理科70人), or names the sources of a sum of money behind them.
func (c *checker) namesAll(l partList, whole quantity, parts []quantity) bool {
	d := division{checker: c, list: l, whole: whole, parts: parts}
	d.readLabels()
	return d.sameAxis && (d.closed() || l.after && (d.fromSources() || d.stagesAll()))
}

// slippedUnit reports a list that adds up when one part is read with a 万 more or
// less: 总数3298万元 = 889万元 + 1000元 + 1409万元.
func (c *checker) slippedUnit(whole quantity, parts []quantity) bool {
	const least = 2
	sum := sumOf(parts)
	if len(parts) < least {
		return false
	}
	for _, p := range parts {
		rest := sum.Sub(p.value)
		for _, shift := range []int32{4, -4} {
			read := p.value.Shift(shift)
			if !rest.Add(read).Equal(whole.value) || (shift > 0) != (p.scale < whole.scale) {
				continue
			}
			figures := []int{whole.index}
			for _, q := range parts {
				figures = append(figures, q.index)
			}
			c.find(Finding{
				Severity: SeverityError, Kind: KindUnit, Expected: written(read, whole), Found: written(p.value, p),
				Message: i18n.Msg("lint.unit.part", "part", c.said(p.index), "whole", c.said(whole.index), "parts", c.joined(parts)),
			}, figures...)
			return true
		}
	}
	return false
}

// confirmDivisions confirms runs of parts that make up the whole. It tells
// whether there was one.
func (c *checker) confirmDivisions(l partList, whole quantity, parts []quantity) bool {
	start, found := 0, false
	if l.after {
		start = suffixReaching(whole, parts)
	} else if sumOf(parts).Equal(whole.value) && len(parts) > 1 {
		c.confirmSum(whole, parts)
		return true
	}
	sum := decimal.Zero
	for i := start; i < len(parts); i++ {
		sum = sum.Add(parts[i].value)
		if i == start || !sum.Equal(whole.value) && !c.roundsTo(whole, parts[start:i+1]) {
			continue
		}
		if !c.endsDivision(whole, parts, start, i+1) {
			return found
		}
		c.confirmSum(whole, parts[start:i+1])
		start, sum, found = i+1, decimal.Zero, true
	}
	return found
}

// endsDivision tells whether a division of the whole may end before parts[end].
// It does not where the next part is clearly of the same sort: another value of
// the same axis, or a label that ends like one before it (甲县8所、乙县4所、丙县1所).
// Then that the parts so far have reached the whole is chance.
func (c *checker) endsDivision(whole quantity, parts []quantity, start, end int) bool {
	if end == len(parts) || sumOf(parts[end:]).Equal(whole.value) {
		return true
	}
	label := c.labelOf(parts[end].index)
	next, last := placeOf(label), c.before(parts[end].index)
	same := false
	for _, p := range parts[start:end] {
		at := placeOf(c.labelOf(p.index))
		switch {
		case at.ok && next.ok && at.axis == next.axis && at.value == next.value:
			return true
		case at.ok && next.ok:
			same = same || at.axis == next.axis
		case !at.ok && !next.ok:
			same = same || last != 0 && c.before(p.index) == last
		}
	}
	return !same
}

// before returns the character before a numeral when it belongs to a word.
func (c *checker) before(i int) rune {
	r := c.at(c.doc.Figures[i].Start - 1)
	if itemMark(r) || r == ' ' {
		return 0
	}
	return r
}

// suffixReaching returns where the parts begin that end the list and make up the
// whole, 0 when there are none.
func suffixReaching(whole quantity, parts []quantity) int {
	sum := decimal.Zero
	for i := len(parts) - 1; i >= 0; i-- {
		sum = sum.Add(parts[i].value)
		if i < len(parts)-1 && sum.Equal(whole.value) {
			return i
		}
	}
	return 0
}

// roundsTo tells whether parts written in another scale than the whole make it
// up within its rounding (1.2亿 = 8000万 + 4020万). The last part must be needed
// for it.
func (c *checker) roundsTo(whole quantity, parts []quantity) bool {
	mixed := false
	for _, p := range parts {
		mixed = mixed || p.scale != whole.scale
	}
	if !mixed || whole.step.IsZero() {
		return false
	}
	_, worst := tolerance(append([]quantity{whole}, parts...))
	return sumOf(parts).Sub(whole.value).Abs().LessThanOrEqual(worst) && parts[len(parts)-1].value.GreaterThan(worst)
}

func (c *checker) confirmSum(whole quantity, parts []quantity) {
	figures := []int{whole.index}
	for _, p := range parts {
		figures = append(figures, p.index)
	}
	c.confirm(Confirmed{Kind: KindSum, Message: i18n.Msg("lint.ok.sum", "whole", c.said(whole.index), "parts", c.joined(parts))}, figures...)
}

// withoutNested drops parts that make up the part before them (县处级7人，局长1正2副，
// 纪检组长1人 …), after confirming that sum. Two small parts meet a third by chance
// too often to count.
func (c *checker) withoutNested(parts []quantity) []quantity {
	for i := 0; i+3 < len(parts); i++ {
		if rest := parts[i+1:]; sumOf(rest).Equal(parts[i].value) {
			c.confirmSum(parts[i], rest)
			return parts[:i+1]
		}
	}
	return parts
}

// exceedsWhole reports a part that is greater than its whole.
func (c *checker) exceedsWhole(l partList, whole quantity, parts []quantity) bool {
	for _, p := range parts {
		over := p.value.Sub(whole.value)
		if over.LessThanOrEqual(whole.step.Add(p.step)) {
			continue
		}
		f := Finding{
			Severity: SeverityError, Kind: KindWhole, Found: written(p.value, p), Expected: written(whole.value, whole),
			Message: i18n.Msg("lint.whole", "part", c.said(p.index), "whole", c.said(whole.index)),
		}
		if c.generic(l.whole) || l.nested {
			f.Severity = SeverityWarning
		}
		far := p.scale != whole.scale || p.value.GreaterThan(whole.value.Mul(hundred))
		if tenThousand := decimal.NewFromInt(10_000); p.scale > 1 && far && p.value.Div(tenThousand).LessThanOrEqual(whole.value) {
			f.Kind, f.Message = KindUnit, i18n.Msg("lint.unit.scale", "part", c.said(p.index), "whole", c.said(whole.index))
		}
		c.find(f, whole.index, p.index)
		return true
	}
	return false
}

// exceedsRough warns of a part that no reading of a rough whole can hold: 130多条，
// 其中182条. The whole may be up to one of its last digit greater.
func (c *checker) exceedsRough(whole quantity, parts []quantity) {
	unit := decimal.NewFromInt(whole.scale).Shift(-int32(whole.places))
	for whole.value.GreaterThan(unit) && whole.value.Mod(unit.Shift(1)).IsZero() {
		unit = unit.Shift(1)
	}
	limit := whole.value.Add(unit)
	for _, p := range parts {
		if p.value.GreaterThan(limit) {
			c.find(Finding{
				Severity: SeverityWarning, Kind: KindWhole, Found: written(p.value, p), Expected: written(whole.value, whole),
				Message: i18n.Msg("lint.whole", "part", c.said(p.index), "whole", c.said(whole.index)),
			}, whole.index, p.index)
			return
		}
	}
}

// generic tells measure words that count anything.
func (c *checker) generic(i int) bool {
	switch c.doc.Figures[i].Unit {
	case "个", "项", "次", "件", "条", "处", "类":
		return true
	}
	return false
}

// runs cuts a list where it turns to another axis. A part without an axis stays
// with its neighbours.
func (c *checker) runs(parts []quantity) [][]quantity {
	var runs [][]quantity
	var current *axis
	start := 0
	for i, p := range parts {
		at := placeOf(c.labelOf(p.index))
		if !at.ok || at.axis == current {
			continue
		}
		if current != nil && i > start {
			runs = append(runs, parts[start:i])
			start = i
		}
		current = at.axis
	}
	return append(runs, parts[start:])
}

func (c *checker) joined(parts []quantity) string {
	out := ""
	for i, p := range parts {
		if i > 0 {
			out += " + "
		}
		out += c.said(p.index)
	}
	return out
}
