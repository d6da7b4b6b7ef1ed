package docread

// readCommitments finds the promised actions of the plan sections.
func readCommitments(t *text, o *outline, s *sections, figures []Figure, deadlines []Deadline) []Commitment {
	r := commitmentReader{t: t, o: o, s: s, figures: figures, deadlines: deadlines}
	for _, line := range t.lines {
		t.sentences(line, r.unit)
	}
	return r.found
}

type commitmentReader struct {
	t         *text
	o         *outline
	s         *sections
	figures   []Figure
	deadlines []Deadline
	nextFig   int
	nextTime  int
	found     []Commitment
}

// unit judges one unit of text.
func (r *commitmentReader) unit(u span) {
	if r.s.at(u.start) != SectionPlan && r.s.at(max(u.end-1, u.start)) != SectionPlan {
		return
	}
	body, heading := r.withoutMarker(u)
	if body.empty() || heading && r.standsAlone(u) {
		return
	}
	score := r.score(body, heading)
	if score < commitmentBar {
		return
	}
	c := Commitment{Start: body.start, End: body.end, Text: r.t.slice(body), Heading: -1}
	if k := r.o.at(body.start); k >= 0 {
		c.Heading = r.o.nodes[k].start
	}
	c.Confidence = confidence(score)
	c.Kind = actOf(r.t, body)
	c.Owner = ownerOf(r.t, body)
	c.Title = taskTitle(r.t, body)
	r.addTargets(&c, body)
	r.addDeadline(&c, body)
	r.found = append(r.found, c)
}

// withoutMarker drops the markers and blanks before a unit's words and tells
// whether the unit is the heading of a node.
func (r *commitmentReader) withoutMarker(u span) (span, bool) {
	heading := false
	for k := r.o.at(u.start); k+1 < len(r.o.nodes) && r.o.nodes[k+1].start < u.end || k >= 0 && r.o.nodes[k].start == u.start; {
		if k < 0 || r.o.nodes[k].start != u.start {
			break
		}
		heading = true
		u.start = r.o.nodes[k].end
		u = r.t.trim(u)
		if k+1 >= len(r.o.nodes) || r.o.nodes[k+1].start != u.start {
			break
		}
		k++
	}
	return u, heading
}

// standsAlone tells whether the unit is a heading on its own line.
func (r *commitmentReader) standsAlone(u span) bool {
	k := r.o.at(u.start)
	return k >= 0 && r.o.nodes[k].standing && r.o.nodes[k].start == u.start && !r.o.nodes[k].fam.inline()
}

// addTargets lists the target figures inside the unit.
func (r *commitmentReader) addTargets(c *Commitment, body span) {
	for r.nextFig < len(r.figures) && r.figures[r.nextFig].End <= body.start {
		r.nextFig++
	}
	for i := r.nextFig; i < len(r.figures) && r.figures[i].Start < body.end; i++ {
		if r.figures[i].Role == RoleTarget {
			c.Targets = append(c.Targets, r.figures[i].Text)
			c.TargetFigures = append(c.TargetFigures, i)
		}
	}
}

// addDeadline takes the last deadline inside the unit: it is the one by which
// all is done.
func (r *commitmentReader) addDeadline(c *Commitment, body span) {
	for r.nextTime < len(r.deadlines) && r.deadlines[r.nextTime].End <= body.start {
		r.nextTime++
	}
	for i := r.nextTime; i < len(r.deadlines) && r.deadlines[i].Start < body.end; i++ {
		c.Deadline, c.DeadlineDate = r.deadlines[i].Text, r.deadlines[i].Date
	}
}
