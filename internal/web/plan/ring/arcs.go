package ring

import (
	"fmt"
	"math"
	"time"

	"nianlun/internal/engine/period"
)

// path is an arc of a circle, clockwise.
func path(from, to, radius float64) string {
	x1, y1 := point(from, radius)
	x2, y2 := point(to, radius)
	large := 0
	if to-from > 180 {
		large = 1
	}
	return fmt.Sprintf("M%s %s A%s %s 0 %d 1 %s %s", n1(x1), n1(y1), n1(radius), n1(radius), large, n1(x2), n1(y2))
}

// A band's width depends on how many themes there are, so it stands beside the
// class and not in it.
func (d drawing) band(c circle, on bool) {
	colour := "var(--wood)"
	if on {
		colour = "var(--action-soft)"
	}
	fmt.Fprintf(d.Builder, `<path class="ground" d="%s" fill="none" stroke="%s" stroke-width="%s"/>`+"\n",
		path(gapDeg, 360-gapDeg, c.mid()), colour, n1(c.width()))
}

func (d drawing) spokes(bands []circle) {
	if len(bands) == 0 {
		return
	}
	from, to := bands[len(bands)-1].inner, outer
	for month := time.February; month <= time.December+1; month++ {
		deg := angle(d.ring.Year, firstOf(d.ring.Year, month))
		x1, y1 := point(deg, from)
		x2, y2 := point(deg, to)
		fmt.Fprintf(d.Builder, `<path class="spoke" d="M%s %s L%s %s"/>`+"\n", n1(x1), n1(y1), n1(x2), n1(y2))
	}
}

// firstOf is the first day of a month; the thirteenth is next January.
func firstOf(year int, month time.Month) period.Date {
	if month > time.December {
		return period.Date{Year: year + 1, Month: time.January, Day: 1}
	}
	return period.Date{Year: year, Month: month, Day: 1}
}

func (d drawing) months() {
	const radius = outer + 18
	for i, word := range d.ring.Months {
		month := time.Month(i + 1)
		deg := (angle(d.ring.Year, firstOf(d.ring.Year, month)) + angle(d.ring.Year, firstOf(d.ring.Year, month+1))) / 2
		x, y := point(deg, radius)
		class := "month"
		if d.now >= 0 && d.ring.Today.Month == month {
			class = "month now"
		}
		fmt.Fprintf(d.Builder, `<text class="%s" x="%s" y="%s">%s</text>`+"\n", class, n1(x), n1(y), escape(word))
	}
}

func (d drawing) past() {
	for i, year := range d.ring.Past {
		if i == pastMost {
			return
		}
		radius := pastFirst - pastStep*float64(i)
		fmt.Fprintf(d.Builder, `<path class="past" d="%s"><title>%s</title></path>`, path(gapDeg, 360-gapDeg, radius), escape(year.Title))
		if share := math.Max(0, math.Min(1, year.Share)); share > 0 {
			fmt.Fprintf(d.Builder, `<path class="past done" d="%s"/>`, path(gapDeg, gapDeg+(360-2*gapDeg)*share, radius))
		}
		d.WriteString("\n")
	}
}

func (d drawing) hand(bands []circle) {
	if d.now < 0 || len(bands) == 0 {
		return
	}
	x1, y1 := point(d.now, bands[len(bands)-1].inner)
	x2, y2 := point(d.now, outer)
	fmt.Fprintf(d.Builder, `<path class="hand" d="M%s %s L%s %s"/>`+"\n", n1(x1), n1(y1), n1(x2), n1(y2))
}

func (d drawing) theme(band circle, theme Theme) {
	spans := make([]span, len(theme.Arcs))
	for i, arc := range theme.Arcs {
		spans[i] = place(d.ring.Year, arc.Start, arc.Due)
	}
	lane, count := lanes(spans)
	at, step := radii(band, count)
	for i, arc := range theme.Arcs {
		d.arc(arc, spans[i], at[lane[i]], step)
	}
}

// arc draws one task: what has passed at full strength, what is to come faint,
// past the deadline dashes up to today, and a mark at the deadline of what needs
// eyes. Where the lanes lie close it is a thread, whose width stands beside it.
func (d drawing) arc(a Arc, s span, radius, step float64) {
	class, width, size := "arc", "", 1.0
	if step < threadGap {
		size = 0.6
		class, width = "thread", fmt.Sprintf(` fill="none" stroke="var(--m)" stroke-width="%s"`, n1(math.Max(0.6, step*0.7)))
	}
	fmt.Fprintf(d.Builder, `<a class="%s %s" href="%s" data-task="%s"%s><title>%s</title>`,
		class, escape(a.Colour), escape(a.Href), escape(a.ID), width, escape(a.Title))
	finished := d.now < 0 || a.Colour == "blue"
	if finished || s.from < d.now {
		to := s.to
		if !finished {
			to = math.Min(to, d.now)
		}
		d.line("ran", path(s.from, to, radius))
	}
	if !finished && s.to > d.now {
		d.line("rest", path(math.Max(s.from, d.now), s.to, radius))
	}
	if a.Colour == "red" && d.now > s.to {
		d.line("over", path(s.to, d.now, radius))
	}
	if shape := mark(a.Colour, s.to, radius, size); shape != "" {
		d.line("end", shape)
	}
	d.WriteString("</a>\n")
}

// faint says once more beside the class what the style sheet says of arcs, for threads.
var faint = map[string]string{"rest": ` opacity=".4"`, "over": ` stroke-dasharray="1.5 2"`, "end": ` fill="var(--m)"`}

func (d drawing) line(class, path string) {
	d.WriteString(`<path class="` + class + `" d="` + path + `"` + faint[class] + `/>`)
}

// mark is the shape of a light at a deadline: square, triangle, diamond.
func mark(colour string, deg, radius, size float64) string {
	x, y := point(deg, radius)
	n := func(v float64) string { return n1(v * size) }
	switch colour {
	case "red":
		return fmt.Sprintf("M%s %sh%sv%sh%sz", n1(x-4*size), n1(y-4*size), n(8), n(8), n(-8))
	case "amber":
		return fmt.Sprintf("M%s %sl%s %sh%sz", n1(x), n1(y-5.5*size), n(5.5), n(9), n(-11))
	case "grey":
		return fmt.Sprintf("M%s %sl%s %s %s %s %s %sz", n1(x), n1(y-5*size), n(5), n(5), n(-5), n(5), n(-5), n(-5))
	default:
		return ""
	}
}
