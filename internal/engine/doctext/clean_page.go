package doctext

import (
	"slices"
	"strings"
)

const (
	leastChain = 3   // bare numbers that count up: so many are page numbers
	leastPage  = 150 // characters between two page numbers
	leastHalf  = 12  // characters of a line that may be half a sentence
)

// findPageLines finds the lines that hold a page number and nothing else. Between
// two halves of a sentence the line ends go with it.
func findPageLines(d *draft) []edit {
	var edits []edit
	var bare []bareNumber // those that count up so far
	var before line
	d.eachLine(func(l line) {
		if l.fixed || l.size() > 24 && d.pageTail(l) == 0 {
			before = l
			return
		}
		n, sure := pageNumber(d, l)
		if sure {
			edits = append(edits, dropPage(d, before, l))
			return
		}
		if n > 0 {
			this := bareNumber{l, before, n}
			if len(bare) > 0 && !bare[len(bare)-1].leadsTo(this) {
				edits = dropBare(d, edits, bare)
				bare = bare[:0]
			}
			bare = append(bare, this)
		}
		before = l
	})
	return ordered(dropBare(d, edits, bare))
}

// bareNumber is a number alone on its line.
type bareNumber struct {
	line, before line
	n            int
}

// leadsTo tells whether the next bare number counts on, a page further.
func (b bareNumber) leadsTo(next bareNumber) bool {
	return next.n == b.n+1 && next.line.from-b.line.next >= leastPage
}

// dropBare drops bare numbers that count up page after page, and those that break a
// sentence in two.
func dropBare(d *draft, edits []edit, bare []bareNumber) []edit {
	for _, b := range bare {
		if len(bare) >= leastChain || breaksSentence(d, b) {
			edits = append(edits, dropPage(d, b.before, b.line))
		}
	}
	return edits
}

// breaksSentence tells a page number between two halves of a sentence from a
// number that belongs to the sentence.
func breaksSentence(d *draft, b bareNumber) bool {
	next := d.skipBlanks(b.line.next)
	if b.before.size() < leastHalf || next >= len(d.runes) || !isHan(d.runes[next]) || countedBy(d.runes[next]) || d.startsItem(next) {
		return false
	}
	last := d.rune(b.before.end - 1)
	return isHan(last) && !strings.ContainsRune(beforeNumbers, last)
}

// beforeNumbers end the words after which a number is expected.
const beforeNumbers = "达为共有至约近超过增到成计了第于和及的在从自等均前后各每仅达万亿千百年月"

// measures begin the words that may follow a number that counts something.
const measures = "所名人个元万亿千百年月日时分秒项条间台册期次门字学号届批类级大小本套座栋幢辆家户支份场篇位村镇乡县市省校班科倍度米平亩公里斤吨岁周天点至到多余几处种件组队片轮只张节起股成比对把头口"

// countedBy tells whether a character may begin the word that a number counts.
func countedBy(c rune) bool { return c == '%' || c == '‰' || strings.ContainsRune(measures, c) }

// dropPage drops a page line; between halves of a sentence all that parts them.
func dropPage(d *draft, before, l line) edit {
	next := d.skipBlanks(l.next)
	last := d.rune(before.end - 1)
	half := leastHalf
	if d.startsItem(before.start) {
		half = 2 * leastHalf // a short numbered line is a heading
	}
	opens := isHan(last) || last == '，' || last == '、'
	goesOn := next < len(d.runes) && isHan(d.runes[next]) && !d.startsItem(next)
	if before.size() >= half && opens && goesOn {
		return edit{before.end, next, 0}
	}
	return edit{l.from, l.next, 0}
}

// pageNumber reads a line as a page number; sure when its form says so, else the
// bare number or 0.
func pageNumber(d *draft, l line) (int, bool) {
	if n, end := d.dashedNumber(l.start); end == l.end {
		return n, true
	}
	if end := d.pageOfPages(l.start); end == l.end {
		return 1, true
	}
	if end := d.plainPage(l.start); end == l.end {
		return 1, true
	}
	n, end := d.number(l.start, 3)
	if end == l.start {
		if l.size() > 4 && d.plainPage(l.end-d.pageTail(l)) == l.end {
			return 1, true // 工作总结.docx_第3页
		}
		return 0, false
	}
	if end == l.end {
		return n, false
	}
	end = d.skipSpaces(end)
	if d.rune(end) != '/' {
		return 0, false
	}
	from := d.skipSpaces(end + 1)
	of, end := d.number(from, 3)
	return n, end == l.end && end > from && n <= of && of > 1
}

