package docread

// taskTitle proposes a short title: the unit's clause with the first concrete
// act, without leading adverbs, at most 40 characters.
func taskTitle(t *text, body span) string {
	clause := body
	start := body.start
	for i := body.start; i <= body.end; i++ {
		if i < body.end && !isComma(t.r[i]) {
			continue
		}
		part := span{start, i}
		if countWords(t, part, concreteActs) > 0 {
			clause = part
			break
		}
		start = i + 1
	}
	clause = t.trim(clause)
	for {
		n := titleAdverbs.longestAt(t.r[:clause.end], clause.start)
		if n == 0 || clause.start+n >= clause.end {
			break
		}
		clause.start += n
	}
	if clause.end-clause.start > maxTitle {
		clause.end = clause.start + maxTitle
	}
	return t.slice(clause)
}

var titleAdverbs = words(`进一步 继续 积极 认真 扎实 切实 全面 深入 大力 着力 努力 不断 要 同时 并 尽快 加快 稳步 有序 持续 充分 严格 扎实推进 力争 确保 争取 计划`)
