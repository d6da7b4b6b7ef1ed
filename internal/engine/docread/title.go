package docread

const (
	maxTitleLine  = 60 // characters of a line that may be a title
	maxTitleLines = 3  // lines at the head among which the title is sought
)

// titleLine returns the index of the line that is the document's title: among
// the short, unmarked lines at the head the first that names a kind of document
// (总结, 计划), else the first of all. -1 when the text begins with prose.
func titleLine(t *text) int {
	first := -1
	for i, seen := 0, 0; i < len(t.lines) && seen < maxTitleLines; i++ {
		body := t.trim(t.lines[i])
		if body.empty() {
			continue
		}
		seen++
		if !t.readsLikeTitle(body) {
			break
		}
		if first < 0 {
			first = i
		}
		if t.has(body, documentKinds) {
			return i
		}
	}
	return first
}

// readsLikeTitle tells short lines without a marker and without a sentence.
func (t *text) readsLikeTitle(body span) bool {
	if body.end-body.start > maxTitleLine || isComma(t.r[body.end-1]) {
		return false
	}
	if _, marked := markerAt(t, body.start); marked {
		return false
	}
	for i := body.start; i < body.end; i++ {
		if isUnitEnd(t.r[i]) {
			return false
		}
	}
	return true
}

// documentTitle returns the words of the title line, "" when there is none.
func documentTitle(t *text) string {
	i := titleLine(t)
	if i < 0 {
		return ""
	}
	return t.slice(t.trim(t.lines[i]))
}

// documentKinds name what a document is.
var documentKinds = words(`总结 计划 要点 思路 报告 汇报 方案 意见 通知 规划 安排 打算 述职 讲话 情况 部署 责任书`)