// pageTail is the length of _第3页 at the end of a line, 0 for none.
func (d *draft) pageTail(l line) int {
	for i := l.end - 1; i > l.start && l.end-i < 8; i-- {
		if d.runes[i] == '第' && d.runes[i-1] == '_' {
			return l.end - i
		}
	}
	return 0
}

// plainPage reads 第3页.
func (d *draft) plainPage(i int) int {
	if d.rune(i) != '第' {
		return 0
	}
	from := d.skipSpaces(i + 1)
	_, end := d.number(from, 3)
	if end == from || d.rune(d.skipSpaces(end)) != '页' {
		return 0
	}
	return d.skipSpaces(end) + 1
}

// pageOfPages reads 第3页 共12页, 第3页/共12页 and Page 3 of 12.
func (d *draft) pageOfPages(i int) int {
	if d.hasAt(i, "Page ") {
		_, end := d.number(i+5, 3)
		if end == i+5 || !d.hasAt(end, " of ") {
			return 0
		}
		_, last := d.number(end+4, 3)
		return last
	}
	end := d.plainPage(i)
	if end == 0 {
		return 0
	}
	end = d.skipSpaces(end)
	if c := d.rune(end); c == '/' || c == '，' || c == ',' || c == '／' {
		end = d.skipSpaces(end + 1)
	}
	if d.rune(end) != '共' {
		return 0
	}
	from := d.skipSpaces(end + 1)
	_, end = d.number(from, 3)
	if end == from || d.rune(d.skipSpaces(end)) != '页' {
		return 0
	}
	return d.skipSpaces(end) + 1
}

// dashedNumber reads - 3 - and —12—; the offset after it, 0 for none.
func (d *draft) dashedNumber(i int) (int, int) {
	dash := d.rune(i)
	if !isDash(dash) {
		return 0, 0
	}
	from := i + 1
	if d.rune(from) == dash {
		from++
	}
	from = d.skipSpaces(from)
	n, end := d.number(from, 3)
	if end == from || n == 0 {
		return 0, 0
	}
	end = d.skipSpaces(end)
	if d.rune(end) != dash {
		return 0, 0
	}
	end++
	if d.rune(end) == dash {
		end++
	}
	return n, end
}

func isDash(c rune) bool {
	switch c {
	case '-', '—', '–', '－', '─', '―', '~', '～':
		return true
	}
	return false
}

// skipSpaces returns the first offset from i that holds no blank, within the line.
func (d *draft) skipSpaces(i int) int {
	for i < len(d.runes) && d.runes[i] != '\n' && isBlankRune(d.runes[i]) {
		i++
	}
	return i
}

// findPagesInside finds 第3页 共12页 and - 3 - inside a line.
func findPagesInside(d *draft) []edit {
	var edits []edit
	for i := 0; i < len(d.runes); i++ {
		c := d.runes[i]
		end := 0
		switch {
		case c == '第':
			end = d.pageOfPages(i)
		case c < 0x80 && c != '-' || c >= 0x4e00:
			continue
		case isDash(c) && c != '~' && c != '～' && isBlankRune(d.rune(i+1)) && !isDigit(d.rune(i-1)):
			if _, after := d.dashedNumber(i); after > 0 && isBlankRune(d.rune(after-2)) {
				end = after
			}
		}
		if end == 0 || d.inFixed(i) {
			continue
		}
		from := i
		for from > 0 && d.runes[from-1] != '\n' && isBlankRune(d.runes[from-1]) {
			from--
		}
		edits = append(edits, edit{from, d.skipSpaces(end), 0})
		i = edits[len(edits)-1].end - 1
	}
	return ordered(edits)
}

