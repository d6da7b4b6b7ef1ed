package trend

import (
	"encoding/xml"
	"errors"
	"io"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"nianlun/internal/engine/period"
	"nianlun/internal/kit/goldentest"
)

func day(text string) period.Date {
	d, err := period.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func base(v float64) *float64 { return &v }

func kindergartens() Trend {
	t := Trend{
		Label: "1 月 52.4%，9 月 57.8%", Year: 2026, Unit: "%", Goal: 60, Base: base(52.4), Due: day("2026-10-14"), Say: "现 57.8%",
		Points: []Point{{day("2026-01-31"), 52.4}, {day("2026-06-30"), 53.6}, {day("2026-09-30"), 57.8}},
	}
	for i := range t.Months {
		t.Months[i] = strconv.Itoa(i+1) + "月"
	}
	return t
}

func TestGolden(t *testing.T) {
	got := Draw(kindergartens())
	goldentest.Same(t, "testdata/trend.golden.svg", got)
}

func TestRoundScales(t *testing.T) {
	for in, want := range map[float64]float64{3.8: 4, 0.02: 0.02, 0: 1, 7: 8, 9: 10, 260: 400, 1: 1, 21: 25} {
		if got := round(in); got < want*0.999 || got > want*1.001 {
			t.Errorf("round(%v) = %v, want %v", in, got, want)
		}
	}
}

var coordinates = regexp.MustCompile(`-?[0-9.]+`)

// Whatever the figures are, the line keeps within its box.
func TestTheLineKeepsWithinItsBox(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 3))
		size := []float64{1e-3, 1, 100, 1e7}[r.IntN(4)]
		chart := Trend{Year: 2026, Goal: r.NormFloat64() * size, Due: day("2026-11-30")}
		if r.IntN(2) == 0 {
			chart.Base = base(r.NormFloat64() * size)
		}
		for i := range 1 + r.IntN(12) {
			chart.Points = append(chart.Points, Point{day("2026-01-31").AddDays(30 * i), r.NormFloat64() * size})
		}
		checkBox(t, seed, Draw(chart))
	}
}

func checkBox(t *testing.T, seed uint64, svg string) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("seed %d: not well-formed: %v", seed, err)
		}
		e, ok := token.(xml.StartElement)
		if !ok || e.Name.Local != "path" || attr(e, "class") != "main" {
			continue
		}
		numbers := coordinates.FindAllString(attr(e, "d"), -1)
		for i := 0; i+1 < len(numbers); i += 2 {
			px, _ := strconv.ParseFloat(numbers[i], 64)
			py, _ := strconv.ParseFloat(numbers[i+1], 64)
			if px < left-0.1 || px > right+0.1 || py < top-0.1 || py > bottom+0.1 {
				t.Fatalf("seed %d: the line leaves its box at %v %v", seed, px, py)
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

func TestNothingToDraw(t *testing.T) {
	if got := Draw(Trend{Year: 2026, Goal: 60}); got != "" {
		t.Errorf("drew %s", got)
	}
}

func TestOneEqualValue(t *testing.T) {
	svg := Draw(Trend{Year: 2026, Goal: 5, Points: []Point{{day("2026-03-31"), 5}}})
	if strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") {
		t.Error(svg)
	}
}
