package docread

// subjectOf returns the noun that a figure is about, copied from the text.
//
// Chinese puts it after the measure word (37所薄弱学校) or before the numeral
// (教职工1373人). Quantities of money, area and percents have it before, unless
// nothing is there. A figure that only carries the one before it further
// (由29所调整为22所) shares its subject.
func subjectOf(t *text, f *Figure, earlier []Figure) string {
	if s, ok := carried(t, f, earlier); ok {
		return s
	}
	if counts(f) && !qualifiesNoun(t, f) || sharesOf(t, f) || namesMoney(t, f) {
		if s := subjectAfter(t, f); s != "" {
			return s
		}
	}
	floor := 0
	if len(earlier) > 0 {
		floor = earlier[len(earlier)-1].UnitEnd
	}
	if s := subjectBefore(t, f, floor); s != "" && !idle(s) {
		if bareVerbs.isWhole(s) && sameSentence(t, f, earlier) {
			return earlier[len(earlier)-1].Subject
		}
		if head := headBeforeColon(t, f, s); head != "" {
			return head
		}
		if f.Unit == "元" && sameTariff(t, f, s, earlier) {
			return earlier[len(earlier)-1].Subject
		}
		if sameSchools(t, f, s, earlier) {
			return earlier[lastOfUnit(f.Unit, earlier)].Subject
		}
		if sameRate(t, f, s, earlier) {
			return earlier[len(earlier)-1].Subject
		}
		if after := subjectAfter(t, f); after != "" && (onlyVerbs(s) || boughtFor(t, f)) {
			return after
		}
		return s
	}
	if s := subjectAfter(t, f); s != "" {
		return s
	}
	award := awardVerbs.longestAt(t.r, f.UnitEnd) > 0
	if s := objectAfter(t, f); award && s != "" {
		return s
	}
	if s := subjectGoesOn(t, f, earlier); s != "" {
		return s
	}
	return objectAfter(t, f)
}

// awardVerbs after a number of people name what they got.
var awardVerbs = words(`获 被评 被授 被认 被确 被命 被选 被列 荣获 入选 当选 受到 评为 通过 考入 考取 晋升 取得`)

// idleNouns before a number name nothing that it could count.
var idleNouns = words(`生均 人均 校均 班均 户均 年均 平均 重点 价值 价值约 总价值 折合 折价 今年 去年 明年 前年 全年 年内 本年 本年度 上半年 下半年 本学期 上学期 下学期 目前 当前 现在 近年 近年来 今年以来 一年来 半年来 截至目前 到目前 至今 全县 全市 全区 全省 全国 我县 我市 我区 全镇 全乡 等 列 末 共 含 约 为 有 其余 余下 其他 另外 上升 下降 增长 分别 其 各 均 达 计 数 合 还 现 已 又 只 仅 约为 情况 方面 以上 以下 以来 期间 前 后 内 中 上 下 里`)

// boughtFor tells 为学校配置了300万元的仪器: the money of the noun after it, with a
// verb right before the amount.
func boughtFor(t *text, f *Figure) bool {
	if f.Unit != "元" || t.at(f.UnitEnd) != '的' {
		return false
	}
	end := skipBack(t, f.Start)
	return actVerbs.longestBefore(t.r, end) > 0 && moneyNouns.longestBefore(t.r, end) == 0
}

// idle tells whether the words before a number name nothing.
func idle(s string) bool { return len([]rune(s)) < 2 || idleNouns.isWhole(s) }

// onlyVerbs tells whether a phrase is made of verbs and adverbs: 完成了 of
// 完成了3万平方米绿化.
func onlyVerbs(s string) bool {
	r := []rune(s)
	for i := 0; i < len(r); {
		n := max(actVerbs.longestAt(r, i), stateVerbs.longestAt(r, i), bareVerbs.longestAt(r, i), leadWords.longestAt(r, i), idleNouns.longestAt(r, i), linksBefore.longestAt(r, i))
		if n == 0 {
			return false
		}
		i += n
	}
	return true
}

