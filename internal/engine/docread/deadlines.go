package docread

// readDeadlines finds the time expressions that bind something not yet done.
func readDeadlines(t *text, o *outline, s *sections, y years, cal SchoolCalendar) []Deadline {
	var found []Deadline
	r := deadlineReader{t: t, o: o, s: s}
	next, from := 0, 0
	if title := titleLine(t); title >= 0 {
		from = t.lines[title].end
	}
	for i := from; i < len(t.r); {
		for next < len(o.nodes) && headingEnd(o.nodes[next]) <= i {
			next++
		}
		if next < len(o.nodes) && i >= o.nodes[next].start && i < headingEnd(o.nodes[next]) {
			i = headingEnd(o.nodes[next])
			continue
		}
		if !mayBeginTime(t.r[i]) {
			i++
			continue
		}
		e, ok := timeAt(t, i)
		if !ok {
			i++
			continue
		}
		if r.binds(e) {
			date := e.date(y.at(e.start), cal)
			found = append(found, Deadline{
				Start: e.start, End: e.end, Text: t.slice(e.span), Date: date, Vague: e.vague,
			})
		}
		i = e.end
	}
	return found
}

// headingEnd is where the text of a node begins: after the marker, or after the
// heading when it stands alone.
func headingEnd(n node) int {
	if n.standing && !n.leaf {
		return n.headEnd
	}
	return n.end
}

// mayBeginTime is a cheap first test.
func mayBeginTime(c rune) bool {
	switch c {
	case '今', '本', '当', '明', '来', '下', '后', '春', '秋', '上', '第', '暑', '寒', '年', '岁', '学', '期', '新', '两', '十', '开', '“', '‘', '近', '月', '高', '中', '国', '教', '元', '半', '放', '入', '汛', '考':
		return true
	}
	return isDigit(c) || isMask(c) && c != '某' || chineseDigit(c) >= 0
}

type deadlineReader struct {
	t *text
	o *outline
	s *sections
}

// binds tells whether the expression stands as an adverb of an action that is
// still to come.
func (r deadlineReader) binds(e timeExpr) bool {
	pledges := r.pledges(e)
	if !pledges && r.partOfName(e) || r.recurs(e) || insideQuotes(r.t, e.start) || r.fillsLine(e) || r.isTopic(e) || pastAfter(r.t, e) {
		return false
	}
	if r.isAttribute(e) || r.asked(e) {
		return false
	}
	cue := r.cueBefore(e)
	if r.s.at(e.start) == SectionPlan {
		return pledges || cue || e.limit || r.opensClause(e) || r.adverbial(e)
	}
	return cue && r.futureAround(e) || r.futureAfter(e)
}

// recurs tells times that come again and again (每学期开学第一周): they bind no
// single day.
func (r deadlineReader) recurs(e timeExpr) bool {
	return recurringWords.longestBefore(r.t.r, e.start) > 0
}

// fillsLine tells the date below a title or a signature: it stands alone on its
// line near an end of the document.
func (r deadlineReader) fillsLine(e timeExpr) bool {
	const edge = 200
	bare := e.year == 0 && !e.relative && !e.masked && e.day == 0
	if bare && e.start > edge {
		return false // a month that heads what is done in it
	}
	formal := e.year > 0 && !isDigit(r.t.at(e.start)) // 二〇三一年三月: a date of signing, wherever it stands
	if e.ranged || !formal && e.start > edge && len(r.t.r)-e.end > edge {
		return false // a time under a heading: 三、活动时间
	}
	i := e.start
	for isSpace(r.t.at(i-1)) && r.t.at(i-1) != '\n' || r.t.at(i-1) == '（' || r.t.at(i-1) == '(' {
		i--
	}
	j := e.end
	for j < len(r.t.r) && r.t.r[j] != '\n' && (isSpace(r.t.r[j]) || r.t.r[j] == '）' || r.t.r[j] == ')') {
		j++
	}
	return (i == 0 || r.t.at(i-1) == '\n') && (j == len(r.t.r) || r.t.at(j) == '\n')
}

