package docread

// placeNodes gives every node its parent and level. It walks the markers with a
// stack of open nodes:
//
//   - a number that continues an open sequence is a sibling in it;
//   - a 1 opens a sequence: under the open heading when that heading stands
//     alone on its line, beside it when the heading ran on into its own text;
//   - families rank in the order that official documents use (一、（一）1.（1）),
//     unless the document itself nests them otherwise.
func placeNodes(t *text, o *outline) {
	b := treeBuilder{t: t, o: o, ranks: familyRanks(o.nodes)}
	for i := range o.nodes {
		b.place(i)
	}
}

type treeBuilder struct {
	t     *text
	o     *outline
	ranks map[family]int
	open  []int // indexes of open nodes, outermost first
}

func (b *treeBuilder) place(i int) {
	n := &b.o.nodes[i]
	switch {
	case n.fam.inline():
		b.closeForRun(i)
	case n.fam == famDash:
		b.closeForDash()
	default:
		b.closeForNumber(i)
	}
	if len(b.open) > 0 {
		n.parent = b.open[len(b.open)-1]
		n.level = b.o.nodes[n.parent].level + 1
	} else {
		n.parent, n.level = -1, 1
	}
	b.open = append(b.open, i)
}

// closeTo keeps the first k open nodes.
func (b *treeBuilder) closeTo(k int) { b.open = b.open[:k] }

// closeForNumber closes what a numbered marker ends.
func (b *treeBuilder) closeForNumber(i int) {
	n := b.o.nodes[i]
	for k := len(b.open) - 1; k >= 0; k-- {
		open := b.o.nodes[b.open[k]]
		if open.fam == n.fam && open.n == n.n-1 {
			b.closeTo(k)
			return
		}
	}
	if n.n == 1 && (b.nestsUnderSameFamily(i) || b.nestsUnderBullet(i)) {
		return
	}
	for k := len(b.open) - 1; k >= 0; k-- {
		if b.o.nodes[b.open[k]].fam == n.fam {
			b.closeTo(k)
			return
		}
	}
	for len(b.open) > 0 {
		top := b.o.nodes[b.open[len(b.open)-1]]
		if b.ranks[top.fam] < b.ranks[n.fam] {
			return
		}
		b.closeTo(len(b.open) - 1)
	}
}

// nestsUnderSameFamily tells whether a restart at 1 opens a list inside the last
// heading of the same family: that heading stands alone and is the last one open.
func (b *treeBuilder) nestsUnderSameFamily(i int) bool {
	if len(b.open) == 0 || b.open[len(b.open)-1] != i-1 {
		return false
	}
	last := b.o.nodes[i-1]
	if last.parent >= 0 && b.o.nodes[last.parent].fam == last.fam {
		return false // one level of this is seen in documents; more is noise
	}
	if last.fam != b.o.nodes[i].fam || !last.standing || last.n < 2 || b.endsWithMark(last) {
		return false
	}
	return b.headsDirectly(last, b.o.nodes[i])
}

// headsDirectly tells whether nothing but blanks stands between the line of a
// heading and a marker, or so much that it is the heading's text: a short line
// would be a heading of its own.
func (b *treeBuilder) headsDirectly(n, next node) bool {
	line := b.t.lineEnd(n.headEnd)
	between := b.t.trim(span{min(line, next.start), next.start})
	return between.empty() || between.end-between.start > maxTurn || isUnitEnd(b.t.r[between.end-1])
}

// endsWithMark tells an item that is a sentence from a heading.
func (b *treeBuilder) endsWithMark(n node) bool {
	c := b.t.at(n.headEnd)
	return c != '\n' && isUnitEnd(c)
}

// nestsUnderBullet tells whether a first number follows a bullet that is a
// heading alone on its line.
func (b *treeBuilder) nestsUnderBullet(i int) bool {
	if len(b.open) == 0 || b.open[len(b.open)-1] != i-1 {
		return false
	}
	last := b.o.nodes[i-1]
	return last.fam == famDash && last.standing && !b.endsWithMark(last)
}

// closeForDash closes what an unnumbered item ends.
func (b *treeBuilder) closeForDash() {
	for k := len(b.open) - 1; k >= 0; k-- {
		if b.o.nodes[b.open[k]].fam == famDash {
			b.closeTo(k)
			return
		}
	}
	for len(b.open) > 0 && b.o.nodes[b.open[len(b.open)-1]].fam.inline() {
		b.closeTo(len(b.open) - 1)
	}
}

// closeForRun closes what an item of a run (一是) ends.
func (b *treeBuilder) closeForRun(i int) {
	n := b.o.nodes[i]
	if n.n > 1 {
		for k := len(b.open) - 1; k >= 0; k-- {
			if b.o.nodes[b.open[k]].fam == n.fam {
				b.closeTo(k)
				return
			}
		}
	}
	for len(b.open) > 0 && b.o.nodes[b.open[len(b.open)-1]].fam.inline() {
		b.closeTo(len(b.open) - 1)
	}
	b.leaveForeignItems(i)
}

// leaveForeignItems closes the items that a run cannot belong to. A paragraph
// without a marker that follows items which ran on into their own text stands
// outside of them. A run of problems or closing words belongs to the outermost
// heading.
func (b *treeBuilder) leaveForeignItems(i int) {
	start := b.o.nodes[i].start
	line := b.lineStart(start)
	left := false
	for len(b.open) > 0 {
		top := b.o.nodes[b.open[len(b.open)-1]]
		if top.standing || top.start >= line {
			break
		}
		b.closeTo(len(b.open) - 1)
		left = true
	}
	if left && len(b.open) > 1 && b.t.has(b.leadIn(start), problemWords) {
		b.closeTo(1)
	}
}

// lineStart returns the offset where the line that holds i begins, looking back
// over at most leadWindow characters.
func (b *treeBuilder) lineStart(i int) int {
	for j := i; j > 0 && i-j < leadWindow; j-- {
		if b.t.r[j-1] == '\n' {
			return j
		}
	}
	return max(i-leadWindow, 0)
}

// leadWindow bounds the look back from a run to the sentence that opens it.
const leadWindow = 1200

// leadIn is the sentence just before a run's first item.
func (b *treeBuilder) leadIn(start int) span {
	from := start - 1
	for from > 0 && start-from < 80 && !isSentenceEnd(b.t.r[from-1]) {
		from--
	}
	return span{max(from, 0), start}
}

// familyRanks orders the families of a document: the usual order of official
// documents, changed where the document nests a family inside one that usually
// stands below it.
func familyRanks(nodes []node) map[family]int {
	ranks := map[family]int{}
	for f := famPart; f <= famRun; f++ {
		ranks[f] = int(f) * 10
	}
	seen := map[family]int{}
	for i, n := range nodes {
		if n.fam == famDash || n.fam.inline() {
			continue
		}
		if _, known := seen[n.fam]; !known && n.n == 1 && i > 0 {
			outer := nodes[i-1]
			_, outerSeen := seen[outer.fam]
			if outerSeen && !outer.fam.inline() && ranks[outer.fam] > ranks[n.fam] && continuesAfter(nodes[i:], outer) {
				ranks[n.fam] = ranks[outer.fam] + 1
			}
		}
		seen[n.fam] = i
	}
	return ranks
}

// continuesAfter tells whether the next marker of the outer family goes on
// counting.
func continuesAfter(rest []node, outer node) bool {
	for _, n := range rest {
		if n.fam == outer.fam {
			return n.n == outer.n+1
		}
	}
	return false
}
