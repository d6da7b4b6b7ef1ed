package ring

import (
	"math"
	"sort"
	"time"

	"nianlun/internal/engine/period"
)

// circle is the room of one theme: a ring between two radii.
type circle struct{ inner, outer float64 }

func (c circle) mid() float64   { return (c.inner + c.outer) / 2 }
func (c circle) width() float64 { return c.outer - c.inner }

// layout gives every theme a band, the first outermost. Few themes leave room in
// the middle; many share what there is.
func layout(themes int) []circle {
	if themes == 0 {
		return nil
	}
	step := min(widest, (outer-inner+betweenMax)/float64(themes))
	between := min(betweenMax, step/4)
	bands := make([]circle, themes)
	for i := range bands {
		top := outer - float64(i)*step
		bands[i] = circle{inner: top - step + between, outer: top}
	}
	return bands
}

// span is an arc's place: degrees clockwise from the top.
type span struct{ from, to float64 }

// shortest keeps the arc of a single day visible.
const shortest = 1.5

// angle of the start of a day; the end of a day is the start of the next one.
// Days outside of the year lie on its edges.
func angle(year int, day period.Date) float64 {
	first := period.Date{Year: year, Month: time.January, Day: 1}
	days := float64(period.Date{Year: year + 1, Month: time.January, Day: 1}.DaysSince(first))
	gone := math.Max(0, math.Min(days, float64(day.DaysSince(first))))
	return gapDeg + (360-2*gapDeg)*gone/days
}

// place is where a task's arc lies. Without a start it begins with the year,
// without a deadline it ends with it.
func place(year int, start, due period.Date) span {
	s := span{from: gapDeg, to: 360 - gapDeg}
	if !start.IsZero() {
		s.from = angle(year, start)
	}
	if !due.IsZero() {
		s.to = angle(year, due.AddDays(1))
	}
	if s.to-s.from < shortest {
		s.from = math.Max(gapDeg, s.to-shortest)
		s.to = math.Max(s.to, s.from+shortest)
	}
	return s
}

// hand is the angle of the end of today, or -1.
func hand(r Ring) float64 {
	if r.Today.IsZero() || r.Today.Year != r.Year {
		return -1
	}
	return angle(r.Year, r.Today.AddDays(1))
}

// lane spaces arcs along the circle: an arc may follow another on the same lane
// after so many degrees.
const laneGap = 4.0

// lanes puts every arc on a lane, so that no two on one lane meet: in the order
// of their starts each takes the outermost lane that is free. It returns the
// lane of each arc and how many lanes there are.
func lanes(spans []span) ([]int, int) {
	order := make([]int, len(spans))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return spans[order[a]].from < spans[order[b]].from })
	lane := make([]int, len(spans))
	var ends []float64
	for _, i := range order {
		lane[i] = freeLane(ends, spans[i].from)
		if lane[i] == len(ends) {
			ends = append(ends, 0)
		}
		ends[lane[i]] = spans[i].to
	}
	return lane, len(ends)
}

func freeLane(ends []float64, from float64) int {
	for i, end := range ends {
		if from >= end+laneGap {
			return i
		}
	}
	return len(ends)
}

// radii are the radii of the lanes of a band, from the outside in, centred in it
// and one hair away from its edges.
func radii(band circle, count int) ([]float64, float64) {
	if count == 0 {
		return nil, 0
	}
	if count == 1 {
		return []float64{band.mid()}, laneStep
	}
	step := math.Min(laneStep, band.width()*7/8/float64(count-1))
	all := make([]float64, count)
	for i := range all {
		all[i] = band.mid() + step*(float64(count-1)/2-float64(i))
	}
	return all, step
}

// point on a circle round the centre.
func point(deg, radius float64) (x, y float64) {
	rad := deg * math.Pi / 180
	return centre + radius*math.Sin(rad), centre - radius*math.Cos(rad)
}