// isTopic tells times that a sentence speaks about: 2017年，是…的关键之年; 开学在即.
func (r deadlineReader) isTopic(e timeExpr) bool {
	i := e.end
	if isComma(r.t.at(i)) {
		i++
	}
	if topicWords.longestAt(r.t.r, i) > 0 {
		return true
	}
	for j := i; e.whole && j < len(r.t.r) && j-i < maxTitle && !isUnitEnd(r.t.r[j]); j++ {
		if c := r.t.r[j]; c == '：' || c == ':' { // 2031年，全县工作的总体要求是：…
			return ideaHeads.longestBefore(r.t.r[:j], j) > 0
		}
	}
	return false
}

// partOfName tells expressions inside a name or before a noun: 三年行动计划,
// 2015年工作要点, 2013—2015年.
func (r deadlineReader) partOfName(e timeExpr) bool {
	t := r.t
	if rangeMark(t.at(e.start-1)) || rangeMark(t.at(e.end)) {
		return true
	}
	c := t.at(e.end)
	if open := t.at(e.start - 1); (open == '（' || open == '(') && (c == '）' || c == ')') && e.whole && !e.limit {
		return true // a plan's years: 规划（2026—2030年）
	}
	if c == '的' && e.part != partDuration || c == '度' || c == '级' || c == '届' || c == '版' {
		return true
	}
	return timedNouns.longestAt(t.r, e.end) > 0
}

// isAttribute tells a year that belongs to the object of the verb before it:
// 做好2031年中考, 推进实施2031年职称评审.
func (r deadlineReader) isAttribute(e timeExpr) bool {
	if !e.whole || e.limit || bindingWords.longestBefore(r.t.r, e.start) > 0 {
		return false
	}
	return softActs.longestBefore(r.t.r, e.start) > 0 || wellActs.longestBefore(r.t.r, e.start) > 0
}

// asked tells times inside a question: 2031年新建哪些学校？
func (r deadlineReader) asked(e timeExpr) bool {
	for i := e.end; i < len(r.t.r) && i-e.end < futureWindow; i++ {
		switch c := r.t.r[i]; {
		case c == '？' || c == '?':
			return true
		case isUnitEnd(c):
			return false
		}
	}
	return false
}

// pledges tells a year that opens a clause in which something is counted that
// will be done: 2031年全县新建学校9所.
func (r deadlineReader) pledges(e timeExpr) bool {
	if !e.whole || e.limit || !isClauseEnd(r.t.at(e.start-1)) && !isSpace(r.t.at(e.start-1)) && e.start > 0 {
		return false
	}
	i := e.end
	if n := actors.longestAt(r.t.r, i); n > 0 {
		i += n
	}
	if pledgeWords.longestAt(r.t.r, i) == 0 {
		return false
	}
	for end := i; i < len(r.t.r) && i-end < futureWindow && !isClauseEnd(r.t.r[i]); i++ {
		if isDigit(r.t.r[i]) {
			return true
		}
	}
	return false
}

// cueBefore tells words that announce a time of completion: 确保, 力争, 将于.
func (r deadlineReader) cueBefore(e timeExpr) bool {
	i := e.start
	for k := 0; k < 2; k++ {
		n := bindingWords.longestBefore(r.t.r, i)
		if n == 0 {
			return k > 0
		}
		i -= n
	}
	return true
}

// opensClause tells whether a clause begins with the expression.
func (r deadlineReader) opensClause(e timeExpr) bool {
	prev := r.t.at(e.start - 1)
	if e.whole && !e.limit && !isComma(r.t.at(e.end)) {
		return r.futureAfter(e) || r.reaches(e) // a year that opens a clause is more often its topic
	}
	if (e.part == partTermEnd || e.part == partSpringTerm || e.part == partAutumnTerm) && !e.limit && !isComma(r.t.at(e.end)) {
		return r.adverbial(e) || r.futureAfter(e) || r.reaches(e)
	}
	if k := r.o.at(e.start); k >= 0 && r.t.skipSpace(r.o.nodes[k].end) == e.start {
		return true
	}
	return isClauseEnd(prev) || isSpace(prev) || prev == '（' || prev == '(' || prev == '、'
}

// reaches tells whether the clause says what is reached in the time.
func (r deadlineReader) reaches(e timeExpr) bool {
	end := e.end
	for end < len(r.t.r) && end-e.end < futureWindow && !isClauseEnd(r.t.r[end]) {
		end++
	}
	return r.t.has(span{e.end, end}, resultWords)
}

