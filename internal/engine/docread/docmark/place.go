package docmark

import (
	"slices"
	"unicode"
)

// around is how many characters on each side tell a place from others with the
// same words.
const around = 16

// longWords is from how many characters on words are found without a look at
// what stands around them.
const longWords = 12

// drift is how many characters words may have gained or lost between their two
// ends, as when a newer reader takes a page number out of a sentence.
const drift = 12

// Place is a span of a text that can be found again in another reading of the
// same document. Start and End count code points.
type Place struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Words  string `json:"words"`
	Before string `json:"before,omitempty"` // characters before it, without blanks
	After  string `json:"after,omitempty"`
}

// Text is a text in which places are found.
type Text struct {
	runes []rune
	solid []rune // folded, without blanks; made when first needed
	at    []int  // offset of each solid character
}

// NewText prepares a text.
func NewText(text string) *Text { return &Text{runes: []rune(text)} }

// Place describes a span so that it can be found again. Offsets outside the text
// are clipped.
func (t *Text) Place(start, end int) Place {
	start = min(max(start, 0), len(t.runes))
	end = min(max(end, start), len(t.runes))
	p := Place{Start: start, End: end, Words: string(t.runes[start:end])}
	var before, after []rune
	for i := start - 1; i >= 0 && len(before) < around; i-- {
		if !unicode.IsSpace(t.runes[i]) {
			before = append(before, t.runes[i])
		}
	}
	slices.Reverse(before)
	for i := end; i < len(t.runes) && len(after) < around; i++ {
		if !unicode.IsSpace(t.runes[i]) {
			after = append(after, t.runes[i])
		}
	}
	p.Before, p.After = string(before), string(after)
	return p
}

// Find is where a place stands in a text: at its old offsets when words and
// surroundings are there, else where the words stand in the most like
// surroundings, of several such the nearest to the old offsets. Blanks and the
// width of digits and letters do not count.
func (t *Text) Find(p Place) (start, end int, found bool) {
	words := folded([]rune(p.Words))
	if len(words) == 0 {
		return 0, 0, false
	}
	before, after := folded([]rune(p.Before)), folded([]rune(p.After))
	need := (len(before) + len(after) + 1) / 2
	if t.stands(p) && t.likeness(p.Start, p.End, before, after) >= need {
		return p.Start, p.End, true
	}
	t.prepare()
	if len(words) >= longWords {
		need = 0
	}
	best := -1
	for i := indexOf(t.solid, words, 0); i >= 0; i = indexOf(t.solid, words, i+1) {
		from, until := t.at[i], t.at[i+len(words)-1]+1
		like := t.likeness(from, until, before, after)
		if like < need || like < best || like == best && distance(from, p.Start) >= distance(start, p.Start) {
			continue
		}
		best, start, end = like, from, until
	}
	if best >= 0 {
		return start, end, true
	}
	return t.findEnds(words, p.Start)
}

// findEnds finds long words by their two ends, nearest to an old offset.
func (t *Text) findEnds(words []rune, old int) (start, end int, found bool) {
	if len(words) < longWords {
		return 0, 0, false
	}
	n := min(max(len(words)/4, 5), around)
	head, tail := words[:n], words[len(words)-n:]
	for i := indexOf(t.solid, head, 0); i >= 0; i = indexOf(t.solid, head, i+1) {
		first := max(i+len(words)-n-drift, i+n)
		j := indexOf(t.solid, tail, first)
		if j < 0 || j > i+len(words)-n+drift {
			continue
		}
		if from := t.at[i]; !found || distance(from, old) < distance(start, old) {
			start, end, found = from, t.at[j+n-1]+1, true
		}
	}
	return start, end, found
}

// stands tells that a place's words are at its offsets.
func (t *Text) stands(p Place) bool {
	if p.Start < 0 || p.End > len(t.runes) || p.Start >= p.End {
		return false
	}
	return string(t.runes[p.Start:p.End]) == p.Words
}

// likeness counts the characters outward from a span that are those before and after.
func (t *Text) likeness(start, end int, before, after []rune) int {
	n := 0
	for i, k := start-1, len(before)-1; i >= 0 && k >= 0; i-- {
		if unicode.IsSpace(t.runes[i]) {
			continue
		}
		if fold(t.runes[i]) != before[k] {
			break
		}
		k--
		n++
	}
	for i, k := end, 0; i < len(t.runes) && k < len(after); i++ {
		if unicode.IsSpace(t.runes[i]) {
			continue
		}
		if fold(t.runes[i]) != after[k] {
			break
		}
		k++
		n++
	}
	return n
}

func (t *Text) prepare() {
	if t.solid != nil {
		return
	}
	t.solid, t.at = make([]rune, 0, len(t.runes)), make([]int, 0, len(t.runes))
	for i, c := range t.runes {
		if !unicode.IsSpace(c) {
			t.solid, t.at = append(t.solid, fold(c)), append(t.at, i)
		}
	}
}

// within maps an offset within a place's words to the text in which they were
// found between start and end; both may differ in blanks.
func (t *Text) within(words []rune, offset, start, end int) int {
	solid := 0
	for _, c := range words[:min(max(offset, 0), len(words))] {
		if !unicode.IsSpace(c) {
			solid++
		}
	}
	for i := start; i < end; i++ {
		if unicode.IsSpace(t.runes[i]) {
			continue
		}
		if solid == 0 {
			return i
		}
		solid--
	}
	return end
}

func folded(text []rune) []rune {
	out := make([]rune, 0, len(text))
	for _, c := range text {
		if !unicode.IsSpace(c) {
			out = append(out, fold(c))
		}
	}
	return out
}

// fold writes the wide forms of ASCII narrow (U+FF01 to U+FF5E).
func fold(c rune) rune {
	if c >= '！' && c <= '～' {
		return c - '！' + '!'
	}
	return c
}

func indexOf(have, want []rune, from int) int {
	for i := max(from, 0); i+len(want) <= len(have); i++ {
		if have[i] == want[0] && slices.Equal(have[i:i+len(want)], want) {
			return i
		}
	}
	return -1
}

func distance(a, b int) int { return max(a-b, b-a) }
