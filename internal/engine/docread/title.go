package docread

import "strings"

const (
	maxTitleLine  = 60 // characters of a line that may be a title
	maxTitleLines = 3  // lines at the head among which the title is sought
	maxLetterhead = 8  // lines of a document head that are no title: 发文机关标志, 文号, 签发人
	maxGeneric    = 5  // characters of a line that names the kind of document alone (情况报告)
	maxSecondLine = 14 // characters of the second line of a title
)

// titleLine returns the index of the line that is the document's title: among
// the short, unmarked lines at the head the first that names a kind of document
// (总结, 计划), else the first of all. A notice that issues a plan yields to the
// plan's own title. -1 when the text begins with prose.
func titleLine(t *text) int {
	i := headTitle(t)
	if i < 0 {
		return -1
	}
	if k := issuedTitle(t, i); k >= 0 {
		return k
	}
	return i
}

// headTitle finds the title at the head of the text.
func headTitle(t *text) int {
	first := -1
	for i, seen, head := 0, 0, 0; i < len(t.lines) && seen < maxTitleLines && head < maxLetterhead; i++ {
		body := t.trim(t.lines[i])
		if body.empty() {
			continue
		}
		if t.isLetterhead(body) {
			head++
			continue
		}
		seen++
		if !t.readsLikeTitle(body) {
			break
		}
		if first < 0 {
			first = i
		}
		if t.has(body, documentKinds) && body.end-body.start > maxGeneric {
			return i
		}
	}
	return first
}

// isLetterhead tells the lines above the title of an official document: 某县教育局
// 文件, 某教〔2031〕3号, 签发人：, 内部资料, a secrecy or urgency mark.
func (t *text) isLetterhead(body span) bool {
	if size := body.end - body.start; size > 30 || letterheads.longestAt(t.r[:body.end], body.start) > 0 {
		return size <= 30
	}
	if fileWord.longestBefore(t.r, body.end) > 0 && !t.has(body, documentKinds) {
		return true
	}
	return t.isDocumentNumber(body)
}

var (
	letterheads = words(`签发人 机密 秘密 绝密 内部资料 特急 加急 急件 平急 附件`)
	fileWord    = words(`文件`)
)

// isDocumentNumber tells 某教〔2031〕3号 and 某教发[2031]第3号.
func (t *text) isDocumentNumber(body span) bool {
	if t.r[body.end-1] != '号' {
		return false
	}
	for i := body.start; i < body.end; i++ {
		switch t.r[i] {
		case '〔', '[', '［', '【', '（', '(':
			return isDigit(t.at(i+1)) || isMask(t.at(i+1))
		}
	}
	return false
}

// issuedTitle finds the title of what a notice issues (关于印发《…》的通知) as a line
// of its own behind the notice; -1 when the text does not hold it.
func issuedTitle(t *text, notice int) int {
	name := t.quotedTitle(t.trim(t.lines[notice]))
	if name.empty() {
		return -1
	}
	for i := notice + 1; i < len(t.lines); i++ {
		body := t.trim(t.lines[i])
		if body.end-body.start >= name.end-name.start && body.end-body.start <= 2*maxTitleLine && t.sameWords(body, name) {
			return i
		}
	}
	return -1
}

// quotedTitle returns what stands in 《》 behind 印发 or 下发.
func (t *text) quotedTitle(line span) span {
	open, end := -1, -1
	for i := line.start; i < line.end; i++ {
		switch t.r[i] {
		case '《':
			if open < 0 && issuing.longestBefore(t.r[:i], i) > 0 {
				open = i + 1
			}
		case '》':
			end = i
		}
	}
	if open < 0 || end < open {
		return span{}
	}
	return t.trim(span{open, end})
}

var issuing = words(`印发 下发 转发 发布 公布`)

