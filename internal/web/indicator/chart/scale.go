// Package chart owns the two small charts of a board: a line over the periods of
// a year, and bars of units.
//
// Both are pure functions from a view to SVG text. They know no indicator, no
// clock and no request.
package chart

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"nianlun/internal/kit/i18n"
)

// height of both drawings in pixels. Across, everything is placed in hundredths
// of the width, so that a drawing fills its card while its words keep their size.
const height = 210

// open begins a drawing. The class stands on a group, because its rules give a
// drawing the shape of its view box, and this one has none.
func open(b *strings.Builder, label string) {
	fmt.Fprintf(b, `<svg width="100%%" height="%d" role="img" aria-label="%s"><g class="chart">`+"\n", height, escape(label))
}

// scale turns values into heights. Its lines lie on round numbers.
type scale struct {
	low, step   float64
	lines       int
	top, bottom float64
	decimals    int
}

// scaleOf spans the values with at most four intervals on round numbers; what is
// all positive and near zero begins at zero.
func scaleOf(values []float64, top, bottom float64) scale {
	low, high := values[0], values[0]
	for _, v := range values {
		low, high = math.Min(low, v), math.Max(high, v)
	}
	if low > 0 && low < high*0.6 || low == high && low > 0 {
		low = 0
	}
	if low == high {
		high = low + 1
	}
	step := round((high - low) / 3)
	s := scale{low: math.Floor(low/step) * step, step: step, top: top, bottom: bottom}
	s.lines = int(math.Ceil((high-s.low)/step-1e-9)) + 1
	for unit := step; s.decimals < 4 && math.Abs(unit-math.Round(unit)) > 1e-9; s.decimals++ {
		unit *= 10
	}
	return s
}

// round is the next number of 1, 2, 2.5, 5 times a power of ten.
func round(x float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, n := range []float64{1, 2, 2.5, 5} {
		if n*power >= x*0.999999 {
			return n * power
		}
	}
	return 10 * power
}

func (s scale) y(v float64) float64 {
	return s.bottom - (s.bottom-s.top)*(v-s.low)/(s.step*float64(s.lines-1))
}

// label writes the number at a line.
func (s scale) label(i int) string {
	return i18n.Group(strconv.FormatFloat(s.low+float64(i)*s.step, 'f', s.decimals, 64))
}

func n1(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

func escape(text string) string { return escaper.Replace(text) }
