package docwrite

import (
	"math"
	"strings"
)

// Measures of the head, GB/T 9704-2012, 7.2 and 7.3.
const (
	// mastheadTop: the top of the red letters lies 35 mm below the core's.
	mastheadTop = 35.0
	// mastheadLargest and mastheadSmallest bound the letters' size in half
	// points. The norm leaves the size open; offices use about 54 pt.
	mastheadLargest  = 108
	mastheadSmallest = 44
	// ruleGap is the 4 mm from the number to the red rule, in points.
	ruleGap = 11
	// redRule is the rule's 0.44 mm in eighths of a point.
	redRule = 10

	closingColon = "："
)

// writeHead writes everything above the text: masthead, number, title and
// recipients.
func (b *body) writeHead() {
	b.writeMasthead()
	title := paragraph{style: styleTitle}
	if b.doc.Masthead != "" {
		title.before = 2 * linePitch
	}
	b.writeText(title, Plain(b.doc.Title))
	if b.doc.MainSend != "" {
		send := strings.TrimRight(b.doc.MainSend, ":：") + closingColon
		b.writeText(paragraph{style: styleMainSend}, Plain(send))
	}
}

// writeMasthead writes the red name and the number with the red rule below.
// Without a masthead a number stands alone on the first line and has no rule.
func (b *body) writeMasthead() {
	if b.doc.Masthead == "" {
		if b.doc.Number != "" {
			b.writeText(paragraph{style: styleNumber}, Plain(b.doc.Number))
		}
		return
	}
	size := mastheadSize(b.doc.Masthead)
	line := size * 12 // 1.2 times the letters, in twips
	b.writeText(paragraph{style: styleMasthead, size: size, line: line, before: mastheadBefore(size, line)},
		Plain(b.doc.Masthead))
	b.writeText(paragraph{style: styleNumber, before: 2 * linePitch, ruleGap: ruleGap}, Plain(b.doc.Number))
}

// mastheadSize is the largest size, in half points, at which the name fits
// into one line of the core with a little air.
func mastheadSize(name string) int {
	half := max(halfWidth(name), 1)
	fits := coreWidth * 95 / 100 / (half * 5) // a half character is 5 twips wide per half point
	return min(max(fits, mastheadSmallest), mastheadLargest)
}

// mastheadBefore is the space above the line that brings the letters' top to
// its place. In a line of exact height programs set the baseline at four
// fifths, and Chinese letters rise 0.86 of their size above it.
func mastheadBefore(size, line int) int {
	above := float64(line)*0.8 - float64(size)*10*0.86
	return int(math.Round(mastheadTop*millimetre - above))
}
