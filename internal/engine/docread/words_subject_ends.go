package docread

// Words that tell whether what stands beside a number is a noun of its own.

// awardVerbs after a number of people name what they got.
var awardVerbs = words(`获 被评 被授 被认 被确 被命 被选 被列 荣获 入选 当选 受到 评为 通过 考入 考取 晋升 取得`)

// idleNouns before a number name nothing that it could count.
var idleNouns = words(`生均 人均 校均 班均 户均 年均 平均 重点 价值 价值约 总价值 折合 折价 今年 去年 明年 前年 全年 年内 本年 本年度 上半年 下半年 本学期 上学期 下学期 目前 当前 现在 近年 近年来 今年以来 一年来 半年来 截至目前 到目前 至今 全县 全市 全区 全省 全国 我县 我市 我区 全镇 全乡 等 列 末 共 含 约 为 有 其余 余下 其他 另外 上升 下降 增长 分别 其 各 均 达 计 数 合 还 现 已 又 只 仅 约为 情况 方面 以上 以下 以来 期间 前 后 内 中 上 下 里`)

// giftWords after an amount name what it is.
var giftWords = words(`资助 奖励 补助 补贴 救助 扶持 赞助 捐助 慰问金`)

// rateEnds are the last words of what is told in percent.
var rateEnds = words(`率 占 比 比例 比重 覆盖面 达标 合格 优秀`)

// schoolEnds end the names and kinds of schools.
var schoolEnds = words(`校 园 小 中 院 点 幼 部 专 高 初 学 班`)

// perWhat are subjects of their own: 每班不超过45人.
var perWhat = words(`每班 每校 每所学校 每个学校 每个班 每园 每镇 每乡镇 每县 每村 每人 每生 每名教师 每位教师 每名学生`)

// tariffKinds are what the amounts of a tariff are set for.
var tariffKinds = words(`
	小学 初中 高中 普高 职高 中职 中学 中专 幼儿 学前 特教 特殊 本科 专科 大专 研究生 博士 硕士 农村 城市 城镇 城区 乡镇 县城 省级 市级 县级 国家级 校级 区级
	中央 省 市 县 区 镇 财政 自治区 地方 配套 自筹 个人 一等 二等 三等 一档 二档 三档 班主任 校长 教师 寄宿生 走读生 公办 民办 每生 每班 每校 一级 二级 三级 一类 二类 三类`)

// bareVerbs before a number count what the sentence spoke of.
var bareVerbs = words(`回收 收回 剩余 开工 竣工 完工 新增 整改 已整改 完成 建成 其中 启用 投用 新开工 通过 办结 已办结 有望通过`)

// stateVerbs tell what became of the things counted.
var stateVerbs = words(`已开工 已竣工 已完工 正在建设 建设 在建 开工建设 注销 停办 转型 验收 通过验收 结项 办结 落实 解决 兑现 关停取缔`)

// shareWords stand between a thing and what its share is measured by.
var shareWords = words(`占 不低于 不少于 不高于 不超过 达到 超过 约占 仅占 已占`)

// measureEnds do so behind a verb that is no noun by itself: 受益人数, 资助标准.
var measureEnds = words(`率 量 数 额 费 面积 面 项目 工程 任务 工作 计划 标准 经费 资金 对象 人数 人次 次数 场次 班次 金额 总额 总数 数量 比例`)

// compoundEnds make a verb before them part of a noun: 覆盖率, 改造面积.
var compoundEnds = words(`
	率 量 数 额 费 面积 项目 工程 任务 工作 计划 标准 经费 资金 对象 人数 人次 次数 人员 场次 班次 金额 总额 总数 数量 单位 机构 中心 基地 平台 系统
	活动 制度 办法 方案 意见 信息 服务 设备 设施 大赛 比赛 会议 大会`)

// fundVerbs before 资金 and 经费 are no part of the name of the money.
var fundVerbs = words(`投入 落实 到位 使用 完成 争取 安排 筹集 筹措 下拨 拨付 下达 整合 所需 需要 需 共 总`)

// leanNouns are words for money that do not say which.
var leanNouns = words(`金额 总额 额 款 费 标准 收入 支出 预算 金 工资 债 奖 经费 资金 基金 费用`)

// thingUnits count what can't be an action: 8所停办 counts no 停办.
var thingUnits = words(`所 名 人 位 家 个 台 间 栋 户 亩 册 件 辆`)
