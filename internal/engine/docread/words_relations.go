package docread

// unitFamilies hold measure words that count the same things.
var unitFamilies = []*wordSet{
	words(`人 名 位 正 副`),
	words(`所 家 个 处`),
	words(`个 项 件 条`),
}

// Words of change.
var (
	grewWords = words(`
		增长 增长率 增幅 增速 同比增 比增 净增 增加 提高 上升 提升 回升 递增 增收 增 多 升 涨 上涨 增长幅度 增值 高出 高 多出 净增加 新增长 增量`)
	fellWords = words(`减少 下降 降低 回落 减 少 降幅 下滑 压缩 缩小 降 净减少 净减 缩减 低 低于 减幅`)

	// changeFillers stand between a word of change and its number.
	changeFillers = words(`了 约 近 超过 超 达 达到 为 率 的 幅度 比例 将近 共 至少 不低于 不少于`)

	// compareWords tell that a count is a change against an earlier one.
	compareWords = words(`比 较 同比 环比 上年 去年 净增 净减 同期`)

	// changeStarts begin the words of comparing and changing inside a label.
	changeStarts = words(`
		比 较 同比 环比 年均 分别 增长 增幅 增速 增加 提高 上升 提升 下降 减少 降低 净增 净减 回升 回落 增 多 少 降 上年 去年 达 共 累计 平均`)

	// changeLead may stand before them and is no noun.
	changeLead = words(`其 且 又 并 也 均 都 全年 今年 本年 我县 我市 我区 全县 全市 全区 总量 总数 总额 规模 数量 人数 金额 分别`)

	// reachWords lead from a change to the value that it ends in.
	reachWords = words(`达到 达 增至 升至 降至 减至 增加到 提高到 上升到 下降到 减少到 至 为 总数达到 总数达`)

	// becameWords stand between an earlier and a later value.
	becameWords = words(`
		到 至 增加到 提高到 上升到 增长到 扩大到 调整到 下降到 减少到 降低到 压缩到 提升到 发展到 扩展到 增至 升至 提高至 提升至 上升至 增加至 降至 减至 减少至 下降至 降到
		升到 增到 扩大至 调整为 调整至 变为 增为 减为 压缩为 压缩至 缩减到 缩减为 缩小到 合并为 整合为 整合到 提至 提到 扩建到 涨到`)

	fromWords = words(`由 从 自`)

	// lastYearWords end the words before a value of last year.
	lastYearWords = words(`上年 去年 上年度 去年同期 上年同期 前年 上学年 上学期 年初 原来 上一年 往年 改革前 同期`)
	againstWords  = words(`比 较 与 对比`)
	thisYearWords = words(`今年 本年 本年度 增加到 达到 达 现在 目前 本学年 本期 增至 提高到 上升到`)
	nowWords      = words(`目前 现在 今年 如今 现有 当前 本年`)
)

// Words of parts and wholes.
var (
	// amongWords begin a list of parts that need not hold all.
	amongWords = words(`其中 包括 包含 内含 含 其中包括`)

	// respectiveWords begin a list of parts that holds all.
	respectiveWords = words(`分别为 分别是 分别有 具体为 具体是 即`)

	// exceptWords in a bracket mean that its figures are no parts.
	exceptWords = words(`不含 除 另 原 上年 去年 比 较 计划 不包括 同比 均 每 平均 应 截至`)

	// totalWords announce a total.
	totalWords = words(`共 合计 总计 共计 总共 一共 现有 总数 总量 总额 总人数 总投资 总面积 总投入 下辖 辖 设有`)

	// sumWords announce the sum of the list before them.
	sumWords     = words(`共 合计 总计 共计 总共 一共 合共 两项合计 三项合计`)
	totalFillers = words(`有 为 达 是`)

	// addedWords say by themselves that numbers were added up; a verb or a noun may
	// stand between them and the sum (合计投资3300万元).
	addedWords = words(`合计 总计 共计 两项合计 三项合计 总共`)

	// runningWords announce a sum that may hold more than the list before it.
	runningWords = words(`累计`)

	// totalLead may stand before the word of a total.
	totalLead = words(`全年 今年 全县 全市 全区 我县 我市 我区 本年 年度 ， ,`)

	// rowMarks part the members of a row.
	rowMarks = words(`、 和 及 与 ，`)

	// turnWords begin something else inside a sentence.
	turnWords = words(`另有 另外 此外 同时 还有 还 合计 总计 共计 总共 一共 再 并 从而 使 全年 截至 截止 累计 下步 今后 计划`)

	// perWords make a quantity a rate, an average or a limit that does not add up.
	perWords = words(`
		人均 生均 平均 师均 班均 校均 户均 园均 每 单价 最高 最低 最多 最少 得分 分数 定额 不低于 不少于 不超过 不得
		经费标准 补助标准 资助标准 收费标准 生活费标准 奖励标准 发放标准`)
	// perLast do so directly before the number: 小学、初中各12所.
	perLast  = words(`各 各有 各为 均为 均达 均有 均 各自 最大 最小 各计 各补 各奖`)
	perAfter = words(`/ ／ 每 的标准 标准`)

	// itemVerbs begin items that tell of doing something.
	itemVerbs = words(`
		新建 新增 改建 扩建 改造 建设 建成 撤并 招聘 招录 招收 培训 投入 投资 完成 开展 举办 组织 获得 荣获 评选 表彰 选派 选送 补充 引进 购置 配备 安装 维修 加固 重建 查处 发放 资助 新招 招生 创建 认定 授予 整改 排查 取缔 化解 争取 落实 安排 解决
		受理 办理 毕业 录取 考入 辞退 退休 调出 调入 交流 关闭 停办 收到 接到 接待 印发 出台 修订`)

	// itemLead may stand before such a verb.
	itemLead = words(`已 共 并 全年 今年 新 又 先后 全县 全市 全区 已经 累计 顺利 成功`)

	stageWords  = words(`小学 初中 高中 中学 幼儿园 职中 中职 职高 学前 特教 特殊教育 完中 中专 大学 高校`)
	schoolWords = words(`学校 中小学校`)
	semicolons  = words(`； ;`)
	listMarks   = words(`、`)

	// shareMarks directly before a percentage make it a share.
	shareMarks = words(`占`)

	// shareLead may stand between a comma and 占.
	shareLead = words(`约 大约 仅 只 已 共 所 其 分别 均 各 将近 人数 总数 比例 合计 共计 就`)

	// shareTotals after 占 speak of a total.
	shareTotals = words(`总数 总量 总额 总人数 总面积 总投资`)

	// shareGeneric are the words after 占 that name no other whole.
	shareGeneric = words(`占 占比 比 比例 比重 总数 总人数 总量 总额 全部 的 约 为 达 达到 近 超过 其 所 总 数 比率 将近 了 到`)
)

// Words that put a figure in a year.
var (
	pastYearWords    = words(`去年 上年 上一年 上学年 上年度 上年同期 去年同期`)
	presentYearWords = words(`今年 本年 本年度 本学年`)

	// spanYearsWords tell a growth that is not between two years, or not of one figure.
	spanYearsWords = words(`年均 年平均 分别 累计 各 平均每年 计划`)

	// partOfYearWords put a figure in less than a year.
	partOfYearWords = words(`季度 上半年 下半年 月份 月底 月末 截至 截止 春季 秋季`)
)

// Words of a plan and how much of it is done.
var (
	planWords     = words(`计划 任务 目标 预算 概算 总投资 总数 总量 总额 指标`)
	planDoneWords = words(`完成 达到 达 为 是 相当于 超额完成`)
)
