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

// SVG draws the chart; empty when no point has a value.
func (l Line) SVG() string {
	values := l.values()
	if len(values) == 0 {
		return ""
	}
	s := scaleOf(values, 30, 180)
	left := 0.0
	for i := range s.lines {
		left = math.Max(left, charWidth*float64(len(s.label(i)))+6)
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg class="chart" viewBox="0 0 %.0f %.0f" role="img" aria-label="%s">`+"\n", width, height, escape(l.Label))
	for i := range s.lines {
		y := s.y(s.low + float64(i)*s.step)
		fmt.Fprintf(&b, `<path class="axis" d="M%s %sH332"/><text x="0" y="%s">%s</text>`+"\n", n1(left), n1(y), n1(y+4), s.label(i))
	}
	l.goal(&b, s, left)
	x := func(i int) float64 { return left + 16 + (316-left-16)*float64(i)/math.Max(1, float64(len(l.Points)-1)) }
	b.WriteString(path("old", l.Before, s, x))
	now := make([]float64, len(l.Points))
	for i, p := range l.Points {
		now[i] = p.Value
	}
	b.WriteString(path("main", now, s, x))
	l.marks(&b, s, x)
	b.WriteString("</svg>")
	return b.String()
}

func (l Line) values() []float64 {
	var values []float64
	for _, p := range l.Points {
		if !math.IsNaN(p.Value) {
			values = append(values, p.Value)
		}
	}
	if len(values) == 0 {
		return nil
	}
	for _, v := range l.Before {
		if !math.IsNaN(v) {
			values = append(values, v)
		}
	}
	if l.Goal != nil {
		values = append(values, *l.Goal)
	}
	return values
}

func (l Line) goal(b *strings.Builder, s scale, left float64) {
	if l.Goal == nil {
		return
	}
	y := s.y(*l.Goal)
	fmt.Fprintf(b, `<path class="goal" d="M%s %sH332"/><text class="rt" x="332" y="%s">%s</text>`+"\n", n1(left), n1(y), n1(y-6), escape(l.Say))
}

// path joins neighbours; a gap breaks the line.
func path(class string, values []float64, s scale, x func(int) float64) string {
	var d strings.Builder
	pen := "M"
	for i, v := range values {
		if math.IsNaN(v) {
			pen = "M"
			continue
		}
		d.WriteString(pen + n1(x(i)) + " " + n1(s.y(v)))
		pen = "L"
	}
	if d.Len() == 0 {
		return ""
	}
	return fmt.Sprintf(`<path class="%s" d="%s"/>`+"\n", class, d.String())
}

// marks are the dots, the names of periods, and the value of the last point.
func (l Line) marks(b *strings.Builder, s scale, x func(int) float64) {
	last := -1
	for i, p := range l.Points {
		if p.Name != "" {
			fmt.Fprintf(b, `<text class="mid" x="%s" y="204">%s</text>`, n1(x(i)), escape(p.Name))
		}
		if math.IsNaN(p.Value) {
			continue
		}
		last = i
		fmt.Fprintf(b, `<circle class="dot" cx="%s" cy="%s" r="3"><title>%s</title></circle>`, n1(x(i)), n1(s.y(p.Value)), escape(p.Say))
	}
	at := math.Min(x(last), width-charWidth*float64(len(l.Points[last].Say))/2-2)
	y := s.y(l.Points[last].Value) - 12
	fmt.Fprintf(b, "\n"+`<text class="say mid" x="%s" y="%s">%s</text>`, n1(at), n1(math.Max(y, 12)), escape(l.Points[last].Say))
}
