package docread

// actOf tells what sort of action a unit promises: the sort with the most words,
// ties go to the more concrete sort.
func actOf(t *text, body span) Act {
	if makesRule(t, body) {
		return ActRule
	}
	best, most := ActRun, 0
	for _, a := range actWords {
		if n := countWords(t, body, a.words); n > most {
			best, most = a.act, n
		}
	}
	if best == ActRule && t.has(body, keepingWords) && !t.has(body, makingWords) {
		return ActRun
	}
	return best
}

// makesRule tells units whose first clause makes or changes a rule or a body:
// 完善…考核制度 makes a rule, though it speaks of checks.
func makesRule(t *text, body span) bool {
	end := body.start
	for end < body.end && (!isComma(t.r[end]) || t.betweenDigits(end)) {
		end++
	}
	return t.has(span{body.start, end}, makingWords) && ruleNouns.longestBefore(t.r[:end], end) > 0
}

// ruleNouns end the name of a rule.
var ruleNouns = words(`制度 机制 体系 办法 方案 细则 责任制 章程 规定 意见 规划 预案 领导小组 管理模式`)

// keepingWords apply a rule that exists; makingWords make or change one.
var (
	keepingWords = words(`执行 实施 落实 按照 遵守`)
	makingWords  = words(`制定 制订 出台 印发 修订 建立 健全 完善 成立 设立 构建 试行 推行 实行 探索 优化 规范 编制`)
)

// actWords are ordered from the most concrete sort to the least.
var actWords = []struct {
	act   Act
	words *wordSet
}{
	{ActBuild, words(`新建 建成 改建 扩建 改造 配备 购置 采购 安装 建设工程 工程建设 主体工程 竣工 开工 投入使用 校舍 危房 教学楼 综合楼 开园 项目建设 配套 建好 添置 维修 平台建设 迁建 重建 扩容 更新设备 采暖 交付使用 投用 添建`)},
	{ActReach, words(`达标 顺利通过 通过省 通过市 通过国家 通过验收 争创 创建省 创建国家 验收 达到 提高到 完成任务 示范校 重点学科 比例达 率达 率保持 经费标准 论证`)},
	{ActTrain, words(`培训 研修 研训 选派 选聘 招聘 选拔 挂职 引进 交流轮岗 培养 教师间交流 师资 支教 聘任 名师工作室 自训 教研员`)},
	{ActRule, words(`制度 机制 办法 方案 意见 规定 章程 细则 规划 成立 设立 出台 印发 制定 修订 体系 责任制 政策措施 标准化管理 试行 相关政策 推行`)},
	{ActEvent, words(`活动 举办 承办 召开 会议 论坛 比赛 竞赛 评选 大会 展示 联赛 文化节 宣传月 讲堂 演练 表彰`)},
	{ActCheck, words(`检查 督查 督导 评估 考核 监测 整治 排查 整改 视导 巡查 清理 专项治理 监控 审计 控制 禁办 跟踪管理`)},
}
