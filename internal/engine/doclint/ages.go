package doclint

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// ageAxis divides people by age; the value of a place on it holds both ends.
var ageAxis = axis{name: "age"}

// ages is a span of years of age, both ends included.
type ages struct{ low, high int }

const (
	ageBase  = 1000 // places both ends of a span in one number
	noOldest = 999
)

var (
	ageBetween = regexp.MustCompile(`(\d{1,2})岁?(?:[-－—–~～至到]+)(\d{1,2})(?:周?岁)`)
	ageBelow   = regexp.MustCompile(`(\d{1,2})周?岁(?:及|（含）|\(含\))?以?[下内]|不满(\d{1,2})周?岁`)
	ageAbove   = regexp.MustCompile(`(\d{1,2})周?岁(?:及|（含）|\(含\))?以?上`)
)

// ageOf reads the span of ages in a label: 35岁以下, 36-50岁, 51岁及以上.
func ageOf(label string) (ages, bool) {
	if !strings.Contains(label, "岁") {
		return ages{}, false
	}
	if m := ageBetween.FindStringSubmatch(label); m != nil {
		return ages{number(m[1]), number(m[2])}, true
	}
	if m := ageBelow.FindStringSubmatch(label); m != nil {
		return ages{0, number(m[1] + m[2])}, true
	}
	if m := ageAbove.FindStringSubmatch(label); m != nil {
		return ages{number(m[1]), noOldest}, true
	}
	return ages{}, false
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// sortedAges returns the spans of places on the age axis from the youngest on.
func sortedAges(places []place) []ages {
	list := make([]ages, 0, len(places))
	for _, p := range places {
		list = append(list, ages{p.value / ageBase, p.value % ageBase})
	}
	slices.SortFunc(list, func(a, b ages) int { return a.low - b.low })
	return list
}

// exclusiveAges tells spans of which nobody is in two. Neighbours may name the same
// year as their end (35岁以下, 35-50岁).
func exclusiveAges(places []place) bool {
	list := sortedAges(places)
	for i := 1; i < len(list); i++ {
		if list[i].low < list[i-1].high || list[i].low == list[i-1].low {
			return false
		}
	}
	return true
}

// allAges tells spans that leave no age out.
func allAges(places []place) bool {
	list := sortedAges(places)
	for i := 1; i < len(list); i++ {
		if list[i].low > list[i-1].high+1 {
			return false
		}
	}
	return list[0].low == 0 && list[len(list)-1].high == noOldest
}
