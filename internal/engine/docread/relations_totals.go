package docread

import "strings"

// bindTotals binds lists to the total after them: 小学37所、初中12所，共49所.
func (b *binder) bindTotals(s sentenceFigures) {
	for i := s.first + 2; i < s.last; i++ {
		if !b.marks[i].plain() || !b.marks[i].total && !b.t.has(b.label(s, i), runningWords) || b.isWhole(i) {
			continue
		}
		parts, firm := b.collectBack(s, i)
		if len(parts) < 2 {
			continue
		}
		switch sum := b.sumsUp(s, i, parts); sum {
		case sumFirm:
			b.bindGroup(i, parts, firm, !firm)
		case sumLoose:
			b.bindGroup(i, parts, false, true)
		}
	}
}

// summing tells how surely a total stands for the list before it.
type summing int

const (
	sumNot summing = iota
	sumLoose
	sumFirm
)

// sumsUp judges the words of a total behind a list: 共49所, 合计投资3300万元,
// 教师总数3200名 after 男教师 and 女教师, 80名教师共100人.
func (b *binder) sumsUp(s sentenceFigures, i int, parts []int) summing {
	label, g := b.label(s, i), b.gap(s, i)
	cue := b.t.find(label, totalWords)
	if cue < 0 && b.t.has(label, runningWords) {
		return sumLoose
	}
	tight := sumWords.longestBefore(b.t.r, skipFillers(b.t, b.f[i].Start)) > 0
	switch {
	case cue < 0:
		return sumNot
	case b.beginsClause(g, cue) && (tight || b.sameAct(s, span{cue, label.end}, parts) || addedWords.longestAt(b.t.r[:label.end], cue) > 0 && b.sumOfSame(i, parts)):
		return sumFirm
	case b.beginsClause(g, cue):
		return sumLoose
	case tight && b.nounOnly(span{g.start, cue}) && b.listed(s, parts): // 20名校长、80名教师共100人
		return sumFirm
	case b.countsParts(span{label.start, cue}, parts) && !b.startsWithAct(s, parts[0]):
		return sumFirm
	case b.totalOfStages(s, span{label.start, cue}, parts):
		return sumLoose
	case totalLead.longestAt(b.t.r[:cue], label.start) == cue-label.start:
		return sumLoose
	}
	return sumNot
}

// totalOfStages tells a total of schools behind a list of their stages.
func (b *binder) totalOfStages(s sentenceFigures, noun span, parts []int) bool {
	if !b.t.has(noun, schoolWords) {
		return false
	}
	for _, p := range parts {
		if !b.t.has(b.label(s, p), stageWords) {
			return false
		}
	}
	return true
}

// sameAct tells a total of an act that each part tells of as well: 城区新建5所、乡镇新建8
// 所，共新建13所.
func (b *binder) sameAct(s sentenceFigures, words span, parts []int) bool {
	at := words.start + totalWords.longestAt(b.t.r[:words.end], words.start)
	verb := itemVerbs.longestAt(b.t.r[:words.end], at)
	if verb == 0 || at+verb != words.end {
		return false
	}
	act := string(b.t.r[at : at+verb])
	for _, p := range parts {
		if !strings.Contains(b.t.slice(b.label(s, p)), act) {
			return false
		}
	}
	return true
}

// sumOfSame tells a total of the same subject as its parts, or of money.
func (b *binder) sumOfSame(i int, parts []int) bool {
	for _, p := range parts {
		if b.f[p].Kind != KindMoney && (b.f[p].Subject == "" || !strings.HasSuffix(b.f[i].Subject, b.f[p].Subject)) {
			return false
		}
	}
	return true
}

// listed tells parts that stand in one row: parted by 、, 和 or a comma alone.
func (b *binder) listed(s sentenceFigures, parts []int) bool {
	for _, p := range parts[1:] {
		g := b.gap(s, p)
		if !b.t.has(g, rowMarks) || b.t.has(g, semicolons) {
			return false
		}
	}
	return true
}

// countsParts tells a noun before a total that the parts are kinds of: 教师总数 of
// 男教师 and 女教师.
func (b *binder) countsParts(noun span, parts []int) bool {
	noun = b.t.trim(noun)
	for n := totalLead.longestAt(b.t.r[:noun.end], noun.start); n > 0 && noun.start < noun.end; n = totalLead.longestAt(b.t.r[:noun.end], noun.start) {
		noun.start += n
	}
	if noun.end-noun.start < 2 {
		return false
	}
	whole := b.t.slice(noun)
	for _, p := range parts {
		if part := b.f[p].Subject; part == whole || !strings.HasSuffix(part, whole) {
			return false
		}
	}
	return true
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
