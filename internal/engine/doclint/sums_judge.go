package doclint

import (
	"strings"

	"nianlun/internal/engine/docread"
	"nianlun/internal/kit/i18n"

	"github.com/shopspring/decimal"
)

// judge compares one division of a whole with it and says how sure a difference
// is to be a slip.
func (c *checker) judge(l partList, whole quantity, parts []quantity) {
	if len(parts) < 2 {
		return
	}
	all := append([]quantity{whole}, parts...)
	sum := sumOf(parts)
	diff := sum.Sub(whole.value)
	usual, worst := tolerance(all)
	if diff.IsZero() {
		c.confirmSum(whole, parts)
		return
	}
	d := division{checker: c, list: l, whole: whole, parts: parts, diff: diff}
	d.readLabels()
	f := Finding{
		Kind: KindSum, Expected: written(sum, whole), Found: written(whole.value, whole),
		Severity: d.severity(),
	}
	args := []any{"whole", c.said(whole.index), "parts", c.joined(parts), "sum", f.Expected, "diff", written(diff.Abs(), whole)}
	switch {
	case f.Severity == "":
		return
	case diff.Abs().LessThanOrEqual(usual):
		f.Severity, f.Message = roundingSeverity(all), i18n.Msg("lint.sum.rounding", args...)
	case diff.IsPositive():
		f.Message = i18n.Msg("lint.sum.over", args...)
	case f.Severity == SeverityInfo:
		f.Message = i18n.Msg("lint.sum.selection", args...)
	default:
		f.Message = i18n.Msg("lint.sum.under", args...)
	}
	if f.Severity == SeverityError && diff.Abs().LessThanOrEqual(worst) {
		f.Severity = SeverityWarning
	}
	figures := []int{whole.index}
	for _, p := range parts {
		figures = append(figures, p.index)
	}
	c.find(f, figures...)
}

// roundingSeverity: one off in the last decimal is rounding; one off in whole 万
// is as a rule a slip when the parts are few.
func roundingSeverity(all []quantity) Severity {
	if all[0].places == 0 && len(all) <= 4 {
		return SeverityWarning
	}
	return SeverityInfo
}

// division is a run of parts on one axis beside its whole.
type division struct {
	*checker
	list  partList
	whole quantity
	parts []quantity
	diff  decimal.Decimal

	labels   []string
	places   []place
	known    int  // parts whose axis is known
	sameAxis bool // all parts lie on one axis, each on its own value
	overlaps bool // parts that may count the same things twice
}

func (d *division) readLabels() {
	d.sameAxis = true
	seen := map[int]bool{}
	for _, p := range d.parts {
		label := d.labelOf(p.index)
		at := placeOf(label)
		d.labels, d.places = append(d.labels, label), append(d.places, at)
		if !at.ok {
			d.sameAxis = false
			continue
		}
		d.known++
		if at.axis.mixed || at.axis != &ageAxis && strings.Contains(label, "以上") {
			d.overlaps = true
		}
		d.sameAxis = d.sameAxis && !seen[at.value]
		seen[at.value] = true
	}
	for _, a := range d.places {
		for _, b := range d.places {
			if a.ok && b.ok && a.axis != b.axis {
				d.overlaps, d.sameAxis = true, false
			}
		}
	}
	if d.sameAxis && (d.places[0].axis == &ageAxis && !exclusiveAges(d.places) || d.cumulative()) {
		d.overlaps, d.sameAxis = true, false
	}
}

// cumulative tells entrance lines that count those above them as well: of 1230 who
// passed, 1230 passed the second line.
func (d *division) cumulative() bool {
	if d.places[0].axis.name != "line" {
		return false
	}
	for _, p := range d.parts {
		if p.value.Equal(d.whole.value) {
			return true
		}
	}
	return false
}

// severity judges a difference that is no rounding; "" when it says nothing.
func (d *division) severity() Severity {
	if d.diff.IsPositive() {
		return d.over()
	}
	return d.under()
}

// over: parts that exclude each other cannot make more than the whole. People may
// carry several marks at once: lists of people without a known axis give a warning
// where they read as one division, and lists of marks that overlap only where they
// miss the whole by a hair.
func (d *division) over() Severity {
	switch {
	case d.people() && d.byTimes():
		return ""
	case d.people() && d.gathered():
		return SeverityWarning
	case d.overlaps && !d.list.complete:
		if d.byAHair() {
			return SeverityWarning
		}
		return ""
	case d.list.nested && !d.list.bracket:
		return SeverityInfo
	case d.list.complete && !d.list.bracket, d.sameAxis:
		return SeverityError
	case d.overlaps:
		return SeverityWarning
	case d.people():
		if d.byAHair() || d.enumerated() {
			return SeverityWarning
		}
		return ""
	case d.generic(d.whole.index) && !d.parallel():
		return SeverityWarning
	}
	return SeverityError
}

