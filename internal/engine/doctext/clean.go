package doctext

import "slices"

// View is a text without the damage that websites and converters did to it: what
// a reader should look at, while every offset that it reports stays one of the
// text itself.
type View struct {
	Runes   []rune
	At      []int32    // offset in the text of every rune of the view, and the text's length; nil: no rune was dropped
	Cleaned []Cleaning // in text order, offsets of the text
}

// Clean builds the view of a text. It is pure, takes time linear in the text, and
// prefers leaving a damage to destroying a sentence: every rule asks for more than
// one sign before it drops anything.
func Clean(t Text) View {
	d := &draft{source: t.Runes, runes: t.Runes, fixed: tableSpans(t.Tables)}
	for _, step := range cleaningSteps {
		d.apply(step.find(d), step.kind)
	}
	slices.SortStableFunc(d.cleaned, func(a, b Cleaning) int { return a.Start - b.Start })
	for i := range d.cleaned {
		d.cleaned[i].Was = d.was(d.cleaned[i])
	}
	return View{Runes: d.runes, At: d.at, Cleaned: d.cleaned}
}

// cleaningSteps run in this order: each sees what the one before left.
var cleaningSteps = []struct {
	kind CleaningKind
	find func(*draft) []edit
}{
	{CleanMarkup, findMarkup},
	{CleanMarkup, findMarkdown},
	{CleanInvisible, findCharacters}, // replaces look-alikes itself
	{CleanRepeat, findDoubledQuotes},
	{CleanTraditional, findTraditional},
	{CleanGloss, findGlosses},
	{CleanWeb, findWeb},
	{CleanRepeat, findRepeats},
	{CleanPageNumber, findPageLines},
	{CleanPageNumber, findPagesInside},
	{CleanPageNumber, findSharedPages},
	{CleanWrap, findWraps},
	{CleanSpace, findSpaces},
}

// Start returns the offset in the text of a span that begins at i in the view.
func (v View) Start(i int) int {
	if v.At == nil {
		return i
	}
	return int(v.At[i])
}

// End returns the offset in the text of a span that ends before i in the view: a
// span ends with its last rune, not with what was dropped behind it.
func (v View) End(i int) int {
	if v.At == nil || i == 0 {
		return i
	}
	return int(v.At[i-1]) + 1
}

// Index returns where an offset of the text is in the view; that of the next rune
// that was kept when the one at the offset was dropped.
func (v View) Index(offset int) int {
	if v.At == nil {
		return offset
	}
	i, _ := slices.BinarySearch(v.At, int32(offset))
	return min(i, len(v.Runes))
}

const (
	maxWas      = 80     // characters that a Cleaning quotes
	maxCleaning = 20_000 // a text with more damage than this is cleaned all the same, but no longer itemised
)

// draft is a view in the making.
type draft struct {
	source  []rune
	runes   []rune
	at      []int32
	own     bool   // runes is no longer the source itself
	fixed   []Span // parts of the source whose lines are the file's own: tables
	cleaned []Cleaning
}

// edit replaces a range of the draft by one rune, or by nothing. It is small: a
// hostile text may need one for every second character.
type edit struct {
	start, end int
	to         rune // 0: drop
}

// apply carries out the edits of one step. They are in order, not empty, and do
// not overlap.
func (d *draft) apply(edits []edit, kind CleaningKind) {
	if len(edits) == 0 {
		return
	}
	d.ownRunes()
	first := len(d.cleaned)
	for _, e := range edits {
		d.record(e.start, e.end, kind, first)
	}
	d.compact(edits)
}

// replace puts another rune in the place of one. What a step replaced before it is
// told by first, the number of cleanings when it began.
func (d *draft) replace(i int, to rune, kind CleaningKind, first int) {
	d.ownRunes()
	d.record(i, i+1, kind, first)
	d.runes[i] = to
}

// ownRunes copies the text before its first change.
func (d *draft) ownRunes() {
	if !d.own {
		d.runes, d.own = slices.Clone(d.runes), true
	}
}

// compact moves the kept runes to the front.
func (d *draft) compact(edits []edit) {
	if d.at == nil {
		d.at = make([]int32, len(d.runes)+1)
		for i := range d.at {
			d.at[i] = int32(i)
		}
	}
	to, from := 0, 0
	keep := func(until int) {
		copy(d.runes[to:], d.runes[from:until])
		copy(d.at[to:], d.at[from:until])
		to += until - from
	}
	for _, e := range edits {
		keep(e.start)
		if e.to != 0 {
			d.runes[to], d.at[to] = e.to, d.at[e.start]
			to++
		}
		from = e.end
	}
	keep(len(d.runes))
	d.runes = d.runes[:to]
	d.at[to] = int32(len(d.source))
	d.at = d.at[:to+1]
}

// record notes what is cleaned. Neighbours of one step and kind are one cleaning.
func (d *draft) record(from, until int, kind CleaningKind, first int) {
	start, end := d.from(from), d.from(until-1)+1
	if n := len(d.cleaned); n > first && d.cleaned[n-1].Kind == kind && d.goesOn(d.cleaned[n-1], start) {
		d.cleaned[n-1].End = end
		return
	}
	if len(d.cleaned) < maxCleaning {
		d.cleaned = append(d.cleaned, Cleaning{Start: start, End: end, Kind: kind})
	}
}

// was quotes what is cleaned. It is quoted when all steps are done: a cleaning
// grows while a step runs.
func (d *draft) was(c Cleaning) string {
	return string(d.source[c.Start:min(c.End, c.Start+maxWas)])
}

// goesOn tells whether what is cleaned at an offset belongs to the last cleaning:
// it follows at once, or, in another script, on the same line.
func (d *draft) goesOn(last Cleaning, start int) bool {
	if last.Kind != CleanTraditional {
		return last.End == start
	}
	return !slices.Contains(d.source[last.End:start], '\n')
}

// from returns the offset in the source of a rune of the draft.
func (d *draft) from(i int) int {
	if d.at == nil {
		return i
	}
	return int(d.at[i])
}

// rune returns the rune at i, 0 outside.
func (d *draft) rune(i int) rune {
	if i < 0 || i >= len(d.runes) {
		return 0
	}
	return d.runes[i]
}

// hasAt tells whether the word stands at offset i.
func (d *draft) hasAt(i int, word string) bool {
	for _, c := range word {
		if d.rune(i) != c {
			return false
		}
		i++
	}
	return true
}

// ordered sorts edits and cuts those that overlap.
func ordered(edits []edit) []edit {
	slices.SortStableFunc(edits, func(a, b edit) int { return a.start - b.start })
	kept, last := edits[:0], 0
	for _, e := range edits {
		e.start = max(e.start, last)
		if e.start >= e.end {
			continue
		}
		kept = append(kept, e)
		last = e.end
	}
	return kept
}
