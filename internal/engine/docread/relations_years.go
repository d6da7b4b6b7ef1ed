package docread

import "strings"

// bindYears finds the earlier value of a growth where both values are told with
// their years: 2030年招生4000人，2031年招生4400人，增长10%, also when the earlier year
// stands in the sentence before or behind the later one.
func (b *binder) bindYears(s, before sentenceFigures) {
	known := map[int]bool{}
	for _, r := range b.found {
		if r.Kind == RelationEarlier && r.To >= s.first {
			known[r.To] = true
		}
	}
	for k := len(b.found) - 1; k >= 0 && b.found[k].From >= s.first; k-- {
		r := &b.found[k]
		if r.Kind != RelationGrowth || b.t.has(b.label(s, r.From), spanYearsWords) {
			continue
		}
		from, to, ok := b.yearPair(s, before, *r)
		if !ok || known[to] && to != r.To {
			continue
		}
		r.To = to
		if known[to] {
			continue
		}
		known[to] = true
		b.marks[from].earlier = true
		b.found = append(b.found, Relation{Kind: RelationEarlier, From: from, To: to, Of: -1})
	}
}

// yearPair finds the earlier and the later value around the base of a growth.
func (b *binder) yearPair(s, before sentenceFigures, growth Relation) (from, to int, ok bool) {
	base := growth.To
	here := b.yearOf(s, base)
	if other := base - 1; other >= s.first && here.past && b.sameThing(other, base) {
		if there := b.yearOf(s, other); there.year > here.year && b.comparesWith(s, growth.From, here, there) {
			return base, other, true
		}
	}
	if here.past {
		return 0, 0, false
	}
	first, in := s.first, s
	if base == s.first && before.last == s.first && s.start-before.end <= 2 {
		first, in = before.first, before
	}
	const farthest = 6
	found := -1
	for k := base - 1; k >= first && base-k <= farthest; k-- {
		if !b.sameThing(k, base) {
			continue
		}
		there := b.yearOf(in, k)
		switch {
		case found >= 0 && there.year > 0: // a row of years: nobody can say which is meant
			return 0, 0, false
		case found >= 0:
		case there.year == 0 || there.year >= here.year || !b.comparesWith(s, growth.From, there, here):
			return 0, 0, false
		default:
			found = k
		}
	}
	return found, base, found >= 0
}

// sameThing tells two plain quantities of the same subject.
func (b *binder) sameThing(a, k int) bool {
	f, g := &b.f[a], &b.f[k]
	return b.marks[a].plain() && b.marks[k].plain() && sameFamily(f, g) && b.within[a] == b.within[k] &&
		b.sameSubject(f, g) && f.Unit != "%" && f.Role == g.Role
}

// sameSubject compares the subjects of an earlier and a later value. The later may
// leave the noun out: 去年招聘教师120名，今年招聘150名.
func (b *binder) sameSubject(f, g *Figure) bool {
	first, second := strings.TrimPrefix(f.Subject, "同期"), strings.TrimPrefix(g.Subject, "同期")
	if first == second {
		return true
	}
	full := second + first
	start := f.Start - len([]rune(full))
	return second != "" && itemVerbs.isWhole(second) && b.t.hasAt(start, full)
}

// namedYear is the year that a clause puts its figure in. past tells words such as
// 去年; year counts from 1 then, one less than the year at hand.
type namedYear struct {
	year int
	past bool
}

// The years of words that name none.
const (
	lastYear = 1
	thisYear = 2
)

// yearOf reads the year of figure i from the words before it, back to the figure
// before. A figure without one is of the year at hand.
func (b *binder) yearOf(s sentenceFigures, i int) namedYear {
	const farthest = 40
	g := b.gap(s, i)
	words := span{max(g.start, g.end-farthest), g.end}
	if b.t.has(words, partOfYearWords) {
		return namedYear{}
	}
	for k := words.end - 1; k >= words.start; k-- {
		switch rest := b.t.r[:words.end]; {
		case pastYearWords.longestAt(rest, k) > 0:
			return namedYear{lastYear, true}
		case presentYearWords.longestAt(rest, k) > 0:
			return namedYear{thisYear, false}
		}
		if year, end := fullYear(b.t, k); year > 0 && end <= words.end {
			return namedYear{year, false}
		}
	}
	return namedYear{}
}

// comparesWith tells whether a growth can be against the earlier of two years: the
// words before it name no other year, and 比上年 means the year before.
func (b *binder) comparesWith(s sentenceFigures, growth int, earlier, later namedYear) bool {
	named := earlier.year > thisYear
	if named != (later.year > thisYear) {
		return false
	}
	label := b.label(s, growth)
	if year := yearIn(b.t, label); year > 0 {
		return year == earlier.year
	}
	return !b.t.has(label, compareWords) || !named || earlier.year == later.year-1
}
