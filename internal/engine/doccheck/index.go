package doccheck

import (
	"cmp"
	"slices"
)

// Bounds of the search for candidates: they keep it linear when a text repeats
// itself thousands of times. Ordinary commitments stay far below.
const (
	maxPostings   = 4000 // places looked at for one commitment
	maxCandidates = 32   // statements weighed for one commitment
)

// index finds the statements that hold a feature.
type index struct {
	places map[feature][]int32
	score  []float64 // of each statement in the search at hand, 0 between searches
}

func newIndex(list []statement) *index {
	ix := &index{places: map[feature][]int32{}, score: make([]float64, len(list))}
	for i := range list {
		if list[i].title {
			continue
		}
		for _, f := range list[i].features {
			if f.second() != 0 {
				ix.places[f] = append(ix.places[f], int32(i))
			}
		}
	}
	return ix
}

// candidates are the statements that share the most weight with a commitment,
// best first, equal ones in text order.
func (ix *index) candidates(w *weights, list []feature) []int {
	rare := slices.Clone(list)
	slices.SortFunc(rare, func(a, b feature) int {
		return cmp.Or(cmp.Compare(w.of(b), w.of(a)), cmp.Compare(a, b))
	})
	var found []int
	looked := 0
	for _, f := range rare {
		places, weight := ix.places[f], w.of(f)
		if looked += len(places); looked > maxPostings {
			break
		}
		for _, at := range places {
			if ix.score[at] == 0 {
				found = append(found, int(at))
			}
			ix.score[at] += weight
		}
	}
	slices.SortFunc(found, func(a, b int) int {
		if ix.score[a] != ix.score[b] {
			return cmp.Compare(ix.score[b], ix.score[a])
		}
		return cmp.Compare(a, b)
	})
	for _, at := range found {
		ix.score[at] = 0
	}
	return found[:min(len(found), maxCandidates)]
}
