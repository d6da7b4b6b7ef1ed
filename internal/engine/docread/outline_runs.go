package docread

// keepRuns drops inline candidates that belong to no run: the first of a run
// must be followed by the second, any other must continue the run.
func keepRuns(t *text, found []marker) []marker {
	k := runKeeper{t: t, kept: found[:0], last: map[family]marker{}}
	for i, m := range found {
		if m.atLine || k.starts(m, found[i+1:]) || k.continues(m) {
			k.last[m.fam] = m
			k.kept = append(k.kept, m)
		}
	}
	return k.kept
}

// runKeeper walks the candidates of a text.
type runKeeper struct {
	t    *text
	kept []marker
	last map[family]marker // the last kept marker of each family
}

// continues tells whether a candidate is the next number of its run. One that
// lost its mark must stand on the line of the number before it.
func (k *runKeeper) continues(m marker) bool {
	prev := k.last[m.fam]
	if m.n < 2 || prev.n != m.n-1 {
		return false
	}
	return !m.weak || k.sameLine(prev.end, m.start)
}

// starts tells whether a candidate is the first number of a run.
func (k *runKeeper) starts(m marker, rest []marker) bool {
	if m.n != 1 {
		return false
	}
	if m.fam == famRun && opensSentence(k.t, m) {
		return true // 一是 after a full stop needs no 二是
	}
	if m.fam == famRun && k.t.at(m.start) != '其' && !cleanStart(k.t, m.start) {
		return false
	}
	if m.weak && m.fam == famChinese && len(k.kept) == 0 && documentKinds.longestBefore(k.t.r, m.start) > 0 {
		return true // directly behind the title
	}
	second, ok := secondOf(rest, m)
	switch {
	case !ok:
		return false
	case m.weak:
		return !second.weak && (!second.atLine || k.afterHeading(m) || k.behindLabel(m))
	case second.atLine && !m.fam.inline() && m.fam != famChinese:
		return k.afterHeading(m) || k.behindLabel(m)
	}
	return true
}

// opensSentence tells 一是 and 一要 directly after the end of a sentence or a
// colon.
func opensSentence(t *text, m marker) bool {
	i := m.start - 1
	for isSpace(t.at(i)) && t.at(i) != '\n' {
		i--
	}
	c := t.at(i)
	return t.at(m.start) == '一' && c != 0 && c != '\n' && (isUnitEnd(c) || c == '：' || c == ':')
}

// afterHeading tells whether only a short heading stands between the marker that
// was kept last and this one (二、主要做法（一）加强领导).
func (k *runKeeper) afterHeading(m marker) bool {
	if len(k.kept) == 0 {
		return false
	}
	outer := k.kept[len(k.kept)-1]
	return outer.fam != m.fam && m.start-outer.end <= maxTitle && k.sameLine(outer.end, m.start)
}

// behindLabel tells whether only a short label stands before a candidate on its
// line (第一阶段（3月）1、宣传发动).
func (k *runKeeper) behindLabel(m marker) bool {
	const longest = 20
	for i := m.start - 1; m.start-i <= longest; i-- {
		c := k.t.at(i)
		if c == 0 || c == '\n' {
			return true
		}
		if isUnitEnd(c) || isComma(c) && i < m.start-1 {
			return false
		}
	}
	return false
}

// sameLine tells whether no line ends between two offsets, which lie at most a
// long paragraph apart.
func (k *runKeeper) sameLine(from, to int) bool {
	const longest = 4000
	if to-from > longest {
		return false
	}
	for i := from; i < to; i++ {
		if k.t.r[i] == '\n' {
			return false
		}
	}
	return true
}

// runWindow is how many candidates are looked at for the second item of a run.
const runWindow = 64

// secondOf returns the next marker of the family when it is its second.
func secondOf(rest []marker, first marker) (marker, bool) {
	for i, m := range rest {
		if i == runWindow {
			break
		}
		if m.fam == first.fam {
			return m, m.n == 2
		}
	}
	return marker{}, false
}

// runOnMarker reads a marker directly behind a word: a heading that lost the end
// of the line before it (…工作总结一、主要成绩…). keepRuns decides whether a run
// makes it one.
func runOnMarker(t *text, i int) (marker, bool) {
	prev := t.at(i - 1)
	if !isHan(prev) && prev != '）' && prev != ')' && prev != '”' && prev != '》' {
		return marker{}, false
	}
	m, ok := markerAt(t, i)
	if !ok || !isHan(t.at(t.skipSpace(m.end))) {
		return marker{}, false
	}
	switch m.fam {
	case famChinese:
		if oneWords.longestBefore(t.r, i+1) > 0 || prev == '十' {
			return marker{}, false
		}
	case famDecimal:
		if numberedNouns.longestBefore(t.r, i) > 0 {
			return marker{}, false
		}
	case famParenCN, famParen, famCircled:
	default:
		return marker{}, false
	}
	m.weak = true
	return m, true
}

var (
	// oneWords end in a number that is no marker: 统一、规范.
	oneWords = words(`第一 统一 唯一 之一 万一 专一 单一 同一 合一 划一 如一 归一 不一 周一 周二 周三 周四 周五 初一 初二 初三 高一 高二 高三 十一 五一 六一 八一 不二 再三 其一 其二`)
	// numberedNouns stand before a number of their own: 表1、附件2.
	numberedNouns = words(`第 表 图 附件 版 卷 号 年 月 件 约 近 达 共 各 占 的 为 是 和 与`)
)