// sameWords compares two spans without their blanks.
func (t *text) sameWords(a, b span) bool {
	i, k := a.start, b.start
	for {
		for i < a.end && isSpace(t.r[i]) {
			i++
		}
		for k < b.end && isSpace(t.r[k]) {
			k++
		}
		if i == a.end || k == b.end {
			return i == a.end && k == b.end
		}
		if t.r[i] != t.r[k] {
			return false
		}
		i, k = i+1, k+1
	}
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

// documentTitle returns the words of the title, "" when there is none.
func documentTitle(t *text) string {
	i := titleLine(t)
	if i < 0 {
		return runOnTitle(t)
	}
	title := t.slice(t.trim(t.lines[i]))
	if !t.has(t.lines[i], documentKinds) {
		if k := i + 1; k < len(t.lines) && t.continuesTitle(i, k) {
			title += t.slice(t.trim(t.lines[k]))
		}
		return fileTitle(title)
	}
	if i > 0 && t.continuesTitle(i-1, i) {
		title = t.slice(t.trim(t.lines[i-1])) + title
	}
	return fileTitle(title)
}

// continuesTitle tells whether a title that was too long for its line goes on in
// the next: the first part names no kind of document and is no office, the second
// is short and ends with the kind.
func (t *text) continuesTitle(i, k int) bool {
	a, b := t.trim(t.lines[i]), t.trim(t.lines[k])
	if a.empty() || b.empty() || b.end-b.start > maxSecondLine || a.end-a.start <= b.end-b.start || t.isLetterhead(a) {
		return false
	}
	if !t.readsLikeTitle(a) || !t.readsLikeTitle(b) || t.has(a, documentKinds) || documentKinds.longestBefore(t.r, b.end) == 0 {
		return false
	}
	return isHan(t.r[a.end-1]) && offices.longestBefore(t.r[:a.end], a.end) == 0 && yearIn(t, b) == 0
}

// offices end the name of who writes.
var offices = words(`局 厅 委 部 办 科 室 会 政府 中心 学校 中学 小学 幼儿园 教委 股 处 组`)

// runOnTitle reads the title at the head of a text that a website ran together:
// what stands before the first heading (…工作总结一、…) or before a blank.
func runOnTitle(t *text) string {
	for _, line := range t.lines {
		body := t.trim(line)
		if body.empty() {
			continue
		}
		for i := body.start + 1; i < body.end && i-body.start <= maxTitleLine; i++ {
			c := t.r[i]
			if isClauseEnd(c) {
				return ""
			}
			if !isSpace(c) && (c != '一' || t.at(i+1) != '、') {
				continue
			}
			if documentKinds.longestBefore(t.r[:i], i) > 0 {
				return fileTitle(t.slice(span{body.start, i}))
			}
		}
		return ""
	}
	return ""
}

// fileTitle drops what makes a title the name of a file.
func fileTitle(title string) string {
	for _, prefix := range []string{"【Word文档】", "【word文档】", "【Word版】", "【精品】"} {
		title = strings.TrimSpace(strings.TrimPrefix(title, prefix))
	}
	lower := strings.ToLower(title)
	for _, suffix := range []string{".docx", ".doc", ".pdf", ".wps", ".txt"} {
		if strings.HasSuffix(lower, suffix) {
			title = strings.TrimSpace(title[:len(title)-len(suffix)])
			break
		}
	}
	for _, suffix := range []string{"Word文档下载推荐", "word文档下载推荐", "Word文档下载", "(模版)", "（模版）", "(范文)", "（范文）", "(精选)", "（精选）"} {
		title = strings.TrimSpace(strings.TrimSuffix(title, suffix))
	}
	if strings.HasPrefix(title, "《") && strings.HasSuffix(title, "》") && strings.Count(title, "《") == 1 {
		title = strings.TrimSuffix(strings.TrimPrefix(title, "《"), "》")
	}
	return title
}

// documentKinds name what a document is.
var documentKinds = words(`总结 计划 要点 思路 报告 汇报 方案 意见 通知 规划 安排 打算 述职 讲话 情况 部署 责任书`)
