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
	end = beforeRemark(t, end)
	if f.Unit == "%" {
		end -= completedLength(t, end)
	}
	for closing(t.at(end-1)) && quoteBefore(t, end, end) < 0 {
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
			if numbersItem(t, start-2) {
				return start
			}
			bracket = true
		case c == '（' || c == '(':
			if !bracket {
				return start
			}
			bracket = false
		case c == '、' && !bracket && !joinsRates(t, start, end):
			if first := pairBefore(t, start, end); first >= 0 {
				return first
			}
			return start
		case c == '”' && quoteBefore(t, start, end) >= 0:
			start = quoteBefore(t, start, end)
			continue
		case isMask(c) && placeEnds.longestAt(t.r, start) > 0:
			return maskStart(t, start)
		case isClauseEnd(c) || opening(c) || c == '”' || isDigit(c) || isMask(c):
			return start
		}
		start--
	}
	return start
}

// maskStart goes back over the blanks of a place: ××县, XX区.
func maskStart(t *text, i int) int {
	const most = 4
	j := i
	for i-j < most && isMask(t.at(j-1)) {
		j--
	}
	return j
}

// numbersItem tells whether a bracket that closes behind i holds only the number
// of an item: （二）, 3）.
func numbersItem(t *text, i int) bool {
	j := i
	for i-j < 3 && (isDigit(t.at(j)) || chineseDigit(t.at(j)) > 0 || t.at(j) == '十') {
		j--
	}
	c := t.at(j)
	return j < i && (c == '（' || c == '(' || c == 0 || c == '\n' || isSpace(c))
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
		if n == 0 || t.at(j-1) == '占' && t.at(j) == '比' { // 占比 is a noun
			continue
		}
		if isHan(t.at(j - n - 1)) {
			return skipBack(t, j-n)
		}
		if t.at(j-1) == '占' && (end-j < maxSubject/2 || shareEnds.longestBefore(t.r, end) == 0) {
			return -1
		}
		return end
	}
	return end
}

// skipBack steps over the words that link a noun to its number.
func skipBack(t *text, i int) int {
	const most = 6
	for k := 0; k < most; k++ {
		n := max(linksBefore.longestBefore(t.r, i), tailLength(t, i))
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
		act := max(actVerbs.longestAt(t.r[:s.end], i), serves(t, s, i))
		n := max(leadWords.longestAt(t.r[:s.end], i), act)
		if inner := nounInner.longestAt(t.r[:s.end], i); inner > n {
			i += inner
			continue
		}
		if n > 0 && s.end-(i+n) >= 2 && !insideRate(t, s, i, n) && (n == 1 || !endsCompound(t, span{i + n, s.end}, act == n)) {
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

// shareEnds end the names of rates, which are told apart by how they begin:
// 公办园在园幼儿占比.
var shareEnds = words("占比 比例 比重")

// behead drops the first words of a phrase until it is short enough to read.
func behead(t *text, s span) span {
	const enough, longest, least = 8, 11, 4
	i, most := s.start, enough
	if shareEnds.longestBefore(t.r[:s.end], s.end) > 0 || t.at(s.end-1) == '率' && t.has(s, rateJoints) {
		most = longest // a rate without its head is the rate of something else
	}
	for s.end-i > most {
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
