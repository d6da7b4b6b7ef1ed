package docread

import "sort"

// outline is the list of markers with their places in the tree.
type outline struct {
	nodes []node
}

// node is a marker in the tree.
type node struct {
	marker
	parent   int  // index, -1 at the top
	level    int  // 1 at the top
	standing bool // the heading fills its line: what follows belongs under it
	leaf     bool // a standing line with nothing under it: an item, no heading
	title    span
	headEnd  int // after the title and the bracket behind it that names who acts
	section  Section
}

// at returns the index of the last node that starts at or before the offset,
// -1 when there is none.
func (o *outline) at(offset int) int {
	return lastBefore(len(o.nodes), func(i int) bool { return o.nodes[i].start > offset })
}

// lastBefore returns the last of n ordered indexes that is not after, -1 when
// all are.
func lastBefore(n int, after func(int) bool) int { return sort.Search(n, after) - 1 }

// maxTitle is the longest title that a node keeps, in characters.
const maxTitle = 40

// readOutline finds the markers of the text and builds their tree.
func readOutline(t *text) *outline {
	found := findMarkers(t)
	o := &outline{nodes: make([]node, 0, len(found))}
	for _, m := range found {
		o.nodes = append(o.nodes, node{marker: m, parent: -1, title: titleSpan(t, m.end)})
	}
	for i := range o.nodes {
		if i+1 < len(o.nodes) && o.nodes[i+1].start < o.nodes[i].title.end {
			o.nodes[i].title = t.trim(span{o.nodes[i].title.start, o.nodes[i+1].start})
		}
		o.nodes[i].headEnd = t.behindOwner(o.nodes[i].title.end)
		o.nodes[i].standing = standing(t, o.nodes[i])
	}
	placeNodes(t, o)
	markLeaves(t, o)
	return o
}

// behindOwner returns the offset behind a bracket that names who is responsible
// and that the end of a title stands in: 项目建设（责任科室：项目办）.
func (t *text) behindOwner(i int) int {
	if c := t.at(i); c == '：' || c == ':' { // 活动安全：（责任部门：教导处）
		if next := t.at(i + 1); next == '（' || next == '(' {
			if ownerLabels.longestAt(t.r, i+2) > 0 {
				return t.closeBracket(i + 2)
			}
			return i
		}
	}
	if ownerLabels.longestBefore(t.r, i+1) == 0 {
		return i
	}
	return t.closeBracket(i)
}

// closeBracket returns the offset behind the bracket that closes on the line
// within a title's length, i when none does.
func (t *text) closeBracket(i int) int {
	for j := i; j < len(t.r) && j-i < 2*maxTitle && t.r[j] != '\n'; j++ {
		if t.r[j] == '）' || t.r[j] == ')' {
			return j + 1
		}
	}
	return i
}

// standing tells whether a heading fills its line, or, when it lost the line end
// before it, reaches the end of the line without a mark.
func standing(t *text, n node) bool {
	if n.atLine {
		return t.standsAlone(span{n.title.start, n.headEnd})
	}
	return !n.fam.inline() && n.title.end-n.title.start < maxTitle && n.title.end == t.lineEnd(n.title.end)
}

// runsIn tells whether the line of a node is body text: more than the heading
// stands on it, or the item is a whole sentence.
func (n node) runsIn(t *text) bool {
	if !n.standing {
		return true
	}
	return n.leaf && isUnitEnd(t.at(n.title.end)) && t.at(n.title.end) != '\n' && t.has(n.title, clauseMarks)
}

// markLeaves finds the standing lines that hold all of their own text: nothing
// stands between them and the next marker, and that one is not inside them.
func markLeaves(t *text, o *outline) {
	for i := range o.nodes {
		n := &o.nodes[i]
		if !n.standing || i+1 < len(o.nodes) && o.nodes[i+1].parent == i {
			continue
		}
		end := len(t.r)
		if i+1 < len(o.nodes) {
			end = o.nodes[i+1].start
		}
		line := t.lineEnd(n.start)
		n.leaf = line >= end || isBlank(t.r[line:min(end, line+maxGap)]) && end-line < maxGap
	}
}

// maxGap is the most blanks between an item and the next.
const maxGap = 200

// backSpace returns the offset behind the last character before i that is no blank
// on its line.
func (t *text) backSpace(i int) int {
	for isSpace(t.at(i-1)) && t.at(i-1) != '\n' {
		i--
	}
	return i
}

// lineEnd returns the offset of the line end after i.
func (t *text) lineEnd(i int) int {
	k := sort.Search(len(t.lines), func(k int) bool { return t.lines[k].end >= i })
	if k == len(t.lines) {
		return len(t.r)
	}
	return t.lines[k].end
}

// titleSpan returns the heading's own words: up to 。；: or the line end.
func titleSpan(t *text, start int) span {
	start = t.skipSpace(start)
	end := start
	for end < len(t.r) && end-start < maxTitle {
		c := t.r[end]
		if isUnitEnd(c) || (c == '：' || c == ':') && !t.betweenDigits(end) {
			break
		}
		end++
	}
	return t.trim(span{start, end})
}

// betweenDigits tells the colon of a ratio from that of a sentence.
func (t *text) betweenDigits(i int) bool { return isDigit(t.at(i-1)) && isDigit(t.at(i+1)) }