// enumerated tells a list whose items are parted by 、 alone.
func (d *division) enumerated() bool {
	const longest = 30
	for i := 1; i < len(d.parts); i++ {
		from := d.spanOf(d.parts[i-1].index).End
		between := d.slice(from, min(d.spanOf(d.parts[i].index).Start, from+longest))
		if !strings.Contains(between, "、") || strings.ContainsAny(between, "，,；;") {
			return false
		}
	}
	return true
}

// byAHair tells a difference of less than the smallest part and 2 % of the whole:
// labels that seem to overlap were a division all the same.
func (d *division) byAHair() bool {
	off := d.diff.Abs()
	for _, p := range d.parts {
		if off.GreaterThanOrEqual(p.value) {
			return false
		}
	}
	return off.Mul(hundred).LessThanOrEqual(d.whole.value.Mul(two))
}

// under: a list that claims to be complete is wrong; a list whose axis leaves
// nothing out, or that misses less than its smallest part by a hair, very likely
// is; any other is a selection.
func (d *division) under() Severity {
	switch {
	case d.list.after && d.stockTotal() && !d.closed() && d.farOff():
		return SeverityInfo
	case d.list.complete && !d.list.bracket:
		return SeverityError
	case d.list.complete && (d.closed() || d.nearMiss()):
		return SeverityError
	case d.list.complete:
		return SeverityWarning
	case d.closed(), d.nearMiss(), d.claimsAll(), d.list.after && (d.fromSources() || d.stagesAll()):
		return SeverityWarning
	}
	return SeverityInfo
}

// people tells whether persons are counted.
func (d *division) people() bool {
	switch d.doc.Figures[d.whole.index].Unit {
	case "人", "名", "位":
		return true
	}
	return false
}

// closed tells a division that leaves nothing out: men and women, X and not X,
// or all states of a project.
func (d *division) closed() bool {
	if d.sameAxis && len(d.parts) >= 2 && d.places[0].axis.closed {
		return true
	}
	if d.sameAxis && (d.places[0].axis.name == "state" && len(d.parts) == 3 || d.places[0].axis.name == "quarter" && len(d.parts) == 4) {
		return true
	}
	if d.sameAxis && d.places[0].axis == &ageAxis && allAges(d.places) {
		return true
	}
	for _, a := range d.labels {
		for _, b := range d.labels {
			for _, not := range []string{"非", "不", "未"} {
				if at := strings.Index(b, not); at >= 0 && complements(a, b[at+len(not):]) {
					return true
				}
			}
		}
	}
	return false
}

// complements tells whether a label speaks of what another one denies: both
// share the two characters after 非, 不 or 未.
func complements(label, denied string) bool {
	r := []rune(denied)
	if len(r) < 2 {
		return false
	}
	at := strings.Index(label, string(r[:2]))
	return at >= 0 && !strings.HasSuffix(label[:at], "非") && !strings.HasSuffix(label[:at], "不") && !strings.HasSuffix(label[:at], "未")
}

// nearMiss tells a list of several kinds of the same sort that falls short by
// less than its smallest part and by little of the whole: as a rule the list is
// complete and one number has slipped.
func (d *division) nearMiss() bool {
	if d.overlaps {
		return false
	}
	smallest := d.parts[0].value
	for _, p := range d.parts {
		smallest = decimal.Min(smallest, p.value)
	}
	short := d.diff.Abs()
	within := func(perMille int64) bool {
		return short.Shift(3).LessThanOrEqual(d.whole.value.Mul(decimal.NewFromInt(perMille)))
	}
	known := d.known == len(d.parts)
	if known && len(d.parts) >= 5 && within(10) {
		return true
	}
	if short.GreaterThanOrEqual(smallest) {
		return false
	}
	switch n := len(d.parts); {
	case known && n >= 4:
		return within(50)
	case known && n == 3:
		return within(20)
	case known:
		return d.sameAxis && within(5)
	}
	return len(d.parts) >= 3 && !d.people() && within(10)
}

// parallel tells whether the labels end alike, as the kinds of one sort do.
func (d *division) parallel() bool {
	kind := d.doc.Figures[d.whole.index].Kind
	if kind == docread.KindMoney || kind == docread.KindMeasure {
		return true
	}
	last := ""
	for i, label := range d.labels {
		r := []rune(label)
		if len(r) == 0 {
			return false
		}
		end := string(r[len(r)-1])
		if i > 0 && end != last {
			return false
		}
		last = end
	}
	return true
}
