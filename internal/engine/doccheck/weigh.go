package doccheck

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// feature is a pair of neighbouring characters, or a single one, as a number.
type feature uint64

func pair(a, b rune) feature   { return feature(a)<<21 | feature(b) }
func single(a rune) feature    { return feature(a) << 21 }
func (f feature) first() rune  { return rune(f >> 21) }
func (f feature) second() rune { return rune(f & (1<<21 - 1)) }

// features lists the pairs and the single Chinese characters of a text, sorted,
// each once. Digits, marks and masked characters (0) part words.
func features(runes []rune) []feature {
	var list []feature
	prev := rune(0)
	for _, r := range runes {
		if !wordRune(r) {
			prev = 0
			continue
		}
		r = unicode.ToLower(r)
		if prev != 0 {
			list = append(list, pair(prev, r))
		}
		if r > 0x2E80 && !particles[r] {
			list = append(list, single(r))
		}
		prev = r
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func wordRune(r rune) bool {
	return r > 0x2E80 && unicode.IsLetter(r) || r|0x20 >= 'a' && r|0x20 <= 'z'
}

// weights hold how much each feature says, 0..1: the rarer over both texts, the
// more.
type weights struct {
	units int
	seen  map[feature]int32
	made  map[feature]float64
}

func newWeights() *weights { return &weights{seen: map[feature]int32{}} }

// count adds a unit of text to what is common.
func (w *weights) count(list []feature) {
	w.units++
	for _, f := range list {
		w.seen[f]++
	}
}

// Shares of a feature's weight.
const (
	particleShare = 0.2
	commonShare   = 0.35
	singleShare   = 0.2
)

var common = func() map[feature]bool {
	set := map[feature]bool{}
	for _, p := range commonPairs {
		if r := []rune(p); len(r) == 2 {
			set[pair(r[0], r[1])] = true
		}
	}
	return set
}()

// freeze computes the weights once all units are counted.
func (w *weights) freeze() {
	w.made = make(map[feature]float64, len(w.seen))
	// A text of a few lines says little about what is common: it is taken for
	// part of one of fifty units.
	n := float64(max(w.units, 50))
	top := math.Log(1 + n)
	for f, seen := range w.seen {
		rarity := math.Log(1+n/float64(seen)) / top
		weight := rarity * rarity
		switch {
		case f.second() == 0:
			weight *= singleShare
		case particles[f.first()] || particles[f.second()]:
			weight *= particleShare
		case common[f]:
			weight *= commonShare
		}
		w.made[f] = weight
	}
}

func (w *weights) of(f feature) float64 { return w.made[f] }

func (w *weights) sum(list []feature) float64 {
	total := 0.0
	for _, f := range list {
		total += w.made[f]
	}
	return total
}

// shared is the weight of what two sorted lists have in common.
func (w *weights) shared(a, b []feature) float64 {
	total := 0.0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			total += w.made[a[i]]
			i++
			j++
		}
	}
	return total
}

// likeness is how much of the shorter of two short texts the other holds, 0..1.
func likeness(a, b string) float64 {
	if a == "" || b == "" {
		return 0
	}
	if strings.Contains(a, b) || strings.Contains(b, a) {
		return 1
	}
	x, y := features([]rune(a)), features([]rune(b))
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	same := 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch {
		case x[i] < y[j]:
			i++
		case x[i] > y[j]:
			j++
		default:
			same++
			i++
			j++
		}
	}
	return float64(same) / float64(min(len(x), len(y)))
}

// union merges sorted lists, each feature once.
func union(lists ...[]feature) []feature {
	var all []feature
	for _, l := range lists {
		all = append(all, l...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
