package docread

// Words that tell what a part of a document talks about.
var (
	// planHeadings in a heading announce what will be done.
	planHeadings = words(`
		计划 打算 思路 努力方向 下半年工作 工作安排 工作要点 工作部署 总体目标 奋斗目标 工作设想 展望 努力目标`)
	// taskHeadings do so where they do not stand inside a report, which has its
	// tasks and measures, too.
	taskHeadings = words(`
		工作重点 目标任务 主要目标 工作目标 主要任务 重点任务 重点工作 工作内容 工作步骤 实施步骤 方法步骤 工作要求 工作原则 工作方针 目标要求
		工作措施 主要措施 具体措施 工作举措 保障措施 指导思想 总体要求 基本原则 工作任务`)
	// planPhrases and taskPhrases anywhere in a heading of the first level do the
	// same.
	planPhrases = words(`工作计划 工作打算 工作思路 工作安排 工作部署 下半年工作`)
	taskPhrases = words(`工作重点 目标任务 工作目标 总体要求 指导思想 工作任务 工作措施`)
	// planNames end like a plan and are the name of a programme.
	planNames = words(`行动计划 培养计划 提升计划 特岗计划 专项计划 倍增计划 三年计划 招生计划 发展计划 资助计划 改善计划 国培计划`)

	// comingHeadings anywhere in a heading announce what will be done.
	comingHeadings = words(`努力方向 下一步 下步 下阶段 下一阶段 今后 明年 来年 下年度 下一年 新年度 新一年 新的一年 下学期工作 下学年`)

	// futureHeadings do so at the first level, or at the end of a heading.
	futureHeadings = words(`打算 思路 设想 展望 谋划`)

	// deedVerbs begin headings that tell what was done with a plan; deedAdverbs
	// may stand before them.
	deedVerbs = words(`
		理清 厘清 创新 明确 拓宽 拓展 转变 完善 制定 制订 编制 完成 落实 实施 推进 执行 围绕 实现 确定 确立 分解 细化 紧扣 对照 瞄准
		超额 圆满 加强 强化 贯彻 突出 把握 抓好 抓实 调整 优化 谋划 科学 统一 健全 按照`)
	deedAdverbs = words(`全面 认真 积极 切实 进一步 深入 扎实 大力 着力 不断 努力 有效 有序 稳步 全力 较好 出色 顺利 如期 及时`)

	// futureOpenings begin a sentence about what will be done.
	futureOpenings = words(`
		下一步 下步 下阶段 下一阶段 今后 明年 来年 下半年 下年度 新的一年 新学期 下学期 在今后 在下一步 在下步 在新的一年 接下来 今后一段时期`)
	// willDoWords say so.
	willDoWords = words(`将 我们要 我局要 我校要 继续 重点做好 重点抓好 主要做好 主要抓好 着重抓好 着力抓好 拟 打算 计划 准备 要重点 要着力`)

	// problemVerbs state problems in the sentence that lists them.
	problemVerbs = words(`存在 面临 有以下 表现 主要 不容 如下 还有 有待`)

	// planTitles in a title announce a plan.
	planTitles = words(`
		计划 要点 思路 打算 安排 规划 方案 意见 部署 设想 行动 清单 分工 责任书 纲要 通知 办法 谋划 目标`)

	// planTitleEnds do so at the end of a title, or before a word for a list.
	planTitleEnds = words(`任务 实事`)
	listWords     = words(`分解表 分解 一览表 一览 书 表 清单 分工 安排`)

	// pastHalves in a heading of a report that also plans tell its first part.
	pastHalves = words(`上半年 上学期 去年 过去一年`)

	// problemHeadings in a heading announce difficulties.
	problemHeadings = words(`问题 困难 不足 短板 薄弱环节 差距 制约因素`)

	// problemPhrases anywhere in a heading do the same.
	problemPhrases = words(`存在的问题 存在问题 主要问题 存在的困难 存在的不足 面临的困难 问题和 问题与 问题及 不足之处 困难和问题`)

	// reviewHeadings in a heading announce what was done.
	reviewHeadings = words(`
		回顾 总结 小结 情况 成绩 成效 做法 体会 完成情况 主要工作 进展 汇报 报告 述职 经验 亮点 现状 工作开展`)

	// lookBackHeadings lead out of a plan, too.
	lookBackHeadings = words(`
		回顾 工作总结 工作小结 年总结 年小结 半年总结 半年小结 情况总结 完成情况 落实情况 主要成绩 工作成绩 取得的成绩 取得成绩 主要成效 工作成效 取得的成效 发展现状 现状 现状分析 情况分析 园情分析 校情分析 基本情况 工作情况
		发展基础 工作基础 现实基础 主要成就`)
	// reviewPhrases anywhere in a heading of the first level do the same.
	reviewPhrases = words(`回顾 总结 小结 成绩 成效 完成情况 工作情况 主要做法 体会 进展情况 基本情况 开展情况`)

	// problemWords in a sentence announce a list of difficulties.
	problemWords = words(`问题 困难 不足 短板 差距`)

	// solvingWords turn a problem into something that is worked on.
	solvingWords = words(`解决 整改 破解 化解 攻克 防范 查找 排查 针对 困难学生 困难家庭 困难群体 困难职工 经济困难 问题导向 没有问题 补齐 补足 补强 补上 补短板 弥补 缩小 克服 攻坚 扫除 聚焦 着眼 回应 关注 办好 疏解 缓解 消除 纠正`)

	// doneWords tell of the past, comingWords of the future.
	doneWords   = words(`已 完成了 取得 先后 荣获 今年以来 一年来 截至 截止 被评为 圆满`)
	comingWords = words(`继续 进一步 努力 着力 加快 加大 积极 加强 深入 完善`)

	// firmPlans tell of nothing but the future; purposeBefore turns 确保 into what a
	// deed was done for, mustBefore makes 要 an order.
	firmPlans     = words(`将于 将在 将继续 将建 将新 将投 将完 将实 将达 将开 将全 将对 将以 将按 将进 力争 争取 确保 安排如下 通知如下 部署如下 要求如下 计划如下 方案如下 特制定 现制定 特制订 目标任务为 目标任务： 目标任务: 实施步骤 工作步骤 责任单位 责任科室 责任领导 完成时限 牵头单位 进度安排 拟新 拟建 拟于 拟投 拟招 计划投 计划新 计划建 计划招 计划开 计划于`)
	purposeBefore = words(`为 以 有效 切实为 有力 来 积极 并`)
	mustBefore    = words(`市 县 区 局 校 学校 单位 科室 我们 我局 我校 全区 全县 全市 还 都 也 均 仍 教师 员`)

	// reachedWords tell of a result where no word before them asks for it.
	reachedWords = words(`完成 达到 达 新增 投入 投资 建成 荣获 获得 提高到 增加到 通过`)
)
