package docread

// readRelations binds the figures that belong together: a growth to its base, a
// part to its whole, a share to what it is a share of, an earlier value to the
// later one. It looks at one sentence at a time, and back at the one before for a
// sentence that begins with 其中.
func readRelations(t *text, figures []Figure) []Relation {
	b := binder{t: t, f: figures, marks: make([]figureMarks, len(figures)), within: make([]int, len(figures))}
	at, before := 0, sentenceFigures{}
	for from := 0; from < len(t.r) && at < len(figures); {
		s := relationSentence(t, from)
		from = s.end + 1
		first := at
		for at < len(figures) && figures[at].Start < s.end {
			at++
		}
		if first == at {
			continue
		}
		here := sentenceFigures{span: s, first: first, last: at}
		b.sentence(here, before)
		before = here
	}
	return b.found
}

// binder collects the relations. Marks and brackets of figures are kept per
// document and filled sentence by sentence.
type binder struct {
	t      *text
	f      []Figure
	marks  []figureMarks
	within []int // offset of the innermost bracket around the figure, -1 for none
	found  []Relation
	groups int
	wholes map[int]int  // whole of a part, in the sentence at hand
	firm   map[int]bool // parts that a word binds, in the sentence at hand
}

// figureMarks tell figures that are no plain quantity of their subject.
type figureMarks struct {
	change  bool // by how much something has changed
	earlier bool // what something was before
	share   bool // a percentage of a whole
	rate    bool // per head, an average, a limit: it does not add up
	total   bool // announced as a total
}

// plain tells a figure that may be added to others.
func (m figureMarks) plain() bool { return !m.change && !m.earlier && !m.share && !m.rate }

// sentenceFigures is a sentence with the figures in it, last not included.
type sentenceFigures struct {
	span
	first, last int
}

// longestSentence bounds how far a relation reaches, in characters.
const longestSentence = 1500

// relationSentence returns the sentence that begins at from. A line end ends it
// unless the line stops in mid-sentence, as lists after a colon do.
func relationSentence(t *text, from int) span {
	last := rune(0)
	i := from
	for ; i < len(t.r) && i-from < longestSentence; i++ {
		switch c := t.r[i]; {
		case c == '。' || c == '！' || c == '？':
			return span{from, i}
		case c == '\n':
			if !continues(last) {
				return span{from, i}
			}
		case !isSpace(c):
			last = c
		}
	}
	return span{from, i}
}

// continues tells the marks after which a line end does not end the sentence.
func continues(c rune) bool {
	return c == '：' || c == ':' || c == '；' || c == ';' || c == '、' || c == '，' || c == ','
}

func (b *binder) sentence(s, before sentenceFigures) {
	b.readBrackets(s)
	b.wholes, b.firm = map[int]int{}, map[int]bool{}
	for i := s.first; i < s.last; i++ {
		b.markFigure(s, i)
	}
	b.bindEarlier(s)
	b.bindChanges(s)
	b.bindYears(s, before)
	b.bindParts(s, before)
	b.bindTotals(s)
	b.bindShares(s)
}

// readBrackets finds the innermost closed bracket around each figure.
func (b *binder) readBrackets(s sentenceFigures) {
	const deepest = 8
	var open []int
	next := s.first
	since := map[int]int{} // bracket -> first figure after it
	for i := s.first; i < s.last; i++ {
		b.within[i] = -1
	}
	for i := s.start; i < s.end; i++ {
		for next < s.last && b.f[next].Start < i {
			next++
		}
		switch c := b.t.r[i]; {
		case (c == '（' || c == '(') && len(open) < deepest:
			open = append(open, i)
			since[i] = next
		case (c == '）' || c == ')') && len(open) > 0:
			o := open[len(open)-1]
			open = open[:len(open)-1]
			for k := since[o]; k < s.last && b.f[k].Start < i; k++ {
				if b.within[k] < o {
					b.within[k] = o
				}
			}
		}
	}
}

// gap returns the text between the figure before i and figure i, from the
// sentence's start for the first. The rest of a bracket that ends in between is
// left out.
func (b *binder) gap(s sentenceFigures, i int) span {
	const longest = 120
	start, end := s.start, b.f[i].Start
	if i > s.first {
		start = b.f[i-1].UnitEnd
	}
	if i > s.first && b.within[i-1] > b.within[i] {
		for k := end; k > start && end-k < longest; k-- {
			if c := b.t.r[k-1]; c == '）' || c == ')' {
				start = k
				break
			}
		}
	}
	return span{min(start, end), end}
}

// label returns the words that stand directly before a numeral in its own item:
// back to a clause mark, a list mark, a bracket or another figure.
func (b *binder) label(s sentenceFigures, i int) span {
	const longest = 24
	g := b.gap(s, i)
	start := g.end
	for start > g.start && g.end-start < longest {
		c := b.t.r[start-1]
		if isClauseEnd(c) || c == '、' || c == '（' || c == '(' || c == '）' || c == ')' {
			break
		}
		start--
	}
	return span{start, g.end}
}

// sameFamily tells units that may be added up.
func sameFamily(a, b *Figure) bool {
	if a.Kind == KindRatio || b.Kind == KindRatio || a.Unit == "" || b.Unit == "" {
		return false
	}
	if a.Unit == b.Unit {
		return true
	}
	for _, family := range unitFamilies {
		if family.isWhole(a.Unit) && family.isWhole(b.Unit) {
			return true
		}
	}
	return false
}

// bindGroup adds the parts of one whole.
func (b *binder) bindGroup(whole int, parts []int, complete, loose bool) {
	if len(parts) == 0 {
		return
	}
	b.groups++
	for _, p := range parts {
		b.found = append(b.found, Relation{
			Kind: RelationPart, From: p, To: whole, Of: -1, Group: b.groups, Complete: complete, Loose: loose,
		})
		if _, ok := b.wholes[p]; !ok {
			b.wholes[p] = whole
		}
		if !loose {
			b.firm[p] = true
		}
	}
}
