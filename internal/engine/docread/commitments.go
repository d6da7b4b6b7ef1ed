package docread

// readCommitments finds the promised actions of the plan sections.
func readCommitments(t *text, o *outline, s *sections, figures []Figure, deadlines []Deadline, times headingTimes) []Commitment {
	r := commitmentReader{t: t, o: o, s: s, figures: figures, deadlines: deadlines, headings: times, guide: readGuidance(t, o), owners: readHeadingOwners(t, o)}
	title := titleLine(t)
	for i, line := range t.lines {
		if i != title {
			t.sentences(line, r.cut)
		}
	}
	return r.found
}

type commitmentReader struct {
	t         *text
	o         *outline
	s         *sections
	figures   []Figure
	deadlines []Deadline
	headings  headingTimes
	guide     guidance
	owners    headingOwners
	nextFig   int // the first figure that ends after the unit's start
	nextTime  int // the same for deadlines
	found     []Commitment
}

// cut parts a unit at the headings that ran into it and judges what follows each.
func (r *commitmentReader) cut(u span) {
	for k := r.o.at(u.start) + 1; k < len(r.o.nodes) && r.o.nodes[k].start < u.end; k++ {
		if n := r.o.nodes[k]; n.weak && n.start > u.start {
			if before := r.o.at(u.start); before < 0 || r.o.nodes[before].start != u.start {
				r.unit(r.t.trim(span{u.start, n.start}))
			}
			u.start = n.start
		}
	}
	r.unit(u)
}

// unit judges one unit of text.
func (r *commitmentReader) unit(u span) {
	body, head := r.withoutMarkers(u)
	if r.assignTag(body) {
		return
	}
	if body.empty() || r.s.at(max(u.end-1, u.start)) != SectionPlan {
		return
	}
	r.advance(body.start)
	if head == headStanding && (r.hasTarget(body) && !r.isLabel(body) || r.isSentence(body)) {
		head = headItem // a numbered sentence, though items follow under it
	}
	if head == headStanding || staffLabels.longestAt(r.t.r[:body.end], body.start) > 0 || r.opensList(body) || r.guide.isHeading(u.start) && !r.underTime(u) || r.isLabel(body) {
		return
	}
	if r.guide.rules(body.start) && !r.hasTarget(body) || r.isSignature(u) || r.isTime(body) {
		return
	}
	score := r.score(body, head)
	if score < commitmentBar {
		return
	}
	c := Commitment{
		Start: body.start, End: body.end, Text: r.t.slice(body), Heading: r.headingAt(body.start),
		Title: taskTitle(r.t, body), Owner: ownerOf(r.t, body), Kind: actOf(r.t, body),
		Confidence: confidence(score),
	}
	if c.Owner == "" {
		c.Owner = r.owners.at(body.start)
	}
	r.addTargets(&c, body)
	r.addDeadline(&c, body)
	r.found = append(r.found, c)
}

// head tells what kind of heading a unit is.
type head int

const (
	headNone     head = iota
	headRunIn         // a numbered heading that its text follows on the same line
	headStanding      // a numbered heading alone on its line
	headItem          // an item of a run (一是)
)

// withoutMarkers drops the markers before a unit's words.
func (r *commitmentReader) withoutMarkers(u span) (span, head) {
	kind := headNone
	for k := r.o.at(u.start); k >= 0 && k < len(r.o.nodes) && r.o.nodes[k].start == u.start; k++ {
		n := r.o.nodes[k]
		switch {
		case n.fam.inline():
			kind = headItem
			if n.title.end-n.title.start <= shortHeading && r.t.at(u.end) == '。' && r.textFollows(u) {
				kind = headRunIn
			}
		case n.leaf:
			kind = headItem
		case n.standing && r.t.trim(span{u.start, u.end}).end <= n.headEnd+1:
			kind = headStanding
		case n.title.end-n.title.start >= maxTitle || endsInList(r.t.at(u.end)) || !r.textFollows(u):
			kind = headNone // a whole sentence, no heading
		default:
			kind = headRunIn
		}
		u = r.t.trim(span{min(n.end, u.end), u.end})
	}
	return u, kind
}

// textFollows tells whether more text or items of a node follow a unit on its
// line.
func (r *commitmentReader) textFollows(u span) bool {
	next := r.t.skipSpace(u.end + 1)
	if c := r.t.at(next); c == 0 || c == '\n' || r.t.at(u.end) == '\n' {
		return false
	}
	if r.onlyTags(next) {
		return false // who does it, and by when, is no text of its own
	}
	k := r.o.at(next)
	if k < 0 || r.o.nodes[k].start != next {
		return true
	}
	p := r.o.nodes[k].parent // items of its own follow a heading
	return p >= 0 && r.o.nodes[p].start == u.start
}

