package docread

// markFigure tells from the words next to a figure what it is no plain quantity
// for.
func (b *binder) markFigure(s sentenceFigures, i int) {
	f, m := &b.f[i], &b.marks[i]
	label := b.label(s, i)
	m.rate = b.t.has(label, perWords) || perLast.longestBefore(b.t.r, f.Start) > 0 || perAfter.longestAt(b.t.r, f.UnitEnd) > 0 || qualifiesNoun(b.t, f)
	_, m.change = b.changeBefore(s, i)
	m.share = f.Unit == "%" && b.t.has(label, shareMarks)
	m.total = b.t.has(label, totalWords)
}

// changeBefore tells whether the words before a figure say that it is a change,
// and its direction. Percentage points are always one. A count is one only when
// the clause compares (比上年增加300人): 增加学位300个 tells of new places.
func (b *binder) changeBefore(s sentenceFigures, i int) (down, ok bool) {
	f := &b.f[i]
	end := f.Start
	const fillers = 3
	for k := 0; k < fillers; k++ {
		n := changeFillers.longestBefore(b.t.r, end)
		if n == 0 && b.t.at(end-1) == ' ' {
			n = 1
		}
		if n == 0 {
			break
		}
		end -= n
	}
	fell, grew := fellWords.longestBefore(b.t.r, end), grewWords.longestBefore(b.t.r, end)
	words := max(fell, grew)
	switch {
	case f.Unit == "个百分点":
		return fell > grew, true
	case words == 0 || end-words < s.start:
		return false, false
	case f.Unit == "%" || f.Unit == "倍":
		return fell > grew, true
	}
	clause := b.label(s, i)
	compares := b.t.has(span{clause.start, f.Start}, compareWords)
	if words == 1 { // 多, 少 and 增 alone say nothing without a comparison
		return fell > grew, compares
	}
	follows := i > s.first && sameFamily(&b.f[i-1], f) && end-words-b.f[i-1].UnitEnd <= 1
	return fell > grew, compares || follows
}

// bindChanges binds each change to the figure that has changed: the one that it
// leads to (比上年增加300人，达到5300人), else the one before it.
func (b *binder) bindChanges(s sentenceFigures) {
	for i := s.first; i < s.last; i++ {
		if !b.marks[i].change {
			continue
		}
		down, _ := b.changeBefore(s, i)
		base, ok := b.changeLeadsTo(s, i)
		if !ok {
			base, ok = b.changeBase(s, i)
		}
		if ok {
			b.found = append(b.found, Relation{Kind: RelationGrowth, From: i, To: base, Of: -1, Down: down})
		}
	}
}

// changeLeadsTo reads the figure after a change: 增长5.4%，达到1.2亿元.
func (b *binder) changeLeadsTo(s sentenceFigures, i int) (int, bool) {
	next := i + 1
	if next >= s.last || !b.mayChange(i, next) {
		return 0, false
	}
	g := b.gap(s, next)
	const longest = 8
	if g.end-g.start > longest || !isComma(b.t.at(g.start)) && b.t.at(g.start) != '、' {
		return 0, false
	}
	n := reachWords.longestBefore(b.t.r, g.end)
	if n == 0 || n > g.end-g.start-1 || b.f[i].Unit == "%" && b.f[next].Unit == "%" {
		return 0, false
	}
	noun := span{g.start + 1, g.end - n}
	return next, noun.empty() || changeLead.longestAt(b.t.r[:noun.end], noun.start) == noun.end-noun.start
}

// changeBase looks back for the figure that has changed. A change with a noun of
// its own (教师增长5%) belongs to no figure of another noun.
func (b *binder) changeBase(s sentenceFigures, i int) (int, bool) {
	const farthest = 60
	noun := b.ownNoun(b.label(s, i))
	for k := i - 1; k >= s.first && b.f[i].Start-b.f[k].UnitEnd <= farthest; k-- {
		if !b.mayChange(i, k) {
			continue
		}
		if !noun.empty() && !sharesWord(b.t.r[noun.start:noun.end], []rune(b.f[k].Subject)) {
			return 0, false
		}
		return k, true
	}
	return 0, false
}

// mayChange tells whether figure k can be what change i has changed.
func (b *binder) mayChange(i, k int) bool {
	c, f := &b.f[i], &b.f[k]
	m := b.marks[k]
	if f.Approx == ApproxOver && k > 0 && sameFamily(f, &b.f[k-1]) { // 31396亿元，首次超过3万亿元，增长…
		return false
	}
	if m.change || m.earlier || f.Kind == KindRatio || f.Unit == "倍" {
		return false
	}
	switch c.Unit {
	case "个百分点":
		return f.Unit == "%"
	case "%", "倍":
		return !m.share
	}
	return sameFamily(c, f)
}

