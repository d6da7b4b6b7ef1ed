package doccheck

import "strings"

// Words of the trade that the comparison knows. They are few on purpose: what a
// text is about is weighed by rarity (weigh.go), not by lists.

// fields splits a list of words.
func fields(s string) []string { return strings.Fields(s) }

var (
	// particles join words; a pair of characters that holds one says little.
	particles = runeSet(`的了和与及对在为以于等并或之其各是将把向从到由有使让再也又都就而且所`)

	// commonPairs stand in every document of an office, whatever its subject.
	commonPairs = fields(`工作 开展 加强 完成 建设 活动 组织 进行 推进 实施 全面 进一 一步 落实 学校 教育 教师 学生 管理
		做好 抓好 积极 认真 深入 不断 提高 提升 强化 继续 全县 全区 全市 各学 我县 我区 我市 制度 机制 水平 质量 发展 情况
		重点 年度 年底 底前 月底 上半 下半 半年 今年 本年 全年 达到 力争 确保 实现 切实 有序 有效 相关 有关 部门 单位 通过 举办
		新增 新建 不少 少于 以上 左右 项目 工程 任务 目标 要求`)

	// future words turn a statement of a summary into a promise.
	future = fields(`下一步 下步 明年将 明年我 明年要 来年将 今后 下阶段 下一阶段 新的一年 将继续 将进一步 将着力 将重点 将以 将按 将加大 将加快 将认真 将努力 将全面 将坚持
		我们将 拟于 拟在 打算 力争在 计划明年启动 十五五期间`)

	// futureHeadings open the part of a summary that plans.
	futureHeadings = fields(`下一步 下步 明年 来年 打算 工作思路 工作计划 今后 下阶段 工作安排 努力方向 工作重点 工作谋划`)

	// problemHeadings open the part that names difficulties.
	problemHeadings = fields(`存在的问题 存在问题 主要问题 困难 不足 短板 薄弱环节 面临的问题`)

	// underWay words say that something goes on.
	underWay = fields(`正在 正抓紧 正按 正加紧 正加快 正有序 推进中 进行中 建设中 在建 抓紧施工 加紧施工 加快施工 施工阶段 有序推进 稳步推进 基本完成 基本建成 初步
		进展顺利 阶段性 尚在 筹备 即将 有望 预计 大部分 过半 主体施工 装修 部分完成 部分学校 逐步 待验收 收尾 计划交付 总工程量 前期工作 着手`)

	// notYet words say that something was not done, or not well.
	notYet = fields(`尚未 还未 仍未 暂未 未能 未完成 未达到 未达 未开工 未启动 未落实 未建成 未印发 未出台 未按 未如期 未实现 未全部 未投入 没有完成 没有达到 没能
		滞后 缓慢 推迟 延期 延后 顺延 搁置 暂缓 停工 受阻 较慢 偏慢 不到位 未到位 有差距 差距较大 仍有差距 取消 不够理想 还有一定差距 还需`)

	// weakStates are words of progress that mean the end for ongoing work.
	weakStates = fields(`有序推进 稳步推进 逐步 初步 着手 阶段性`)

	// completed words say that something came to its end.
	completed = fields(`已 完成 建成 投入使用 竣工 交付 启用 通过验收 验收合格 全部 全覆盖 印发 出台 举办了 召开了 开展了 实现了 圆满 如期 顺利 按期
		成功 落成 揭牌 开园 开学 评选出 培训了 荣获 获得 被评为 达到 达 组织了 建立了 制定了 修订了 新增 新建 改造了 招聘 招录 配备 更新 发放 累计`)

	// acts are what a statement must hold to report work (with or without a figure).
	acts = fields(`举办 召开 开展 组织 印发 出台 制定 修订 制订 建成 新建 改建 扩建 改造 培训 投入 完成 建立 成立 组建 荣获 获得 获评 获 评选 表彰
		招聘 引进 选派 配备 购置 采购 发放 资助 检查 督导 排查 整改 整治 通过 启动 开工 竣工 实施 创建 签订 承办 举行 接待 办理 捐赠 募集 慰问 走访 推广
		开通 上线 搬迁 启用 承接 接受 争取 化解 处置 清理 取缔 查处 编写 出版 立项 结题 选树 命名 挂牌 揭牌 聘请 聘任 夺得 摘得 斩获 取得 拆除 编印 接收 输送 回访`)

	// backgrounds open statements about the state of things, which report no work.
	backgrounds = fields(`现有 共有 下辖 总面积 在校生 在校学生 教职工总数 专任教师总数 是我 坐落 位于 总人口`)

	// praise closes a chapter without reporting an act.
	praise = fields(`显著成效 明显成效 较好成效 良好成效 一定成绩 新台阶 良好局面 有力保障 坚强保障 坚实基础 特此 以上汇报 汇报如下 总结如下 报告如下 情况如下`)

	// nameEnds are the kinds of school that end a name.
	nameEnds = fields(`幼儿园 小学 中学 高中 初中 学校 职教中心 职业中专 进修学校 学院 实验园 分园 校区`)

	// generalNames precede a name's end without naming one.
	generalNames = fields(`公办 民办 农村 乡镇 城区 全县 全区 全市 各中 镇中 乡村 村小 示范 普惠 寄宿 薄弱 规模 基层 中心 附属 所属 直属 实验 义务 普通 职业 教育
		培训 特殊 优质 一批 每所 全部 部分 建成 新建 改建 扩建 标准 完全 高级 初级 九年 联系 所小 所中 所学 所幼 中小 各学 所高 城乡 县城 试点 项目 山区 边远 我县
		我区 我市 全镇 周边 校园 各小 各幼 附设 配套 小区 星级 一级 二级 办好`)

	// atMostBefore and atMostAfter bound a target from above.
	atMostBefore = fields(`不超过 控制在 不高于 不大于 下降到 下降至 降到 降至 压减到 压减至 压缩到 减少到 减少至 不多于`)
	atMostAfter  = fields(`以内 以下 之内`)
	exactBefore  = fields(`全部 所有`)

	// rises and falls tell which way a change goes.
	rises = fields(`提高 上升 增长 增加 提升 新增 增`)
	falls = fields(`下降 降低 减少 压减 压缩 精简 回落 降`)

	// ownerVerbs and ownerHeads are words by which a clause names who acts.
	ownerVerbs = fields(`负责 牵头 配合 承办 落实 组织实施 责任`)
	ownerHeads = fields(`责任科室 责任单位 牵头科室 牵头单位 责任领导 责任人 配合单位 分管领导 完成时限 完成时间`)
)

