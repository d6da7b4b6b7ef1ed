package docread

// sections tells for each offset what the text around it talks about.
type sections struct {
	t     *text
	o     *outline
	base  Section // of text before the first node, and the default
	turns []turn  // unmarked headings, in text order
}

// turn is an unmarked line that works as a heading and changes the section.
type turn struct {
	start   int
	section Section
}

// maxTurn is the longest line that may be an unmarked heading.
const maxTurn = 24

// readTurns finds the unmarked headings: short lines without an end mark whose
// words name a section.
func readTurns(t *text, o *outline) []turn {
	var turns []turn
	title := titleLine(t)
	for i, line := range t.lines {
		body := t.trim(line)
		if i == title || body.empty() || body.end-body.start > maxTurn || isClauseEnd(t.r[body.end-1]) {
			continue
		}
		if k := o.at(body.start); k >= 0 && o.nodes[k].start == body.start {
			continue
		}
		if said, ok := headingSection(t, body, 2); ok && !t.has(body, clauseMarks) {
			turns = append(turns, turn{body.start, said})
		}
	}
	return turns
}

// clauseMarks part clauses; a heading holds none.
var clauseMarks = words("， , 。 ； ; \t")

// turnAt returns the last unmarked heading before the offset.
func (s *sections) turnAt(offset int) (turn, bool) {
	k := lastBefore(len(s.turns), func(i int) bool { return s.turns[i].start > offset })
	if k < 0 {
		return turn{}, false
	}
	return s.turns[k], true
}

// readSections gives every node its section. A heading that says plainly what it
// holds decides; others inherit from their parent; the rest follows the title of
// the document, or its tone when the title says nothing.
func readSections(t *text, o *outline, title string) *sections {
	s := &sections{o: o, t: t, base: baseSection(t, title), turns: readTurns(t, o)}
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
	turned, ok := s.turnAt(n.start)
	if n.parent >= 0 && (!ok || s.o.nodes[n.parent].start > turned.start) {
		return s.o.nodes[n.parent].section
	}
	if ok {
		return turned.section
	}
	return s.base
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
	return headingSection(s.t, n.title, n.level)
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

// headingSection reads a heading's words. Plan words win over problem words
// (存在问题和下一步打算 holds the plan), and both over review words. Words that
// only mention a plan or a problem (落实三年行动计划, 解决择校问题) say nothing.
func headingSection(t *text, title span, level int) (Section, bool) {
	end := title.end
	for end > title.start && (isClauseEnd(t.r[end-1]) || t.r[end-1] == '）' || t.r[end-1] == ')') {
		end--
	}
	endsWith := func(words *wordSet) bool { return words.longestBefore(t.r[:end], end) > 0 }
	switch {
	case t.has(title, futureHeadings) || level == 1 && t.has(title, planPhrases):
		return SectionPlan, true
	case endsWith(planHeadings) && !endsWith(planNames):
		return SectionPlan, true
	case (endsWith(problemHeadings) || t.has(title, problemPhrases)) && !t.has(title, solvingWords):
		return SectionProblem, true
	case endsWith(reviewHeadings) || level == 1 && t.has(title, reviewPhrases):
		return SectionReview, true
	}
	return "", false
}

// baseSection judges the whole document: by its title, else by its tone.
func baseSection(t *text, title string) Section {
	r := newText([]rune(title))
	whole := span{0, len(r.r)}
	review, plan := r.find(whole, reviewHeadings), r.find(whole, planTitles)
	switch {
	case plan >= 0 && review < 0:
		return SectionPlan
	case review >= 0:
		return SectionReview
	}
	return toneSection(t)
}

// toneWindow is how much of a document its tone is judged by.
const toneWindow = 20_000

// toneSection weighs words of things done against words of things to come. A
// report says 了 every few dozen characters; a plan hardly ever does.
func toneSection(t *text) Section {
	done, coming := 0, 0
	end := min(len(t.r), toneWindow)
	for i := 0; i < end; i++ {
		switch {
		case t.r[i] == '了' && t.at(i+1) != '解' && t.at(i-1) != '为' || doneWords.longestAt(t.r, i) > 0:
			done++
		case comingWords.longestAt(t.r, i) > 0:
			coming++
		}
	}
	const rareDone = 300 // characters for each word of the past
	if coming > done && done*rareDone < end {
		return SectionPlan
	}
	return SectionReview
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
