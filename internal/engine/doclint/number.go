package doclint

import (
	"math"
	"strings"

	"nianlun/internal/engine/docread"

	"github.com/shopspring/decimal"
)

// quantity is a figure made ready for arithmetic.
type quantity struct {
	index  int
	value  decimal.Decimal
	scale  int64           // the 万 or 亿 of its writing, 1 for none
	places int             // decimals as written
	step   decimal.Decimal // what one of the last written digit is worth; 0 for a plain count
	approx bool
}

var (
	one     = decimal.NewFromInt(1)
	two     = decimal.NewFromInt(2)
	hundred = decimal.NewFromInt(100)
)

// quantity returns figure i as a quantity; not ok when it has no single value.
func (c *checker) quantity(i int) (quantity, bool) {
	f := &c.doc.Figures[i]
	if f.Value == nil || f.Value2 != nil || f.Kind == docread.KindRange || f.Kind == docread.KindRatio {
		return quantity{}, false
	}
	q := quantity{index: i, value: *f.Value, scale: scaleOf(f.Text), places: placesOf(f.Text), approx: f.Approx != docread.ApproxExact}
	if hedged(c.slice(f.Start-3, f.Start)) || roughly(c.slice(f.Start-10, f.Start)) {
		q.approx = true
	}
	if q.scale > 1 || q.places > 0 || f.Kind == docread.KindPercent {
		q.step = stepOf(q.scale, q.places)
	}
	return q, true
}

// quantities returns the figures as quantities of one check: numbers of the same
// scale are taken to be written to the same place (25万 beside 16.3万 is 25.0万).
func (c *checker) quantities(figures []int) ([]quantity, bool) {
	list := make([]quantity, 0, len(figures))
	places := map[int64]int{}
	for _, i := range figures {
		q, ok := c.quantity(i)
		if !ok {
			return nil, false
		}
		places[q.scale] = max(places[q.scale], q.places)
		list = append(list, q)
	}
	for k := range list {
		q := &list[k]
		if d := places[q.scale]; d > q.places {
			q.places, q.step = d, stepOf(q.scale, d)
		}
	}
	return list, true
}

// scaleOf returns the worth of the 万 or 亿 that a numeral ends in.
func scaleOf(text string) int64 {
	scale := int64(1)
	for _, r := range text {
		switch r {
		case '万':
			scale *= 10_000
		case '亿':
			scale *= 100_000_000
		}
	}
	return scale
}

// placesOf counts the decimals of a numeral as written.
func placesOf(text string) int {
	point := strings.IndexAny(text, ".．·")
	if point < 0 {
		return 0
	}
	n := 0
	for _, r := range text[point:] {
		if r >= '0' && r <= '9' || r >= '０' && r <= '９' {
			n++
		}
	}
	return n
}

func stepOf(scale int64, places int) decimal.Decimal {
	return decimal.NewFromInt(scale).Shift(-int32(places))
}

// tolerance is how far a sum may be off by rounding alone: usual is what rounding
// brings about as a rule, worst what it can bring about at most.
func tolerance(list []quantity) (usual, worst decimal.Decimal) {
	same := true
	for _, q := range list {
		worst = worst.Add(q.step.Div(two))
		same = same && q.scale == list[0].scale
	}
	if !same {
		return worst, worst
	}
	steps := math.Floor(0.75 * math.Sqrt(float64(len(list))))
	return decimal.Min(worst, list[0].step.Mul(decimal.NewFromFloat(steps))), worst
}

// agrees tells whether a written value stands for an expected one: some writers
// round and some cut, so the expected value may lie half a step below or one above.
// slack is what the rounding of the other numbers brings. near tells a value that
// is off by one in its last digit.
func agrees(expected decimal.Decimal, value quantity, slack decimal.Decimal) (ok, near bool) {
	off := expected.Sub(value.value)
	ok = off.GreaterThanOrEqual(value.step.Div(two).Add(slack).Neg()) && off.LessThanOrEqual(value.step.Add(slack))
	return ok, off.Abs().LessThanOrEqual(value.step.Add(slack))
}

func sumOf(list []quantity) decimal.Decimal {
	total := decimal.Zero
	for _, q := range list {
		total = total.Add(q.value)
	}
	return total
}

func anyApprox(list []quantity) bool {
	for _, q := range list {
		if q.approx {
			return true
		}
	}
	return false
}

// written renders a value in the scale of a quantity: 623000 as 62.3万.
func written(v decimal.Decimal, like quantity) string {
	switch like.scale {
	case 100_000_000:
		return v.Shift(-8).String() + "亿"
	case 10_000:
		return v.Shift(-4).String() + "万"
	}
	return v.String()
}

// roughly tells a 约 in the clause before a number (约有教师3000人).
func roughly(before string) bool {
	if at := strings.LastIndexAny(before, "，,；;。：:、\n"); at >= 0 {
		before = before[at:]
	}
	at := strings.LastIndex(before, "约")
	return at >= 0 && !strings.HasSuffix(before[:at], "节") && !strings.HasSuffix(before[:at], "公") && !strings.HasSuffix(before[:at], "预")
}

// hedged tells words before a number that make it no exact one.
func hedged(before string) bool {
	before = strings.ReplaceAll(before, "近视", "")
	for _, w := range []string{"约", "近", "超", "逾", "余", "至少", "不足", "左右"} {
		if strings.Contains(before, w) {
			return true
		}
	}
	return false
}
