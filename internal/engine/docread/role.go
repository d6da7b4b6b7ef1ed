package docread

// roleReader tells targets from facts. It reads each clause run (up to a
// sentence end) once: in a plan everything is a target unless the words say that
// it is so already; elsewhere everything is a fact unless they say that it is
// still to come.
type roleReader struct {
	t *text
	s *sections
}

func newRoleReader(t *text, s *sections) *roleReader { return &roleReader{t: t, s: s} }

// roleWindow bounds the look back over a sentence.
const roleWindow = 120

func (r *roleReader) of(f *Figure) Role {
	start := f.Start
	for start > 0 && f.Start-start < roleWindow && !isSentenceEnd(r.t.r[start-1]) {
		start--
	}
	if r.s.at(f.Start) == SectionPlan {
		if r.clauseIsPast(f.UnitEnd) {
			return RoleFact
		}
		return r.inPlan(span{start, f.Start})
	}
	return r.inReview(span{start, f.Start}, f)
}

// clauseIsPast tells whether the rest of the clause says that the thing is done.
func (r *roleReader) clauseIsPast(from int) bool {
	for i := from; i < len(r.t.r) && i-from < 24 && !isClauseEnd(r.t.r[i]); i++ {
		if pastMarks.longestAt(r.t.r, i) > 0 {
			return true
		}
	}
	return false
}

// inPlan takes the last word that decides; none means target.
func (r *roleReader) inPlan(before span) Role {
	role := RoleTarget
	for i := before.start; i < before.end; i++ {
		switch {
		case plannedWords.longestAt(r.t.r[:before.end], i) > 0 || againWords.longestAt(r.t.r[:before.end], i) > 0:
			role = RoleTarget
		case statedWords.longestAt(r.t.r[:before.end], i) > 0:
			role = RoleFact
		}
	}
	return role
}

// inReview takes the last word that decides; none means fact, unless the
// sentence goes on to say that the thing has yet to begin.
func (r *roleReader) inReview(before span, f *Figure) Role {
	role, decided := RoleFact, false
	for i := before.start; i < before.end; i++ {
		switch {
		case plannedWords.longestAt(r.t.r[:before.end], i) > 0:
			role, decided = RoleTarget, true
		case clausePlanned.longestAt(r.t.r[:before.end], i) > 0:
			if !r.commaIn(span{i, before.end}) {
				role, decided = RoleTarget, true
			}
		case happenedWords.longestAt(r.t.r[:before.end], i) > 0:
			role, decided = RoleFact, true
		}
	}
	if !decided && r.startsLater(f.UnitEnd) {
		return RoleTarget
	}
	return role
}

// commaIn tells whether a clause ends inside the span.
func (r *roleReader) commaIn(s span) bool {
	for i := s.start; i < s.end; i++ {
		if isComma(r.t.r[i]) {
			return true
		}
	}
	return false
}

// startsLater tells whether the rest of the sentence says that the thing has
// yet to begin (将于7月启动).
func (r *roleReader) startsLater(from int) bool {
	for i := from; i < len(r.t.r) && i-from < roleWindow && !isSentenceEnd(r.t.r[i]); i++ {
		if n := laterWords.longestAt(r.t.r, i); n > 0 && r.t.has(span{i, min(i+14, len(r.t.r))}, beginWords) {
			return true
		}
	}
	return false
}

var (
	// plannedWords tell that what follows is still to come.
	plannedWords = words(`
		计划投 计划总投资 规划投资 计划建 计划新 计划完成 拟 拟投 预计 力争 确定建设 将投 将建 将新 将达 将完成 将再 计划用 计划在 计划于
		新建任务 目标是 要达到 计划招 计划增 规划建设 总投资预计 预算投 力争达到 计划安排 将新 将继续 将再 明年 下一步 下阶段 今后 确保达 确保完 确保在 即将投 计划购 计划改 计划修 计划培 计划举 拟建 拟新`)

	// clausePlanned tell the same of their own clause only.
	clausePlanned = words(`将于 将在 拟于 计划于 预计于`)

	// pastMarks in a clause tell that it is done.
	pastMarks = words(`已经 已完 已建 已投 已通 完成了 建成了 取得了 投入了 实现了 达到了 获得了`)

	// happenedWords tell that what follows is so already.
	happenedWords = words(`已 实际 目前 完成了 现有 共投入 累计 现已 截至 截止`)

	// againWords tell in a plan that the talk is of the plan again.
	againWords = words(`今年 本年 将 确保 争取 计划 要 再`)

	// statedWords tell in a plan that what follows is so already.
	statedWords = words(`已 目前 现有 截至 截止 去年 上年 累计 原有 现状 完成了 建成了 取得了 投入了 实现了 现已`)

	// laterWords and beginWords together: 将于7月启动.
	laterWords = words(`将于 将在 计划于 拟于 预计于`)
	beginWords = words(`启动 开工 动工 实施 开建 招标 开始`)
)
