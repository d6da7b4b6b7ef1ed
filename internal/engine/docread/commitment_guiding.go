package docread

// guidance is where a plan speaks of guiding thought: its opening before the
// first heading, and what stands under headings like 指导思想.
type guidance struct {
	t        *text
	o        *outline
	opening  int   // the offset of the first node at line start, 0 when the text has no structure
	unmarked []int // starts of unmarked heading lines, in text order
	thought  []bool
}

// readGuidance finds the unmarked heading lines and where the opening ends.
func readGuidance(t *text, o *outline) guidance {
	g := guidance{t: t, o: o}
	tops := 0
	for _, n := range o.nodes {
		if n.parent < 0 && n.atLine {
			tops++
		}
	}
	if tops > 0 && len(o.nodes) > 1 {
		g.opening = o.nodes[0].start
	}
	title := titleLine(t)
	for i := range t.lines {
		body := t.trim(t.lines[i])
		if i == title || !g.headsNext(i) {
			continue
		}
		if len(g.unmarked) == 0 && i > title && body.start < g.opening && documentKinds.longestBefore(t.r[:body.end], body.end) == 0 {
			g.opening = body.start
		}
		g.unmarked = append(g.unmarked, body.start)
		g.thought = append(g.thought, guidingHeadings.longestBefore(t.r[:body.end], body.end) > 0)
	}
	return g
}

// headsNext tells whether a short unmarked line without an end mark stands over
// a longer line or a marker: a heading by its form.
func (g guidance) headsNext(i int) bool {
	body := g.t.trim(g.t.lines[i])
	if !g.shortLine(body) {
		return false
	}
	const reach = 4
	for k := i + 1; k < len(g.t.lines) && k-i <= reach; k++ {
		next := g.t.trim(g.t.lines[k])
		if next.empty() {
			continue
		}
		if e, ok := timeAt(g.t, next.start); ok && e.end >= next.end {
			return false // the next month of a calendar
		}
		if n := g.o.at(next.start); n >= 0 && g.o.nodes[n].start == next.start {
			return true
		}
		return !g.shortLine(next)
	}
	return false
}

// shortLine tells short lines without a marker and without an end mark.
func (g guidance) shortLine(body span) bool {
	if body.empty() || body.end-body.start > maxTurn || isClauseEnd(g.t.r[body.end-1]) || !isHan(g.t.r[body.start]) {
		return false
	}
	k := g.o.at(body.start)
	return k < 0 || g.o.nodes[k].start != body.start
}

// isHeading tells whether an unmarked heading line begins at the offset.
func (g guidance) isHeading(offset int) bool {
	k := lastBefore(len(g.unmarked), func(i int) bool { return g.unmarked[i] > offset })
	return k >= 0 && g.unmarked[k] == offset
}

// rules tells whether the text at an offset is guiding thought by its place.
func (g guidance) rules(offset int) bool {
	if offset < g.opening {
		return true
	}
	node := g.o.at(offset)
	if k := lastBefore(len(g.unmarked), func(i int) bool { return g.unmarked[i] > offset }); k >= 0 {
		if node < 0 || g.o.nodes[node].start < g.unmarked[k] {
			return g.thought[k]
		}
	}
	for depth := 0; node >= 0 && depth < maxHeadingDepth; depth++ {
		n := g.o.nodes[node]
		if !n.fam.inline() && n.fam != famDash {
			if g.endsWith(n, guidingHeadings) && (depth == 0 || !g.saysAtOnce(n)) || depth == 0 && n.parent < 0 && g.endsWith(n, guidingLeaves) {
				return true
			}
			if g.endsWith(n, doingHeadings) {
				return false
			}
		}
		node = n.parent
	}
	return false
}

// saysAtOnce tells whether a heading's own words follow it on its line: its numbered
// items are then no part of them (一、指导思想：以…为指导。 1.…).
func (g guidance) saysAtOnce(n node) bool {
	c := g.t.at(n.title.end)
	return !n.standing && (c == '：' || c == ':') && isHan(g.t.at(n.title.end+1))
}

// endsWith tells whether a node's title, without closing marks, ends with a word
// of the set, or begins with it where the text ran on behind it.
func (g guidance) endsWith(n node, set *wordSet) bool {
	end := n.title.end
	for end > n.title.start && closesHeading(g.t.r[end-1]) {
		end--
	}
	if set.longestBefore(g.t.r[:end], end) > 0 {
		return true
	}
	if n.standing {
		return false
	}
	const reach = 6 // 一、活动目的1.…: the heading ran into its text
	for i := n.title.start; i < end && i-n.title.start < reach; i++ {
		if set.longestAt(g.t.r[:end], i) > 0 {
			return true
		}
		if isComma(g.t.r[i]) {
			break
		}
	}
	return false
}

var (
	// guidingHeadings stand over guiding thought.
	guidingHeadings = words(`
		指导思想 总体要求 总体思路 基本原则 工作原则 工作方针 指导原则 思想认识 重要意义 目的意义 工作理念 办学理念 基本要求 工作宗旨 形势分析
		指导方针 总要求 重要性 紧迫性 工作背景 提高认识 统一思想 提高思想认识 活动目的 活动背景 活动主题 活动宗旨 活动意义 目的和意义 工作目的`)
	// guidingLeaves do so where nothing stands under them.
	guidingLeaves = words(`工作思路 基本思路`)
	// doingHeadings end the reach of a guiding heading above them.
	doingHeadings = words(`目标 任务 措施 工作 重点 指标 安排 内容`)
)