// standsAlone tells whether nothing but closing marks follows a title on its line.
func (t *text) standsAlone(title span) bool {
	i := title.end
	for i < len(t.r) && t.r[i] != '\n' {
		c := t.r[i]
		if !isSpace(c) && !isUnitEnd(c) && c != '：' && c != ':' {
			return title.end-title.start >= maxTitle && t.lineIsShort(title.start)
		}
		i++
	}
	return true
}

// lineIsShort tells whether a line that is longer than a title is still one
// heading: no sentence ends inside it and it stays under twice the title length.
func (t *text) lineIsShort(start int) bool {
	for i := start; i < len(t.r) && t.r[i] != '\n'; i++ {
		if i-start > 2*maxTitle {
			return false
		}
		if isUnitEnd(t.r[i]) && t.at(i+1) != '\n' && i+1 < len(t.r) {
			return false
		}
	}
	return true
}

// findMarkers lists the markers of the text in order.
func findMarkers(t *text) []marker {
	var found []marker
	for _, line := range t.lines {
		body := t.trim(line)
		if body.empty() {
			continue
		}
		from := body.start
		if m, ok := lineMarker(t, body); ok {
			found = append(found, m)
			from = m.end
		}
		found = append(found, inlineCandidates(t, span{from, body.end})...)
	}
	return keepRuns(t, found)
}

// lineMarker reads the marker that a line begins with.
func lineMarker(t *text, body span) (marker, bool) {
	m, ok := markerAt(t, body.start)
	if !ok {
		m, ok = runMarker(t, body.start)
	}
	if !ok || m.end >= body.end {
		return marker{}, false
	}
	m.atLine = true
	return m, true
}

// inlineCandidates lists what may be markers inside a line: after a mark, or one
// stray character after a sentence end (a slip that real texts hold).
func inlineCandidates(t *text, s span) []marker {
	var found []marker
	for i := s.start; i < s.end; i++ {
		if !mayBeginMarker(t.r[i]) {
			continue
		}
		m, ok := inlineMarker(t, i)
		if ok && m.end < s.end {
			found = append(found, m)
			i = m.end - 1
		}
	}
	return found
}

// inlineMarker reads what may be a marker at i inside a line.
func inlineMarker(t *text, i int) (marker, bool) {
	if !afterMark(t, i) {
		return runOnMarker(t, i)
	}
	if m, ok := runMarker(t, i); ok {
		return m, true
	}
	if m, ok := structuralInline(t, i); ok {
		return m, true
	}
	return runOnMarker(t, i)
}

// mayBeginMarker is a cheap first test.
func mayBeginMarker(c rune) bool {
	switch c {
	case '（', '(', '其', '第', '十', '—', '─', '●', '■', '◆', '★', '▲':
		return true
	}
	return chineseDigit(c) > 0 || isDigit(c) || c >= '①' && c <= '⒛'
}

// afterMark tells whether a marker may begin at i: directly after a mark or a
// blank, or one character further.
func afterMark(t *text, i int) bool {
	prev := t.at(i - 1)
	if isClauseEnd(prev) || isSpace(prev) || prev == '）' || prev == ')' || prev == '”' || prev == '、' {
		return true
	}
	return isSentenceEnd(t.at(i - 2))
}

// structuralInline reads （1） ① 1. inside a line, after a sentence end.
func structuralInline(t *text, i int) (marker, bool) {
	prev := t.at(i - 1)
	if isSpace(prev) {
		prev = t.at(i - 2)
	}
	if !isSentenceEnd(prev) && prev != '：' && prev != ':' && !closesRemark(t, i-1) {
		return marker{}, false
	}
	m, ok := markerAt(t, i)
	if m.fam == famDash && (m.end-m.start < 2 && t.at(i) < '■' || !isUnitEnd(prev)) {
		return marker{}, false
	}
	if !ok || m.fam <= famClause && m.fam != famNone || m.fam == famDotted {
		return marker{}, false
	}
	if m.fam == famDecimal && t.at(m.end-1) == '.' && isDigit(t.at(m.end)) {
		return marker{}, false
	}
	return m, true
}

// cleanStart tells whether the character before a run's first item is a mark.
func cleanStart(t *text, i int) bool {
	prev := t.at(i - 1)
	return isClauseEnd(prev) || isSpace(prev) || prev == '）' || prev == ')' || prev == '”'
}

// closesRemark tells whether a bracket that stands after a sentence as a remark
// of its own ends at i: …。（责任科室：人事科）2.….
func closesRemark(t *text, i int) bool {
	if c := t.at(i); c != '）' && c != ')' {
		return false
	}
	const longest = 40
	for j := i - 1; j > 0 && i-j < longest; j-- {
		if c := t.r[j]; c == '（' || c == '(' {
			return isUnitEnd(t.r[j-1])
		}
	}
	return false
}

// export renders the tree as the document's outline.
func (o *outline) export(t *text) []Node {
	list := make([]Node, len(o.nodes))
	ends := o.ends(len(t.r))
	for i, n := range o.nodes {
		list[i] = Node{
			Start: n.start, End: ends[i], Marker: t.slice(span{n.start, n.end}), Title: t.slice(n.title),
			Parent: -1, Level: n.level, Section: n.section, RunIn: n.runsIn(t),
		}
		if n.parent >= 0 {
			list[i].Parent = o.nodes[n.parent].start
		}
	}
	return list
}
