package ring

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"nianlun/internal/engine/period"
	"nianlun/internal/kit/goldentest"
)

func day(text string) period.Date {
	if text == "" {
		return period.Date{}
	}
	d, err := period.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func months() (words [12]string) {
	for i := range words {
		words[i] = strconv.Itoa(i+1) + "月"
	}
	return words
}

// small has one of each: every light, a task of one day, one without dates, one
// that reaches over both ends, hostile text.
func small() Ring {
	arc := func(id, colour, start, due string) Arc {
		return Arc{ID: id, Href: "/plan/tasks/" + id, Title: id + "，" + colour, Colour: colour, Start: day(start), Due: day(due)}
	}
	hostile := arc(`1.9"><script>`, "green", "2026-04-01", "2026-12-31")
	hostile.Title = "a < b & \"c\"\x00\xff"
	return Ring{
		Year: 2026, Today: day("2026-10-16"), Label: "2026 年", Months: months(), Count: "1", All: "8", Of: "已办结",
		Themes: []Theme{
			{No: "一", Arcs: []Arc{
				arc("1.1", "blue", "2026-01-10", "2026-05-20"), arc("1.2", "red", "2026-02-01", "2026-10-14"),
				arc("1.3", "amber", "2026-03-01", "2026-10-21"), hostile,
			}},
			{No: "二", On: true, Arcs: []Arc{
				arc("2.1", "grey", "2026-06-01", "2026-12-01"), arc("2.2", "green", "", ""),
				arc("2.3", "green", "2025-11-01", "2027-02-01"), arc("2.4", "green", "2026-11-11", "2026-11-11"),
			}},
			{No: "三"},
		},
		Past: []Past{{Title: "2025 年", Share: 0.96}, {Title: "2024 年", Share: 0}},
	}
}

func TestGolden(t *testing.T) {
	got := Draw(small())
	goldentest.Same(t, "testdata/ring.golden.svg", got)
}

// The places of the mock-up's own example, computed by hand: the year opens 5
// degrees right of the top and closes 5 degrees left of it.
func TestAngles(t *testing.T) {
	for text, want := range map[string]float64{
		"2026-01-01": 5, "2027-01-01": 355, "2026-07-02": 5 + 350*182.0/365, "2025-06-01": 5, "2030-01-01": 355,
	} {
		if got := angle(2026, day(text)); math.Abs(got-want) > 1e-9 {
			t.Errorf("%s lies at %v, want %v", text, got, want)
		}
	}
	if got := angle(2028, day("2028-12-31")); math.Abs(got-(5+350*365.0/366)) > 1e-9 {
		t.Errorf("a leap year: %v", got)
	}
	if s := place(2026, day("2026-12-31"), day("2026-12-31")); s.to != 355 || s.to-s.from < shortest {
		t.Errorf("the last day of the year: %+v", s)
	}
	if s := place(2026, day("2027-03-01"), day("2027-04-01")); s.to-s.from < shortest || s.to > 355 {
		t.Errorf("a task of the next year: %+v", s)
	}
}

func random(r *rand.Rand) Ring {
	ring := Ring{Year: 2024 + r.IntN(5), Months: months(), Count: "0", All: "0", Of: "x"}
	if r.IntN(4) > 0 {
		ring.Today = period.Date{Year: ring.Year, Month: time.January, Day: 1}.AddDays(r.IntN(366))
	}
	colours := []string{"red", "amber", "green", "grey", "blue"}
	date := func() period.Date {
		if r.IntN(8) == 0 {
			return period.Date{}
		}
		return period.Date{Year: ring.Year, Month: time.January, Day: 1}.AddDays(r.IntN(500) - 70)
	}
	for i := range 1 + r.IntN(14) {
		theme := Theme{No: strconv.Itoa(i), On: r.IntN(5) == 0}
		for j := range r.IntN(90) {
			id := fmt.Sprintf("%d.%d", i, j)
			theme.Arcs = append(theme.Arcs, Arc{ID: id, Href: "/x/" + id, Title: id, Colour: colours[r.IntN(5)], Start: date(), Due: date()})
		}
		ring.Themes = append(ring.Themes, theme)
	}
	return ring
}

var arcPath = regexp.MustCompile(`^M(-?[0-9.]+) (-?[0-9.]+) A([0-9.]+) ([0-9.]+) 0 [01] 1 (-?[0-9.]+) (-?[0-9.]+)$`)

// Whatever the year holds: every task is drawn once, its arc keeps within its
// theme's band and off the opening at the top, and no two arcs on one lane meet.
func TestEveryTaskOnceWithinItsBand(t *testing.T) {
	for seed := range uint64(200) {
		ring := random(rand.New(rand.NewPCG(seed, 7)))
		drawn := drawnArcs(t, Draw(ring))
		bands := layout(len(ring.Themes))
		want := 0
		for i, theme := range ring.Themes {
			byRadius := map[float64][]span{}
			for _, arc := range theme.Arcs {
				want++
				paths := drawn[arc.ID]
				if len(paths) == 0 {
					t.Fatalf("seed %d: task %s is not drawn", seed, arc.ID)
				}
				checkArc(t, bands[i], paths)
				radius := radiusOf(t, paths[0])
				byRadius[radius] = append(byRadius[radius], place(ring.Year, arc.Start, arc.Due))
			}
			checkLanes(t, byRadius)
		}
		if len(drawn) != want {
			t.Fatalf("seed %d: %d tasks drawn, want %d", seed, len(drawn), want)
		}
	}
}

func checkArc(t *testing.T, band circle, paths []string) {
	t.Helper()
	for _, p := range paths {
		m := arcPath.FindStringSubmatch(p)
		if m == nil {
			t.Fatalf("not an arc: %s", p)
		}
		for _, at := range [][2]string{{m[1], m[2]}, {m[5], m[6]}} {
			dx, dy := number(t, at[0])-centre, centre-number(t, at[1])
			radius := math.Hypot(dx, dy)
			if radius < band.inner-0.11 || radius > band.outer+0.11 {
				t.Fatalf("%s lies at radius %.1f, outside of %.1f to %.1f", p, radius, band.inner, band.outer)
			}
			deg := math.Mod(math.Atan2(dx, dy)*180/math.Pi+360, 360)
			if deg < gapDeg-0.1 || deg > 360-gapDeg+0.1 {
				t.Fatalf("%s lies in the opening, at %.2f degrees", p, deg)
			}
		}
	}
}

func checkLanes(t *testing.T, byRadius map[float64][]span) {
	t.Helper()
	for radius, spans := range byRadius {
		for i, a := range spans {
			for _, b := range spans[i+1:] {
				if a.from < b.to && b.from < a.to {
					t.Fatalf("two arcs meet at radius %v: %+v %+v", radius, a, b)
				}
			}
		}
	}
}

func radiusOf(t *testing.T, p string) float64 { return number(t, arcPath.FindStringSubmatch(p)[3]) }

func number(t *testing.T, text string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// drawnArcs reads the drawing as a browser would and fails on a task drawn twice.
// Marks are left out: they stand for a deadline, not for a stretch of time.
func drawnArcs(t *testing.T, svg string) map[string][]string {
	t.Helper()
	drawn, current := map[string][]string{}, ""
	decoder := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return drawn
		}
		if err != nil {
			t.Fatalf("not well-formed: %v", err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if e.Name.Local == "a" && attr(e, "data-task") != "" { // the number in the centre is a link too
				current = attr(e, "data-task")
				if _, twice := drawn[current]; twice {
					t.Fatalf("%s is drawn twice", current)
				}
				drawn[current] = nil
			}
			if e.Name.Local == "path" && current != "" && attr(e, "class") != "end" {
				drawn[current] = append(drawn[current], attr(e, "d"))
			}
		case xml.EndElement:
			if e.Name.Local == "a" {
				current = ""
			}
		}
	}
}

func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func TestHostileTextStaysText(t *testing.T) {
	svg := Draw(small())
	if strings.Contains(svg, "<script") {
		t.Error("a title became markup")
	}
	drawn := drawnArcs(t, svg)
	if _, ok := drawn[`1.9"><script>`]; !ok {
		t.Errorf("the hostile id is lost: %v", drawn)
	}
}

func TestAnEmptyYear(t *testing.T) {
	svg := Draw(Ring{Year: 2026, Today: day("2026-10-16"), Months: months(), Count: "0", All: "0", Of: "已办结"})
	if got := drawnArcs(t, svg); len(got) != 0 {
		t.Errorf("drawn: %v", got)
	}
	if strings.Contains(svg, "NaN") || strings.Contains(svg, `class="hand"`) {
		t.Errorf("an empty year: %s", svg)
	}
}

// A hand and faint stretches belong to the present year only.
func TestAnotherYearHasNoHand(t *testing.T) {
	r := small()
	r.Today = day("2027-03-01")
	svg := Draw(r)
	for _, class := range []string{"hand", "rest", "over", "month now"} {
		if strings.Contains(svg, `class="`+class+`"`) {
			t.Errorf("last year's ring has a %s", class)
		}
	}
}

func BenchmarkDraw500(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	ring := Ring{Year: 2026, Today: day("2026-10-16"), Months: months()}
	for i := range 6 {
		theme := Theme{No: "一"}
		for j := range 84 {
			start := day("2026-01-01").AddDays(r.IntN(200))
			theme.Arcs = append(theme.Arcs, Arc{ID: fmt.Sprintf("%d.%d", i, j), Title: "题", Colour: "green", Start: start, Due: start.AddDays(r.IntN(150))})
		}
		ring.Themes = append(ring.Themes, theme)
	}
	for b.Loop() {
		Draw(ring)
	}
}
