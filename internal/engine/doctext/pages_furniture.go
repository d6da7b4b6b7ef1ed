package doctext

import (
	"regexp"
	"strconv"
	"strings"
)

// edgeLines is how many lines at the head and foot of a page may be furniture.
const edgeLines = 3

// markFurniture finds the lines at the edges of pages that are no part of the
// text: first the page numbers, then what stands there page after page. A table's
// heading that is repeated on every page stays where it stands first.
func markFurniture(pages []*page) {
	offset, counted := countingOffset(pages)
	for i, p := range pages {
		for _, l := range p.edges() {
			if decorated.MatchString(l.words) || counted && l.words == strconv.Itoa(i+1+offset) {
				l.drop = CleanPageNumber
			}
		}
	}
	for k := range edgeLines {
		markRepeated(pages, CleanHeader, k, (*page).fromTop)
		markRepeated(pages, CleanFooter, k, (*page).fromBottom)
	}
}

// decorated are page numbers that cannot be anything else: — 1 —, 第1页,
// 第 1 页 共 9 页, 1/9, Page 1 of 9.
var decorated = regexp.MustCompile(
	`^(?:[-—–―－~·•]+\s*\d{1,4}\s*[-—–―－~·•]+|第\s*\d{1,4}\s*页[\s,，/]*(?:共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|(?i:page\s*\d{1,4}(?:\s*of\s*\d{1,4})?))$`)

// countingOffset finds how bare numbers at the edges count the pages: the offset
// from the page's place that most pages share. One page alone counts when its
// number is 1.
func countingOffset(pages []*page) (offset int, counted bool) {
	votes := map[int]int{}
	for i, p := range pages {
		for _, l := range p.edges() {
			if n, err := strconv.Atoi(l.words); err == nil && n > 0 && n < 10_000 {
				votes[n-i-1]++
			}
		}
	}
	most := 0
	for o, n := range votes {
		if n > most || n == most && o < offset {
			offset, most = o, n
		}
	}
	return offset, most*2 > len(pages) && (len(pages) > 1 || offset == 0)
}

// edges are the first and last lines of a page that are still text.
func (p *page) edges() []*laidLine {
	if len(p.lines) <= 2*edgeLines {
		return p.lines
	}
	return append(append([]*laidLine(nil), p.lines[:edgeLines]...), p.lines[len(p.lines)-edgeLines:]...)
}

// fromTop is the line k of a page from its head, page numbers not counted, nil
// when there is none.
func (p *page) fromTop(k int) *laidLine {
	for _, l := range p.lines {
		if l.drop == CleanPageNumber {
			continue
		}
		if k == 0 {
			return l
		}
		k--
	}
	return nil
}

// fromBottom is the same from the foot.
func (p *page) fromBottom(k int) *laidLine {
	for i := len(p.lines) - 1; i >= 0; i-- {
		if p.lines[i].drop == CleanPageNumber {
			continue
		}
		if k == 0 {
			return p.lines[i]
		}
		k--
	}
	return nil
}

// markRepeated drops the line at a place of the pages where the same words stand
// on most of them, or on every other one: left and right pages may differ. The
// lines nearer to the edge must be furniture too.
func markRepeated(pages []*page, kind CleaningKind, k int, at func(*page, int) *laidLine) {
	same := map[string][]*laidLine{}
	for _, p := range pages {
		l := at(p, k)
		if l == nil || len(p.lines) < 2 || k > 0 && at(p, k-1).drop != kind {
			continue
		}
		same[furnitureKey(l.words)] = append(same[furnitureKey(l.words)], l)
	}
	for _, lines := range same {
		if !isRepeated(len(lines), len(pages)) {
			continue
		}
		for i, l := range lines {
			if l.drop == "" && (i > 0 || !l.table) {
				l.drop = kind
			}
		}
	}
}

// isRepeated asks for more than chance: twice where there are two or three pages,
// else on two pages in five.
func isRepeated(n, pages int) bool { return n >= 2 && n*5 >= pages*2 }

// furnitureKey is a line without blanks and digits, so that a page number inside
// it does not make each line another one. A line of nothing else is its own key.
func furnitureKey(words string) string {
	key := strings.Map(func(c rune) rune {
		if c == ' ' || c >= '0' && c <= '9' {
			return -1
		}
		return c
	}, words)
	if key == "" {
		return words
	}
	return key
}
