package chart

import (
	"fmt"
	"math"
	"strings"
)

// Bars is a chart of units, one bar each, six at most.
type Bars struct {
	Label string // what a screen reader says of the whole
	Bars  []Bar
	Goal  *float64
	Say   string // under the goal
}

// Bar is one unit.
type Bar struct {
	Name  string
	Value float64
	Say   string // the value as people read it
	Low   bool   // misses the goal
}

// BarsMost is how many bars there is room for.
const BarsMost = 6

// Where bars lie, in hundredths of the width.
const (
	barLeft  = 30.0 // names stand before
	barRoom  = 52.0
	nameMost = 7 // characters of a name
)

// SVG draws the chart; empty without bars.
func (c Bars) SVG() string {
	if len(c.Bars) == 0 {
		return ""
	}
	most := 0.0
	for _, bar := range c.Bars {
		most = math.Max(most, bar.Value)
	}
	if c.Goal != nil {
		most = math.Max(most, *c.Goal)
	}
	if most <= 0 {
		most = 1
	}
	var b strings.Builder
	open(&b, c.Label)
	if c.Goal != nil {
		x := n1(barLeft + barRoom**c.Goal/most)
		fmt.Fprintf(&b, `<line class="goal" x1="%s%%" y1="4" x2="%s%%" y2="194"/><text class="mid" x="%s%%" y="208">%s</text>`+"\n", x, x, x, escape(c.Say))
	}
	for i, bar := range c.Bars {
		if i == BarsMost {
			break
		}
		bar.draw(&b, 10+32*float64(i), most)
	}
	b.WriteString("</g></svg>")
	return b.String()
}

func (bar Bar) draw(b *strings.Builder, y, most float64) {
	long := math.Max(0, barRoom*bar.Value/most)
	class := "bar-1"
	if bar.Low {
		class = "bar-low"
	}
	fmt.Fprintf(b, `<g><title>%s</title><text class="say" x="0" y="%s">%s</text><rect class="%s" x="%s%%" y="%s" width="%s%%" height="16"/><text class="say" x="%s%%" dx="7" y="%s">%s</text></g>`+"\n",
		escape(bar.Name+" "+bar.Say), n1(y+12), escape(short(bar.Name)), class, n1(barLeft), n1(y), n1(math.Max(long, 0.3)), n1(barLeft+long), n1(y+12), escape(bar.Say))
}

func short(name string) string {
	runes := []rune(name)
	if len(runes) <= nameMost {
		return name
	}
	return string(runes[:nameMost-1]) + "…"
}
