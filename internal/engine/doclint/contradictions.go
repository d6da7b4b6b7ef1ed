package doclint

import (
	"strings"

	"nianlun/internal/engine/docread"
	"nianlun/internal/kit/i18n"
)

// checkContradictions looks for one statement made twice with two numbers. Two
// figures are compared only when the clause around the number is the same word for
// word (but for words such as 现有 and 共有), unit, time and place agree, both are
// facts, and neither is a part, a change or an earlier value.
func (c *checker) checkContradictions() {
	bound := map[int]bool{}
	for _, r := range c.doc.Relations {
		bound[r.From] = true
	}
	first := map[string]int{}
	for i := range c.doc.Figures {
		f := &c.doc.Figures[i]
		if bound[i] || f.Value == nil || f.Value2 != nil || f.Approx != docread.ApproxExact || f.Role != docread.RoleFact || f.Kind == docread.KindRatio {
			continue
		}
		key, ok := c.statement(i)
		if !ok {
			continue
		}
		before, seen := first[key]
		if !seen {
			first[key] = i
			continue
		}
		c.compareStatements(before, i)
	}
	c.checkReferences(bound)
	c.checkPopulations(bound)
	c.checkActs(bound)
}

// checkReferences looks for later mentions of a stated total that are greater than
// it: 共有审批项目11项 … 进驻大厅的12项审批项目. A smaller mention may speak of some.
func (c *checker) checkReferences(bound map[int]bool) {
	totals := map[string]int{}
	for i := range c.doc.Figures {
		f := &c.doc.Figures[i]
		if bound[i] || f.Value == nil || f.Value2 != nil || f.Approx != docread.ApproxExact || f.Role != docread.RoleFact || len([]rune(f.Subject)) < 4 {
			continue
		}
		key := f.Subject + "|" + f.Unit
		clause := c.clauseBefore(f.Start)
		total, known := totals[key]
		switch {
		case !known && stock(clause) && strings.HasSuffix(clause, f.Subject):
			totals[key] = i
		case known && strings.HasPrefix(c.slice(f.UnitEnd, f.UnitEnd+16), f.Subject) && definite(clause) &&
			f.Value.GreaterThan(*c.doc.Figures[total].Value) && c.years(i) == c.years(total):
			c.compareStatements(total, i)
		}
	}
}

// definite tells words before a number that point to a known set.
func definite(clause string) bool {
	for _, w := range []string{"的", "全部", "所有", "这", "上述", "全县", "全市", "全区"} {
		if strings.HasSuffix(clause, w) {
			return true
		}
	}
	return false
}

// clauseBefore returns the clause before an offset, bounded.
func (c *checker) clauseBefore(end int) string {
	const longest = 30
	start := end
	for start > 0 && end-start < longest && !itemMark(c.text[start-1]) {
		start--
	}
	return c.slice(start, end)
}

// years returns the years named in the sentence before a figure.
func (c *checker) years(i int) string {
	const farthest = 60
	end := c.doc.Figures[i].Start
	out := ""
	for k := end - 1; k > 0 && end-k < farthest && !strings.ContainsRune("。！？\n", c.text[k]); k-- {
		if c.text[k] == '年' {
			out += c.slice(k-4, k)
		}
	}
	return out
}

func (c *checker) compareStatements(a, b int) {
	x, ok := c.quantity(a)
	y, also := c.quantity(b)
	if !ok || !also || x.approx || y.approx {
		return
	}
	if x.value.Sub(y.value).Abs().LessThanOrEqual(x.step.Add(y.step)) {
		return
	}
	if c.contradicted == nil {
		c.contradicted = map[[2]int]bool{}
	}
	c.contradicted[[2]int{a, b}] = true
	c.find(Finding{
		Severity: SeverityWarning, Kind: KindContradiction, Expected: written(x.value, x), Found: written(y.value, y),
		Message: i18n.Msg("lint.contradiction", "subject", c.doc.Figures[a].Subject, "first", c.said(a), "second", c.said(b)),
	}, a, b)
}

