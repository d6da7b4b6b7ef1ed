package doctext

// CleanRepeat is a title or paragraph that a converter wrote twice.
const CleanRepeat CleaningKind = "repeat"

const (
	repeatHead   = 8  // lines with words at the head in which a title may stand twice
	leastRepeat  = 6  // characters of a title that may stand twice
	leastTwice   = 30 // characters of a paragraph that nobody writes twice running
	maxHalfTitle = 60 // characters of a title that stands twice on one line
)

// findRepeats finds lines that say again what the line before them says, and
// titles that stand twice on their line.
func findRepeats(d *draft) []edit {
	var edits []edit
	var last line
	seen := 0
	for from := 0; from < len(d.runes); {
		l := d.lineFrom(from)
		from = l.next
		if l.blank() {
			continue
		}
		seen++
		head := seen <= repeatHead
		switch {
		case l.fixed:
		case seen > 1 && head && last.size() >= leastTwice && d.beginsWith(l, last) && !isSentenceEnd(d.runes[last.end-1]):
			edits = append(edits, edit{last.from, last.next, 0}) // an extract above the text
		case seen > 1 && l.size() >= repeatSize(head) && d.sameWords(last, l):
			edits = append(edits, edit{l.from, l.next, 0})
			continue
		case head:
			if half := d.twice(l); half > 0 {
				edits = append(edits, edit{l.start, half, 0})
			}
		}
		last = l
	}
	return ordered(edits)
}

func repeatSize(head bool) int {
	if head {
		return leastRepeat
	}
	return leastTwice
}

// sameWords compares two lines without their blanks.
func (d *draft) sameWords(a, b line) bool {
	i, k := a.start, b.start
	for {
		for i < a.end && isBlankRune(d.runes[i]) {
			i++
		}
		for k < b.end && isBlankRune(d.runes[k]) {
			k++
		}
		if i == a.end || k == b.end {
			return i == a.end && k == b.end
		}
		if d.runes[i] != d.runes[k] {
			return false
		}
		i, k = i+1, k+1
	}
}

// beginsWith tells whether a line begins with all the words of another and goes on.
func (d *draft) beginsWith(l, words line) bool {
	i := l.start
	for k := words.start; k < words.end; k++ {
		if isBlankRune(d.runes[k]) {
			continue
		}
		for i < l.end && isBlankRune(d.runes[i]) {
			i++
		}
		if i == l.end || d.runes[i] != d.runes[k] {
			return false
		}
		i++
	}
	return i < l.end
}

// twice returns where the second of two equal halves of a line begins, 0 when the
// line is no doubled title.
func (d *draft) twice(l line) int {
	if l.size() < 2*leastRepeat || l.size() > 2*maxHalfTitle {
		return 0
	}
	middle := l.start + (l.size()+1)/2
	first, second := line{start: l.start, end: l.start + l.size()/2}, line{start: middle, end: l.end}
	if l.size()%2 == 1 && !isBlankRune(d.runes[middle-1]) || !d.sameWords(first, second) {
		return 0
	}
	for _, c := range d.runes[first.start:first.end] {
		if isSentenceEnd(c) || c == '，' {
			return 0
		}
	}
	return middle
}
