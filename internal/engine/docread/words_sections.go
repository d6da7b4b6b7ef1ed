package docread

// Words that tell what a part of a document talks about.
var (
	// planHeadings in a heading announce what will be done.
	planHeadings = words(`
		计划 打算 思路 努力方向 下一步 下步 下阶段 今后 明年 来年 下半年工作 下年度 下一年 新年度
		工作安排 工作要点 工作重点 工作部署 目标任务 主要目标 总体目标 工作目标 奋斗目标 主要任务
		重点任务 工作设想 展望 工作措施 保障措施 努力目标 指导思想 总体要求 基本原则 工作任务`)

	// planPhrases anywhere in a heading of the first level do the same.
	planPhrases = words(`
		工作计划 工作打算 工作思路 工作安排 工作重点 工作部署 下半年工作 目标任务 工作目标 总体要求 指导思想 工作任务 工作措施`)

	// planNames end like a plan and are the name of a programme.
	planNames = words(`行动计划 培养计划 提升计划 特岗计划 专项计划 倍增计划 三年计划 招生计划 发展计划 资助计划 改善计划 国培计划`)

	// futureHeadings anywhere in a heading announce what will be done.
	futureHeadings = words(`努力方向 下一步 下步 下阶段 今后 明年 来年 下年度 下一年 新年度 打算 思路 设想 展望`)

	// planTitles in a title announce a plan.
	planTitles = words(`
		计划 要点 思路 打算 安排 规划 方案 意见 部署 任务 设想 行动`)

	// problemHeadings in a heading announce difficulties.
	problemHeadings = words(`问题 困难 不足 短板 薄弱环节 差距 制约因素`)

	// problemPhrases anywhere in a heading do the same.
	problemPhrases = words(`存在的问题 存在问题 主要问题 存在的困难 存在的不足 面临的困难 问题和 问题与 问题及 不足之处 困难和问题`)

	// reviewHeadings in a heading announce what was done.
	reviewHeadings = words(`
		回顾 总结 情况 成绩 成效 做法 体会 完成情况 主要工作 进展 汇报 报告 述职 经验 亮点 现状 工作开展`)

	// reviewPhrases anywhere in a heading of the first level do the same.
	reviewPhrases = words(`回顾 总结 成绩 成效 完成情况 工作情况 主要做法 体会 进展情况 基本情况 开展情况`)

	// problemWords in a sentence announce a list of difficulties.
	problemWords = words(`问题 困难 不足 短板 差距`)

	// solvingWords turn a problem into something that is worked on.
	solvingWords = words(`解决 整改 破解 化解 攻克 防范 查找 排查 针对 困难学生 困难家庭 困难群体 困难职工 经济困难 问题导向 没有问题 聚焦 着眼 回应 关注 办好 疏解 缓解 消除 纠正`)

	// doneWords tell of the past, comingWords of the future.
	doneWords   = words(`已 完成了 取得 先后 荣获 今年以来 一年来 截至 截止 被评为 圆满`)
	comingWords = words(`将于 将在 将继续 力争 争取 确保 拟 继续 进一步 努力 着力 加快 加大 积极 加强 深入 完善`)
)