// statement returns what a figure states without its number: clause, unit, time
// and place. Not ok where the clause says too little to be the same statement.
func (c *checker) statement(i int) (string, bool) {
	f := &c.doc.Figures[i]
	start := f.Start
	const longest, tail = 30, 12
	for start > 0 && f.Start-start < longest && !itemMark(c.text[start-1]) {
		start--
	}
	end := f.UnitEnd
	for end < len(c.text) && end-f.UnitEnd < tail && !itemMark(c.text[end]) {
		end++
	}
	raw := c.slice(start, f.Start)
	if f.Start-start >= longest || strings.ContainsAny(raw, "0123456789xX×*") {
		return "", false
	}
	noun := plainWords(raw)
	core := scopeOf(raw) + noun + "|" + f.Unit + "|" + c.slice(f.UnitEnd, end)
	size := len([]rune(core)) - len([]rune(f.Unit)) - 2
	switch {
	case scopeOf(raw) != "" && populations[noun] && end == f.UnitEnd:
		return core + "|" + c.circumstance(start, f.Start), true
	case c.generic(i) && size < 12: // 共有8个项目未开工 may speak of anything
		return "", false
	case stock(raw) && size >= 2, f.Unit == "%" && strings.Contains(raw, "率") && size >= 4, size >= 8:
		return core + "|" + c.circumstance(start, f.Start), true
	}
	return "", false
}

// populations are what a whole county, district or city has one number of.
var populations = map[string]bool{
	"学校": true, "中小学": true, "中小学校": true, "小学": true, "初中": true, "普通高中": true, "幼儿园": true, "公办幼儿园": true, "民办幼儿园": true,
	"教师": true, "专任教师": true, "教职工": true, "在职教师": true, "学生": true, "在校生": true, "在校学生": true, "中小学生": true, "在园幼儿": true,
	"中小学教师": true, "在编教师": true, "在编在岗教师": true, "民办学校": true, "公办学校": true, "中小学在校生": true, "教职员工": true, "乡村教师": true, "中职学校": true,
}

// scopeOf returns the level that a clause speaks of: 县, 区 or 市 for 全县, 我县 and
// the like, "" when it names none.
func scopeOf(clause string) string {
	for _, level := range []string{"县", "区", "市"} {
		for _, all := range []string{"全", "我", "本"} {
			if strings.Contains(clause, all+level) {
				return level
			}
		}
	}
	return ""
}

// stock tells clauses about what there is, not about what was done.
func stock(clause string) bool {
	for _, w := range []string{"共有", "现有", "拥有", "总数", "设有"} {
		if strings.Contains(clause, w) {
			return true
		}
	}
	return false
}

// plainWords takes away words that do not change what a clause is about.
func plainWords(clause string) string {
	for _, w := range []string{
		"目前", "现有", "共有", "总共", "共计", "拥有", "总数", "全县", "全区", "全市", "我县", "我区", "我市", "本县", "本区", "本市",
		"各级各类", "已经", "达到", "达", "为", "共", "现", "有", "已", "是", " ", "\u3000",
	} {
		clause = strings.ReplaceAll(clause, w, "")
	}
	return clause
}

// circumstance returns the words of time and place in the sentence before an
// offset, and the section and heading it stands under where that is a place.
func (c *checker) circumstance(clause, end int) string {
	const farthest = 80
	start := end
	for start > 0 && end-start < farthest && !strings.ContainsRune("。！？\n", c.text[start-1]) {
		start--
	}
	var out strings.Builder
	for i := start; i < end; i++ {
		switch r := c.text[i]; {
		case strings.ContainsRune("年月季期", r):
			out.WriteString(c.slice(max(start, i-4), i+1))
		case strings.ContainsRune("县区市镇乡校园院局馆村", r) && i < clause+12:
			if at := c.slice(max(start, i-3), i+1); !strings.ContainsAny(at, "全我本各") && !strings.HasSuffix(at, "学校") {
				out.WriteString(at)
			}
		}
	}
	return out.String()
}