// stages order the steps of a work, by their rank; a commitment asks for one and
// an answer reports one.
var stages = []struct {
	rank  int
	words []string
}{
	{1, fields(`调研 摸底 论证 谋划 起草 初稿 征求意见 选址 立项 可研 规划设计 初步设计 图纸设计 报批 申报 方案编制 土地报批 勘察`)},
	{2, fields(`招标 招投标 签约 土地平整 拆迁 征地 审议 评审 送审 报审 挂网 公告发布`)},
	{3, fields(`开工 动工 启动 奠基 破土 进场施工 基础施工 桩基`)},
	{4, fields(`主体完工 主体封顶 主体工程 封顶 主体建设 主体已 完成主体 主体结构 内部装修 装饰装修 安装调试 总工程量 工程量的`)},
	{5, fields(`完工 竣工 建成 完成建设 落成 建设完成 全面完成 全部完成 改造完成 完成改造 已完成 验收 通过评估 印发 出台 颁布 配备到位 安装到位 交付 投入使用 启用 开园 运行
		举办 召开 开学 投用 上线 到岗 入职 下发 实施了`)},
}

func runeSet(s string) map[rune]bool {
	set := map[rune]bool{}
	for _, r := range s {
		set[r] = true
	}
	return set
}

// holds tells whether any of the words stands in s.
func holds(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
