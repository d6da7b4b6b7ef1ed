package docread

// bindTotals binds lists to the total after them: 小学37所、初中12所，共49所.
func (b *binder) bindTotals(s sentenceFigures) {
	for i := s.first + 2; i < s.last; i++ {
		if !b.marks[i].plain() || !b.marks[i].total || b.isWhole(i) {
			continue
		}
		cue := b.t.find(b.label(s, i), totalWords)
		if g := b.gap(s, i); cue < 0 || !b.beginsClause(g, cue) {
			continue
		}
		parts, firm := b.collectBack(s, i)
		if len(parts) < 2 {
			continue
		}
		tight := sumWords.longestBefore(b.t.r, skipFillers(b.t, b.f[i].Start)) > 0
		b.bindGroup(i, parts, tight && firm, !tight || !firm)
	}
}

// skipFillers goes back over 有, 为 and blanks between 共 and its number.
func skipFillers(t *text, i int) int {
	for k := 0; k < 2; k++ {
		n := totalFillers.longestBefore(t.r, i)
		if n == 0 && t.at(i-1) == ' ' {
			n = 1
		}
		i -= n
	}
	return i
}

// beginsClause tells whether a word begins the last clause of a gap.
func (b *binder) beginsClause(g span, cue int) bool {
	for k := cue - 1; k >= g.start; k-- {
		c := b.t.r[k]
		if isComma(c) || c == '；' || c == ';' || c == '）' || c == ')' || c == '、' {
			return true
		}
		if !isSpace(c) {
			return false
		}
	}
	return false
}

func (b *binder) isWhole(i int) bool {
	for _, w := range b.wholes {
		if w == i {
			return true
		}
	}
	return false
}

// collectBack gathers the members of a list before its total, in text order. It
// is firm when the list begins where the sentence or a part of it does.
func (b *binder) collectBack(s sentenceFigures, total int) (parts []int, firm bool) {
	const most = 64
	i := total - 1
	for ; i >= s.first && len(parts) < most; i-- {
		if b.within[i] > b.within[total] || b.isPart(i) {
			continue
		}
		if b.within[i] < b.within[total] || b.marks[i].total {
			break
		}
		if b.marks[i].plain() && sameFamily(&b.f[i], &b.f[total]) {
			parts = append(parts, i)
		}
		if b.t.has(b.gap(s, i), semicolons) || b.turnsAway(s, i) {
			i--
			break
		}
	}
	for l, r := 0, len(parts)-1; l < r; l, r = l+1, r-1 {
		parts[l], parts[r] = parts[r], parts[l]
	}
	if len(parts) == 0 {
		return nil, false
	}
	return parts, i < s.first || b.t.has(b.gap(s, parts[0]), semicolons)
}
