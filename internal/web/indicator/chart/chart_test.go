package chart

import (
	"encoding/xml"
	"errors"
	"io"
	"math"
	"math/rand/v2"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"nianlun/internal/kit/goldentest"
)

func goal(v float64) *float64 { return &v }

var gap = math.NaN()

var drawings = map[string]interface{ SVG() string }{
	"line": Line{
		Label: "一年", Say: "标准 1", Goal: goal(1), Before: []float64{0.7, 0.75, 0.8, gap},
		Points: []Point{{"1 月", 0.88, "0.88"}, {"", 1.02, "1.02"}, {"", gap, ""}, {"4 月", 1.26, "1.26"}},
	},
	"line-large": Line{Label: "x", Points: []Point{{"1 月", 12850.5, "12,850.5"}, {"2 月", 26400, "26,400"}}},
	"line-one":   Line{Label: "x", Points: []Point{{"1 月", 0, "0"}}},
	"bars": Bars{Label: "各校", Goal: goal(1), Say: "标准 1", Bars: []Bar{
		{"永丰小学", 0.71, "0.71", true}, {"云湖区第二实验小学北校区", 1.03, "1.03", false}, {"<b>&", 0, "0", true},
	}},
	"bars-zero": Bars{Label: "x", Bars: []Bar{{"a", 0, "0", false}}},
}

func TestGolden(t *testing.T) {
	for name, d := range drawings {
		goldentest.Same(t, filepath.Join("testdata", name+".svg"), d.SVG())
	}
}

func TestNothingToDraw(t *testing.T) {
	if s := (Line{Points: []Point{{"a", gap, ""}}, Before: []float64{1}}).SVG() + (Bars{}).SVG(); s != "" {
		t.Errorf("drew %s", s)
	}
}

// Whatever the numbers, the drawing is XML and its numbers are numbers within
// reach of the view box.
func TestAnyNumbers(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		l := Line{Label: "<x>"}
		size := math.Pow(10, float64(random.IntN(14)-4))
		for range 1 + random.IntN(12) {
			v := (random.Float64() - 0.3) * size
			if random.IntN(4) == 0 {
				v = gap
			}
			l.Points, l.Before = append(l.Points, Point{Name: "n", Value: v, Say: "1"}), append(l.Before, v*2)
		}
		check(t, l.SVG())
		b := Bars{Goal: goal(random.Float64() * size)}
		for range random.IntN(9) {
			b.Bars = append(b.Bars, Bar{Name: "甲", Value: (random.Float64() - 0.1) * size})
		}
		check(t, b.SVG())
	}
}

func check(t *testing.T, svg string) {
	t.Helper()
	if strings.Contains(svg, "NaN") || strings.Contains(svg, "Inf") {
		t.Fatalf("no number: %s", svg)
	}
	decoder := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%v: %s", err, svg)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range start.Attr {
			most := float64(height)
			number, percent := strings.CutSuffix(a.Value, "%")
			if percent {
				most = 100
			}
			if v, err := strconv.ParseFloat(number, 64); err == nil && (v < 0 || v > most) {
				t.Fatalf("%s=%s lies outside: %s", a.Name.Local, a.Value, svg)
			}
		}
	}
}
