package docread

import "slices"

// headingOwners are the names that headings give for all that stands under them:
// 二、项目建设（责任科室：项目办）.
type headingOwners []headingOwner

type headingOwner struct {
	span
	who string
}

// readHeadingOwners reads the brackets behind standing headings.
func readHeadingOwners(t *text, o *outline) headingOwners {
	var list headingOwners
	ends := o.ends(len(t.r))
	for i, n := range o.nodes {
		if !n.standing || n.leaf {
			continue
		}
		if who := closingOwner(t, span{n.title.start, n.headEnd}); !who.empty() {
			list = append(list, headingOwner{span{n.start, ends[i]}, t.slice(who)})
			continue
		}
		for j := n.title.start; j < n.headEnd; j++ {
			if k := ownerLabels.longestAt(t.r[:n.headEnd], j); k > 0 {
				who := t.slice(labelledOwner(t, span{j + k, n.headEnd}))
				list = append(list, headingOwner{span{n.start, ends[i]}, who})
				break
			}
		}
	}
	return list
}

// at returns the innermost name that rules an offset, "" when none does.
func (h headingOwners) at(offset int) string {
	k := lastBefore(len(h), func(i int) bool { return h[i].start > offset })
	for back := 0; k >= 0 && back < maxHeadingDepth; k, back = k-1, back+1 {
		if offset < h[k].end {
			return h[k].who
		}
	}
	return ""
}

// with adds a name at its place in text order.
func (h headingOwners) with(one headingOwner) headingOwners {
	k := lastBefore(len(h), func(i int) bool { return h[i].start > one.start }) + 1
	return slices.Insert(h, k, one)
}
