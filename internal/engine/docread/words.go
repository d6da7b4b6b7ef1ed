package docread

import "strings"

// wordSet finds the longest of many words at, or ending at, an offset. It is
// built once and never changes.
type wordSet struct {
	first map[rune][][]rune // by first rune, longest first
	last  map[rune][][]rune // by last rune, longest first

	// Most lookups find nothing. The filters tell so without touching a map.
	mayBegin, mayEnd runeFilter
}

// runeFilter holds the low bits of runes: a clear bit means that no such rune was
// added, a set one that it may have been.
type runeFilter [64]uint64

func (f *runeFilter) add(c rune)      { f[c>>6&63] |= 1 << (c & 63) }
func (f *runeFilter) has(c rune) bool { return f[c>>6&63]&(1<<(c&63)) != 0 }

// words builds a set from blank-separated words.
func words(lists ...string) *wordSet {
	s := &wordSet{first: map[rune][][]rune{}, last: map[rune][][]rune{}}
	for _, list := range lists {
		for _, w := range strings.Fields(list) {
			r := []rune(w)
			s.first[r[0]] = insertByLength(s.first[r[0]], r)
			end := r[len(r)-1]
			s.mayBegin.add(r[0])
			s.mayEnd.add(end)
			s.last[end] = insertByLength(s.last[end], r)
		}
	}
	return s
}

func insertByLength(list [][]rune, word []rune) [][]rune {
	at := len(list)
	for at > 0 && len(list[at-1]) < len(word) {
		at--
	}
	list = append(list, nil)
	copy(list[at+1:], list[at:])
	list[at] = word
	return list
}

// longestAt returns the length of the longest word that begins at i, 0 for none.
func (s *wordSet) longestAt(r []rune, i int) int {
	if i < 0 || i >= len(r) || !s.mayBegin.has(r[i]) {
		return 0
	}
	for _, w := range s.first[r[i]] {
		if len(w) <= len(r)-i && equalRunes(r[i:i+len(w)], w) {
			return len(w)
		}
	}
	return 0
}

// longestBefore returns the length of the longest word that ends before i.
func (s *wordSet) longestBefore(r []rune, i int) int {
	if i <= 0 || i > len(r) || !s.mayEnd.has(r[i-1]) {
		return 0
	}
	for _, w := range s.last[r[i-1]] {
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
	r := []rune(text)
	return len(r) > 0 && s.longestAt(r, 0) == len(r)
}

// inSpan tells whether a word of the set stands inside the span.
func (s *wordSet) inSpan(t *text, where span) bool { return t.has(where, s) }
