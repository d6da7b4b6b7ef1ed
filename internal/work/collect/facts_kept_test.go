package collect

import (
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
)

// A year of 5,000 units and five fields stays kept as a whole, and what is more than
// the bound pushes out what was not used for longest.
func TestKeptFactsAreBounded(t *testing.T) {
	numbers := map[string][]*decimal.Decimal{"a": nil, "b": nil, "c": nil, "d": nil, "e": nil}
	year := func(k *keptFacts, form string, units int) map[string]Stamp {
		stamps := map[string]Stamp{}
		for month := range 12 {
			stamp := map[string]Stamp{strconv.Itoa(month): {Returns: int64(units), Moves: 1, Records: 1}}
			stamps[strconv.Itoa(month)] = stamp[strconv.Itoa(month)]
			k.keep("b", form, stamp, map[string]statedPeriod{strconv.Itoa(month): {stamp: stamp[strconv.Itoa(month)], rows: make([]Stated, units), numbers: numbers}})
		}
		return stamps
	}
	var k keptFacts
	city := year(&k, "city", 5000)
	if n := len(k.take("b", "city", city)); n != 12 {
		t.Errorf("of a city's year %d months are kept", n)
	}
	more := year(&k, "more", 5000)
	if n := len(k.take("b", "more", more)); n != 12 {
		t.Errorf("of the year read last %d months are kept", n)
	}
	if k.weight > keptMost || len(k.take("b", "city", city)) == 12 {
		t.Errorf("%d are kept", k.weight)
	}
	weight := 0
	for _, kept := range k.of {
		weight += kept.weight()
	}
	if weight != k.weight {
		t.Errorf("%d are kept and %d counted", weight, k.weight)
	}
}
