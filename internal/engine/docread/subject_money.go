package docread

// boughtFor tells 为学校配置了300万元的仪器: the money of the noun after it, with a
// verb right before the amount.
func boughtFor(t *text, f *Figure) bool {
	if f.Unit != "元" || t.at(f.UnitEnd) != '的' {
		return false
	}
	end := skipBack(t, f.Start)
	return actVerbs.longestBefore(t.r, end) > 0 && moneyNouns.longestBefore(t.r, end) == 0
}

// namesMoney tells 给予每人1500元资助 and 列支300万元专项资金: the words after
// the amount say what it is, and none before do.
func namesMoney(t *text, f *Figure) bool {
	if f.Unit != "元" {
		return false
	}
	after := nounAfter(t, t.skipUnitSpace(f.UnitEnd))
	if t.at(after.start) == '的' {
		after = nounAfter(t, after.start+1)
	}
	if !moneyNouns.inSpan(t, span{after.start, min(after.end, after.start+8)}) && giftWords.longestAt(t.r, after.start) == 0 {
		return false
	}
	end := skipBack(t, f.Start)
	return !moneyNouns.inSpan(t, span{phraseStart(t, end), end})
}

// sameTariff tells amounts of one tariff: 公用经费小学达到750元、初中达到950元. The
// second names no money of its own and stands in the same sentence.
func sameTariff(t *text, f *Figure, subject string, earlier []Figure) bool {
	if len(earlier) == 0 {
		return false
	}
	last := earlier[len(earlier)-1]
	own := newText([]rune(subject))
	if last.Unit != "元" || f.Start-last.UnitEnd > maxSubject || moneyNouns.inSpan(own, span{0, len(own.r)}) || !own.has(span{0, len(own.r)}, tariffKinds) {
		return false
	}
	before := newText([]rune(last.Subject))
	return moneyNouns.inSpan(before, span{0, len(before.r)}) && !before.has(span{0, len(before.r)}, tariffKinds) && !t.has(span{last.UnitEnd, f.Start}, sentenceEnds)
}

// headBeforeColon reads what a list of kinds is about: 合格率：小学98%, 收费标准：一类园
// 每月600元.
func headBeforeColon(t *text, f *Figure, subject string) string {
	const farthest = 60
	heads := rateEnds
	if f.Unit == "元" {
		heads = moneyNouns
	} else if f.Unit != "%" {
		return ""
	}
	own := newText([]rune(subject))
	if own.has(span{0, len(own.r)}, heads) || !own.has(span{0, len(own.r)}, tariffKinds) {
		return ""
	}
	for j := f.Start - 1; j > 0 && f.Start-j < farthest && !isSentenceEnd(t.r[j]) && t.r[j] != '；'; j-- {
		if t.r[j] != '：' && t.r[j] != ':' {
			continue
		}
		if heads.longestBefore(t.r, j) == 0 {
			return ""
		}
		return clean(t.slice(lastNoun(t, span{phraseStart(t, j), j})))
	}
	return ""
}

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
