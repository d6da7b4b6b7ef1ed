package collect

import (
	"slices"
	"sync"

	"github.com/shopspring/decimal"
)

// statedPeriod is what is stated in one period of a form, with the stamp of the state
// in which it is so. It is never changed once it is kept.
type statedPeriod struct {
	stamp   Stamp
	rows    []Stated
	numbers map[string][]*decimal.Decimal // by field, in the order of the rows
}

// without are the fields whose numbers have not been read.
func (p statedPeriod) without(fields []string) []string {
	return slices.DeleteFunc(slices.Clone(fields), func(field string) bool { return p.numbers[field] != nil })
}

// weight is what a period costs to keep: a row about as much as four numbers.
func (p statedPeriod) weight() int { return len(p.rows) * (len(p.numbers) + 4) }

// keptMost bounds what is kept. Five fields of a form of 500 schools and twelve months
// weigh 54,000, some 6 MB; 5,000 schools must fit, or each page would throw out what the
// next one asks for.
const keptMost = 800_000

// keptFacts keeps what was read for figures, by period, and gives it back for as long
// as the stamp is the same: months that nobody touches any more are not read again at
// each opening of a page. The zero value is ready.
type keptFacts struct {
	mu     sync.Mutex
	of     map[keptKey]*keptPeriod
	weight int
	uses   uint64
}

type keptKey struct{ bureau, form, period string }

type keptPeriod struct {
	statedPeriod
	used uint64 // the number of the last use
}

// take gives the periods that are kept with these stamps.
func (k *keptFacts) take(bureau, form string, stamps map[string]Stamp) map[string]statedPeriod {
	k.mu.Lock()
	defer k.mu.Unlock()
	found := map[string]statedPeriod{}
	for p, stamp := range stamps {
		if kept := k.of[keptKey{bureau, form, p}]; kept != nil && kept.stamp == stamp {
			k.uses++
			kept.used = k.uses
			found[p] = kept.statedPeriod
		}
	}
	return found
}

// keep takes the place of what was kept of periods that have a stamp.
func (k *keptFacts) keep(bureau, form string, stamps map[string]Stamp, all map[string]statedPeriod) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.of == nil {
		k.of = map[keptKey]*keptPeriod{}
	}
	for p := range stamps {
		key := keptKey{bureau, form, p}
		if old := k.of[key]; old != nil {
			k.weight -= old.weight()
		}
		k.uses++
		k.of[key] = &keptPeriod{statedPeriod: all[p], used: k.uses}
		k.weight += all[p].weight()
	}
	for k.weight > keptMost && len(k.of) > 0 {
		k.dropOldest()
	}
}

// dropOldest forgets the period that was not used for longest.
func (k *keptFacts) dropOldest() {
	var oldest keptKey
	first := true
	for key, kept := range k.of {
		if first || kept.used < k.of[oldest].used {
			oldest, first = key, false
		}
	}
	k.weight -= k.of[oldest].weight()
	delete(k.of, oldest)
}