// findSharedPages finds the numbers that sharing sites write before each page (努力办
// 好人2、民满意的教育): they count up, and they stand inside sentences, where no
// list number can. On a line of its own such a number may be one of a list that
// lacks its full stops, so the lines must be long; inside a line the site's own
// words must have given it away. A text that opens with 1、 shows the first page.
func findSharedPages(d *draft) []edit {
	p := sharedPages{next: 1, last: -leastPage, shared: d.shared(), titled: d.titledPage()}
	for i := 0; i < len(d.runes); i++ {
		if !isDigit(d.runes[i]) || isDigit(d.rune(i-1)) {
			continue
		}
		n, end := d.number(i, 3)
		if end == i || d.rune(end) != '、' {
			continue
		}
		if n < p.next || n > p.next+1 || i-p.last < leastPage {
			p.listed = p.listed || n == p.next-1
			continue
		}
		p.read(d, i, end+1, n)
	}
	least := leastChain
	if p.opens {
		least = 2
	}
	if len(p.edits) < least && !p.titled {
		return nil
	}
	return p.edits
}

// sharedPages are the pages of a sharing site, as far as they are read.
type sharedPages struct {
	edits      []edit
	next, last int  // number of the page that must follow, and where the last one began
	shared     bool // the site's own words stood in the text
	opens      bool // the text itself begins with the first number
	titled     bool // … and goes on with its title: no list does
	listed     bool // a list has counted like the pages since the last one
}

// read takes a number that counts on, when it is a page's. What stands behind it
// begins at after.
func (p *sharedPages) read(d *draft, i, after, n int) {
	from, ok := p.mark(d, i, after, n)
	if !ok {
		return
	}
	p.edits = append(p.edits, edit{from, after, 0})
	p.opens = p.opens || n == 1 && d.skipBlanks(0) == i
	p.next, p.last, p.listed = n+1, i, false
}

// mark tells whether a number stands where no list number can, and from where it
// is dropped.
func (p *sharedPages) mark(d *draft, i, after, n int) (int, bool) {
	prev := d.rune(i - 1)
	if prev != '\n' && prev != 0 {
		return i, p.shared && opensMiddle(prev) && isHan(d.rune(after))
	}
	if n == 1 {
		return i, true // the first page opens no sentence
	}
	from := d.skipBack(i)
	before := d.rune(from - 1)
	if p.titled && !p.listed && !opensMiddle(before) {
		return i, true // the page before ended with its sentence
	}
	return from, opensMiddle(before) && (p.shared || p.opens || isHan(before))
}

// titledPage tells whether the text begins with 1、 and the title of the document:
// one that says it is a sample, or stands twice.
func (d *draft) titledPage() bool {
	i := d.skipBlanks(0)
	if !d.hasAt(i, "1、") {
		return false
	}
	head := d.runes[i+2 : min(i+2+2*maxHalfTitle, len(d.runes))]
	for k := range head {
		if isSentenceEnd(head[k]) || head[k] == '，' || head[k] == '\n' {
			head = head[:k]
			break
		}
	}
	for k := range head {
		at := i + 2 + k
		if n := sampleTitle.at(d, at); n > 0 {
			return true
		}
		if n := titleKind.at(d, at); n > 0 && d.twiceBefore(i+2, at+n) {
			return true
		}
	}
	return false
}

// sampleTitle are the words by which sharing sites offer a document, titleKind
// those that end its title.
var (
	sampleTitle = phrases(`总结范文 总结范本 总结模板 计划范文 计划范本 计划模板 要点范文 要点范本 方案范文 方案范本 报告范文 报告范本 思路范文 打算范文 参考计划 计划参考范文 总结精选`)
	titleKind   = phrases(`总结 计划 要点 方案 报告 思路 打算`)
)

// twiceBefore tells whether the words that end at end, at least a short title of
// them, stand twice there: once right behind the other.
func (d *draft) twiceBefore(from, end int) bool {
	for size := leastRepeat; end-2*size >= from; size++ {
		if slices.Equal(d.runes[end-size:end], d.runes[end-2*size:end-size]) {
			return true
		}
	}
	return false
}

// opensMiddle tells what a sentence may break off with.
func opensMiddle(c rune) bool { return isHan(c) || c == '，' || c == ',' || c == '、' || isDigit(c) }

// skipBack returns the first offset of the blanks and line ends before i.
func (d *draft) skipBack(i int) int {
	for i > 0 && (isBlankRune(d.runes[i-1]) || d.runes[i-1] == '\n') {
		i--
	}
	return i
}

// shared tells whether a sharing site's line was cleaned from the text.
func (d *draft) shared() bool {
	for _, c := range d.cleaned {
		if c.Kind != CleanWeb {
			continue
		}
		if was := d.was(c); strings.Contains(was, "会员分享") || strings.Contains(was, "珍藏版") {
			return true
		}
	}
	return false
}
