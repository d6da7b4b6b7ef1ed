package docread

// Words around the noun that a quantity is about.
var (
	// adjectives may stand before 的 without naming a possessor.
	adjectives = words(`
		新 有 不利于 涉及 关于 具有 一定 优秀 不同 主要 重要 大型 相关 非 高 较 最 直接 专门 带 含 存在 现代
		各类 各级 特色 符合 达到 通过`)

	// clauseStarts open an adjectival clause after a measure word.
	clauseStarts = words(`
		涉及 有 不利于 关于 具有 由 为 对 从 在 自 存在 用于 以 与 需要 受 被 可 能 未 面向 针对 适合 符合`)

	// headNouns end a noun phrase.
	headNouns = words(`
		学校 小学 中学 初中 高中 幼儿园 高校 中小学 职校 园所 学生 教师 干部 校长 园长 职工 教职工 人才 班主任 儿童
		学员 党员 专家 家长 项目 课题 专业 学科 文件 制度 办法 方案 活动 会议 讲座 培训 班 班子 工程 中心 基地 教室
		实验室 图书 设备 平台 工作室 政策 措施 承诺 指标 学位 单位 机构 支部 社团 队伍 比赛 作品 论文 奖项 奖 隐患
		问题 案件 建议 提案 信件 线路 校车 场馆 食堂 宿舍 厕所 意见 规定 计划 团队 标兵 能手 骨干 名师 宣传片 网点`)

	// schoolUnits count schools, whose noun ends where the school does.
	schoolUnits = words(`所`)
	schoolNouns = words(`
		学校 小学 中学 中小学 初中 高中 幼儿园 高校 职校 园 学院 少年宫 教学点 园所 项目校 实验校 特色校 示范校 中心
		机构 基地 分园 分校 分校区 校区 职高 职中`)

	// personUnits count people, personNouns name them.
	personUnits = words(`名 人 位`)
	personNouns = words(`
		教师 学生 干部 校长 园长 职工 员工 教职工 人员 儿童 党员 专家 家长 人才 学员 教练 代表 队员 选手 班主任
		名师 骨干 标兵 能手 志愿者 少年 幼儿 新生 毕业生 考生 督学 保安 贫困生 困难生 优秀生 寄宿生 特长生 研究生 党员`)

	// linkWords between two figures carry the subject over.
	linkWords = words(`
		调整为 调整到 增加到 增至 提高到 提升到 减少到 下降到 降至 降到 上升到 扩大到 扩建到 达到 达 为 至 到 比上年
		比去年 较上年 较去年 同比 比增 增长 增加 提高 下降 减少 上升 了 上涨 比 年 再 又 增幅 增长了 增加了 提高了
		净增 其中 突破 首次 大关 由 从 原来的 分别 占 约 近 超过 余 以上 分别为 环比 增速 上年 去年 上一年 增长率为 升 降`)

	// linksBefore stand between a noun and its number.
	linksBefore = words(`
		达 达到 达成 为 共 约 近 有 已 了 分别 由原来的 由 从 增加到 增至 提高到 调整为 调整到 超过 首次突破 首次 突破
		不少于 不低于 至少 不足 不到 不超过 占 已达 均达 均为 分别达到 分别为 分别达 共计 总计 合计 累计 就有 现有
		共有 总数的 总数达到 总数 总数达 控制在 保持在 稳定在 只有 仅 仅有 高达 多达 已有 的 是 在 到 至 逾 超 大约 上 净增 保持 保持在 稳定 维持在 每生每年 每人每年 每生每学期 每生 每人 每年 每月 每学期 每学年 每校 每班 从原来的 原来的 以上 以下
		将近 接近 另有 还有 各 计 ： : 、 提升到 下降到 降到 降至 上升到 百分之 以 增长 提高 增加 下降 减少 提升 比上年 比去年 同比`)

	// leadWords stand before the noun: adverbs, places, times and verbs.
	leadWords = words(`
		其中 全市 全区 全县 全省 全国 全年 全系统 我市 我区 我县 我校 我局 今年 目前 当前 现有 共有 共计 新增 完成 设有 内设 撤并
		查处 退还 处理 评选出 评选 表彰 取缔 整改 化解 举办 召开 选派 组织 派出 选送 选拔 培养 招聘 选聘 公开招聘
		公开选聘 引进 录用 增加 建成 购置 购买 添置 配备 安装 落实 争取 筹措 下拨 拨付 发放 资助 奖励了 认定 评定
		创建 成立 建立 设立 开设 开办 开展 制定 出台 印发 下发 发表 获得 荣获 取得 接到 收到 受理 办理 报送 刊发
		排查 整治 走访 慰问 帮扶 接待 各级各类 各类 为 对 使 与 的 等 将 约占 规划 预计 确保 实现 提供 安排
		调优 调配 清理 移交 辐射 覆盖 惠及 参与 接受 教育局 有关部门 政府 全面 全部 积极 进一步 继续 先后 同时 另外 此外
		以及 还有 推荐 申报 推荐申报 评估认定 又有 全镇 全乡 全校 全园 全系统 现 分别 总共 包括 累计 已经 主动 按时 圆满
		占全 占总 使得 达标的 年度 上半年 下半年 截至 截止 学年 学期 以来 年 月 已 了 至 岁 有 共 共发展 新建 改建 扩建 改扩建 新组建 组建 遴选 选树 按照 含 改造 维修 拆除 配发 铺设 征集 更新 月底前 月底 月份 年底前 年内 底前 年初 年末 从原来 由原来 提高 加大 减少 力争 再 消除`)

	// moneyNouns name amounts of money.
	moneyNouns = words(`
		投资 总投资 投入 总投入 资金 经费 款 费 补助 补贴 标准 金额 收入 支出 预算 工资 奖金 额 拨款 基金 金 造价 债
		产值 费用 贷款 捐款 善款 学费 收费 助学金 奖学金 捐资 专款 缺口 总额 专项 津贴 债务 欠款`)

	// moneyModifiers say which money.
	moneyModifiers = words(`
		专项 奖补 奖励 补助 建设 培训 保障 公用 教育 助学 救助 违规 生均 基本 定额 财政 省级 市级 中央 上级 配套 营养
		生活 危改 维修 改造 办学 事业 人员 设备 科研 活动 总 年 各类 各项 国家 人均 采购 工程 项目 地方 一般 转移支付 债券
		社会 捐赠 免费 贫困 资助 工作 义务 学前 体育 项目 实验 学校 实际 自筹 启动 流动 高校 贴息 学生 免 学 杂 杂费`)
)
