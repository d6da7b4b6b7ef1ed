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
type index map[feature][]int32

func newIndex(list []statement) index {
	ix := index{}
	for i := range list {
		if list[i].title {
			continue
		}
		for _, f := range list[i].features {
			if f.second() != 0 {
				ix[f] = append(ix[f], int32(i))
			}
		}
	}
	return ix
}

// candidates are the statements that share the most weight with a commitment,
// best first, equal ones in text order.
func (ix index) candidates(w *weights, list []feature) []int {
	rare := slices.Clone(list)
	slices.SortFunc(rare, func(a, b feature) int {
		return cmp.Or(cmp.Compare(w.of(b), w.of(a)), cmp.Compare(a, b))
	})
	score := map[int32]float64{}
	looked := 0
	for _, f := range rare {
		places := ix[f]
		if looked += len(places); looked > maxPostings {
			break
		}
		for _, at := range places {
			score[at] += w.of(f)
		}
	}
	found := make([]int, 0, len(score))
	for at := range score {
		found = append(found, int(at))
	}
	slices.SortFunc(found, func(a, b int) int {
		return cmp.Or(cmp.Compare(score[int32(b)], score[int32(a)]), cmp.Compare(a, b))
	})
	return found[:min(len(found), maxCandidates)]
}
