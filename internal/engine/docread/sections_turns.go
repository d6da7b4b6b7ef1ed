package docread

// turn is an unmarked heading or a sentence that changes the section.
type turn struct {
	start   int
	end     int // where it stops to rule; 0: with the next turn or heading
	section Section
	leadIn  bool // a sentence that opens a list, no heading
}

// maxTurn is the longest line that may be an unmarked heading.
const maxTurn = 24

// readTurns finds what changes the section without a marker: short lines whose
// words name a section, sentences that lead in to a list of problems or plans,
// and paragraphs that turn to what comes next.
func readTurns(t *text, o *outline, base Section) []turn {
	var turns []turn
	title := titleLine(t)
	for i, line := range t.lines {
		body := t.trim(line)
		if i == title || body.empty() {
			continue
		}
		if said, ok := unmarkedHeading(t, o, body, base); ok {
			turns = append(turns, turn{start: body.start, section: said})
			continue
		}
		if said, ok := leadInTurn(t, body); ok {
			turns = append(turns, said)
			continue
		}
		if said, ok := sentenceTurn(t, body); ok {
			turns = append(turns, said)
		}
	}
	return turns
}

// unmarkedHeading reads the section out of a short line without a marker.
func unmarkedHeading(t *text, o *outline, body span, base Section) (Section, bool) {
	if body.end-body.start > maxTurn || isUnitEnd(t.r[body.end-1]) || t.r[body.end-1] == '，' || t.r[body.end-1] == ',' {
		return "", false
	}
	if k := o.at(body.start); k >= 0 && o.nodes[k].start == body.start || t.has(body, clauseMarks) {
		return "", false
	}
	return headingSection(t, body, 2, base)
}

// clauseMarks part clauses; a heading holds none.
var clauseMarks = words("， , 。 ； ; \t")

// maxLeadIn is the longest sentence that leads in to a list.
const maxLeadIn = 60

// leadInTurn reads a line whose last sentence ends with a colon and names the
// problems or the plans that follow under it.
func leadInTurn(t *text, body span) (turn, bool) {
	if c := t.r[body.end-1]; c != '：' && c != ':' {
		return turn{}, false
	}
	from := body.end - 1
	for from > body.start && body.end-from < maxLeadIn && !isUnitEnd(t.r[from-1]) {
		from--
	}
	lead := span{from, body.end - 1}
	switch {
	case t.has(lead, problemWords) && t.has(lead, problemVerbs) && !t.has(lead, solvingWords):
		return turn{start: from, section: SectionProblem, leadIn: true}, true
	case opensFuture(t, lead):
		return turn{start: from, section: SectionPlan, leadIn: true}, true
	}
	return turn{}, false
}

// sentenceTurn finds the sentence of a paragraph that turns to what will be done
// (下一步，我局将…): it and the rest of the paragraph are plan.
func sentenceTurn(t *text, body span) (turn, bool) {
	for i := body.start; i < body.end; i++ {
		if i > body.start && !isSentenceEnd(t.r[i-1]) {
			continue
		}
		if opensFuture(t, span{i, body.end}) {
			return turn{start: i, end: body.end, section: SectionPlan, leadIn: true}, true
		}
	}
	return turn{}, false
}

// opensFuture tells whether a sentence begins with a time to come and says soon
// that something will be done then.
func opensFuture(t *text, s span) bool {
	const reach = 16
	s.start = t.skipSpace(s.start)
	n := futureOpenings.longestAt(t.r[:s.end], s.start)
	if n == 0 {
		return false
	}
	return t.has(span{s.start + n, min(s.end, s.start+n+reach)}, willDoWords)
}

// turnAt returns the turn that rules an offset.
func (s *sections) turnAt(offset int) (turn, bool) {
	k := lastBefore(len(s.turns), func(i int) bool { return s.turns[i].start > offset })
	for back := 0; k >= 0 && back < maxEndedTurns; k, back = k-1, back+1 {
		if s.turns[k].end == 0 || offset < s.turns[k].end {
			return s.turns[k], true
		}
	}
	return turn{}, false
}

// maxEndedTurns bounds the look back over turns that already ended.
const maxEndedTurns = 16
