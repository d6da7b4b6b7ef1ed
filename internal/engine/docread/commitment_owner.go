package docread

// ownerOf returns the words that name who acts, when the unit names someone more
// exact than the bureau itself.
func ownerOf(t *text, body span) string {
	if who := labelled(t, body); !who.empty() {
		return t.slice(who)
	}
	if who := closingOwner(t, body); !who.empty() {
		return t.slice(who)
	}
	for i := body.start; i < body.end; i++ {
		n := ownerLeads.longestAt(t.r[:body.end], i)
		if n == 0 {
			continue
		}
		if who := bodyName(t, span{i + n, body.end}, ownerVerbs); !who.empty() {
			return t.slice(who)
		}
	}
	if n := everyUnit.longestAt(t.r[:body.end], body.start); n > 0 {
		end := body.start + n
		return t.slice(span{body.start, end + bureauEnds.longestAt(t.r[:body.end], end)})
	}
	return t.slice(bodyName(t, body, actingVerbs))
}

// bodyName reads the name of a section, school or body at the start of a span:
// it ends with a word that such names end with, and a verb follows.
func bodyName(t *text, s span, verbs *wordSet) span {
	const longest = 20
	for i := s.start; i < s.end && i-s.start < longest; i++ {
		c := t.r[i]
		if !isHan(c) && c != '、' || c == '的' {
			break
		}
		n := bodyEnds.longestAt(t.r[:s.end], i)
		if n > 0 && i+n-s.start > 1 && t.at(i+n) != '、' && verbs.longestAt(t.r, i+n) > 0 {
			return span{s.start, i + n}
		}
	}
	return span{s.start, s.start}
}

// labelledOwner reads the names after 责任单位：, up to the closing bracket, a mark
// or the next label. Commas part names where a bracket closes the list.
func labelledOwner(t *text, s span) span {
	end, comma := s.start, -1
	for end < s.end && !isUnitEnd(t.r[end]) && t.r[end] != '）' && t.r[end] != ')' && t.r[end] != ' ' {
		if c := t.r[end]; c == '，' || c == ',' {
			if comma < 0 {
				comma = end
			}
			if ownerLabels.longestAt(t.r[:s.end], end+1) > 0 || dueLabels.longestAt(t.r[:s.end], end+1) > 0 {
				break
			}
		}
		end++
	}
	closed := end < len(t.r) && (t.r[end] == '）' || t.r[end] == ')')
	if comma >= 0 && !closed {
		end = comma
	}
	return t.trim(span{s.start, end})
}

// assignTag reads a unit that only names who is responsible or by when
// （责任单位：…） and gives that to the commitments under the same heading that lack
// it. Right under a heading it rules all that stands below.
func (r *commitmentReader) assignTag(u span) bool {
	if !isTag(r.t, u) {
		return false
	}
	heading := r.headingAt(u.start)
	below := len(r.found) == 0 || r.found[len(r.found)-1].Heading != heading
	if who := r.t.slice(tagOwner(r.t, u)); who != "" {
		r.assignOwner(who, heading)
		if below {
			r.handDown(u, who)
		}
	}
	r.assignDeadline(u, heading)
	return true
}

// assignOwner names who acts for the last commitments under a heading that name
// nobody.
func (r *commitmentReader) assignOwner(who string, heading int) {
	for k := len(r.found) - 1; k >= 0 && r.found[k].Heading == heading && r.found[k].Owner == ""; k-- {
		r.found[k].Owner = who
	}
}

// handDown lets a name rule what stands under the heading that it follows.
func (r *commitmentReader) handDown(u span, who string) {
	k := r.o.at(u.start)
	if k < 0 || r.o.nodes[k].leaf || r.o.nodes[k].fam.inline() {
		return
	}
	end := len(r.t.r)
	for j := k + 1; j < len(r.o.nodes); j++ {
		if r.o.nodes[j].level <= r.o.nodes[k].level {
			end = r.o.nodes[j].start
			break
		}
	}
	r.owners = r.owners.with(headingOwner{span{u.start, end}, who})
}

// assignDeadline does the same for the time that a tag names behind its label.
func (r *commitmentReader) assignDeadline(u span, heading int) {
	if !r.t.has(u, dueLabels) {
		return
	}
	r.advance(u.start)
	if r.nextTime == len(r.deadlines) || r.deadlines[r.nextTime].Start >= u.end {
		return
	}
	d := r.deadlines[r.nextTime]
	for k := len(r.found) - 1; k >= 0 && r.found[k].Heading == heading; k-- {
		if r.found[k].Deadline == "" {
			r.found[k].Deadline, r.found[k].DeadlineDate = d.Text, d.Date
		}
	}
}

// headingAt returns the start of the nearest enclosing node, -1 when none.
func (r *commitmentReader) headingAt(offset int) int {
	if k := r.o.at(offset); k >= 0 {
		return r.o.nodes[k].start
	}
	return -1
}

var (
	dueLabels   = words(`完成时限： 完成时限: 完成时间： 完成时间: 时限： 时限: 时间节点： 时间节点: 办结时限： 办结时限:`)
	ownerLabels = words(`
		责任单位： 责任单位: 牵头单位： 牵头单位: 责任科室： 责任科室: 牵头科室： 牵头科室: 责任部门： 责任部门: 牵头部门： 牵头部门:
		主要责任单位： 主要责任单位: 责任人： 责任人: 责任股室： 责任股室: 责任处室： 责任处室: 牵头股室： 牵头股室: 责任领导： 责任领导: 配合单位： 配合单位: 配合科室： 配合科室: 负责人： 负责人: 落实单位： 落实单位: 承办单位： 承办单位: 承办科室： 承办科室:`)
	ownerLeads = words(`由 充分发挥 发挥 切实发挥 责成 依托`)
	everyUnit  = words(`各学校 各校 各单位 各科室 各中学 各小学 各幼儿园 各乡镇 各街道 各园所 各教育集团 各中小学 各县区 各职校 各县（市、区） 各县(市、区) 各县市区 各区县 各镇 各中心校 各园 各教研组 各年级 各班 各班主任 各处室 各股室 各部门 各职业学校 各高中 各初中 各民办学校 各培训机构 各直属学校 各直属单位 全体教师 每位教师 教师 班主任`)
	bureauEnds = words(`教育局 教体局 教育体育局 教育和体育局 教育行政部门 中心校 教育办`)
	bodyEnds   = words(`
		室 科 股 处 办 中心 组 局 部门 协会 工会 共青团 妇联 学校 中学 小学 幼儿园 学院 委员会 领导小组 教研室 联合体 支部
		团委 少先队 学会 专班 教研组`)
	ownerVerbs  = words(`负责 牵头 分管 组织 承担 的 作用 自主 具体 会同 开展 实施 落实 统筹 主办`)
	actingVerbs = words(`负责 牵头 要 将 每 应 会同 定期 具体负责 按月 按季 统筹 须`)
)
