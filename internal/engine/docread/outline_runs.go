package docread

// keepRuns drops inline candidates that belong to no run: the first of a run
// must be followed by the second, any other must continue the run.
func keepRuns(t *text, found []marker) []marker {
	k := runKeeper{t: t, kept: found[:0], last: map[family]marker{}}
	for i, m := range found {
		if k.isPageNumber(m, found[i+1:]) {
			continue
		}
		if m.atLine && !m.doubtful || k.starts(m, found[i+1:]) || k.continues(m) {
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
	page int               // the last number of a page that was met
	last map[family]marker // the last kept marker of each family
}

// continues tells whether a candidate is the next number of its run. One that
// lost its mark must stand on the line of the number before it.
func (k *runKeeper) continues(m marker) bool {
	prev := k.last[m.fam]
	if m.n < 2 || prev.n != m.n-1 {
		return false
	}
	return !m.weak || k.sameLine(prev.end, m.start) || k.afterHeading(m)
}

// starts tells whether a candidate is the first number of a run.
func (k *runKeeper) starts(m marker, rest []marker) bool {
	next, ok := nextOf(rest, m.fam)
	switch {
	case m.fam == famDash:
		return !m.weak || ok && !next.weak && k.afterHeading(m)
	case m.fam == famRun && opensSentence(k.t, m):
		return m.n == 1 // 一是 after a full stop needs no 二是
	case m.n > 1:
		return k.startsLate(m, next, ok)
	case m.fam == famRun && k.t.at(m.start) != '其' && !cleanStart(k.t, m.start):
		return false
	case m.weak:
		return k.startsWeak(m, next, ok && next.n == 2)
	case m.fam == famChinese || m.fam == famParenCN && opensSentence(k.t, m):
		return true
	}
	return ok && next.n == 2
}

// startsLate tells whether a run begins with a number above one, because the
// text lost or mistyped the first: the next number must follow, too.
func (k *runKeeper) startsLate(m, next marker, ok bool) bool {
	return !m.weak && !m.fam.inline() && ok && !next.weak && !next.atLine && next.n == m.n+1 && k.last[m.fam].end == 0
}

// startsWeak tells whether a first number without a mark before it heads a run:
// the second must have its mark, or a heading stand just before the first.
func (k *runKeeper) startsWeak(m, second marker, ok bool) bool {
	if m.fam == famChinese && len(k.kept) == 0 && documentKinds.longestBefore(k.t.r, k.t.backSpace(m.start)) > 0 {
		return true // directly behind the title
	}
	if m.fam == famParenCN && k.afterHeading(m) {
		return true
	}
	if m.fam == famDecimal && k.last[famDecimal].end > 0 && !isUnitEnd(k.t.at(m.start-1)) && k.afterHeading(m) && k.sameStyle(m, k.last[famDecimal]) {
		return true // the heading before it has such numbers, too
	}
	if !ok || second.weak {
		return false
	}
	return !second.atLine || k.afterHeading(m) || k.behindLabel(m)
}

// opensSentence tells a first number directly after the end of a sentence or a
// colon.
func opensSentence(t *text, m marker) bool {
	i := m.start - 1
	for isSpace(t.at(i)) && t.at(i) != '\n' {
		i--
	}
	c := t.at(i)
	return m.n == 1 && t.at(m.start) != '其' && c != 0 && c != '\n' && (isUnitEnd(c) || c == '：' || c == ':')
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

// sameLine tells whether two offsets stand on one line.
func (k *runKeeper) sameLine(from, to int) bool { return k.t.lineEnd(from) >= to }

// sameStyle tells whether two numbers are written with the same mark: 1. and 2.,
// not 1. and 2、.
func (k *runKeeper) sameStyle(a, b marker) bool { return k.t.at(a.end-1) == k.t.at(b.end-1) }

// runWindow is how many candidates are looked at for the second item of a run.
const runWindow = 64

// nextOf returns the next marker of a family.
func nextOf(rest []marker, fam family) (marker, bool) {
	for i, m := range rest {
		if i == runWindow {
			break
		}
		if m.fam == fam {
			return m, true
		}
	}
	return marker{}, false
}

// runOnMarker reads a marker directly behind a word: a heading that lost the end
// of the line before it (…工作总结一、主要成绩…). keepRuns decides whether a run
// makes it one.
func runOnMarker(t *text, i int) (marker, bool) {
	prev := t.at(i - 1)
	if isSpace(prev) && prev != '\n' {
		prev = t.at(i - 2)
	}
	inList := prev == '，' || prev == ','
	if !inList && !isHan(prev) && prev != '）' && prev != ')' && prev != '”' && prev != '》' {
		return marker{}, false
	}
	m, ok := markerAt(t, i)
	if !ok || !beginsTitle(t, t.skipSpace(m.end), m.fam) {
		return marker{}, false
	}
	switch m.fam {
	case famDash:
		if m.end-m.start < 2 || inList {
			return marker{}, false
		}
	case famChinese:
		if inList || oneWords.longestBefore(t.r, i+1) > 0 || prev == '十' {
			return marker{}, false
		}
	case famDecimal:
		if inList || numberedNouns.longestBefore(t.r, i) > 0 {
			return marker{}, false
		}
	case famParenCN, famParen, famCircled:
	default:
		return marker{}, false
	}
	m.weak = true
	return m, true
}

// beginsTitle tells what the words of a heading begin with: a Chinese character
// or an opening mark, behind Chinese numbers also a year.
func beginsTitle(t *text, i int, fam family) bool {
	c := t.at(i)
	if isHan(c) || c == '“' || c == '‘' || c == '《' {
		return true
	}
	return (fam == famChinese || fam == famParenCN) && (isDigit(c) || isMask(c))
}

var (
	// oneWords end in a number that is no marker: 统一、规范.
	oneWords = words(`第一 统一 唯一 之一 万一 专一 单一 同一 合一 整齐划一 如一 归一 不一 周一 周二 周三 周四 周五 初一 初二 初三 高一 高二 高三 十一 五一 六一 八一 不二 再三 其一 其二`)
	// numberedNouns stand before a number of their own: 表1、附件2.
	numberedNouns = words(`第 表 图 附件 版 卷 号 年 月 件 约 近 达 共`)
)
