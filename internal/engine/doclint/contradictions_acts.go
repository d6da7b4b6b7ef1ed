package doclint

import (
	"strings"

	"nianlun/internal/engine/docread"

	"github.com/shopspring/decimal"
)

// act is one statement of how much was done of something: 新建幼儿园6所.
type act struct {
	figure int
	year   bool // said of the whole year
}

// actVerbs begin statements of what was done once; what they count is not counted
// again under another heading.
var actVerbs = []string{"新建", "改建", "扩建", "新改扩建", "改扩建", "新改建", "新招聘", "招聘", "招录", "引进", "撤并", "新增"}

// checkActs compares the same act told twice in one document, once for the whole
// year: 新建幼儿园6所。… 全年新建幼儿园8所. A statement with a place or a time of its own
// may speak of some, and three and more statements may be parts.
func (c *checker) checkActs(bound map[int]bool) {
	told := map[string][]act{}
	var order []string
	for i := range c.doc.Figures {
		f := &c.doc.Figures[i]
		if bound[i] || f.Value == nil || f.Value2 != nil || f.Approx != docread.ApproxExact || f.Role != docread.RoleFact || f.Kind != docread.KindCount {
			continue
		}
		key, year, ok := c.actOf(i)
		if !ok {
			continue
		}
		if len(told[key]) == 0 {
			order = append(order, key)
		}
		told[key] = append(told[key], act{i, year})
	}
	for _, key := range order {
		if list := told[key]; len(list) == 2 && (list[0].year || list[1].year) {
			c.compareStatements(list[0].figure, list[1].figure)
		}
	}
}

// actOf reads the act that figure i counts, when it opens its sentence and nothing
// follows the number.
func (c *checker) actOf(i int) (key string, year, ok bool) {
	f := &c.doc.Figures[i]
	clause := c.clauseBefore(f.Start)
	start := f.Start - len([]rune(clause))
	if !itemMark(c.at(f.UnitEnd)) || start > 0 && !strings.ContainsRune("。！？；;\n）、.．", c.text[start-1]) {
		return "", false, false
	}
	rest := clause
	for {
		cut := rest
		for _, w := range []string{"全年", "今年", "本年度", "本年", "一年来", "共计", "累计", "全县", "全市", "全区", "我县", "我市", "我区", "共", "已", " "} {
			if short, found := strings.CutPrefix(cut, w); found {
				cut, year = short, year || strings.HasPrefix(w, "全年") || strings.HasPrefix(w, "今年") || strings.HasPrefix(w, "本年")
			}
		}
		if cut == rest {
			break
		}
		rest = cut
	}
	const shortest = 4
	for _, verb := range actVerbs {
		if strings.HasPrefix(rest, verb) && len([]rune(rest)) >= shortest {
			return plainWords(rest) + "|" + f.Unit, year, true
		}
	}
	return "", false, false
}

// checkPopulations compares what a county has one number of with a total told
// without the county's name: 全县有教师3200人。… 教师总数为3250人. Only numbers that
// lie close together can mean the same.
func (c *checker) checkPopulations(bound map[int]bool) {
	first := map[string]int{}
	for i := range c.doc.Figures {
		f := &c.doc.Figures[i]
		if bound[i] || f.Value == nil || f.Value2 != nil || f.Approx != docread.ApproxExact || f.Role != docread.RoleFact || f.Kind != docread.KindCount {
			continue
		}
		key, total, ok := c.populationOf(i)
		if !ok {
			continue
		}
		before, known := first[key]
		switch {
		case !known && !total:
			first[key] = i
		case known && c.sameScope(before, i) && c.nearby(before, i) && !c.contradicted[[2]int{before, i}]:
			c.compareStatements(before, i)
		}
	}
}

// populationOf reads which population a figure counts, and whether it is a total
// that names no county.
func (c *checker) populationOf(i int) (key string, total, ok bool) {
	f := &c.doc.Figures[i]
	clause := c.clauseBefore(f.Start)
	start := f.Start - len([]rune(clause))
	noun := plainWords(strings.NewReplacer("总人数", "", "总量", "", "各类", "").Replace(clause))
	after := c.slice(f.UnitEnd, f.UnitEnd+1)
	if noun == "" && f.Subject != "" && strings.HasPrefix(c.slice(f.UnitEnd, f.UnitEnd+16), f.Subject) { // 全县有3200名教师
		noun, after = f.Subject, c.slice(f.UnitEnd+len([]rune(f.Subject)), f.UnitEnd+len([]rune(f.Subject))+1)
	}
	total = scopeOf(clause) == ""
	switch {
	case !populations[noun] || after != "" && !itemMark([]rune(after)[0]):
		return "", false, false
	case total && (!strings.Contains(clause, "总数") && !strings.Contains(clause, "总人数") && !strings.Contains(clause, "总量") || c.narrowed(start)):
		return "", false, false
	}
	return noun + "|" + unitFamily(f.Unit) + "|" + c.circumstance(start, start), total, true
}

// narrowed tells whether the sentence before a clause speaks of some kind of
// schools or people.
func (c *checker) narrowed(start int) bool {
	const farthest = 60
	from := start
	for from > 0 && start-from < farthest && !strings.ContainsRune("。！？\n", c.text[from-1]) {
		from--
	}
	return placeOf(c.slice(from, start)).ok
}

// unitFamily gives measure words of the same things one name.
func unitFamily(unit string) string {
	switch unit {
	case "名", "位":
		return "人"
	case "个", "家":
		return "所"
	}
	return unit
}

// sameScope tells whether two clauses speak of one county, district or city; one
// that names none agrees with any.
func (c *checker) sameScope(a, b int) bool {
	x, y := scopeOf(c.clauseBefore(c.doc.Figures[a].Start)), scopeOf(c.clauseBefore(c.doc.Figures[b].Start))
	return x == y || y == ""
}

// nearby tells two values less than a fifth apart.
func (c *checker) nearby(a, b int) bool {
	x, y := *c.doc.Figures[a].Value, *c.doc.Figures[b].Value
	return x.Sub(y).Abs().Mul(decimal.NewFromInt(5)).LessThanOrEqual(decimal.Max(x, y))
}
