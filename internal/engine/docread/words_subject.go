package docread

// Words around the noun that a quantity is about.
var (
	// adjectives may stand before 的 without naming a possessor.
	adjectives = words(`新 有 不利于 涉及 关于 具有 一定 优秀 不同 主要 重要 大型 相关 非 高 较 最 直接 专门 带 含 从未 存在 现代 各类 各级 特色`)

	// clauseStarts open an adjectival clause after a measure word.
	clauseStarts = words(`涉及 有 不利于 不 关于 具有 新 由 为 对 从 在 存在 用于 以 与 需要 受 被 可 能 未 建成`)

	// headNouns end a noun phrase.
	headNouns = words(`
		学校 小学 中学 初中 高中 幼儿园 高校 中小学 职校 园所 学生 教师 干部 校长 园长 职工 教职工 人才 班主任 儿童 学员 党员 专家 家长
		项目 课题 专业 学科 文件 制度 办法 方案 活动 会议 讲座 培训 班 工程 中心 基地 教室 实验室 图书 设备 平台 工作室 政策 措施 承诺 指标 学位
		单位 机构 支部 社团 队伍 比赛 作品 论文 奖项 奖 隐患 问题 案件 建议 提案 信件 线路 校车 场馆 食堂 宿舍 厕所`)

	// linkWords between two figures carry the subject over.
	linkWords = words(`
		调整为 调整到 增加到 增至 提高到 提升到 减少到 下降到 降至 降到 上升到 扩大到 扩建到 达到 达 为 至 到 比上年 比去年 较上年 较去年 同比 比增 增长 增加 提高 下降 减少 上升 了 实际 上涨 比 年 再 又
		增幅 增长了 增加了 提高了 净增 突破 首次 大关 由 从 原来的 分别 占 约 近 超过 其中 余 个 以上 新增 分别为`)

	// linksBefore stand between a noun and its number.
	linksBefore = words(`
		达 达到 达成 为 共 约 近 有 已 了 分别 由原来的 由 从 增加到 增至 提高到 调整为 调整到 超过 首次突破 首次 突破 不少于 不低于 至少 不足 不到 不超过
		占 已达 均 均达 均为 分别达到 分别为 分别达 共计 总计 合计 累计 就有 现有 共有 总数的 总数达到 总数 总人数 控制在 保持在 稳定在 只有 仅 仅有 高达 多达 已有 达 的 是 在 到 至 逾 超 新增 大约 将近 接近 另有 还有 各 每 计 人数 数 ： : 、`)

	// leadWords stand before the noun: adverbs, places, times and verbs.
	leadWords = words(`
		其中 全市 全区 全县 全省 全国 全年 我市 我区 我县 我校 我局 今年 目前 当前 现有 共有 共 已 新增 完成 设有 内设 撤并 查处 退还 处理 评选出 评选 表彰 取缔 整改 化解
		举办 召开 选派 组织 派出 选送 选拔 培训 培养 招聘 选聘 公开招聘 公开选聘 公开 引进 录用 增加 建成 建设 新建 改建 扩建 改扩建 维修 改造 购置 购买 添置 配备 安装 投入使用 落实 争取 筹措 下拨 拨付 发放
		资助 奖励 补助 认定 评定 评估 验收 创建 成立 建立 设立 开设 开办 开展 制定 出台 印发 下发 发放 发表 获得 荣获 获 取得 接到 收到 受理 办理 报送 刊发 采用 排查 整治 检查 督查 督导 巡查 走访 慰问 帮扶 接受 接待
		各级各类 各类 各级 各 为 对 将 使 让 给 向 与 和 及 的 等 年 月 日 于 在 由 从 把 被 用 按 以 等等 包括 含 约 达 总 计划 规划 预计 拟 力争 确保 实现 提供 安排 调整 调配 调优 清理 移交 辐射 覆盖 涉及 惠及 受益 参加 参与 教育局 有关部门 政府
		全面 全部 积极 进一步 继续 先后 共同 同时 另外 此外 以及 还有 其它 其他 累计 提高 推荐 申报 推荐申报 评估认定 又有 建设县 建 到 每 该 本 是 有 要 能 可 应`)

	// moneyNouns name amounts of money.
	moneyNouns = words(`投资 投入 资金 经费 款 费 补助 补贴 标准 金额 收入 支出 预算 工资 奖金 额 拨款 基金 金 造价 债 产值 捐`)
)
