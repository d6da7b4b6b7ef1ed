package doctext

import (
	"slices"
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
	link   string // a numbering style that defines the levels instead
}

type listLevel struct {
	format  string // numFmt: decimal, chineseCounting, ...
	text    string // lvlText: %1、 （%2） ...
	start   int
	suffix  string // what follows: tab (""), space, nothing
	legal   bool
	restart int    // 0: never; n: when level n or one above is counted; -1: when any above is
	style   string // the paragraph style that stands on this level
}

type docxList struct {
	abstract  string
	overrides map[int]int       // level -> start
	levels    map[int]listLevel // level -> its definition for this list
}

// readNumbering reads the part of the lists; a document without it ("") has none.
func readNumbering(p *ooxml.Package, part string, styles docxStyles) (*docxLists, error) {
	l := &docxLists{
		abstract: map[string]*abstractList{}, lists: map[string]*docxList{},
		counters: map[string]*[maxLevels]int{}, started: map[string]bool{},
	}
	if part == "" {
		return l, nil
	}
	err := p.Walk(part, &numberingVisitor{lists: l})
	l.follow(styles)
	return l, err
}

// follow leads lists whose definition points at a numbering style to the list of
// that style (numStyleLink, ECMA-376 part 1, 17.9.21).
func (l *docxLists) follow(styles docxStyles) {
	for _, list := range l.lists {
		for k := 0; k < maxBase; k++ {
			a := l.abstract[list.abstract]
			if a == nil || a.link == "" || styles[a.link] == nil {
				break
			}
			target := l.lists[styles[a.link].numID]
			if target == nil || target.abstract == list.abstract {
				break
			}
			list.abstract = target.abstract
		}
	}
}

// levelOfStyle is the level that a list gives to one of the styles, 0 when it
// names none of them.
func (l *docxLists) levelOfStyle(numID string, styles ...string) int {
	list := l.lists[numID]
	if list == nil || l.abstract[list.abstract] == nil {
		return 0
	}
	for i, level := range l.abstract[list.abstract].levels {
		if level.style != "" && slices.Contains(styles, level.style) {
			return i
		}
	}
	return 0
}

// next counts one paragraph of a list and renders its marker, "" when the list
// is not known or shows none. Lists of one abstract list count on together, as in
// Word, until one with a start of its own is used for the first time.
func (l *docxLists) next(numID string, level int) string {
	list := l.lists[numID]
	if list == nil || level < 0 || level >= maxLevels {
		return ""
	}
	abstract := l.abstract[list.abstract]
	if abstract == nil {
		return ""
	}
	levels := abstract.levels
	for i, own := range list.levels {
		levels[i] = own
	}
	counter := l.counters[list.abstract]
	if counter == nil {
		counter = new([maxLevels]int)
		for i := range counter {
			counter[i] = levels[i].start - 1
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
		if r := levels[i].restart; r < 0 || level < r {
			counter[i] = levels[i].start - 1
		}
	}
	return renderMarker(&levels, counter, level)
}

// renderMarker fills the level text. Levels above that were never counted show
// their start.
func renderMarker(levels *[maxLevels]listLevel, counter *[maxLevels]int, level int) string {
	l := levels[level]
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
		format := levels[k].format
		if l.legal && k < level {
			format = "decimal"
		}
		b.WriteString(formatNumber(max(counter[k], levels[k].start), format))
		i++
	}
	return l.separated(strings.TrimRight(b.String(), " "))
}

// separated adds the blank that keeps a marker apart from the words: where Word
// puts one, and where a digit or letter would run into them.
func (l listLevel) separated(marker string) string {
	if marker == "" {
		return ""
	}
	last := marker[len(marker)-1]
	if l.suffix == "space" || last >= '0' && last <= '9' || isASCIILetter(rune(last)) {
		return marker + " "
	}
	return marker
}

type numberingVisitor struct {
	lists    *docxLists
	abstract *abstractList
	list     *docxList
	level    int
	inLevel  bool
	own      bool // the level belongs to the list, not to its abstract list
}

func (v *numberingVisitor) Start(e ooxml.Element) bool {
	if !isWord(e.Space) {
		return false
	}
	switch e.Name {
	case "abstractNum":
		v.abstract = &abstractList{}
		for i := range v.abstract.levels {
			v.abstract.levels[i] = listLevel{start: 1, restart: -1}
		}
		v.lists.abstract[e.Attr("abstractNumId")] = v.abstract
	case "numStyleLink":
		if v.abstract != nil {
			v.abstract.link = e.Attr("val")
		}
	case "num":
		v.list = &docxList{overrides: map[int]int{}, levels: map[int]listLevel{}}
		v.lists.lists[e.Attr("numId")] = v.list
	case "abstractNumId":
		if v.list != nil {
			v.list.abstract = e.Attr("val")
		}
	case "lvl", "lvlOverride":
		v.level = atoi(e.Attr("ilvl"), -1)
		v.inLevel = v.level >= 0 && v.level < maxLevels
		if v.own = v.list != nil && e.Name == "lvl" && v.inLevel; v.own {
			v.list.levels[v.level] = listLevel{start: 1, restart: -1}
		}
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
	switch {
	case !v.inLevel:
	case v.own:
		l := v.list.levels[v.level]
		l.read(e)
		v.list.levels[v.level] = l
	case v.abstract != nil:
		v.abstract.levels[v.level].read(e)
	}
}

// read notes one property of a level.
func (l *listLevel) read(e ooxml.Element) {
	switch e.Name {
	case "numFmt":
		l.format = e.Attr("val")
	case "lvlText":
		l.text = e.Attr("val")
	case "start":
		l.start = boundedStart(e.Attr("val"))
	case "suff":
		l.suffix = e.Attr("val")
	case "lvlRestart":
		l.restart = atoi(e.Attr("val"), -1)
	case "pStyle":
		l.style = e.Attr("val")
	case "isLgl":
		l.legal = isOn(e)
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
	case "lvlOverride":
		v.inLevel = false
	case "lvl":
		v.inLevel, v.own = v.own, false // a list's own level stands inside its override
	}
}

func (v *numberingVisitor) Text([]byte) {}
