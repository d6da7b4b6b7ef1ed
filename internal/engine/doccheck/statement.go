package doccheck

import (
	"sort"
	"strings"

	"nianlun/internal/engine/docread"
)

// Bounds on one statement, which keep hostile texts (a megabyte without a full
// stop) at the cost of ordinary ones.
const (
	maxStatement = 400 // characters
	maxClauses   = 16
)

// clause is a piece of a statement between commas.
type clause struct {
	start, end int
	features   []feature // sorted
}

// statement is a sentence of the summary, or the part of it up to a semicolon.
type statement struct {
	start, end int
	paragraph  int
	heading    int  // index into the outline, -1
	title      bool // a heading, whose words only lead in
	promised   bool // speaks of what will be done
	problem    bool // stands among the difficulties
	text       string
	clauses    []clause
	features   []feature // sorted, of all clauses
	names      []string
	windows    []window
}

// window is a stretch of clauses of a statement that may be an answer.
type window struct {
	from, to int // clauses
	features []feature
	weight   float64
}

// windowsOf lists the stretches of up to maxWindow clauses, and the whole.
func windowsOf(s *statement, w *weights) []window {
	var list []window
	n := len(s.clauses)
	for from := range n {
		var grown []feature
		for to := from; to < min(n, from+maxWindow); to++ {
			grown = union(grown, s.clauses[to].features)
			list = append(list, window{from, to, grown, w.sum(grown)})
		}
	}
	if n > maxWindow {
		list = append(list, window{0, n - 1, s.features, w.sum(s.features)})
	}
	return list
}

// statements cuts a document into statements, in text order.
func statements(doc *docread.Document) []statement {
	c := cutter{doc: doc, runes: []rune(doc.Text), parts: partsOf(doc)}
	for i, p := range doc.Paragraphs {
		c.paragraph(i, p)
	}
	return c.found
}

type cutter struct {
	doc   *docread.Document
	runes []rune
	parts parts
	node  int // the first node that starts after what was read
	found []statement
}

func (c *cutter) paragraph(i int, p docread.Paragraph) {
	if p.Start == 0 && c.doc.Title != "" && strings.HasPrefix(strings.TrimSpace(string(c.runes[p.Start:p.End])), c.doc.Title) {
		return
	}
	start := p.Start
	for at := p.Start; at <= p.End; at++ {
		if at < p.End && !endsStatement(c.runes[at]) && at-start < maxStatement {
			continue
		}
		c.add(start, at, i, p)
		start = at
		if at < p.End && endsStatement(c.runes[at]) {
			start = at + 1
		}
	}
}

// add keeps a piece of a paragraph as a statement, without markers and blanks.
func (c *cutter) add(start, end, paragraph int, p docread.Paragraph) {
	whole, marked := end >= p.End && start <= p.Start, false
	for c.node < len(c.doc.Outline) && c.doc.Outline[c.node].Start < end {
		if n := c.doc.Outline[c.node]; n.Start >= start && isBlank(c.runes[start:n.Start]) {
			start, marked = n.Start+len([]rune(n.Marker)), true
		}
		c.node++
	}
	start, end = trim(c.runes, start, end)
	if end-start < 4 {
		return
	}
	s := statement{start: start, end: end, paragraph: paragraph, heading: c.node - 1, text: string(c.runes[start:end])}
	s.title = whole && end == endOf(c.runes, p) && end-start <= 40 &&
		(!holds(s.text, completed) || marked && !strings.ContainsAny(s.text, "，,"))
	s.promised = c.parts.at(start) == docread.SectionPlan || holds(s.text, future)
	s.problem = c.parts.at(start) == docread.SectionProblem
	c.found = append(c.found, s)
}

// endOf is the end of a paragraph's words when they end without a mark, else -1.
func endOf(runes []rune, p docread.Paragraph) int {
	_, end := trim(runes, p.Start, p.End)
	if end > p.Start && endsStatement(runes[end-1]) {
		return -1
	}
	return end
}

// parts tells what a place of a summary talks about.
type parts struct {
	turns []turn
}

type turn struct {
	start   int
	section docread.Section
}

// partsOf takes the sections from the outline and from short lines that read as
// headings of a plan. A document whose outline is plan for the most part is no
// summary by its form; then only such headings count.
func partsOf(doc *docread.Document) parts {
	planned := 0
	for _, n := range doc.Outline {
		if n.Section == docread.SectionPlan {
			planned++
		}
	}
	trusted := planned*2 <= len(doc.Outline)
	var p parts
	for _, n := range doc.Outline {
		section := n.Section
		if section == docread.SectionPlan && !trusted && !holds(n.Title, futureHeadings) {
			section = docread.SectionReview
		}
		p.turns = append(p.turns, turn{n.Start, section})
	}
	runes := []rune(doc.Text)
	for _, line := range doc.Paragraphs {
		text := strings.TrimSpace(string(runes[line.Start:min(line.End, line.Start+40)]))
		switch {
		case line.Start == 0 || line.End-line.Start > 24 || strings.HasSuffix(text, "。"):
		case holds(text, futureHeadings):
			p.turns = append(p.turns, turn{line.Start, docread.SectionPlan})
		case holds(text, problemHeadings):
			p.turns = append(p.turns, turn{line.Start, docread.SectionProblem})
		}
	}
	sort.SliceStable(p.turns, func(i, j int) bool { return p.turns[i].start < p.turns[j].start })
	return p
}

func (p parts) at(offset int) docread.Section {
	i := sort.Search(len(p.turns), func(i int) bool { return p.turns[i].start > offset })
	if i == 0 {
		return docread.SectionReview
	}
	return p.turns[i-1].section
}

// clausesOf cuts a span at commas and colons.
func clausesOf(runes []rune, start, end int) []clause {
	var list []clause
	from := start
	for at := start; at <= end; at++ {
		if at < end && !endsClause(runes[at]) {
			continue
		}
		if s, e := trim(runes, from, at); e > s {
			list = append(list, clause{start: s, end: e})
		}
		from = at + 1
	}
	if len(list) > maxClauses {
		list[maxClauses-1].end = list[len(list)-1].end
		list = list[:maxClauses]
	}
	return list
}

func endsStatement(r rune) bool {
	switch r {
	case '。', '；', ';', '！', '!', '？', '?', '\n':
		return true
	}
	return false
}

func endsClause(r rune) bool {
	return r == '，' || r == ',' || r == '：' || r == ':' || endsStatement(r)
}

func isBlank(runes []rune) bool {
	start, end := trim(runes, 0, len(runes))
	return start == end
}

func trim(runes []rune, start, end int) (int, int) {
	for start < end && blank(runes[start]) {
		start++
	}
	for end > start && blank(runes[end-1]) {
		end--
	}
	return start, end
}

func blank(r rune) bool {
	return r == ' ' || r == '\t' || r == '\r' || r == '\n' || r == '\u3000' || r == '\u00a0'
}
