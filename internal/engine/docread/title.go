package docread

// documentTitle returns the first line of the text when it reads like a title:
// short, unmarked, and no sentence.
func documentTitle(t *text) string {
	for _, line := range t.lines {
		body := t.trim(line)
		if body.empty() {
			continue
		}
		if body.end-body.start > 60 || isUnitEnd(t.r[body.end-1]) || isComma(t.r[body.end-1]) {
			return ""
		}
		if _, marked := markerAt(t, body.start); marked {
			return ""
		}
		for i := body.start; i < body.end; i++ {
			if t.r[i] == '。' || t.r[i] == '；' {
				return ""
			}
		}
		return t.slice(body)
	}
	return ""
}
