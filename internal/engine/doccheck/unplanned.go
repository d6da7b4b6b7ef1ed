package doccheck

import "nianlun/internal/engine/docread"

// minUnplanned is the shortest statement that reports work of its own.
const minUnplanned = 10

// unplanned lists the statements that report an act or a result and answer no
// commitment.
func (c *comparison) unplanned() []Statement {
	list := []Statement{}
	for i := range c.statements {
		s := &c.statements[i]
		if s.title || s.promised || s.problem || c.bestOf(i) >= plannedBar || s.end-s.start < minUnplanned {
			continue
		}
		if holds(s.text, backgrounds) || holds(s.text, praise) || !holds(s.text, acts) {
			continue
		}
		figures := c.factsIn(s)
		if len(figures) == 0 && len(s.names) == 0 && !holds(s.text, resultWords) {
			continue
		}
		heading := -1
		if s.heading >= 0 {
			heading = c.summary.Outline[s.heading].Start
		}
		list = append(list, Statement{Start: s.start, End: s.end, Figures: figures, Heading: heading})
	}
	return list
}

// resultWords make a statement without figure or name a report of something done.
var resultWords = fields(`了 已 获 建成 印发 出台 成立 完成 通过 荣获 召开 举办`)

func (c *comparison) factsIn(s *statement) []int {
	list := []int{}
	for k := c.figureFrom(s.start); k < len(c.summary.Figures) && c.summary.Figures[k].Start < s.end; k++ {
		if c.summary.Figures[k].Role == docread.RoleFact {
			list = append(list, k)
		}
	}
	return list
}
