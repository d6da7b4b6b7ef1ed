package chart

import (
	"fmt"
	"math"
	"strings"
)

// Line is a chart of a year. All words are in the reader's language; values are
// for drawing only, never for reckoning.
type Line struct {
	Label  string // what a screen reader says of the whole
	Points []Point
	Before []float64 // the year before, by the same places; NaN where there is none
	Goal   *float64
	Say    string // at the goal
}

// Point is one period; a NaN Value is a gap.
type Point struct {
	Name  string // under the axis; "" names none
	Value float64
	Say   string // the value as people read it
}

// Where the points of a line lie, in hundredths of the width.
const (
	lineLeft, lineRight = 12.0, 95.0
	lineTop, lineBottom = 30.0, 180.0
)

// SVG draws the chart; empty when no point has a value.
func (l Line) SVG() string {
	values := l.values()
	if len(values) == 0 {
		return ""
	}
	s := scaleOf(values, lineTop, lineBottom)
	var b strings.Builder
	open(&b, l.Label)
	for i := range s.lines {
		y := s.y(s.low + float64(i)*s.step)
		fmt.Fprintf(&b, `<line class="axis" x1="0" y1="%s" x2="100%%" y2="%s"/><text x="0" y="%s">%s</text>`+"\n", n1(y), n1(y), n1(y-5), s.label(i))
	}
	if l.Goal != nil {
		y := s.y(*l.Goal)
		fmt.Fprintf(&b, `<line class="goal" x1="0" y1="%s" x2="100%%" y2="%s"/><text class="rt" x="100%%" y="%s">%s</text>`+"\n", n1(y), n1(y), n1(y-6), escape(l.Say))
	}
	l.path(&b, "old", l.Before, s)
	l.path(&b, "main", l.now(), s)
	l.marks(&b, s)
	b.WriteString("</g></svg>")
	return b.String()
}

// x is where a point lies, in hundredths of the width.
func (l Line) x(i int) float64 {
	return lineLeft + (lineRight-lineLeft)*float64(i)/math.Max(1, float64(len(l.Points)-1))
}

func (l Line) values() []float64 {
	values := known(nil, l.now())
	if len(values) == 0 {
		return nil
	}
	values = known(values, l.Before)
	if l.Goal != nil {
		values = append(values, *l.Goal)
	}
	return values
}

func (l Line) now() []float64 {
	values := make([]float64, len(l.Points))
	for i, p := range l.Points {
		values[i] = p.Value
	}
	return values
}

func known(all, more []float64) []float64 {
	for _, v := range more {
		if !math.IsNaN(v) {
			all = append(all, v)
		}
	}
	return all
}

// path joins neighbours; a gap breaks the line.
func (l Line) path(b *strings.Builder, class string, values []float64, s scale) {
	for i := 1; i < len(values); i++ {
		if math.IsNaN(values[i-1]) || math.IsNaN(values[i]) {
			continue
		}
		fmt.Fprintf(b, `<line class="%s" x1="%s%%" y1="%s" x2="%s%%" y2="%s"/>`+"\n",
			class, n1(l.x(i-1)), n1(s.y(values[i-1])), n1(l.x(i)), n1(s.y(values[i])))
	}
}

// marks are the dots, the names of periods, and the value of the last point.
func (l Line) marks(b *strings.Builder, s scale) {
	last := -1
	for i, p := range l.Points {
		if p.Name != "" {
			fmt.Fprintf(b, `<text class="mid" x="%s%%" y="204">%s</text>`, n1(l.x(i)), escape(p.Name))
		}
		if math.IsNaN(p.Value) {
			continue
		}
		last = i
		fmt.Fprintf(b, `<circle class="dot" cx="%s%%" cy="%s" r="3"><title>%s</title></circle>`, n1(l.x(i)), n1(s.y(p.Value)), escape(p.Say))
	}
	class := "say mid"
	if l.x(last) > 85 { // no room on the right
		class = "say rt"
	}
	y := s.y(l.Points[last].Value) - 12
	fmt.Fprintf(b, "\n"+`<text class="%s" x="%s%%" y="%s">%s</text>`, class, n1(l.x(last)), n1(math.Max(y, 12)), escape(l.Points[last].Say))
}
