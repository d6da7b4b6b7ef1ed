package docread

// sections tells for each offset what the text around it talks about.
type sections struct {
	t    *text
	o    *outline
	base Section // of text before the first node, and the default

	plansToo bool   // a report whose title names a plan, too, or names no report
	turns    []turn // unmarked headings, in text order
}

// readSections gives every node its section. A heading that says plainly what it
// holds decides; others inherit from their parent; the rest follows the title of
// the document, or its tone when the title says nothing.
func readSections(t *text, o *outline, title string) *sections {
	if title == "" && len(o.nodes) > 0 && o.nodes[0].start <= maxTitleLine {
		title = t.slice(span{0, o.nodes[0].start}) // the first heading ran into the title
	}
	s := &sections{o: o, t: t, base: baseSection(t, title)}
	words := newText([]rune(title))
	whole := span{0, len(words.r)}
	s.plansToo = s.base == SectionReview && (namesPlan(words) >= 0 || !words.has(whole, reviewHeadings))
	around := s.base
	if s.plansToo {
		around = ""
	}
	s.turns = readTurns(t, o, around)
	for i := range o.nodes {
		n := &o.nodes[i]
		n.section = s.inherited(i)
		if said, ok := s.said(i); ok {
			n.section = said
		}
	}
	return s
}

// inherited is the section that a node has when its own words say nothing.
func (s *sections) inherited(i int) Section {
	n := s.o.nodes[i]
	if n.fam.inline() && n.n > 1 {
		if prev := s.sibling(i); prev >= 0 {
			return s.o.nodes[prev].section
		}
	}
	turned, ok := s.turnFor(i)
	if n.parent >= 0 && (!ok || s.o.nodes[n.parent].start > turned.start) {
		return s.o.nodes[n.parent].section
	}
	if ok {
		return turned.section
	}
	return s.base
}

// turnFor returns the turn that rules a node. A node that goes on counting after
// nodes before the turn is not ruled by the sentence that led in to a list.
func (s *sections) turnFor(i int) (turn, bool) {
	n := s.o.nodes[i]
	turned, ok := s.turnAt(n.start)
	if !ok || !turned.leadIn || n.n < 2 {
		return turned, ok
	}
	if prev := s.sibling(i); prev >= 0 && s.o.nodes[prev].start < turned.start {
		return turn{}, false
	}
	return turned, true
}

// sibling returns the item before an item of a run, -1 when there is none.
func (s *sections) sibling(i int) int {
	for k := i - 1; k >= 0 && i-k < runWindow; k-- {
		m := s.o.nodes[k]
		if m.parent == s.o.nodes[i].parent && m.fam == s.o.nodes[i].fam {
			return k
		}
	}
	return -1
}

// said reads the section out of a heading's own words.
func (s *sections) said(i int) (Section, bool) {
	n := s.o.nodes[i]
	if n.fam.inline() {
		return s.saidByLeadIn(i)
	}
	if n.leaf && n.level > 1 {
		return "", false // an item, which may mention plans and problems
	}
	if !n.standing && n.title.end-n.title.start > 24 {
		return "", false
	}
	return headingSection(s.t, n.title, n.level, s.around(i))
}

// around is the section that a heading stands in. At the first level of a report
// that also plans, or behind its problems, a heading may open either.
func (s *sections) around(i int) Section {
	n := s.o.nodes[i]
	if n.level > 1 {
		return s.inherited(i)
	}
	for k := i - 1; k >= 0 && i-k < runWindow; k-- {
		if m := s.o.nodes[k]; m.level == 1 {
			switch m.section {
			case SectionPlan:
				return SectionPlan
			case SectionProblem:
				return ""
			}
			break
		}
	}
	if s.plansToo {
		return ""
	}
	return s.inherited(i)
}

// saidByLeadIn reads the section of a run out of the sentence that opens it
// (还存在以下问题：一是…).
func (s *sections) saidByLeadIn(i int) (Section, bool) {
	n := s.o.nodes[i]
	if n.n != 1 {
		return "", false
	}
	from := n.start
	for from > 0 && n.start-from < 60 && !isSentenceEnd(s.t.r[from-1]) {
		from--
	}
	lead := span{from, n.start}
	if s.t.has(lead, problemWords) && !s.t.has(lead, solvingWords) {
		return SectionProblem, true
	}
	return "", false
}

// baseSection judges the whole document: by its title, else by its tone.
func baseSection(t *text, title string) Section {
	r := newText([]rune(title))
	whole := span{0, len(r.r)}
	review, plan := r.find(whole, reviewHeadings), namesPlan(r)
	switch {
	case plan >= 0 && review < 0:
		return SectionPlan
	case review >= 0:
		return SectionReview
	}
	return toneSection(t)
}

// namesPlan returns where a title names a plan, -1 when it does not. 任务 and 实事 do
// so at its end or before a list (任务清单), not in 实事项目有序推进.
func namesPlan(title *text) int {
	whole := title.trim(span{0, len(title.r)})
	if i := title.find(whole, planTitles); i >= 0 {
		return i
	}
	for i := whole.start; i < whole.end; i++ {
		n := planTitleEnds.longestAt(title.r, i)
		if n == 0 {
			continue
		}
		end := i + n
		end += listWords.longestAt(title.r, end)
		if end == whole.end || !isHan(title.r[end]) {
			return i
		}
	}
	return -1
}

// at returns the section of the text at an offset.
func (s *sections) at(offset int) Section {
	k := s.o.at(offset)
	turned, ok := s.turnAt(offset)
	if ok && (k < 0 || s.o.nodes[k].start < turned.start) {
		return turned.section
	}
	if k < 0 {
		return s.base
	}
	n := s.o.nodes[k]
	// An item of a run ends with its line; what follows belongs to its parent.
	if n.fam.inline() && n.section != SectionPlan && s.lineBreaks(n.start, offset) {
		if n.parent >= 0 {
			return s.o.nodes[n.parent].section
		}
		return s.base
	}
	return n.section
}

func (s *sections) lineBreaks(from, to int) bool {
	for i := from; i < to && i-from < leadWindow; i++ {
		if s.t.r[i] == '\n' {
			return true
		}
	}
	return to-from >= leadWindow
}
