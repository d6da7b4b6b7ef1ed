package docread

var (
	// plannedWords tell that what follows is still to come.
	plannedWords = words(`
		预计 力争 确定建设 新建任务 目标是 要达到 预算投 明年 下一步 下阶段 下步 今后 确保达 确保完 确保在 总投资预计
		力求 有望 争取到20 争取到年 争取到明 争取在 争取用 争取年 争取明 努力达到 计划 规划 目标任务为 要求达到 必须达到 应达到 不得少于 不得低于 须达到 要不少于 要求不少于`)

	// willVerbs after 将 make it the mark of the future; before a noun it only
	// shifts the object (将12所学校纳入).
	willVerbs = words(`
		投 建 新 达 完成 再 继续 实施 启动 开展 举办 召开 组织 安排 增 购 培训 培养 招 引进 配 选派 选 提高 提升 实现 超 突破 有 可 会 为 对 按
		改 扩 升 降 减 增至 逐步 全部 全面 陆续 分 用 通过 于20 在20 以 进一步 建设 推 开工 竣工 落实 争取 努力 采取 从 由 重点 着力 发放 资助 派 出台 打造 开设 开通 搬 迁 整合 撤 拆 维修 新增 解决 惠及 覆盖 受益 容纳 提供`)

	// notWill hold 将 inside other words.
	notWill = words(`即将 大将 小将 名将 干将 强将 良将`)

	// notPlanned hold 拟 inside other words.
	notPlanned = words(`模拟 虚拟 草拟 起草拟 拟定 拟订 拟稿 拟写 拟文`)

	// planVerbs after 计划 or 规划 make it a verb, where planBefore words or a mark
	// stand before it.
	planVerbs = words(`
		投 总投资 投资 建 新 改 扩 完成 在 于 用 招 增 安排 购 修 培 举 开 引进 选 派 发 资助 为 对 到 每 实施 占地 总占地 用地 总用地 总建筑 容纳 设 拆 迁 维 配 申报 争取 筹 达 组织 分 再 全 总 从 利用 将 由 能 可 打造 创建 撤 整合 派出 征 惠及 覆盖 解决`)
	planBefore = words(`
		年 月 底 期 度 局 我市 我县 我区 市 县 区 校 镇 乡 也 还 又 均 都 共 将 内 初 段 后 来 前 园 项目 工程 并 且 已经 中心 学校 阶段 季 办 部`)

	// comingBefore stand before a word that would otherwise tell of the past.
	comingBefore = words(`将 预计 计划 力争 确保 年底前 年内 争取 即将`)

	// firmWords tell of the past whatever stands before them.
	firmWords = words(`已 实际 目前 现有 现已 截至 截止 按计划 均已`)

	// clausePlanned tell the same of their own clause only.
	clausePlanned = words(`即将 将于 将在 拟于 计划于 预计于`)

	// pastMarks in a clause tell that it is done.
	pastMarks = words(`已经 已完 已建 已投 已通 已全 已竣 已开 完成了 建成了 取得了 投入了 实现了 达到了 获得了`)

	// happenedWords tell that what follows is so already.
	happenedWords = words(`已 实际 目前 完成了 现有 共投入 累计 现已 截至 截止 完成投资 到位资金 资金到位 按计划 其中完工 现 均已 建成了 投入了`)

	// againWords tell in a plan that the talk is of the plan again.
	againWords = words(`今年 本年 将 确保 争取 要 再 下半年 明年`)

	// statedWords tell in a plan that what follows is so already.
	statedWords = words(`
		已 目前 现有 截至 截止 去年 上年 累计 原有 现状 现已 过去 近年来 近年 以来 据统计 经统计 上半年 前三季度 上学期 上学年 上一年 共有各级各类 基本情况`)

	// wholeWords before a number count what exists.
	wholeWords = words(`全县共有 全市共有 全区共有 全镇共有 全乡共有 我县共有 我市共有 我区共有 现辖 下辖 现有`)

	// notDid begin with 了 and do not tell that a thing was done.
	notDid = words(`了解 了然 了如`)

	// laterWords and beginWords together: 将于7月启动.
	laterWords = words(`将于 将在 计划于 拟于 预计于`)
	beginWords = words(`启动 开工 动工 实施 开建 招标 开始`)
)
