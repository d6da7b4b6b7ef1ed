package doctext

import (
	"strconv"
	"strings"

	"nianlun/internal/engine/ooxml"
)

// Word keeps list numbers out of the text: a paragraph points at a list and a
// level, and the number is counted when it is shown. docxLists counts them the
// same way, so that the outline sees 一、 where a reader does.
type docxLists struct {
	abstract map[string]*abstractList
	lists    map[string]*docxList
	counters map[string]*[maxLevels]int // by abstract list
	started  map[string]bool            // lists whose start overrides are applied
}

// maxLevels is the number of levels that a list of Word has.
const maxLevels = 9

type abstractList struct {
	levels [maxLevels]listLevel
}

type listLevel struct {
	format string // numFmt: decimal, chineseCounting, ...
	text   string // lvlText: %1、 （%2） ...
	start  int
	suffix string
	legal  bool
}

type docxList struct {
	abstract  string
	overrides map[int]int // level -> start
}

// readNumbering reads word/numbering.xml; a package without it has no lists.
func readNumbering(p *ooxml.Package) (*docxLists, error) {
	const part = "word/numbering.xml"
	l := &docxLists{
		abstract: map[string]*abstractList{}, lists: map[string]*docxList{},
		counters: map[string]*[maxLevels]int{}, started: map[string]bool{},
	}
	if !p.Has(part) {
		return l, nil
	}
	return l, p.Walk(part, &numberingVisitor{lists: l})
}

// next counts one paragraph of a list and renders its marker, "" when the list
// is not known or shows none.
func (l *docxLists) next(numID string, level int) string {
	list := l.lists[numID]
	if list == nil || level < 0 || level >= maxLevels {
		return ""
	}
	abstract := l.abstract[list.abstract]
	if abstract == nil {
		return ""
	}
	counter := l.counters[list.abstract]
	if counter == nil {
		counter = new([maxLevels]int)
		for i := range counter {
			counter[i] = abstract.levels[i].start - 1
		}
		l.counters[list.abstract] = counter
	}
	if !l.started[numID] {
		l.started[numID] = true
		for i, start := range list.overrides {
			counter[i] = start - 1
		}
	}
	counter[level]++
	for i := level + 1; i < maxLevels; i++ {
		counter[i] = abstract.levels[i].start - 1
	}
	return renderMarker(abstract, counter, level)
}

// renderMarker fills the level text. Levels above that were never counted show
// their start.
func renderMarker(a *abstractList, counter *[maxLevels]int, level int) string {
	l := a.levels[level]
	if l.format == "bullet" {
		return "●"
	}
	if l.format == "none" || l.text == "" {
		return ""
	}
	var b strings.Builder
	r := []rune(l.text)
	for i := 0; i < len(r); i++ {
		if r[i] != '%' || i+1 >= len(r) || r[i+1] < '1' || r[i+1] > '9' {
			b.WriteRune(r[i])
			continue
		}
		k := int(r[i+1] - '1')
		format := a.levels[k].format
		if l.legal && k < level {
			format = "decimal"
		}
		b.WriteString(formatNumber(max(counter[k], a.levels[k].start), format))
		i++
	}
	marker := b.String()
	if last := marker[len(marker)-1]; last >= '0' && last <= '9' || isASCIILetter(rune(last)) {
		return marker + " "
	}
	return marker
}

// formatNumber renders a number in a format of Word. Formats that official
// documents never use fall back to digits.
func formatNumber(n int, format string) string {
	switch format {
	case "chineseCounting", "chineseCountingThousand", "taiwaneseCounting", "taiwaneseCountingThousand",
		"japaneseCounting", "ideographTraditional", "chineseLegalSimplified", "ideographDigital", "taiwaneseDigital":
		return chineseNumber(n)
	case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
		if n >= 1 && n <= 20 {
			return string(rune('①' + n - 1))
		}
	case "decimalFullWidth":
		return fullWidth(n)
	case "upperLetter":
		if n >= 1 && n <= 26 {
			return string(rune('A' + n - 1))
		}
	case "lowerLetter":
		if n >= 1 && n <= 26 {
			return string(rune('a' + n - 1))
		}
	}
	return strconv.Itoa(n)
}

func fullWidth(n int) string {
	return strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return c - '0' + '０'
		}
		return c
	}, strconv.Itoa(n))
}

// chineseNumber writes 1 to 9999 as 一, 十, 二十一, 一百零三.
func chineseNumber(n int) string {
	if n < 1 || n > 9999 {
		return strconv.Itoa(n)
	}
	digits := []rune("零一二三四五六七八九")
	units := []rune{'千', '百', '十', 0}
	var b strings.Builder
	zero := false
	for i, place := range []int{1000, 100, 10, 1} {
		d := n / place % 10
		if d == 0 {
			zero = b.Len() > 0
			continue
		}
		if zero {
			b.WriteRune('零')
			zero = false
		}
		if place != 10 || d != 1 || n >= 20 {
			b.WriteRune(digits[d])
		}
		if units[i] != 0 {
			b.WriteRune(units[i])
		}
	}
	return b.String()
}

type numberingVisitor struct {
	lists    *docxLists
	abstract *abstractList
	list     *docxList
	level    int
	inLevel  bool
}

func (v *numberingVisitor) Start(e ooxml.Element) bool {
	if !isWord(e.Space) {
		return false
	}
	switch e.Name {
	case "abstractNum":
		v.abstract = &abstractList{}
		for i := range v.abstract.levels {
			v.abstract.levels[i].start = 1
		}
		v.lists.abstract[e.Attr("abstractNumId")] = v.abstract
	case "num":
		v.list = &docxList{overrides: map[int]int{}}
		v.lists.lists[e.Attr("numId")] = v.list
	case "abstractNumId":
		if v.list != nil {
			v.list.abstract = e.Attr("val")
		}
	case "lvl", "lvlOverride":
		v.level = atoi(e.Attr("ilvl"), -1)
		v.inLevel = v.level >= 0 && v.level < maxLevels
	case "startOverride":
		if v.list != nil && v.inLevel {
			v.list.overrides[v.level] = boundedStart(e.Attr("val"))
		}
	default:
		v.levelProperty(e)
	}
	return true
}

func (v *numberingVisitor) levelProperty(e ooxml.Element) {
	if v.abstract == nil || !v.inLevel {
		return
	}
	l := &v.abstract.levels[v.level]
	switch e.Name {
	case "numFmt":
		l.format = e.Attr("val")
	case "lvlText":
		l.text = e.Attr("val")
	case "start":
		l.start = boundedStart(e.Attr("val"))
	case "suff":
		l.suffix = e.Attr("val")
	case "isLgl":
		l.legal = e.Attr("val") != "0" && e.Attr("val") != "false"
	}
}

// boundedStart keeps hostile starts from overflowing the counters.
func boundedStart(s string) int { return min(max(atoi(s, 1), 0), 1<<20) }

func (v *numberingVisitor) End(space, name string) {
	switch name {
	case "abstractNum":
		v.abstract = nil
	case "num":
		v.list = nil
	case "lvl", "lvlOverride":
		v.inLevel = false
	}
}

func (v *numberingVisitor) Text([]byte) {}