// adverbial tells whether a verb follows: 春季开园, 年底前完成.
func (r deadlineReader) adverbial(e timeExpr) bool {
	for _, set := range []*wordSet{actionWords, softActs} {
		if set.longestAt(r.t.r, e.end) > 0 {
			return true
		}
	}
	return false
}

// futureWindow bounds the look around an expression.
const futureWindow = 24

// futureAround tells whether the clause speaks of the future.
func (r deadlineReader) futureAround(e timeExpr) bool {
	from := e.start
	for from > 0 && e.start-from < futureWindow && !isSentenceEnd(r.t.r[from-1]) {
		from--
	}
	return r.t.has(span{from, e.start}, futureWords) || r.futureAfter(e)
}

// futureAfter tells whether 将 or another word of the future follows at the head
// of the action (来年我们将继续).
func (r deadlineReader) futureAfter(e timeExpr) bool {
	i := e.end
	if isComma(r.t.at(i)) {
		i++
	}
	if n := actors.longestAt(r.t.r, i); n > 0 {
		i += n
	}
	return willWords.longestAt(r.t.r, i) > 0
}

// pastAfter tells whether the action that follows is done (7月完成了).
func pastAfter(t *text, e timeExpr) bool {
	for i := e.end; i < len(t.r) && i-e.end < 12 && !isClauseEnd(t.r[i]); i++ {
		if t.r[i] == '了' && t.at(i+1) != '解' && t.at(i-1) != '为' || t.r[i] == '已' {
			return true
		}
	}
	return false
}

var (
	// timedNouns after a time make it part of a noun.
	timedNouns = words(`
		行动计划 行动 规划 计划 工作要点 工作计划 工作思路 工作总结 工作 要点 总结 方案 全区 全县 全市教育 为民办 招生工作 教学工作 以来 来 高考 中考 毕业 新生 开学工作 开学的 工作 期 
		教育工作 任务 目标 一贯制 预算 部门 年度 左右的 主题 发展规划 制 实施方案 度`)

	// topicWords after a time make it what the sentence is about.
	topicWords = words(`是 在即 即将 来临 到来 之际 将至 临近 正值 既是 作为`)

	// bindingWords directly before a time bind an action to it.
	bindingWords = words(`
		确保 力争 争取 确保在 力争在 争取在 将于 将在 于 在 到 至 截止 截至 预计 计划 计划于 拟于 拟在 再用 用 利用 务必 必须在 力争用 预计于 务必于 须于 应于 力争到 确保于 并于 要在 要于 从 通过 经过 为 并在 且在 原则上在 不迟于 最迟 最迟在 最迟于 分别于 分别在 定于 定在 须在 应在 并将在 并将于 之前在`)

	// recurringWords before a time make it one that returns.
	recurringWords = words(`每学期 每学年 每年 每年的 每月 每周 每季度 每到 历年`)

	// futureWords in a clause tell that it speaks of the future.
	futureWords = words(`将 预计 力争 确保 争取 计划 拟 可望 有望 务必`)

	// resultWords name a result.
	resultWords = words(`达到 实现 完成 建成 力争 确保 争取 不低于 提高到`)

	// willWords at the head of an action.
	willWords = words(`将 可望 有望 预计 拟 计划 力争 要`)

	// pledgeWords do what can be counted.
	pledgeWords = words(`新建 建成 改建 扩建 改扩建 新增 新改扩建 迁建 建设 完成 招聘 培训 投入 培育 创建 选派 购置 配备`)

	// actors may stand between a time and its action.
	actors = words(`我们 我局 我区 我县 我市 我省 全区 全县 全市 全省 全州 全旗 区教育局 县教育局 市教育局 教育局 全局 各学校 各校 本局 我校 我镇 我乡 我园 我科 我室 我办 本校 我们还`)

	// actionWords follow a time that works as an adverb.
	actionWords = words(`
		开园 开学 开工 建成 完成 启动 投入 投用 竣工 实施 召开 举办 举行 组织 开展 对 将 要 全面 实现 达到 通过 出台 印发 交付 进行 基本 再 新建 力争 确保 全部 前 完工 招生 开班 上报 落实 做好 要求 每 各 学校 教师 继续 重点 主要 共 计划 拟 应 须 必须 启用 使用 搬迁 招聘 选派`)
)
