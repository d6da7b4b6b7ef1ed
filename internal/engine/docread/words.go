package docread

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"
)

// wordSet finds the longest of many words at, or ending at, an offset. It is
// built once and never changes.
type wordSet struct {
	begin, end runeIndex // of the first and the last runes of the words
	longest    int       // runes of the longest word
}

// runeIndex finds the words of a rune without a map: a bit says that a rune with
// these low bits was added, the bits before it count where its words are. Most
// lookups find nothing and end at the bit.
type runeIndex struct {
	runeFilter
	below [64]uint16 // bits of the filter in the parts before this one
	words [][][]rune // longest first
}

// runeFilter holds the low bits of runes: a clear bit means that no such rune was
// added, a set one that it may have been.
type runeFilter [64]uint64

func (f *runeFilter) add(c rune)      { f[c>>6&63] |= 1 << (c & 63) }
func (f *runeFilter) has(c rune) bool { return f[c>>6&63]&(1<<(c&63)) != 0 }

// beginsOf is a filter of characters and of those that words of the sets begin with.
func beginsOf(chars string, sets ...*wordSet) *runeFilter {
	var f runeFilter
	for _, c := range chars {
		f.add(c)
	}
	for _, s := range sets {
		for part, has := range s.begin.runeFilter {
			f[part] |= has
		}
	}
	return &f
}

// before counts the runes of the filter in the part of c that come before it.
func (f *runeFilter) before(c rune) int {
	return bits.OnesCount64(f[c>>6&63] & (1<<(c&63) - 1))
}

// of returns the words of a rune, and of those that share its low bits. The filter
// must hold it.
func (x *runeIndex) of(c rune) [][]rune { return x.words[int(x.below[c>>6&63])+x.before(c)] }

// indexWords indexes words, longest first, by the rune that key picks.
func indexWords(words [][]rune, key func([]rune) rune) runeIndex {
	var x runeIndex
	for _, w := range words {
		x.add(key(w))
	}
	n := 0
	for part, has := range x.runeFilter {
		x.below[part] = uint16(n)
		n += bits.OnesCount64(has)
	}
	x.words = make([][][]rune, n)
	for _, w := range words {
		c := key(w)
		k := int(x.below[c>>6&63]) + x.before(c)
		x.words[k] = append(x.words[k], w)
	}
	return x
}

// words builds a set from blank-separated words.
func words(lists ...string) *wordSet {
	var all [][]rune
	for _, list := range lists {
		for _, w := range strings.Fields(list) {
			all = append(all, []rune(w))
		}
	}
	slices.SortStableFunc(all, func(a, b []rune) int { return len(b) - len(a) })
	s := &wordSet{
		begin: indexWords(all, func(w []rune) rune { return w[0] }),
		end:   indexWords(all, func(w []rune) rune { return w[len(w)-1] }),
	}
	if len(all) > 0 {
		s.longest = len(all[0])
	}
	return s
}

// longestAt returns the length of the longest word that begins at i, 0 for none.
func (s *wordSet) longestAt(r []rune, i int) int {
	if i < 0 || i >= len(r) || !s.begin.has(r[i]) {
		return 0
	}
	for _, w := range s.begin.of(r[i]) {
		if len(w) <= len(r)-i && equalRunes(r[i:i+len(w)], w) {
			return len(w)
		}
	}
	return 0
}

// longestBefore returns the length of the longest word that ends before i.
func (s *wordSet) longestBefore(r []rune, i int) int {
	if i <= 0 || i > len(r) || !s.end.has(r[i-1]) {
		return 0
	}
	for _, w := range s.end.of(r[i-1]) {
		if len(w) <= i && equalRunes(r[i-len(w):i], w) {
			return len(w)
		}
	}
	return 0
}

func equalRunes(a, b []rune) bool {
	for i := range b {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// isWhole tells whether the text is one word of the set.
func (s *wordSet) isWhole(text string) bool {
	if text == "" || len(text) > utf8.UTFMax*s.longest {
		return false
	}
	var few [64]rune
	r := few[:0]
	for _, c := range text {
		r = append(r, c)
	}
	return s.longestAt(r, 0) == len(r)
}

// inSpan tells whether a word of the set stands inside the span.
func (s *wordSet) inSpan(t *text, where span) bool { return t.has(where, s) }
