package docread

// headingTimes are the times that headings name for all that stands under them:
// 下半年工作计划, 2014年工作思路.
type headingTimes []headingTime

type headingTime struct {
	span
	words, date string
}

// readHeadingTimes reads the standing headings of plan sections.
func readHeadingTimes(t *text, o *outline, y years, cal SchoolCalendar) headingTimes {
	var list headingTimes
	ends := o.ends(len(t.r))
	for i, n := range o.nodes {
		if n.section != SectionPlan || !n.standing || n.fam.inline() {
			continue
		}
		for j := n.title.start; j < n.title.end; j++ {
			if !mayBeginTime(t.r[j]) {
				continue
			}
			e, ok := timeAt(t, j)
			if !ok || e.part == partDuration || e.end > n.title.end {
				continue
			}
			list = append(list, headingTime{span{n.start, ends[i]}, t.slice(e.span), e.date(y.at(n.start), cal)})
			break
		}
	}
	return list
}

// at returns the innermost time that rules an offset, empty when none does.
func (h headingTimes) at(offset int) (words, date string) {
	k := lastBefore(len(h), func(i int) bool { return h[i].start > offset })
	for back := 0; k >= 0 && back < maxHeadingDepth; k, back = k-1, back+1 {
		if offset < h[k].end {
			return h[k].words, h[k].date
		}
	}
	return "", ""
}
