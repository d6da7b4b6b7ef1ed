package docread

// Words that speak for or against a unit being a commitment.
var (
	// concreteActs name acts and results that can be asked about.
	concreteActs = words(`
		制度 机制 办法 方案 意见 规定 章程 细则 责任制 体系建设 评价体系 监控体系 评估体系 监管体系 防控体系 保障体系
		应急体系 管理体系 检测系统 管理系统 活动 培训 研修 研训 评选 评估 督导 检查 督查 视导 论坛 大会 会议 讲座 讲堂
		演练 联赛 比赛 竞赛 评议 测评 考核 新建 建成 改建 扩建 改造 配备 购置 启动 竣工 开工 投入使用 开园 开学 完成
		举办 召开 承办 选派 选聘 招聘 出台 印发 制定 制订 修订 成立 试点 试行 推行 争创 创建 验收 达标 挂职 聘任
		清理 专项治理 专项整治 监测 监控 排查 整改 资助 公开 工程 平台建设 工作室 基地 报名 招商 建设进度 经费标准 补助
		交流 宣传周 宣传月 推广 推介 示范校 审计 严禁 禁办 禁止 不得 减负 简化 精简 编制 购买 课题 招生 联盟 免费 报告
		开通 建好 联合体 共同体 创建工作 新增 建立 设立 打造一批 主题教育 法律法规 干预 疏导 保险 校舍 安全隐患
		入学问题 
		政策 规划编制 组建 开发 引进 轮岗 支教 体检 表彰 奖励 通报 签订 责任书 台账 达到 落实资金 项目建设
		中心建设 队伍培训 优质课 调研 走访 家访 巡查 抽查 普查 网络测评 问卷 听证 上线 采购 招投标 配套 建设任务`)

	// softActs speak weakly for an act.
	softActs = words(`
		实施 开展 组织 做好 抓好 规范 严格 举行 指导 支持 推进 实行 推动 继续 加强 建设 强化 提高 完善 落实 解决 宣传`)

	// eventWords make even a heading a promise.
	eventWords = words(`活动 评选 比赛 大赛 创建年 建设年`)

	// sloganWords speak against an act.
	sloganWords = words(`
		理念 宗旨 满意的教育 人民满意 排头兵 根本任务 主旋律 为指导 统领 新形势 增长方式 思想观念 责任感 使命感
		服务意识 牢固树立 争当 大局观 作为关键 立德树人 机遇期 意义 
		发展格局 良好局面 文化体系 课程体系 校本化 专业化发展 品位 品质 内涵 `)

	// guidingStarts open units of guiding thought.
	guidingStarts = words(`
		坚持 以邓小平 以习近平 以党的 以科学 以人 牢固树立 指导思想 总体思路 总体要求 基本原则 工作目标 总体目标 围绕 高举
		我们一定 认真贯彻 深入贯彻 贯彻落实 全面贯彻 鼓励 所谓 同时,把 同时，把 当前`)

	// closingWords end a document or a letter.
	closingWords = words(`批评指正 特此 谢谢 以上是 如有不妥 请予审议 汇报如下 报告如下`)

	// definingWords say what something holds.
	definingWords = words(`范围为 内容为 对象为 主要包括 包括以下 分为 指的是 内容包括 作为评估 如下`)

	// notThatIs holds 即 inside other words.
	notThatIs = words(`立即 即将 随即 当即 即时 即可 即使 即期`)

	// notCopula holds 是 inside other words.
	notCopula = words(`特别是 尤其是 凡是 于是 还是 但是 不是 就是 或是 总是 只是 而是 若是 要是 一是 二是 三是 四是 五是 六是 是否 实事求是`)
)
