package docread

// tailWords are adverbs and modals between a noun and its number: 入学率均保持100%.
var tailWords = words(`
	均 都 力争 力争达到 基本 全部 已经 也 则 再 又 只 仍 要 应 可 能 需 须 必须 应当 努力 争取 确保 预计 将 拟 提前 均已 也已 均能 都能 都已 都要
	基本达到 稳步 逐年 平均达 平均为 总体 有望 可达 力求 首次 实际 实际达 连续 一直 始终 继续`)

// notTails end like one of them and are part of a noun.
var notTails = words(`
	平均 人均 生均 户均 班均 校均 师均 园均 年均 首都 成都 古都 京都 功能 技能 性能 智能 职能 产能 节能 动能 体能 效能 才能 许可 认可 认证 反应 供应 适应 效应 响应 对应 相应
	需要 主要 重要 纲要 摘要 提要 必需 急需 军需 原则 规则 准则 细则 守则 法则 否则 总则 行动计划 大将 名将 工作目标 教育目标 教学目标 全体 简要 概要 纪要 要点 总体计划 行动目标
	工作计划 建设计划 改造计划 培训计划 培养计划 招生计划 发展计划 教学计划 实施计划 特岗计划 国培计划 省培计划 年度计划 提升计划 援助计划 资助计划 学习计划 专项计划 活动计划 攻坚计划`)

// minTail is how much of a noun must be left before an adverb of one character.
const minTail = 2

// tailLength returns the length of the adverb that ends before i, 0 where a noun
// ends there or nothing would be left before it.
func tailLength(t *text, i int) int {
	n := tailWords.longestBefore(t.r, i)
	if n == 0 || notTails.longestBefore(t.r, i) > 0 {
		return 0
	}
	for k := 1; k <= minTail; k++ {
		if c := t.at(i - n - k); !isHan(c) && c != '）' && c != '”' {
			return 0
		}
	}
	return n
}