// sameRate tells 入学率市区达到98%，各县达到95%: the second names a place or a kind
// and goes on with the rate of the first.
func sameRate(t *text, f *Figure, subject string, earlier []Figure) bool {
	if len(earlier) == 0 || f.Unit != "%" {
		return false
	}
	last := earlier[len(earlier)-1]
	own, before := newText([]rune(subject)), newText([]rune(last.Subject))
	gap := span{last.UnitEnd, f.Start}
	const farthest = 16
	return last.Unit == "%" && before.has(span{0, len(before.r)}, rateEnds) && f.Start-last.UnitEnd <= farthest &&
		!own.has(span{0, len(own.r)}, rateEnds) && !t.has(gap, shareOf) && !t.has(gap, fullStops)
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

// giftWords after an amount name what it is.
var giftWords = words(`资助 奖励 补助 补贴 救助 扶持 赞助 捐助 慰问金`)

// sharesOf tells 80%以上的学校: the share of the noun after it. A rate or a share
// before the number keeps it (普及率达到95%以上的目标).
func sharesOf(t *text, f *Figure) bool {
	if f.Unit != "%" {
		return false
	}
	i := f.UnitEnd
	if n := overAfter.longestAt(t.r, i); n > 1 {
		i += n
	}
	if t.at(i) != '的' {
		return false
	}
	end := skipBack(t, f.Start)
	return !rateEnds.inWindow(t, end, 8)
}

// rateEnds are the last words of what is told in percent.
var rateEnds = words(`率 占 比 比例 比重 覆盖面 达标 合格 优秀`)

// sameSchools tells 改制学校8所，完成整改7所，余下1所: what stands before the
// second names no school, so that it counts those of the first.
func sameSchools(t *text, f *Figure, subject string, earlier []Figure) bool {
	k := lastOfUnit(f.Unit, earlier)
	if k < 0 || f.Unit != "所" || schoolEnds.longestBefore(t.r, skipBack(t, f.Start)) > 0 {
		return false
	}
	last := earlier[k]
	own := newText([]rune(subject))
	gap := span{last.UnitEnd, f.Start}
	if onlyVerbs(subject) && t.sameLine(gap) {
		return true
	}
	return last.Unit == f.Unit && own.has(span{0, len(own.r)}, actVerbs) && !schoolNouns.inSpan(own, span{0, len(own.r)}) && !t.has(gap, fullStops) && t.sameLine(gap)
}

// lastOfUnit returns which of the last few figures has the unit, -1 for none.
func lastOfUnit(unit string, earlier []Figure) int {
	const most = 4
	for k := len(earlier) - 1; k >= 0 && k >= len(earlier)-most; k-- {
		if earlier[k].Unit == unit {
			return k
		}
	}
	return -1
}

// schoolEnds end the names and kinds of schools.
var schoolEnds = words(`校 园 小 中 院 点 幼 部 专 高 初 学 班`)

// fullStops are the marks that end what a sentence speaks of.
var fullStops = words("。 ！ ？")

// subjectGoesOn gives a figure without any noun the subject of the one before it:
// the last one of its unit in the paragraph, else the one that it stands next to
// (周转宿舍64套2100平方米).
func subjectGoesOn(t *text, f *Figure, earlier []Figure) string {
	if k := len(earlier) - 1; k >= 0 && f.Start-earlier[k].UnitEnd <= 1 && !isClauseEnd(t.at(f.Start-1)) {
		return earlier[k].Subject
	}
	if f.Unit == "%" && len(earlier) > 0 && sharesIn(t, f, earlier[len(earlier)-1].UnitEnd) {
		return earlier[len(earlier)-1].Subject
	}
	if n := perWhat.longestBefore(t.r, skipAmount(t, f.Start)); n > 0 {
		end := skipAmount(t, f.Start)
		return t.slice(span{end - n, end})
	}
	const farthest, most = 120, 6
	for k := len(earlier) - 1; k >= 0 && k >= len(earlier)-most; k-- {
		e := earlier[k]
		if f.Start-e.UnitEnd > farthest || !t.sameLine(span{e.UnitEnd, f.Start}) || t.has(span{e.UnitEnd, f.Start}, fullStops) {
			break
		}
		if e.Unit == f.Unit {
			return e.Subject
		}
	}
	if k := len(earlier) - 1; k >= 0 && f.Start-earlier[k].UnitEnd <= 2 && !t.has(span{earlier[k].UnitEnd, f.Start}, sentenceEnds) {
		return earlier[k].Subject
	}
	return ""
}

// sharesIn tells whether the figure is a share (占教师的12%) of what the figure
// before it counts.
func sharesIn(t *text, f *Figure, from int) bool {
	const farthest = 20
	return f.Start-from < farthest && t.has(span{from, f.Start}, shareOf)
}

var shareOf = words(`占 达到总数的`)

// perWhat are subjects of their own: 每班不超过45人.
var perWhat = words(`每班 每校 每所学校 每个学校 每个班 每园 每镇 每乡镇 每县 每村 每人 每生 每名教师 每位教师 每名学生`)

// skipAmount steps back over 不超过, 约 and the like.
func skipAmount(t *text, i int) int {
	const most = 3
	for k := 0; k < most; k++ {
		n := max(overBefore.longestBefore(t.r, i), underBefore.longestBefore(t.r, i), aboutBefore.longestBefore(t.r, i), approxFillers.longestBefore(t.r, i))
		if n == 0 {
			return i
		}
		i -= n
	}
	return i
}

// sameLine tells whether no line ends inside the span.
func (t *text) sameLine(s span) bool {
	for i := s.start; i < s.end; i++ {
		if t.r[i] == '\n' {
			return false
		}
	}
	return true
}

// maxSubject is the longest subject in characters.
const maxSubject = 12

// counts tells figures that have their noun after the measure word.
func counts(f *Figure) bool {
	return f.Kind != KindMoney && f.Kind != KindMeasure && f.Kind != KindRatio && f.Unit != "%" && f.Unit != "元"
}

// qualifiesNoun tells 5000人以上的学校: the quantity describes the noun after it
// and has its own noun before it.
func qualifiesNoun(t *text, f *Figure) bool {
	n := overAfter.longestAt(t.r, f.UnitEnd)
	if n == 0 {
		n = underAfter.longestAt(t.r, f.UnitEnd)
	}
	return n > 1 && t.at(f.UnitEnd+n) == '的'
}

// carried gives a figure the subject of the one before it when only words of
// change or listing stand between them.
func carried(t *text, f *Figure, earlier []Figure) (string, bool) {
	const farthest = 16
	if len(earlier) == 0 {
		return "", false
	}
	last := earlier[len(earlier)-1]
	if f.Start-last.UnitEnd > farthest || last.Subject == "" {
		return "", false
	}
	if counts(f) && subjectAfter(t, f) != "" || f.Unit == "元" && last.Unit != "元" {
		return "", false
	}
	linked := f.Unit == last.Unit
	for i := last.UnitEnd; i < f.Start; {
		if isComma(t.r[i]) || t.r[i] == '、' || t.r[i] == ' ' || t.r[i] == '和' {
			i++
			continue
		}
		n := max(linkWords.longestAt(t.r[:f.Start], i), dateAt(t, i))
		if t.r[i] == '的' {
			n = 1
		}
		if n == 0 {
			return "", false
		}
		i += n
		linked = true
	}
	if !linked || f.Kind == KindMeasure && last.Kind != KindMeasure {
		return "", false
	}
	return last.Subject, true
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

// tariffKinds are what the amounts of a tariff are set for.
var tariffKinds = words(`
	小学 初中 高中 普高 职高 中职 中学 中专 幼儿 学前 特教 特殊 本科 专科 大专 研究生 博士 硕士 农村 城市 城镇 城区 乡镇 县城 省级 市级 县级 国家级 校级 区级
	中央 省 市 县 区 镇 财政 自治区 地方 配套 自筹 个人 一等 二等 三等 一档 二档 三档 班主任 校长 教师 寄宿生 走读生 公办 民办 每生 每班 每校 一级 二级 三级 一类 二类 三类`)

// sameSentence tells whether the figure before counts the same sort of thing in
// the same sentence (34个项目全部开工，竣工32个).
func sameSentence(t *text, f *Figure, earlier []Figure) bool {
	const farthest = 40
	if len(earlier) == 0 {
		return false
	}
	last := earlier[len(earlier)-1]
	if last.Unit == "%" && len(earlier) > 1 {
		last = earlier[len(earlier)-2]
	}
	return sameKindOfUnit(last.Unit, f.Unit) && last.Subject == earlier[len(earlier)-1].Subject &&
		f.Start-last.UnitEnd < farthest && !t.has(span{last.UnitEnd, f.Start}, sentenceEnds)
}

// sameKindOfUnit tells 名 and 人 that both count people.
func sameKindOfUnit(a, b string) bool {
	return a == b || personUnits.isWhole(a) && personUnits.isWhole(b)
}

// bareVerbs before a number count what the sentence spoke of.
var bareVerbs = words(`回收 收回 剩余 开工 竣工 完工 新增 整改 已整改 完成 建成 其中 启用 投用 新开工`)

// stateVerbs tell what became of the things counted.
var stateVerbs = words(`已开工 已竣工 已完工 正在建设 建设 在建 开工建设 注销 停办 转型 验收 通过验收 结项 办结 落实 解决 兑现 关停取缔`)

// sentenceEnds are the marks that end a sentence.
var sentenceEnds = words("。 ； ; ！ ？")

// clean drops marks that stand at the ends of a subject.
func clean(s string) string {
	r := []rune(s)
	if n := len(r); n > 2 && r[n-1] == '等' {
		r = r[:n-1]
	}
	for len(r) > 0 && !isWordRune(r[0]) {
		r = r[1:]
	}
	for len(r) > 0 && !isWordRune(r[len(r)-1]) && r[len(r)-1] != '）' && r[len(r)-1] != ')' {
		r = r[:len(r)-1]
	}
	return string(r)
}

func isWordRune(c rune) bool { return isHan(c) || isASCIILetter(c) || isDigit(c) }

func opening(c rune) bool {
	return c == '“' || c == '‘' || c == '"' || c == '\'' || c == '‚' || c == '《'
}

func closing(c rune) bool {
	return c == '”' || c == '’' || c == '"' || c == '‛' || c == ' ' || c == '》'
}
