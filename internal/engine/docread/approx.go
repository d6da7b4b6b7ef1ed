package docread

// approxOf tells how a numeral is qualified, by the words next to it.
func approxOf(t *text, n numeral, u unitMatch) Approx {
	if after := approxAfter(t, max(u.end, n.end)); after != ApproxExact {
		return after
	}
	if n.more {
		if t.at(n.end-1) == '几' {
			return ApproxAbout
		}
		return ApproxOver
	}
	if before := approxBefore(t, n.start); before != ApproxExact {
		return before
	}
	if n.bare && t.at(n.start-1) == '上' {
		return ApproxOver
	}
	if n.script == scriptChinese && n.pair == pairRange {
		return ApproxAbout
	}
	return ApproxExact
}

// approxBefore reads 约, 不少于, 近达 before the numeral. The longest word decides:
// 不少于 is over, though 少于 alone is under.
func approxBefore(t *text, i int) Approx {
	const fillers = 3
	for k := 0; k < fillers; k++ {
		under, over, about := underBefore.longestBefore(t.r, i), overBefore.longestBefore(t.r, i), aboutBefore.longestBefore(t.r, i)
		if aboutFalse.longestBefore(t.r, i) > 0 {
			about = 0
		}
		switch {
		case under > over && under > about:
			return ApproxUnder
		case over > about:
			return ApproxOver
		case about > 0:
			return ApproxAbout
		}
		filler := approxFillers.longestBefore(t.r, i)
		if t.at(i-1) == ' ' {
			filler = 1
		}
		if filler == 0 {
			break
		}
		i -= filler
	}
	return ApproxExact
}

// approxAfter reads 以上, 左右, 以内 after the unit.
func approxAfter(t *text, i int) Approx {
	if t.at(i) == '的' {
		i++
	}
	switch {
	case overAfter.longestAt(t.r, i) > 0:
		return ApproxOver
	case aboutAfter.longestAt(t.r, i) > 0:
		return ApproxAbout
	case underAfter.longestAt(t.r, i) > 0:
		return ApproxUnder
	}
	return ApproxExact
}

var (
	underBefore   = words("不足 不到 不超过 少于 低于 不高于 不多于 未超过 小于 未满 控制在 至多 最多 不得超过 不得高于 以内")
	overBefore    = words("超过 超 突破 不少于 不低于 至少 逾 高于 多于 大于 不得少于 不得低于 不小于 超出 最少 最低 过")
	aboutBefore   = words("约 近 大约 将近 接近 大概 左右 约为 约有 约占 上下 共约")
	aboutFalse    = words("最近 附近 就近 临近 邻近 节约 合约 签约 预约 邀约 公约 条约")
	approxFillers = words("有 达 为 到 达到 共 了 个")
	overAfter     = words("以上 之上 多 余")
	aboutAfter    = words("左右 上下")
	underAfter    = words("以下 以内 之内 之下")
)
