package docread

// maxTitleLine is the longest line that may be a document's title.
const maxTitleLine = 60

// titleLine returns the index of the line that is the document's title: the
// first that holds anything, when it is short, unmarked, and no sentence. -1 when
// there is none.
func titleLine(t *text) int {
	for i, line := range t.lines {
		body := t.trim(line)
		if body.empty() {
			continue
		}
		if body.end-body.start > maxTitleLine || isComma(t.r[body.end-1]) {
			return -1
		}
		if _, marked := markerAt(t, body.start); marked {
			return -1
		}
		for j := body.start; j < body.end; j++ {
			if isUnitEnd(t.r[j]) {
				return -1
			}
		}
		return i
	}
	return -1
}

// documentTitle returns the words of the title line, "" when there is none.
func documentTitle(t *text) string {
	i := titleLine(t)
	if i < 0 {
		return ""
	}
	return t.slice(t.trim(t.lines[i]))
}
