package docread

// Words that speak for or against a unit being a commitment.
var (
	// concreteActs name acts and results that can be asked about.
	concreteActs = words(`
		制度 机制 办法 方案 意见 规定 章程 细则 责任制 体系 活动 培训 研修 研训 评选 评估 督导 检查 督查 视导 论坛 大会 会议 讲座 讲堂 演练 联赛 比赛 竞赛 评议 测评 考核
		新建 建成 改建 扩建 改造 配备 购置 启动 竣工 开工 投入使用 开园 开学 完成 举办 召开 承办 选派 选聘 招聘 出台 印发 制定 修订 成立 设立 试点 试行 推行 争创 创建 验收 达标 挂职 聘任
		清理 专项治理 专项整治 监测 监控 排查 整改 资助 公开 工程 平台建设 工作室 基地 报名 招商 中心建设 补助 经费 资金 建设进度 政策 交流 学习教育 贫困 宣传周 推广 示范 项目 审计 严禁 禁办 禁止 解决 减负 简化 精简 编制 购买 课题 实验校 招生 联盟 免费 报告 开通 建好 建立 完善 落实 工作`)

	// softActs speak weakly for an act.
	softActs = words(`实施 开展 组织 做好 抓好 规范 严格 举行 指导 支持 推进 实行 推动 继续 加强 建设 强化 开发 提高`)

	// sloganWords speak against an act.
	sloganWords = words(`
		理念 宗旨 指导思想 满意的教育 人民满意 排头兵 根本任务 主旋律 精神为指导 统领 新形势 氛围 格局 增长方式 核心价值 思想观念 责任感 使命感 服务意识 一流 成长之路 牢固树立 争当 狭隘 智力支撑 永恒主题 资源观 谋发展 大局观`)

	// guidingStarts open units of guiding thought.
	guidingStarts = words(`坚持 以邓小平 以习近平 以党的 以科学 以人 牢固树立 指导思想 总体思路 总体要求 基本原则 工作目标 总体目标 围绕 高举 我们一定 认真贯彻 深入贯彻 贯彻落实`)

	// notCopula holds 是 inside other words.
	notCopula = words(`特别是 尤其是 凡是 于是 还是 但是 不是 就是 或是 总是 只是 而是 若是 要是 一是 二是 三是 四是 五是`)
)
