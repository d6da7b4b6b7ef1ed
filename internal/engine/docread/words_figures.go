package docread

// Words around numerals.
var (
	// timeUnits make a numeral a date, a duration or an age.
	timeUnits = words(`
		年 年度 学年 年级 年制 月 月份 个月 日 号 时 点钟 点半 岁 周岁 周年 周 天 小时 分钟 秒 个小时 个星期 星期
		个工作日 工作日 个季度 季度 个学期 学期 世纪 年代 个年头 个学年 个半月 个多月 多年 余年 个年度 旬 代 届 寒暑 载 刻 点到 昼夜 个月份 夜
		个周 个多小时 个半小时 个多年 课间`)

	// notTimeUnits begin like a time unit and are none.
	notTimeUnits = words(`号召 时段 代表 代课 月饼 周边 年轻 日常 天然 代理 点校 代管 号线 届时 时常`)

	// rankUnits make a numeral a rank or part of a set phrase.
	rankUnits = words(`
		级 等奖 等次 星级 把手 体两 位一体 大员 中 小 中全会 位一 大精神 大以来 大报告 类表 类区 类校 类城 类地区 类高校 类本科
		号文 届 周目 线城 票制 票否决 点一线 条龙 盘棋 体化`)

	// sloganUnits after a Chinese numeral belong to a slogan (五个一工程, 六个不准).
	sloganUnits = words(`个一 个不 个代表 张牌 张网 把火 驾马车 本账 条主线 条底线 道防线 道关 步走 字诀 字方针 字经 朵花 件大事 件小事 个清单 张清单 件实事 场硬仗 场战役 块板 个轮子 轮驱动 箭齐发 管齐下 方联动 级联动`)

	// chineseRanks make a Chinese numeral a rank (一本, 二线).
	chineseRanks = words(`本 本以上 线 批次 类 档`)

	// yearFalse follow a year that looks like a count.
	yearFalse = words(`级 届 版 班`)

	// passingWords stand before a bare multiplier that is a quantity.
	passingWords = words(`突破 超过 超 逾 上 近 达到 达 过 跨过`)

	// valueWords stand directly before a number that is a value even without unit.
	valueWords = words(`达 达到 为 增至 增加到 提高到 降至 降到 共计 总计 合计 约 超过 突破 达成`)

	// listedWords announce values in a row.
	listedWords = words(`分别 依次 各有`)

	// ratioWords stand before proportions.
	ratioWords = words(`比 比例 之比 比值 师生 生师 比重 配比 按照`)

	// clockWords stand before clock times.
	clockWords = words(`上午 下午 晚上 早上 中午 凌晨 晚 早 日 点 午 时间`)

	// setPhrases begin with a numeral and count nothing.
	setPhrases = words(`三位一体 四位一体 五位一体 六位一体 三人行 三节两 三家村 八处方 三户 七位数 三校一 四校一 五校一 三门课程 四套班子 三本账 三张清单 三份清单 四块牌子 四本账`)

	// abstractNouns are what slogans and list announcements count.
	abstractNouns = words(`
		方面 重点 工作 活动 建设 改革 队伍 主题 目标 保障 优化 结合 坚持 转变 统一 到位 关键 环节 原则 体系
		机制 意识 关系 理念 问题 任务 工程 行动 计划 战略 层面 层次 阶段 步骤 特点 特色 提升 加强 要求 措施
		举措 代表 全面 自信 维护 确立 规定 准则 禁令 还给 明确 突出 强化 保证 必须 严禁 不准 不得 优先 延伸
		难题 能力 素养 功能 作用 抓手 平台 载体 渠道 途径 模式 思想 精神 文明 法宝 抓 促 化 有 创 进 更 新
		大局 领域 方向 引领 突破 服务 满意 放心 公开 公示 严格 规范 提高 推进 落实 深化 不变 不动摇 一流 台阶
		中心 基本 主要 工程建设 面向 联动 同步 同时 并重 为主 相结合 主体 主线 主旨 服务月 教育 管理 核心 字 不 一`)

	// nounStops cannot be part of the noun after a measure word.
	nounStops = words(`
		进行 开展 参加 进入 通过 获得 获 赴 外出 在 将 已 正在 正 均 全部 都 尽快 免费 分别 安装 接受 获评 荣获 达到 达 实现 被 向 与 对 为
		完成 用于 投入 建成 列入 纳入 签订 签约 完工 竣工 开工 加入 到 由 从 因 以 和 与 及 等 见报 也 还 又 并 是 有 出席 到 得到 得以
		调整 发放 提供 办理 计划明 计划于 计划在 预计 明年 拟于 增加 减少 提高 上升 下降 增长 扩大 大关 供 结对 首批 自 每 人均 生均 按照 按
		表示 认为 反映 包括 包含 涵盖 涉及 整合 合并 改为 减为 减至 增至 升格 撤并 更名 转为 调减 缩减 情况下 获奖 考入 考取 当选 入选 评为 被评 荣立 报名 就读 返校 落户 投产 封顶 验收合格 通过验收 正在 陆续 均已 已经 先后 主动 按时 如期 率先 首次 一次性 同步 集中 利用 采取 采用 存在 位居 位列
		受到 顺利 成为 建立 使用 实施 推进 现有 共有 开始 需要 要 可 能 应 未 不 组成 取得 取消 参与 实行 启用 升级 担任 前往 享受 受益`)

	// nounInner hold a stop inside a word; the noun goes on over them.
	nounInner = words(`
		建档立卡 九年制 十二年制 改扩建 新改扩建 许可 行政许可 认可 未来 占地 居民 居家 居住 系列 序列 行列 列车 陈列 占用 集中供 集中式 集中居 同步课堂 已经营 正在建 毕业生 毕业班 就业率 就业指导 就业办 毕业证 退休教 退休干 退休人 退休职 流失率 辍学率 报名费 报名点 利用率 首次公开 获奖作 获奖学 获奖者 获奖选 获奖教 招标项 招标代 存在问 智能 功能 技能 能力 能手 节能 主要 重要 要素 从业 未成年 未成年人 在建 在校 在职 在岗 在编 在读 在园 在籍 等级 高等 中等 初等 平等 同等 优等 对口 对外 对象
		公有 国有 特有 所有 有关 有效 以上 以下 参与式 代表 为民 行为 作为 可持续 与会 又红 并举 共同 已建 新建 和谐 和平 平和 正式 正副 公正 正高 正科 实施方案 实施意见 实施办法 实施细则 实施计划 推进会 推进校
		均衡 平均 均等 到位 获奖 向导 方向 志向 因素 由来 从教 对照 对接 供销 供水 供暖 供电 供餐 自评 自主 自治 自然 自愿 自我 自动 自护 自修 自考 按需 不合格 不达标 不良 不稳定 可行 可见 也门 还款 均衡县 使用权 使用者
		一等奖 二等奖 三等奖 特等奖 等次 等奖 年级 班级 年级组 不等式 等额 应急 应用 应届 应届生 未婚 未检 增长点 提高班 扩大班 对话 将军 小将 九年一贯制 十二年一贯制 学前三年 学前两年 学前二年 学前一年 三年毛入园率 九年义务教育 三年入园率 不动产 公共 共产党员 共产党 共同 共青团 共建 覆盖面 覆盖率 参与率 参与度 校对
		少年 青年 老年 中年 青少年 党组织 团组织 社会组织 组织部 现代 现场 现状 现行 现职 现役 现金 再生 再就业 有声 有奖 有机 有线 月考 月报 年会 年报 年检 年审 对策 对联 至善 共享 共性 共识 为主 为先 不良行为 使命`)
)
