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

	// moreActs are what schools and bureaus do beside that: build and fit out,
	// staff, teach the teachers, meet, publish, look after, check.
	moreActs = words(`
		兴建 筹建 修建 修缮 维修 翻新 拆除 搬迁 撤并 合并 增设 开设 设置 开办 创办 办好 配齐 配足 补充教师 招录 招募 遴选 竞聘 调配 跟岗 结对 帮扶
		送教 送课 送培 听课 评课 赛课 说课 集体备课 研讨 观摩 现场会 座谈 培训班 例会 月报 建档 数据库 公众号 简报 宣讲 报告会 演讲 征文 展演 汇演
		艺术节 运动会 科技节 读书节 夏令营 志愿服务 慰问 接种 消毒 晨检 消防 演习 疏散 控辍 两免一补 减免 免收 公示 质量检测 质量监测 模拟考试
		命题 阅卷 分析会 表彰会 推进会 动员会 调度会 工作会 家长会 开放日 班会 党课 党日 民主生活会 民主评议 述职 约谈 问责 责任追究 承诺书
		责任状 考评 挂牌 年检 年审 审批程序 备案 核查 摸底 上报 报送 自查 自评 复查 迎检 申报 立项 结题 评审 认定 评定 施工 封顶 装修 绿化
		硬化 征地 选址 拨付 筹措 筹集 兑现 发放 杜绝 严防 引入 增加 开足 开齐 布局调整 岗前培训 继续教育 校本研修 校本培训
		值班 手抄报 黑板报 班队课 主题班队 主题班会 评比 颁布 续建 新开办 大赛 整顿 选拔 组织参加 初步均衡 基本均衡 优质均衡验收 值守 巡逻 普法 评优 资格审查 招生计划 指标到校 定期注册 扫盲 送教上门 随班就读 勤工俭学 教学视导 教学检查 采购 招标 清查 化解债务
		拟定 拟订 制作 张贴 发布 征集 初选 评出 收集 撰写 编写 编印 汇编 更新 下发 转发 赠送 捐赠 邀请 聘请 考察 参观 观看 看望 救助 走进 招聘 签约 实行 管理体制 追究
		严格控制 每学年 每学期 每月 每周 每季度 每年 每半年 每单元 每天 每日 定期 按月 按季 至少 不少于`)

	// exactTopics are so exact that a unit which works on one can be
	// asked about.
	exactTopics = words(`
		图书室 图书馆 实验室 功能室 多媒体 ”计划 ”行动 ”工程 班班通 计算机 咨询室 标准化学校 学位 助学金 助学贷款 营养餐 营养改善 校车 保安 监控设备 安保 副校长 社团 网站
		家长学校 督学 教学能手 学科带头人 周边环境 欺凌 防溺水 食品安全 交通安全 禁毒 法治教育 法制教育 国防教育 心理健康 阳光体育 大课间 体质健康
		近视 课后服务 作业管理 校外培训 信访 纠纷 舆情 档案 依法行政 职称 编制 特岗 公费师范 教师资格 待遇 工资 社保 学籍 报考 考务 考点 高考 中考 自考
		志愿填报 就业 实训 顶岗 校企 专业设置 成人教育 社区教育 老年教育 普通话 语言文字 规范汉字 书香 教学常规 留守儿童 随迁子女 收费 预算 决算 财务管理 控辍保学
		布局 危房 普惠性 民办幼儿园 示范性幼儿园 寄宿制 食堂 宿舍 教辅 阅读 劳动教育 体育课 入园率 入学率 巩固率 升学率 合格率 优秀率 毕业率 辍学率 覆盖率 就业率`)

	// softActs speak weakly for an act.
	softActs = words(`
		实施 开展 组织 做好 抓好 规范 严格 举行 指导 支持 推进 实行 推动 继续 加强 建设 强化 提高 完善 落实 解决 宣传`)

	// wellActs say that a piece of work is done; workWords name such a piece.
	wellActs  = words(`做好 抓好 搞好 办好 完成好 组织好 认真实施 大力实施 继续实施 推进 推动 落实 巩固 解决 狠抓 严格 组织 规范`)
	workWords = words(`工作 工程 项目 活动 任务 问题 检查 管理 政策 制度 要求 规定 秩序 成果 程序 标准 试点 改革`)

	// namedDocument opens the name of a law or a document.
	namedDocument = words(`《`)

	// staffLabels open lines that only name people.
	staffLabels = words(`组长 副组长 成员 联系人 主任 副主任 总指挥 副总指挥 联系电话 办公地点`)

	// foundingWords promise a body, whose members may follow.
	foundingWords = words(`成立 组建`)

	// eventWords make even a heading a promise.
	eventWords = words(`活动 评选 比赛 大赛 创建年 建设年`)

	// sloganWords speak against an act.
	sloganWords = words(`
		理念 宗旨 满意的教育 人民满意 排头兵 根本任务 主旋律 为指导 统领 新形势 增长方式 思想观念 责任感 使命感
		服务意识 牢固树立 争当 大局观 作为关键 立德树人 机遇期 意义 
		发展格局 良好局面 提高认识 思想认识 充分认识 高度重视 统一思想 会议精神 重要讲话精神 重要论述 两个维护 四个自信 四个意识 特色社会主义思想 正确的方向 又好又快 责任重于泰山 人命关天  文化体系 课程体系 校本化 专业化发展 品位 品质 内涵 制度化 常态化、 、常态化 、长效化 常态化长效化 规范化、`)

	// guidingStarts open units of guiding thought.
	guidingStarts = words(`
		坚持 以邓小平 以习近平 以党的 以科学 以人 牢固树立 指导思想 总体思路 总体要求 基本原则 工作目标 总体目标 围绕 高举
		我们一定 认真贯彻 深入贯彻 贯彻落实 全面贯彻 鼓励 所谓 同时,把 同时，把 当前 深入学习 深入推进习近平 不断巩固深化习近平 解放思想 更新观念 统一思想 提高认识 充分认识 发扬 弘扬 增强`)

	// labelNouns before a colon tell that what follows describes, and promises
	// nothing.
	labelNouns = words(`范围 标准 类别 内容 对象 地点 方式 原则 主题 目的 意义 背景 宗旨 分工 形式 口号 目标 依据 联系人 成员 单位`)

	// aimNouns before a colon name what is to be reached.
	aimNouns = words(`目的 目标`)

	// ideaHeads before a colon name a guiding idea.
	ideaHeads = words(`总体要求是 总体要求 总要求是 总体思路是 总体思路 指导思想是 工作思路是 基本思路是 总的要求是 总的思路是 总体目标是 工作主题是`)

	// meaningEnds say how much something matters.
	meaningEnds = words(`十分重要 非常重要 尤为重要 至关重要 意义重大 意义深远 重大意义 重要意义 开局之年 关键之年 收官之年 攻坚之年`)

	// singleActs begin a heading that is one act, singleResults end it.
	singleActs    = words(`开展 建立 编制 制定 制订 修订 出台 印发 召开 开好 举办 承办 成立 组建 设立 建成 组织 举行`)
	singleResults = words(`机制 办法 方案 细则 规划 意见 大会 会议 现场会 动员会 专题教育 警示教育 主题教育 教育活动 大检查 大排查 专项检查 专项整治 专项治理 整治行动 大赛 比赛 竞赛 运动会 艺术节 培训班 演练 普查 评选 委员会 领导小组 工作室 联盟 中心`)

	// startingActs make even a heading on its own line a promise when it is a
	// sentence.
	startingActs = words(`成立 召开 举办 印发 新建 启动 建成 出台 组建`)

	// closingWords end a document or a letter.
	closingWords = words(`批评指正 特此 谢谢 以上是 如有不妥 请予审议 汇报如下 报告如下`)

	// definingWords say what something holds.
	definingWords = words(`范围为 内容为 对象为 主要包括 包括以下 分为 指的是 内容包括 作为评估 如下`)

	// notThatIs holds 即 inside other words.
	notThatIs = words(`立即 即将 随即 当即 即时 即可 即使 即期`)

	// notCopula holds 是 inside other words.
	notCopula = words(`特别是 尤其是 凡是 于是 还是 但是 不是 就是 或是 总是 只是 而是 若是 要是 一是 二是 三是 四是 五是 六是 是否 实事求是`)
)
