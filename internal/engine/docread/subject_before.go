package docread

// subjectBefore reads the noun before the numeral. It does not reach back over
// floor, the end of the figure before.
func subjectBefore(t *text, f *Figure, floor int) string {
	if age := agePhrase(t, f.Start); age.start >= floor && !age.empty() {
		return t.slice(age)
	}
	end := skipBack(t, f.Start)
	if f.Unit == "%" {
		end = beforeShare(t, end)
	}
	if end < 0 {
		return "" // the share of what the figure before counts
	}
	if c := t.at(end - 1); c == '（' || c == '(' {
		end = skipBack(t, end-1)
	}
	for closing(t.at(end - 1)) {
		end--
	}
	if end <= floor {
		return ""
	}
	s := lastNoun(t, span{max(phraseStart(t, end), floor), end})
	if f.Kind == KindMoney || f.Unit == "元" {
		if !moneyNouns.inSpan(t, s) {
			if head, ok := beforeBrackets(t, f.Start); ok {
				return head
			}
		}
		if !moneyNouns.inSpan(t, s) {
			s = moneyInClause(t, s, floor)
		}
		s = moneyHead(t, s)
	}
	return clean(t.slice(s))
}

// agePhrase returns the age before a number: 36—45岁的410人 counts people of that
// age.
func agePhrase(t *text, i int) span {
	for c := t.at(i - 1); c == '的' || c == '有' || c == '共' || c == '达'; c = t.at(i - 1) {
		i--
	}
	j := i
	if n := max(overAfter.longestBefore(t.r, j), underAfter.longestBefore(t.r, j)); n > 1 {
		j -= n
	}
	if t.at(j-1) != '岁' {
		return span{}
	}
	for j--; isDigit(t.at(j-1)) || rangeMark(t.at(j-1)) || t.at(j-1) == '周' || t.at(j-1) == '至' || t.at(j-1) == '岁'; j-- {
		if i-j > maxSubject {
			return span{}
		}
	}
	return span{j, i}
}

// phraseStart looks back from the end of a noun to the mark before it. Brackets
// that close again belong to the noun: 在校（园）学生.
func phraseStart(t *text, end int) int {
	start := end
	bracket := false
	for start > 0 && end-start < 2*maxSubject {
		c := t.r[start-1]
		switch {
		case c == '）' || c == ')':
			bracket = true
		case c == '（' || c == '(':
			if !bracket {
				return start
			}
			bracket = false
		case c == '、' && !bracket && !joinsRates(t, start, end):
			return start
		case isClauseEnd(c) || opening(c) || c == '”' || isDigit(c) || isMask(c):
			return start
		}
		start--
	}
	return start
}

// joinsRates keeps 参培率、合格率 and 一、二本 together: the parts before and after
// the mark end alike.
func joinsRates(t *text, mark, end int) bool {
	return mark >= 2 && t.r[mark-2] == '率' && t.at(end-1) == '率' || chineseDigit(t.at(mark-2)) > 0 && chineseDigit(t.at(mark)) > 0
}

// beforeShare goes back over 占…总数的 and 不低于…的 to the thing whose share is
// told.
func beforeShare(t *text, end int) int {
	const farthest = 16
	for j := end; j > 0 && end-j < farthest && !isClauseEnd(t.r[j-1]); j-- {
		n := shareWords.longestBefore(t.r, j)
		if n == 0 {
			continue
		}
		if isHan(t.at(j - n - 1)) {
			return skipBack(t, j-n)
		}
		if t.at(j-1) == '占' {
			return -1
		}
		return end
	}
	return end
}

// shareWords stand between a thing and what its share is measured by.
var shareWords = words(`占 不低于 不少于 不高于 不超过 达到 超过 约占 仅占 已占`)

// skipBack steps over the words that link a noun to its number.
func skipBack(t *text, i int) int {
	const most = 6
	for k := 0; k < most; k++ {
		n := linksBefore.longestBefore(t.r, i)
		if n == 0 {
			n = dateBefore(t, i)
			if c := t.at(i - n - 1); n > 0 && (c == '比' || c == '较' || c == '由' || c == '从') {
				n++
			}
		}
		if n == 0 && t.at(i-1) == ' ' {
			n = 1
		}
		if n == 0 {
			return i
		}
		i -= n
	}
	return i
}

// dateBefore returns the length of a date such as 2013年 that ends before i.
func dateBefore(t *text, i int) int {
	const longest = 5
	if c := t.at(i - 1); c != '年' && c != '月' && c != '日' {
		return 0
	}
	j := i - 1
	for j > 0 && i-j <= longest && (isDigit(t.r[j-1]) || isMask(t.r[j-1])) {
		j--
	}
	if j == i-1 {
		return 0
	}
	return i - j
}

// dateAt returns the length of a date such as 2013年 that begins at i.
func dateAt(t *text, i int) int {
	const longest = 5
	j := i
	for j-i < longest && (isDigit(t.at(j)) || isMask(t.at(j))) {
		j++
	}
	if c := t.at(j); j > i && (c == '年' || c == '月' || c == '日') {
		return j + 1 - i
	}
	return 0
}

