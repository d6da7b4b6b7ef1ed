package docread

// actOf tells what sort of action a unit promises: the sort with the most words,
// ties go to the more concrete sort.
func actOf(t *text, body span) Act {
	if makesRule(t, body) {
		return ActRule
	}
	best, most := ActRun, 0
	for _, a := range actWords {
		if n := countUnquoted(t, body, a.words); n > most {
			best, most = a.act, n
		}
	}
	if best == ActRule && t.has(body, keepingWords) && !t.has(body, makingWords) {
		best = ActRun
	}
	if best == ActRun {
		return plainAct(t, body)
	}
	return best
}

// plainAct judges a unit without a telling word by how its clauses begin and by
// the rates that it names.
func plainAct(t *text, body span) Act {
	act := ActRun
	t.clauses(body, func(c span) {
		if act != ActRun {
			return
		}
		switch c = trimTitle(t, c); {
		case buildStarts.longestAt(t.r[:c.end], c.start) > 0,
			finishStarts.longestAt(t.r[:c.end], c.start) > 0 && buildEnds.longestBefore(t.r[:c.end], c.end) > 0:
			act = ActBuild
		case rateWords.inSpan(t, c) && hasDigit(t, c):
			act = ActReach
		}
	})
	return act
}

// clauses visits the parts of a span between its commas.
func (t *text) clauses(s span, visit func(span)) {
	start := s.start
	for i := s.start; i <= s.end; i++ {
		if i < s.end && (!isComma(t.r[i]) || t.betweenDigits(i)) {
			continue
		}
		if c := t.trim(span{start, i}); !c.empty() {
			visit(c)
		}
		start = i + 1
	}
}

func hasDigit(t *text, s span) bool {
	for _, c := range t.r[s.start:s.end] {
		if isDigit(c) || isMask(c) {
			return true
		}
	}
	return false
}

// countUnquoted counts the words of a set outside of names and titles in quotation
// marks: 制定《…培训方案》 trains nobody.
func countUnquoted(t *text, s span, set *wordSet) int {
	count, from := 0, s.start
	for i := s.start; i < s.end; i++ {
		closer := quoteCloser(t.r[i])
		if closer == 0 {
			continue
		}
		for k := i + 1; k < s.end; k++ {
			if t.r[k] == closer {
				count += countWords(t, span{from, i}, set)
				i, from = k, k+1
				break
			}
		}
	}
	return count + countWords(t, span{from, s.end}, set)
}

// quoteCloser returns what closes a quotation mark, 0 for none.
func quoteCloser(c rune) rune {
	switch c {
	case '《':
		return '》'
	case '“':
		return '”'
	case '「':
		return '」'
	}
	return 0
}

// makesRule tells units whose first clause makes or changes a rule or a body:
// 完善…考核制度 makes a rule, though it speaks of checks.
func makesRule(t *text, body span) bool {
	end := body.start
	for end < body.end && (!isComma(t.r[end]) || t.betweenDigits(end)) {
		end++
	}
	if !t.has(span{body.start, end}, makingWords) {
		return false
	}
	if t.at(end-1) == '》' { // 制定《…方案》
		end--
	}
	return ruleNouns.longestBefore(t.r[:end], end) > 0
}

// ruleNouns end the name of a rule.
var ruleNouns = words(`制度 机制 体系 办法 方案 细则 责任制 章程 规定 意见 规划 预案 领导小组 管理模式 规程 联盟 名单 清单 指南 守则 公约`)

// keepingWords apply a rule that exists; makingWords make or change one.
var (
	keepingWords = words(`执行 实施 落实 按照 遵守`)
	makingWords  = words(`制定 制订 出台 印发 修订 建立 健全 完善 成立 设立 构建 试行 推行 实行 探索 优化 规范 编制 拟定 拟订 起草 尝试建立 组建`)
)

var (
	// buildStarts begin a clause that builds; finishStarts do where it ends in a
	// building or in building work.
	buildStarts  = words(`建设 新开办 续建 开工 新建 修建 兴建 筹建 迁建 添置 购买 升级 新增校车 建成 改扩建`)
	finishStarts = words(`完成 加快 推进 启动 实施 确保 年内完成 建立 谋划 基本完成 加快推进`)
	buildEnds    = words(`建设 施工 封顶 工程 项目 主体 选址 基地 铺设 装修 改造 建设力度 建设进度 安装 采购`)
	// rateWords name what is reached.
	rateWords = words(`率 比例 占比 突破 百分点 达到 达 实现 控制在 保持 高于 不低于 人数`)
)

// actWords are ordered from the most concrete sort to the least.
var actWords = []struct {
	act   Act
	words *wordSet
}{
	{ActBuild, words(`新建 建成 改建 扩建 改造 配备 购置 采购 安装 建设工程 工程建设 主体工程 竣工 开工 投入使用 校舍 危房 教学楼 综合楼 开园 项目建设 配套 建好 添置 维修 平台建设 迁建 重建 扩容 更新设备 采暖 交付使用 投用 添建 续建 新开办 外墙 土建 粉刷 封顶 装修`)},
	{ActReach, words(`达标 顺利通过 通过省 通过市 通过国家 通过验收 争创 创建省 创建国家 验收 达到 提高到 完成任务 示范校 重点学科 比例达 率达 率保持 普及率 均衡验收 初步均衡 百分点 经费标准 论证`)},
	{ActTrain, words(`培训 研修 研训 选派 选聘 招聘 选拔 挂职 引进 交流轮岗 培养 教师间交流 师资 支教 聘任 遴选 招录 招募 轮训 跟岗 职称评审 充实教师 充实幼儿教师 名师工作室 自训 教研员`)},
	{ActRule, words(`制度 机制 办法 方案 意见 规定 章程 细则 规划 成立 设立 出台 印发 制定 修订 体系 责任制 政策措施 标准化管理 试行 相关政策 推行`)},
	{ActEvent, words(`活动 举办 承办 召开 会议 论坛 比赛 竞赛 评选 大会 展示 联赛 文化节 宣传月 讲堂 演练 表彰 大赛 评比 展演 演讲 征文 运动会 艺术节 慰问 家访`)},
	{ActCheck, words(`检查 督查 督导 评估 考核 监测 整治 排查 整改 视导 巡查 清理 专项治理 监控 审计 控制 禁办 跟踪管理 年检 年审 回头看 普查 摸底 抽查 自查 巡视 整顿 核查 认定工作 办园秩序 办学秩序`)},
}
