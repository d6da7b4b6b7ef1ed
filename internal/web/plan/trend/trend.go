// Package trend owns the small chart of a target: the figures of a year, the
// line that an even pace would follow, and the target.
//
// It is a pure function from a view to SVG text. It never knows an indicator's
// rules, a clock or a request.
package trend

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"nianlun/internal/engine/period"
)

// Trend is a chart that is ready to be drawn; all words are in the reader's
// language. Values are for drawing only, never for reckoning.
type Trend struct {
	Label  string // what a screen reader says of the whole
	Year   int
	Unit   string // behind the numbers of the axis; "%" only, others say it beside the chart
	Months [12]string
	Points []Point // by day
	Goal   float64
	Base   *float64    // with Start: where an even pace begins
	Start  period.Date // zero: with the year
	Due    period.Date // zero: no even pace is drawn
	Say    string      // beside the last point
}

// Point is a figure on the last day of its period.
type Point struct {
	Day   period.Date
	Value float64
}

// The measures of the drawing, in the units of its view box.
const (
	left, right = 60.0, 690.0
	top, bottom = 20.0, 120.0
	labelY      = 142.0
)

// Draw writes the chart as SVG; empty when there is nothing to draw.
func Draw(t Trend) string {
	if len(t.Points) == 0 {
		return ""
	}
	var b strings.Builder
	s := scaleOf(t)
	fmt.Fprintf(&b, `<svg class="chart wide" viewBox="0 0 720 150" role="img" aria-label="%s">`+"\n", escape(t.Label))
	s.axes(&b, t)
	fmt.Fprintf(&b, `<path class="goal" d="M40 %s H700"/>`+"\n", n1(s.y(t.Goal)))
	pace(&b, t, s)
	line(&b, t, s)
	months(&b, t)
	b.WriteString("</svg>")
	return b.String()
}

// scale turns values into heights. Its three lines lie on round numbers.
type scale struct{ low, step float64 }

func scaleOf(t Trend) scale {
	low, high := t.Goal, t.Goal
	for _, p := range t.Points {
		low, high = math.Min(low, p.Value), math.Max(high, p.Value)
	}
	if t.Base != nil {
		low, high = math.Min(low, *t.Base), math.Max(high, *t.Base)
	}
	step := round((high - low) / 2)
	s := scale{low: math.Floor(low/step) * step, step: step}
	for s.low+2*step < high {
		s.step = round(s.step * 1.01)
		s.low = math.Floor(low/s.step) * s.step
		step = s.step
	}
	return s
}

// round is the next number of 1, 2, 2.5, 4, 5, 8 times a power of ten.
func round(x float64) float64 {
	if x <= 0 {
		return 1
	}
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, n := range []float64{1, 2, 2.5, 4, 5, 8} {
		if n*power >= x*0.999999 {
			return n * power
		}
	}
	return 10 * power
}

func (s scale) y(value float64) float64 {
	return bottom - (bottom-top)*(value-s.low)/(2*s.step)
}

func (s scale) axes(b *strings.Builder, t Trend) {
	for i := range 3 {
		value := s.low + float64(i)*s.step
		y := s.y(value)
		text := strconv.FormatFloat(value, 'f', -1, 64)
		if len(text) > 7 {
			text = strconv.FormatFloat(value, 'g', 4, 64)
		}
		if t.Unit == "%" {
			text += "%"
		}
		fmt.Fprintf(b, `<path class="axis" d="M40 %s H700"/><text x="0" y="%s">%s</text>`+"\n", n1(y), n1(y+4), escape(text))
	}
}

// x is where the end of a day lies in the year; other years lie on its edges.
func x(year int, day period.Date) float64 {
	first := period.Date{Year: year, Month: time.January, Day: 1}
	days := float64(period.Date{Year: year + 1, Month: time.January, Day: 1}.DaysSince(first))
	gone := math.Max(0, math.Min(days, float64(day.DaysSince(first)+1)))
	return left + (right-left)*gone/days
}

// pace is the slanted line from the base to the target on its day.
func pace(b *strings.Builder, t Trend, s scale) {
	if t.Due.IsZero() {
		return
	}
	due := n1(x(t.Year, t.Due))
	if t.Base != nil {
		start := left
		if !t.Start.IsZero() {
			start = x(t.Year, t.Start)
		}
		fmt.Fprintf(b, `<path class="old" d="M%s %s L%s %s"/>`, n1(start), n1(s.y(*t.Base)), due, n1(s.y(t.Goal)))
	}
	fmt.Fprintf(b, `<path class="goal" d="M%s %s V%s"/>`+"\n", due, n1(s.y(t.Goal)), n1(bottom))
}

func line(b *strings.Builder, t Trend, s scale) {
	b.WriteString(`<path class="main" d="`)
	for i, p := range t.Points {
		if i == 0 {
			b.WriteString("M")
		} else {
			b.WriteString(" L")
		}
		b.WriteString(n1(x(t.Year, p.Day)) + " " + n1(s.y(p.Value)))
	}
	last := t.Points[len(t.Points)-1]
	px, py := x(t.Year, last.Day), s.y(last.Value)
	fmt.Fprintf(b, `"/>`+"\n"+`<circle class="dot" cx="%s" cy="%s" r="4"/>`, n1(px), n1(py))
	class, at, y := beside(px, py, dueX(t))
	fmt.Fprintf(b, `<text class="%s" x="%s" y="%s">%s</text>`+"\n", class, n1(at), n1(y), escape(t.Say))
}

// sayRoom is the room that the words at the last point need.
const sayRoom = 110.0

// beside finds a place for the words at the last point: right of it and of the
// deadline's line when that is near, below it to the left where the room ends.
func beside(px, py, due float64) (class string, at, y float64) {
	at = px + 12
	if due >= at-4 && due <= at+sayRoom {
		at = due + 12
	}
	if at+sayRoom <= right+30 {
		return "say", at, py + 4
	}
	y = py + 22
	if y > bottom-4 {
		y = py - 12
	}
	return "say rt", px - 4, y
}

func dueX(t Trend) float64 {
	if t.Due.IsZero() {
		return -1
	}
	return x(t.Year, t.Due)
}

// months names every third month and the last.
func months(b *strings.Builder, t Trend) {
	for _, month := range []time.Month{time.January, time.April, time.July, time.October, time.December} {
		middle := period.Date{Year: t.Year, Month: month, Day: 15}
		fmt.Fprintf(b, `<text class="mid" x="%s" y="%s">%s</text>`, n1(x(t.Year, middle)), n1(labelY), escape(t.Months[month-1]))
	}
	b.WriteString("\n")
}

func n1(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

func escape(text string) string { return escaper.Replace(text) }
