package docread

// taskTitle proposes a short title: the unit's first clause with a concrete act,
// without leading adverbs and without the clause that says who leads, at most 40
// characters.
func taskTitle(t *text, body span) string {
	clause, fallback := span{}, span{}
	start := body.start
	for i := body.start; i <= body.end; i++ {
		if i < body.end && (!isComma(t.r[i]) || t.betweenDigits(i)) {
			continue
		}
		part := t.trim(span{start, i})
		start = i + 1
		if part.empty() || leadClause.inSpan(t, part) && i < body.end {
			continue
		}
		if fallback.empty() {
			fallback = part
		}
		if countWords(t, part, concreteActs) > 0 {
			clause = part
			break
		}
	}
	if clause.empty() {
		clause = fallback
	}
	if clause.empty() {
		clause = body
	}
	return t.slice(trimTitle(t, clause))
}

// trimTitle drops adverbs at the start and what exceeds the length.
func trimTitle(t *text, s span) span {
	for {
		n := titleAdverbs.longestAt(t.r[:s.end], s.start)
		if n == 0 || s.end-s.start-n < 4 {
			break
		}
		s.start += n
	}
	s.end = min(s.end, s.start+maxTitle)
	return s
}

var (
	leadClause   = words(`牵头 负责 会同`)
	titleAdverbs = words(`
		进一步 继续 积极 认真 扎实 切实 全面 深入 大力 着力 努力 不断 要 同时 并 尽快 加快 稳步 有序 持续 充分 严格 力争 确保
		争取 主动 坚决 稳妥 适时 强力 重点`)
)
