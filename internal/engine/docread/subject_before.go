package docread

// subjectBefore reads the noun before the numeral. It does not reach back over
// floor, the end of the figure before.
func subjectBefore(t *text, f *Figure, floor int) string {
	end := skipBack(t, f.Start)
	if f.Unit == "%" {
		end = beforeShare(t, end)
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
		s = moneyHead(t, s)
	}
	return clean(t.slice(s))
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
		case c == '、' && !joinsRates(t, start, end):
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
// verb that does not end the phrase.
func lastNoun(t *text, s span) span {
	start := s.start
	for i := s.start; i < s.end; {
		if n := nounInner.longestAt(t.r[:s.end], i); n > 0 {
			i += n
			continue
		}
		n := leadWords.longestAt(t.r[:s.end], i)
		if n > 0 && s.end-(i+n) >= 2 && compoundEnds.longestAt(t.r[:s.end], i+n) == 0 {
			start = i + n
			i += n
			continue
		}
		i++
	}
	if s.end-start > maxSubject {
		start = s.end - maxSubject
	}
	return span{start, s.end}
}

// compoundEnds make a verb before them part of a noun: 覆盖率, 改造面积.
var compoundEnds = words(`率 量 数 额 费 面积 项目 工程 任务 工作 计划 标准 经费 资金 对象`)

// moneyHead keeps the word for the money and the words that say which money:
// 县职教中心投资 -> 投资, 人身伤害救助专项经费 -> 救助专项经费.
func moneyHead(t *text, s span) span {
	n := moneyNouns.longestBefore(t.r, s.end)
	if n == 0 || n > s.end-s.start {
		return s
	}
	start := s.end - n
	for start > s.start {
		m := moneyModifiers.longestBefore(t.r, start)
		if m == 0 || start-m < s.start {
			break
		}
		start -= m
	}
	return span{start, s.end}
}

// beforeBrackets returns the noun before the bracket that holds i, for amounts
// listed inside one (标准（小学700元，初中900元）).
func beforeBrackets(t *text, i int) (string, bool) {
	const farthest = 60
	for j := i - 1; j > 0 && i-j < farthest; j-- {
		switch c := t.r[j]; {
		case c == '）' || c == ')' || isSentenceEnd(c):
			return "", false
		case c == '（' || c == '(':
			s := lastNoun(t, span{phraseStart(t, j), j})
			return clean(t.slice(s)), !s.empty()
		}
	}
	return "", false
}
