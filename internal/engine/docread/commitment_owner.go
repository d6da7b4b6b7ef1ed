package docread

// ownerOf returns the words that name who acts, when the unit names someone more
// exact than the bureau itself.
func ownerOf(t *text, body span) string {
	for i := body.start; i < body.end; i++ {
		n := ownerLeads.longestAt(t.r[:body.end], i)
		if n == 0 {
			continue
		}
		if who := bodyName(t, span{i + n, body.end}); !who.empty() {
			return t.slice(who)
		}
	}
	if n := everyUnit.longestAt(t.r[:body.end], body.start); n > 0 {
		return t.slice(span{body.start, body.start + n})
	}
	return ""
}

// bodyName reads the name of a section, school or body: it ends with a word that
// such names end with.
func bodyName(t *text, s span) span {
	const longest = 16
	for i := s.start; i < s.end && i-s.start < longest; i++ {
		c := t.r[i]
		if !isHan(c) && c != '、' || c == '的' {
			break
		}
		if n := bodyEnds.longestAt(t.r[:s.end], i); n > 0 && t.at(i+n) != '、' && i > s.start {
			if ownerVerbs.longestAt(t.r, i+n) > 0 {
				return span{s.start, i + n}
			}
		}
	}
	return span{}
}

var (
	ownerLeads = words(`由 充分发挥 发挥 切实发挥 责成 依托`)
	everyUnit  = words(`各学校 各校 各单位 各科室 各中学 各小学 各幼儿园 各乡镇 各街道 各园所 各教育集团 各中小学 各县区 各职校`)
	bodyEnds   = words(`室 科 股 处 办 中心 组 局 部门 协会 工会 共青团 妇联 学校 中学 小学 幼儿园 学院 委员会 领导小组 教研室 联合体 支部 团委 少先队 学会`)
	ownerVerbs = words(`负责 牵头 分管 组织 承担 的 作用 自主 具体 会同 开展 实施 落实`)
)
