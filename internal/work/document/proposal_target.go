package document

import (
	"slices"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/docread"
)

// The words round a number that say how it binds.
var (
	atMostBefore = []string{"不超过", "不高于", "不多于", "不大于", "控制在", "低于", "少于", "降到", "降至", "下降到", "下降至", "压减到", "压减至", "小于"}
	atLeastFirst = []string{"不低于", "不少于", "不小于"}
	atMostAfter  = []string{"以内", "以下", "之内"}
)

// opOf tells how a figure binds, from the words before and after it.
func opOf(text []rune, f docread.Figure) Op {
	head := string(text[max(f.Start-8, 0):min(f.Start, len(text))])
	tail := string(text[min(f.UnitEnd, len(text)):min(f.UnitEnd+4, len(text))])
	switch {
	case containsAny(head, atLeastFirst):
		return AtLeast
	case containsAny(head, atMostBefore) || startsWithAny(tail, atMostAfter):
		return AtMost
	default:
		return AtLeast
	}
}

// describes tells a number that says which things are meant (56人以上大班额,
// 不足100人的教学点) from one that says how many there shall be.
func describes(text []rune, f docread.Figure) bool {
	tail := text[min(f.UnitEnd, len(text)):]
	if len(tail) > 0 && tail[0] == '的' {
		return true
	}
	for _, bound := range []string{"以上", "以下", "以内"} {
		rest, found := strings.CutPrefix(string(tail[:min(3, len(tail))]), bound)
		next := []rune(rest)
		if found && len(next) > 0 && unicode.Is(unicode.Han, next[0]) {
			return true
		}
	}
	return false
}

func containsAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// targetOf is a figure as a target. Money is written in 万元 when it is as much,
// exactly.
func targetOf(text []rune, f docread.Figure) *Target {
	if f.Value == nil || f.Masked || f.Unit == "" {
		return nil
	}
	t := Target{Op: opOf(text, f), Value: *f.Value, Unit: f.Unit}
	if t.Unit == yuan && t.Value.Abs().GreaterThanOrEqual(decimal.New(1, 4)) {
		t.Value, t.Unit = t.Value.Shift(-4), tenThousandYuan
	}
	return &t
}

const (
	yuan            = "元"
	tenThousandYuan = "万元"
)

// shifts are the decimal places between units of one kind and its base unit.
var shifts = map[string]struct {
	base   string
	places int32
}{
	yuan: {yuan, 0}, tenThousandYuan: {yuan, 4}, "亿元": {yuan, 8}, "百万元": {yuan, 6}, "千元": {yuan, 3},
	"人": {"人", 0}, "万人": {"人", 4}, "人次": {"人次", 0}, "万人次": {"人次", 4},
	"平方米": {"平方米", 0}, "万平方米": {"平方米", 4}, "个": {"个", 0}, "万个": {"个", 4}, "册": {"册", 0}, "万册": {"册", 4},
}

// convert writes a value in another unit, exactly: it only moves the decimal
// point. False when the units measure different things.
func convert(value decimal.Decimal, from, to string) (decimal.Decimal, bool) {
	if from == to {
		return value, true
	}
	a, okA := shifts[from]
	b, okB := shifts[to]
	if !okA || !okB || a.base != b.base {
		return value, false
	}
	return value.Shift(a.places - b.places), true
}

// shared is how many characters in a row a name must share with a text before
// its indicator is suggested.
const shared = 4

// suggest chooses the indicator whose name shares the longest run of characters
// with a text and whose unit fits, and writes the target in its unit.
func (d Directory) suggest(t *Target, text string) {
	best, length := IndicatorChoice{}, shared-1
	for _, c := range d.Indicators {
		if _, fits := convert(t.Value, t.Unit, c.Unit); !fits {
			continue
		}
		if n := longestShared(c.Name, text); n > length {
			best, length = c, n
		}
	}
	if best.Code != "" {
		t.Value, _ = convert(t.Value, t.Unit, best.Unit)
		t.Unit, t.Indicator = best.Unit, best.Code
	}
}

// longestShared is the length of the longest part of a name that a text holds.
func longestShared(name, text string) int {
	r := []rune(name)
	for n := len(r); n > 0; n-- {
		for i := 0; i+n <= len(r); i++ {
			if strings.Contains(text, string(r[i:i+n])) {
				return n
			}
		}
	}
	return 0
}