// onlyTags tells whether the rest of a line only says who acts, and by when.
func (r *commitmentReader) onlyTags(from int) bool {
	end := from
	for end < len(r.t.r) && r.t.r[end] != '\n' {
		if end++; end-from > maxTags {
			return false
		}
	}
	only := true
	r.t.sentences(span{from, end}, func(u span) {
		only = only && isTag(r.t, u)
	})
	return only
}

// maxTags is the longest rest of a line that may be tags alone.
const maxTags = 160

// shortHeading is the most characters of a heading inside running text.
const shortHeading = 22

// isSentence tells a heading on its own line that is a sentence with an act.
func (r *commitmentReader) isSentence(body span) bool {
	return r.t.at(body.end) == '。' && startingActs.longestAt(r.t.r[:body.end], body.start) > 0
}

// endsInList tells the mark after which a sentence goes on.
func endsInList(c rune) bool { return c == '；' || c == ';' }

// isLabel tells units that only name a thing and its share or its time:
// 组织领导（20分）.
func (r *commitmentReader) isLabel(body span) bool {
	last := r.t.at(body.end - 1)
	if last != '）' && last != ')' || body.end-body.start > maxTitle || r.t.has(body, clauseMarks) {
		return false
	}
	for i := body.end - 2; i > body.start; i-- {
		if c := r.t.r[i]; c == '（' || c == '(' {
			return isDigit(r.t.at(i+1)) && r.t.at(body.end-2) == '分'
		}
	}
	return false
}

// isTime tells units that are a time and nothing else.
func (r *commitmentReader) isTime(body span) bool {
	if r.nextTime == len(r.deadlines) {
		return false
	}
	d := r.deadlines[r.nextTime]
	return d.Start <= body.start && d.End >= body.end-1
}

// underTime tells whether the line before a unit is a time and nothing else: the
// unit is what is done then.
func (r *commitmentReader) underTime(u span) bool {
	if r.nextTime == 0 {
		return false
	}
	d := r.deadlines[r.nextTime-1]
	if u.start-d.End > maxTorn || !isBlank(r.t.r[d.End:u.start]) {
		return false
	}
	from := r.t.backSpace(d.Start)
	return from == 0 || r.t.at(from-1) == '\n'
}

// isSignature tells the name of a body over the date of the document.
func (r *commitmentReader) isSignature(u span) bool {
	t := r.t
	if u.end-u.start > maxTurn || t.at(u.end) != '\n' && u.end != len(t.r) {
		return false
	}
	i := u.end
	for i < len(t.r) && isSpace(t.r[i]) && i-u.end < maxGap {
		i++
	}
	year, end := fullYear(t, i)
	return year > 0 && t.lineEnd(i)-end < len("12月31日") && u.end > u.start
}

// opensList tells units that only lead in to what follows (重点抓好以下工作：).
func (r *commitmentReader) opensList(body span) bool {
	last := r.t.at(body.end - 1)
	if isDigit(r.t.at(body.end - 2)) {
		return false // a ratio that a torn line cut: 保持在1:
	}
	return (last == '：' || last == ':') && !r.t.has(body, foundingWords)
}

// advance moves on to the figures and deadlines of the unit.
func (r *commitmentReader) advance(start int) {
	for r.nextFig < len(r.figures) && r.figures[r.nextFig].End <= start {
		r.nextFig++
	}
	for r.nextTime < len(r.deadlines) && r.deadlines[r.nextTime].End <= start {
		r.nextTime++
	}
}

// addTargets lists the target figures inside the unit.
func (r *commitmentReader) addTargets(c *Commitment, body span) {
	for i := r.nextFig; i < len(r.figures) && r.figures[i].Start < body.end; i++ {
		if r.figures[i].Role == RoleTarget {
			c.Targets = append(c.Targets, r.figures[i].Text)
			c.TargetFigures = append(c.TargetFigures, i)
		}
	}
}

// addDeadline takes the last deadline inside the unit: it is the one by which
// all is done. A unit that names none takes the time that its headings name
// (二、下半年工作计划).
func (r *commitmentReader) addDeadline(c *Commitment, body span) {
	found := false
	for i := r.nextTime; i < len(r.deadlines) && r.deadlines[i].Start < body.end; i++ {
		c.Deadline, c.DeadlineDate, found = r.deadlines[i].Text, r.deadlines[i].Date, true
	}
	if !found {
		c.Deadline, c.DeadlineDate = r.headings.at(body.start)
	}
}
