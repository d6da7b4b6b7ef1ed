package docread

// bindShares binds a percentage after 占 to the figure whose share it is, and to
// the whole where the text has its number: 新增12所，占总数60所的20%.
func (b *binder) bindShares(s sentenceFigures) {
	for i := s.first; i < s.last; i++ {
		f := &b.f[i]
		if f.Unit != "%" || b.marks[i].change {
			continue
		}
		mark := b.shareMark(s, i)
		if mark < 0 {
			b.bindDone(s, i)
			continue
		}
		of := -1
		if i > s.first && b.f[i-1].Start > mark {
			of = i - 1
		}
		to, ok := b.shareOf(s, i, of, mark)
		if !ok {
			continue
		}
		b.marks[i].share = true
		loose := false
		if of < 0 {
			of, loose = b.wholeOfShare(to, span{mark, f.Start})
		}
		b.found = append(b.found, Relation{Kind: RelationShare, From: i, To: to, Of: of, Loose: loose})
	}
}

// bindDone binds a percentage of a plan to what was done of it: 完成投资5600万元，完成
// 年度计划8000万元的70%.
func (b *binder) bindDone(s sentenceFigures, i int) {
	const longest = 24
	of, to := i-1, i-2
	if to < s.first || b.t.slice(b.t.trim(b.gap(s, i))) != "的" {
		return
	}
	label := b.label(s, of)
	if !b.t.has(label, planWords) || planDoneWords.longestAt(b.t.r[:label.end], b.t.skipSpace(label.start)) == 0 {
		return
	}
	g := b.gap(s, of)
	if !b.marks[to].plain() || !b.marks[of].plain() || !sameFamily(&b.f[to], &b.f[of]) || g.end-g.start > longest || b.t.has(g, semicolons) {
		return
	}
	b.marks[i].share = true
	b.found = append(b.found, Relation{Kind: RelationShare, From: i, To: to, Of: of})
}

// shareMark returns the offset of the 占 before a percentage, -1 for none.
func (b *binder) shareMark(s sentenceFigures, i int) int {
	const farthest = 30
	start := b.f[i].Start
	for k := start - 1; k >= s.start && start-k <= farthest && !isClauseEnd(b.t.r[k]); k-- {
		if b.t.r[k] == '占' && !b.t.hasAt(k-1, "侵占") && !b.t.hasAt(k, "占地") {
			return k
		}
	}
	return -1
}

// shareOf finds the figure before 占 whose share is told. A noun of its own
// before 占 means that the share belongs to no figure (普惠园占85%).
func (b *binder) shareOf(s sentenceFigures, i, of, mark int) (int, bool) {
	const farthest = 40
	last := i - 1
	if of >= 0 {
		last = of - 1
	}
	for k := last; k >= s.first && mark-b.f[k].UnitEnd <= farthest; k-- {
		f := &b.f[k]
		if f.Unit == "%" || f.Unit == "个百分点" || f.Kind == KindRatio || b.marks[k].change || b.marks[k].earlier || b.marks[k].rate {
			continue
		}
		if of >= 0 && !sameFamily(f, &b.f[of]) {
			continue
		}
		return k, b.belongs(span{f.UnitEnd, mark}, f)
	}
	return 0, false
}

// belongs tells whether the words between a figure and 占 leave the share with
// that figure: no other noun in the clause of 占.
func (b *binder) belongs(between span, f *Figure) bool {
	start := between.end
	for start > between.start && !isClauseEnd(b.t.r[start-1]) && b.t.r[start-1] != '、' {
		start--
	}
	if start == between.start { // 占 stands in the figure's own clause
		return true
	}
	words := span{start, between.end}
	for words.start < words.end {
		n := shareLead.longestAt(b.t.r[:words.end], words.start)
		if n == 0 && isSpace(b.t.r[words.start]) {
			n = 1
		}
		if n == 0 {
			break
		}
		words.start += n
	}
	if words.empty() {
		return true
	}
	return f.Subject != "" && b.t.slice(words) == f.Subject
}

// wholeOfShare finds the whole where 占…的 has no number: the whole that the
// figure is already a part of, when the words between name it or name nothing. It
// is loose when they speak of a total without naming this one (占承办总数的).
func (b *binder) wholeOfShare(part int, words span) (whole int, loose bool) {
	whole, ok := b.wholes[part]
	if !ok {
		return -1, false
	}
	named := b.t.r[words.start:words.end]
	switch {
	case isGenericShare(b.t, words) || sharesWord(named, []rune(b.f[whole].Subject)):
		return whole, false
	case b.t.has(words, shareTotals):
		return whole, true
	}
	return -1, false
}

// isGenericShare tells 占, 占比, 占总数的 and the like, which name no other whole.
func isGenericShare(t *text, words span) bool {
	i := words.start
	for i < words.end {
		n := shareGeneric.longestAt(t.r[:words.end], i)
		if n == 0 && isSpace(t.r[i]) {
			n = 1
		}
		if n == 0 {
			return false
		}
		i += n
	}
	return true
}