// ownNoun returns what is left of a label when the words of comparing and
// changing are taken away; empty when nothing is.
func (b *binder) ownNoun(label span) span {
	end := label.start
	for end < label.end && changeStarts.longestAt(b.t.r[:label.end], end) == 0 && dateAt(b.t, end) == 0 {
		end++
	}
	start := label.start
	for start < end {
		n := max(linkWords.longestAt(b.t.r[:end], start), changeLead.longestAt(b.t.r[:end], start))
		if n == 0 {
			break
		}
		start += n
	}
	if end-start < 2 {
		return span{start, start}
	}
	return span{start, end}
}

// sharesWord tells whether two texts have two characters in a row in common.
func sharesWord(a, b []rune) bool {
	const longest = 24
	a, b = a[:min(len(a), longest)], b[:min(len(b), longest)]
	for i := 0; i+1 < len(a); i++ {
		for k := 0; k+1 < len(b); k++ {
			if a[i] == b[k] && a[i+1] == b[k+1] {
				return true
			}
		}
	}
	return false
}

// bindEarlier finds pairs of an earlier and a later value: 由58%上升到79.6%,
// 较上年的58%提高, 上年投入1亿元，今年投入1.2亿元.
func (b *binder) bindEarlier(s sentenceFigures) {
	for i := s.first; i < s.last; i++ {
		if b.marks[i].change || b.marks[i].rate && !b.marks[i].share {
			continue
		}
		later, ok := b.laterOf(s, i)
		if !ok {
			continue
		}
		b.marks[i].earlier = true
		b.found = append(b.found, Relation{Kind: RelationEarlier, From: i, To: later, Of: -1})
	}
}

func (b *binder) laterOf(s sentenceFigures, i int) (int, bool) {
	label := b.label(s, i)
	if later, ok := b.becomes(s, i, label); ok {
		return later, true
	}
	if n := lastYearWords.longestBefore(b.t.r, skipOf(b.t, b.f[i].Start)); n > 0 {
		return b.laterThanLastYear(s, i, label)
	}
	return 0, false
}

// becomes reads 由A增加到B and A提高到B.
func (b *binder) becomes(s sentenceFigures, i int, label span) (int, bool) {
	next := i + 1
	if next >= s.last || !sameFamily(&b.f[i], &b.f[next]) || b.within[i] != b.within[next] {
		return 0, false
	}
	g := b.gap(s, next)
	const longest = 16
	if g.end-g.start > longest {
		return 0, false
	}
	end := skipNow(b.t, g.end, g.start)
	n := becameWords.longestBefore(b.t.r, end)
	switch {
	case n == 0 || n > end-g.start:
		return 0, false
	case n == 1: // 到 and 至 alone need 由 or 从 before the first value
		return next, b.t.has(span{max(label.start, b.f[i].Start-14), b.f[i].Start}, fromWords)
	}
	return next, true
}

// laterThanLastYear finds what a value of last year is compared with.
func (b *binder) laterThanLastYear(s sentenceFigures, i int, label span) (int, bool) {
	if b.t.has(label, againstWords) {
		for k := i - 1; k >= s.first; k-- {
			if sameFamily(&b.f[k], &b.f[i]) && b.mayChange(i, k) {
				return k, true
			}
		}
		return 0, false
	}
	next := i + 1
	if next >= s.last || !sameFamily(&b.f[i], &b.f[next]) {
		return 0, false
	}
	g := b.gap(s, next)
	const longest = 20
	return next, g.end-g.start <= longest && b.t.has(g, thisYearWords)
}

// skipOf goes back over 的 and the like.
func skipOf(t *text, i int) int {
	for k := 0; k < 2 && (t.at(i-1) == '的' || t.at(i-1) == ' '); k++ {
		i--
	}
	return i
}

// skipNow goes back over 目前的 and dates: 增加到2015年的.
func skipNow(t *text, end, floor int) int {
	end = skipOf(t, end)
	if n := nowWords.longestBefore(t.r, end); n > 0 {
		end -= n
	}
	if n := dateBefore(t, end); n > 0 {
		end -= n
	}
	if n := changeFillers.longestBefore(t.r, end); n > 0 && becameWords.longestBefore(t.r, end) == 0 {
		end -= n
	}
	return max(end, floor)
}
