package doctext

import "strings"

// phraseSet finds the longest of many phrases at an offset. It is built once and
// never changes.
type phraseSet struct {
	filter [64]uint64 // low bits of the first runes: most lookups end here
	first  map[rune][][]rune
}

// phrases builds a set from blank-separated phrases.
func phrases(list string) *phraseSet {
	s := &phraseSet{first: map[rune][][]rune{}}
	for _, phrase := range strings.Fields(list) {
		s.add([]rune(phrase))
	}
	return s
}

func (s *phraseSet) add(r []rune) {
	s.filter[r[0]>>6&63] |= 1 << (r[0] & 63)
	s.first[r[0]] = append(s.first[r[0]], r)
}

// at returns the length of the longest phrase at i, 0 for none.
func (s *phraseSet) at(d *draft, i int) int {
	c := d.rune(i)
	if s.filter[c>>6&63]&(1<<(c&63)) == 0 {
		return 0
	}
	longest := 0
	for _, phrase := range s.first[c] {
		if len(phrase) > longest && d.hasRunes(i, phrase) {
			longest = len(phrase)
		}
	}
	return longest
}

// hasRunes tells whether the runes stand at offset i.
func (d *draft) hasRunes(i int, word []rune) bool {
	if i+len(word) > len(d.runes) {
		return false
	}
	for k, c := range word {
		if d.runes[i+k] != c {
			return false
		}
	}
	return true
}
