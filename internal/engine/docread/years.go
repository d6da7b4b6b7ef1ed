package docread

import "strings"

// years knows which year the document speaks of, and where a heading names
// another one (二、2014年工作计划).
type years struct {
	document int
	headings []headingYear // in text order
}

// headingYear is a year named by a heading and the part of the text it rules.
type headingYear struct {
	span
	year int
}

// readYears takes the year from the options, the title, a heading, or the first
// date of the text, in this order.
func readYears(t *text, o *outline, title string, given int) years {
	y := years{document: given}
	ends := o.ends(len(t.r))
	for i, n := range o.nodes {
		if !n.standing {
			continue
		}
		if year := yearIn(t, n.title); year > 0 {
			y.headings = append(y.headings, headingYear{span{n.start, ends[i]}, year})
		}
	}
	if y.document == 0 {
		y.document = yearIn(newText([]rune(title)), span{0, len([]rune(title))})
	}
	if y.document == 0 && len(y.headings) > 0 {
		y.document = y.headings[0].year
	}
	if y.document == 0 && !strings.ContainsAny(title, "xX×*") {
		y.document = yearIn(t, span{0, min(len(t.r), openingWindow)})
	}
	return y
}

// openingWindow is how much of a document may tell the year that it speaks of; a
// year further down is more likely that of something it mentions.
const openingWindow = 500

// ends returns for each node where it ends: at the next node of its level or
// above.
func (o *outline) ends(textEnd int) []int {
	ends := make([]int, len(o.nodes))
	var open []int
	for i, n := range o.nodes {
		for len(open) > 0 && o.nodes[open[len(open)-1]].level >= n.level {
			ends[open[len(open)-1]] = n.start
			open = open[:len(open)-1]
		}
		open = append(open, i)
	}
	for _, i := range open {
		ends[i] = textEnd
	}
	return ends
}

// maxHeadingDepth bounds the look back over headings that already ended.
const maxHeadingDepth = 16

// at returns the year that an offset is written in.
func (y years) at(offset int) int {
	k := lastBefore(len(y.headings), func(i int) bool { return y.headings[i].start > offset })
	for back := 0; k >= 0 && back < maxHeadingDepth; k, back = k-1, back+1 {
		if offset < y.headings[k].end {
			return y.headings[k].year
		}
	}
	return y.document
}

// yearIn returns the first year that a span names; 0 for none.
func yearIn(t *text, s span) int {
	for i := s.start; i < s.end; i++ {
		if year, end := fullYear(t, i); year > 0 && end <= s.end {
			return year
		}
	}
	return 0
}

// fullYear reads 2015年 and 二〇一五年 and returns the offset after 年.
func fullYear(t *text, i int) (int, int) {
	if isDigit(t.at(i-1)) || chineseDigit(t.at(i-1)) > 0 {
		return 0, i
	}
	return yearBody(t, i)
}

// yearBody reads four digits and 年.
func yearBody(t *text, i int) (int, int) {
	year, j := 0, i
	for j-i < 4 {
		d := chineseDigit(t.at(j))
		if isDigit(t.at(j)) {
			d = digitValue(t.at(j))
		}
		if d < 0 {
			return 0, i
		}
		year, j = year*10+d, j+1
	}
	j = t.skipUnitSpace(j)
	if t.at(j) != '年' || year < 1949 || year > 2100 {
		return 0, i
	}
	return year, j + 1
}
