package docread

// A tag is a unit that promises nothing by itself and only says of the act before
// or below it who does it, by when, or how it is measured: 责任科室：人事科,
// 由后勤中心负责, （体卫艺科负责）.

// isTag tells whether a unit is a tag.
func isTag(t *text, u span) bool {
	inner, _ := withoutBrackets(t, u)
	if inner.empty() {
		return false
	}
	for _, set := range []*wordSet{ownerLabels, dueLabels, measureLabels} {
		if set.longestAt(t.r[:inner.end], inner.start) > 0 {
			return true
		}
	}
	return !saidOwner(t, u).empty()
}

// tagOwner reads the name out of a tag; it is empty where the tag names nobody.
func tagOwner(t *text, u span) span {
	if who := labelled(t, u); !who.empty() {
		return who
	}
	return saidOwner(t, u)
}

// saidOwner reads the name out of a unit that is one without a label.
func saidOwner(t *text, u span) span {
	inner, bracketed := withoutBrackets(t, u)
	if inner.end-inner.start > maxTagName {
		return span{}
	}
	if who := leadOwner(t, inner, bracketed); !who.empty() {
		return who
	}
	if bracketed && onlyNames(t, inner, officeEnds) {
		return inner
	}
	return span{}
}

// maxTagName is the longest text that is taken for names alone.
const maxTagName = 30

// withoutBrackets drops the brackets around all of a unit.
func withoutBrackets(t *text, u span) (span, bool) {
	u = t.trim(u)
	if u.empty() || !opensBracket(t.r[u.start]) {
		return u, false
	}
	inner := span{u.start + 1, u.end}
	if closesBracket(t.r[u.end-1]) {
		inner.end--
	}
	return t.trim(inner), true
}

func opensBracket(c rune) bool  { return c == '（' || c == '(' || c == '【' || c == '[' }
func closesBracket(c rune) bool { return c == '）' || c == ')' || c == '】' || c == ']' }

// labelled reads the names behind the label that says most exactly who acts: a
// unit that leads goes before a person or a unit that helps.
func labelled(t *text, s span) span {
	weak := span{}
	for i := s.start; i < s.end; i++ {
		n := ownerLabels.longestAt(t.r[:s.end], i)
		if n == 0 {
			continue
		}
		who := labelledOwner(t, span{i + n, s.end})
		if weakLabels.longestAt(t.r[:s.end], i) == 0 {
			return who
		}
		if weak.empty() {
			weak = who
		}
		i += n - 1
	}
	return weak
}

// leadOwner reads 由后勤中心负责 and, inside brackets, 体卫艺科负责, where nothing but
// who helps follows.
func leadOwner(t *text, s span, bracketed bool) span {
	switch {
	case t.at(s.start) == '由':
		s.start++
	case !bracketed:
		return span{}
	}
	who := bodyName(t, s, leadVerbs)
	if who.empty() {
		return span{}
	}
	end := who.end + leadVerbs.longestAt(t.r[:s.end], who.end)
	if end == s.end || isComma(t.at(end)) && helpVerbs.longestBefore(t.r[:s.end], s.end) > 0 {
		return who
	}
	return span{}
}

// onlyNames tells whether a span lists names of offices and holds nothing else.
func onlyNames(t *text, s span, ends *wordSet) bool {
	if remarkStarts.longestAt(t.r[:s.end], s.start) > 0 || s.end-s.start > maxTagName {
		return false
	}
	start := s.start
	for i := s.start; i <= s.end; i++ {
		if i < s.end && !isComma(t.r[i]) && t.r[i] != '、' {
			if !isHan(t.r[i]) {
				return false
			}
			continue
		}
		n := ends.longestBefore(t.r[:i], i)
		if n == 0 || i-start <= n {
			return false
		}
		start = i + 1
	}
	return !s.empty()
}

// closingOwner reads the name in the bracket that closes a unit: 举办运动会（体卫艺科）.
func closingOwner(t *text, body span) span {
	if !closesBracket(t.at(body.end - 1)) {
		return span{}
	}
	for i := body.end - 2; i > body.start && body.end-i <= maxTagName+2; i-- {
		if !opensBracket(t.r[i]) {
			continue
		}
		inner := t.trim(span{i + 1, body.end - 1})
		if who := leadOwner(t, inner, true); !who.empty() {
			return who
		}
		if onlyNames(t, inner, sectionEnds) {
			return inner
		}
		break
	}
	return span{}
}

var (
	measureLabels = words(`衡量标准： 衡量标准: 考核指标： 考核指标: 考核标准： 考核标准: 验收标准： 验收标准: 完成标准： 完成标准: 评价指标： 评价指标: 考核方式： 考核方式:`)
	weakLabels    = words(`责任领导 责任人 配合 负责人 分管领导`)
	leadVerbs     = words(`负责 牵头 牵头负责 具体负责 负责落实 负责实施 负责组织实施 牵头负责落实 承办 落实 组织实施 牵头落实 牵头实施 牵头组织实施 统筹 主办`)
	helpVerbs     = words(`配合 参与 协助 协同 参加 实施 落实 协办 负责`)
	officeEnds    = words(`科 股 室 处 办 中心 局 组 部门 处室 工会 团委 妇联 研究院 教科院`)
	sectionEnds   = words(`科 股 局 办公室 督导室 教研室 后勤中心 技装中心 教研中心 装备中心 考试中心 资助中心 安全中心 信息中心 人事处 基建处`)
	// remarkStarts begin a remark in brackets that names what belongs to a thing.
	remarkStarts = words(`含 包括 不含 包含 其中 原 即 除 不包括 暂`)
)