// lastNoun cuts leading adverbs and verbs off a phrase: what follows the last
// verb that does not end the phrase. A phrase that stays long loses words at its
// head.
func lastNoun(t *text, s span) span {
	start := s.start
	for i := s.start; i < s.end; {
		act := actVerbs.longestAt(t.r[:s.end], i)
		n := max(leadWords.longestAt(t.r[:s.end], i), act)
		if inner := nounInner.longestAt(t.r[:s.end], i); inner > n {
			i += inner
			continue
		}
		if n > 0 && s.end-(i+n) >= 2 && (n == 1 || !endsCompound(t, span{i + n, s.end}, act == n)) {
			start = i + n
		}
		i += max(1, n)
	}
	return behead(t, span{start, s.end})
}

// endsCompound tells whether the words that end the span make the verb before it
// part of a noun: 覆盖率, 改造面积.
func endsCompound(t *text, s span, act bool) bool {
	ends := compoundEnds
	if act {
		ends = measureEnds
	}
	return ends.longestAt(t.r[:s.end], s.start) == s.end-s.start
}

// behead drops the first words of a phrase until it is short enough to read.
func behead(t *text, s span) span {
	const enough, longest, least = 8, 11, 4
	i := s.start
	for s.end-i > enough {
		next := i + max(1, compoundWords.longestAt(t.r[:s.end], i))
		if s.end-next < least && s.end-i <= longest {
			break
		}
		i = next
	}
	if s.end-i < 2 && s.end-s.start >= 2 { // one long word
		i = max(s.start, s.end-enough)
	}
	for i < s.end-2 && i > s.start && (t.r[i] == '和' || t.r[i] == '及' || t.r[i] == '、' || t.r[i] == '》' || t.r[i] == '”') {
		i++
	}
	return span{max(i, s.start), s.end}
}

// measureEnds do so behind a verb that is no noun by itself: 受益人数, 资助标准.
var measureEnds = words(`率 量 数 额 费 面积 面 项目 工程 任务 工作 计划 标准 经费 资金 对象 人数 人次 次数 场次 班次 金额 总额 总数 数量 比例`)

// compoundEnds make a verb before them part of a noun: 覆盖率, 改造面积.
var compoundEnds = words(`
	率 量 数 额 费 面积 项目 工程 任务 工作 计划 标准 经费 资金 对象 人数 人次 次数 人员 场次 班次 金额 总额 总数 数量 单位 机构 中心 基地 平台 系统
	活动 制度 办法 方案 意见 信息 服务 设备 设施 大赛 比赛 会议 大会`)

// moneyInClause looks for the money where a verb and its object stand between it
// and the number: 公用经费已拨付学校3900万元.
func moneyInClause(t *text, s span, floor int) span {
	const farthest = 24
	for j := s.start; j > floor && s.start-j < farthest && !isClauseEnd(t.r[j-1]); j-- {
		if n := moneyNouns.longestBefore(t.r, j); n > 1 && j-n >= floor {
			return lastNoun(t, span{max(phraseStart(t, j), floor), j})
		}
	}
	return s
}

// moneyHead keeps the word for the money and the words that say which money:
// 县职教中心投资 -> 投资, 人身伤害救助专项经费 -> 救助专项经费. Words that need another
// to make sense keep what stands before them (管理不规范金额).
func moneyHead(t *text, s span) span {
	n := moneyNouns.longestBefore(t.r, s.end)
	if n == 0 || n > s.end-s.start {
		return s
	}
	start := s.end - n
	for start > s.start {
		m := max(moneyModifiers.longestBefore(t.r, start), moneyNouns.longestBefore(t.r, start))
		if m == 0 || start-m < s.start || fundVerbs.longestBefore(t.r, start) >= m {
			break
		}
		start -= m
	}
	if start < s.end-n || leanNouns.longestBefore(t.r, s.end) != n || fundVerbs.longestBefore(t.r, start) > 0 {
		return span{start, s.end}
	}
	return s
}

// fundVerbs before 资金 and 经费 are no part of the name of the money.
var fundVerbs = words(`投入 落实 到位 使用 完成 争取 安排 筹集 筹措 下拨 拨付 下达 整合 所需 需要 需 共 总`)

// leanNouns are words for money that do not say which.
var leanNouns = words(`金额 总额 额 款 费 标准 收入 支出 预算 金 工资 债 奖 经费 资金 基金 费用`)

// beforeBrackets returns the noun before the bracket that holds i, for amounts
// listed inside one (标准（小学700元，初中900元）).
func beforeBrackets(t *text, i int) (string, bool) {
	const farthest = 60
	for j := i - 1; j > 0 && i-j < farthest; j-- {
		switch c := t.r[j]; {
		case c == '）' || c == ')' || isSentenceEnd(c):
			return "", false
		case c == '（' || c == '(':
			if moneyUnits.longestBefore(t.r, j) > 0 || isDigit(t.at(j-1)) {
				return "", false // an amount, not its name
			}
			s := lastNoun(t, span{phraseStart(t, j), j})
			return clean(t.slice(s)), !s.empty()
		}
	}
	return "", false
}
