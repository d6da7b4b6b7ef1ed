// Package ring owns the drawing of a year: one band per theme, twelve sectors
// for months, an arc per task from its start to its deadline, a hand at today.
//
// It is a pure function from a view to SVG text. It never knows a task's rules,
// a clock or a request.
package ring

import (
	"strconv"
	"strings"

	"nianlun/internal/engine/period"
)

// Ring is a year that is ready to be drawn; all words are in the reader's language.
type Ring struct {
	Year   int
	Today  period.Date // no hand and nothing faint when it lies in another year
	Label  string      // what a screen reader says of the whole
	Months [12]string
	Href   string // where the number in the centre leads
	Count  string // the large number in the centre: done
	All    string // behind it: all
	Of     string // under it
	Themes []Theme
	Past   []Past // the newest first
}

// Theme is one band, the first one outermost.
type Theme struct {
	No   string // 一
	On   bool   // its list stands beside the ring
	Arcs []Arc
}

// Arc is one task.
type Arc struct {
	ID     string
	Href   string
	Title  string // task and light in words
	Colour string // class of its light: red, amber, green, grey, blue
	Start  period.Date
	Due    period.Date
}

// Past is the thin ring of a year gone by.
type Past struct {
	Title string
	Share float64 // done, 0 to 1
}

// The measures of the drawing, in the units of its view box.
const (
	centre = 350.0
	outer  = 328.0 // outer edge of the first band
	inner  = 116.0 // inner edge of the last band
	gapDeg = 5.0   // half of the opening at the top, where the themes' numbers stand
	// between bands: a few themes make no wider bands than this, many share the room.
	widest     = 36.0
	betweenMax = 4.0
	// between lanes: arcs closer than this are drawn as threads.
	laneStep  = 4.4
	threadGap = 3.0
	// pastFirst is the radius of last year's ring.
	pastFirst, pastStep = 104.0, 9.0
	pastMost            = 6
)

// Draw writes the ring as SVG. Every task is drawn once; a task that reaches
// beyond the year is cut at its edge.
func Draw(r Ring) string {
	var b strings.Builder
	d := drawing{Builder: &b, ring: r, now: hand(r)}
	b.WriteString(`<svg class="ring" viewBox="-14 0 728 700" role="group" aria-label="` + escape(r.Label) + `">` + "\n")
	bands := layout(len(r.Themes))
	for i, theme := range r.Themes {
		d.band(bands[i], theme.On)
	}
	d.spokes(bands)
	d.past()
	d.months()
	for i, theme := range r.Themes {
		d.theme(bands[i], theme)
	}
	d.hand(bands)
	for i, theme := range r.Themes {
		b.WriteString(`<text class="theme" x="350" y="` + n1(centre-bands[i].mid()) + `">` + escape(theme.No) + "</text>\n")
	}
	d.centre()
	b.WriteString("</svg>")
	return b.String()
}

type drawing struct {
	*strings.Builder
	ring Ring
	now  float64 // the hand's angle; -1 when today lies in another year
}

func (d drawing) centre() {
	d.WriteString(`<a href="` + escape(d.ring.Href) + `"><text class="count" x="350" y="352">` + escape(d.ring.Count) +
		`<tspan font-size="22" fill="currentColor" opacity=".6"> / ` + escape(d.ring.All) + "</tspan></text></a>\n")
	d.WriteString(`<text class="of" x="350" y="376">` + escape(d.ring.Of) + "</text>\n")
}

func n1(x float64) string {
	if x > -0.05 && x < 0.05 {
		x = 0
	}
	return strconv.FormatFloat(x, 'f', 1, 64)
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")

// escape makes text safe in SVG; XML has no place for control characters at all.
func escape(text string) string {
	clean := strings.Map(func(r rune) rune {
		if r < ' ' || r == 0xfffe || r == 0xffff {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
	return escaper.Replace(clean)
}
