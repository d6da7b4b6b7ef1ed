package docread

// Nouns of two parts before a number: 公办幼儿园、中小学9所, 在校生的年辍学率.

// insideRate tells whether the word at i, of n characters, stands inside the name
// of a rate: the 的 of 在校生的年辍学率, the 考核 of 技术等级考核合格率.
func insideRate(t *text, s span, i, n int) bool {
	const most = 4
	rest := s.end - (i + n)
	if rest > most || i-s.start < 2 || rateNouns.longestBefore(t.r[:s.end], s.end) == 0 {
		return false
	}
	return t.at(i) == '的' && n == 1 || nominalActs.longestAt(t.r[:s.end], i) == n
}

var (
	rateNouns   = words("率 比例 比重 占比")
	rateJoints  = words("的 、 ” 考核 检测 测试 监测")
	nominalActs = words("考核 检查 检测 监测 测试 抽测 抽查 抽检 排查 整改 评估 考试 会考 验收 培训 接种 审核 发放 资助")
)

// pairBefore returns where the first of two nouns joined by 、 begins, the second
// being span{second, end}; -1 where they are no such pair. Longer lists and parts
// of unlike length are told by their last noun alone.
func pairBefore(t *text, second, end int) int {
	const longestFirst, longestPair = 6, maxSubject
	mark := second - 1
	from := mark
	for from > 0 && mark-from < maxSubject && isHan(t.r[from-1]) {
		from--
	}
	if c := t.at(from - 1); c == '、' || isDigit(c) || isMask(c) || c == '”' || c == '》' || isHan(c) {
		return -1
	}
	first := lastNoun(t, span{from, mark})
	whole := end - first.start
	if n := first.end - first.start; n < 2 || n > longestFirst || whole > longestPair || (end-second)*5 < whole*2 {
		return -1
	}
	if pairNouns.longestBefore(t.r, mark) == 0 || actVerbs.longestAt(t.r[:end], second) > 0 || leadWords.longestAt(t.r[:end], second) > 1 {
		return -1
	}
	return first.start
}

// pairNouns end the first of two nouns.
var pairNouns = words(`
	学校 小学 中学 初中 高中 幼儿园 学生 教师 干部 校长 园长 职工 儿童 少年 青年 幼儿 家长 人员 工程 项目 砌筑 装修 教室 宿舍 食堂 图书 仪器 设备 论文 课题 文件 制度 机构 中心 基地 村小 教学点 党员 团员`)

// quoteBefore returns where a short quoted name before i begins that the words
// from i on need to make sense: “三残”儿童入学率, “标兵”称号. It returns -1 for none.
func quoteBefore(t *text, i, end int) int {
	const longest = 8
	rest := end - i
	if t.at(i-1) != '”' || rest == 0 || !leanHeads.isWhole(t.slice(span{i, end})) && t.at(end-1) != '率' {
		return -1
	}
	for j := i - 2; j > 0 && i-j < longest; j-- {
		if t.at(j) == '“' {
			return j
		}
		if !isHan(t.at(j)) {
			return -1
		}
	}
	return -1
}

// leanHeads say nothing without the name before them.
var leanHeads = words("称号 荣誉 荣誉称号 交流 活动 奖项 奖 奖励 工程 计划 行动 项目 课程")

// beforeRemark steps over a bracket that only explains the noun before it:
// 教研活动（含示范课、专题研讨等）30场次.
func beforeRemark(t *text, end int) int {
	const longest, plain = 60, 8
	if c := t.at(end - 1); c != '）' && c != ')' {
		return end
	}
	listed := false
	for j := end - 2; j > 0 && end-j < longest; j-- {
		switch c := t.at(j); {
		case c == '（' || c == '(':
			if !listed && end-j <= plain && remarkWords.longestAt(t.r, j+1) == 0 || !isHan(t.at(j-1)) {
				return end
			}
			return j
		case c == '、' || c == '，' || c == ',':
			listed = true
		case isSentenceEnd(c) || c == '）' || c == ')' || isDigit(c):
			return end
		}
	}
	return end
}

var remarkWords = words("含 包括 如 其中 不含 以下 详见 见 附")

// completedLength returns the length of 完成 behind the noun whose share is done:
// 内外粉刷完成30%.
func completedLength(t *text, end int) int {
	n := completedWords.longestBefore(t.r, end)
	if n == 0 || !isHan(t.at(end-n-1)) || !isHan(t.at(end-n-2)) || leadWords.longestBefore(t.r, end-n) > 1 {
		return 0
	}
	return n
}

var completedWords = words("完成 已完成 完成了 完成率达 完成总量 完成工程量 完成进度")

// serves returns the length of a verb between two people: 教师服务学生.
func serves(t *text, s span, i int) int {
	n := serveVerbs.longestAt(t.r[:s.end], i)
	if n == 0 || personNouns.longestBefore(t.r[:i], i) == 0 || personNouns.longestAt(t.r[:s.end], i+n) == 0 {
		return 0
	}
	return n
}

var serveVerbs = words("服务 帮扶 辅导 走访 慰问 联系 指导 结对 关爱 帮助 教育 培训 护送 接送 包保 联系服务 结对帮扶")
