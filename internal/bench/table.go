package main

import (
	"fmt"
	"io"
	"slices"
	"time"
	"unicode/utf8"
)

// row is one measured thing. Spread says how far single measurements lay apart.
type row struct {
	name, value, unit, spread string
}

// table gathers what was measured, in order.
type table struct {
	rows []row
}

func (t *table) add(name, unit string, value float64, spread string) {
	t.rows = append(t.rows, row{name, figure(value), unit, spread})
}

func (t *table) note(name, text string) {
	t.rows = append(t.rows, row{name: name, value: "-", spread: text})
}

// times adds the median of some durations in milliseconds, with the least and
// the 95th percentile.
func (t *table) times(name string, all sample) {
	t.add(name, "ms", ms(all.at(0.5)), all.spread())
}

// figure writes a number with three digits that count.
func figure(v float64) string {
	switch {
	case v >= 100:
		return fmt.Sprintf("%.0f", v)
	case v >= 10:
		return fmt.Sprintf("%.1f", v)
	default:
		return fmt.Sprintf("%.2f", v)
	}
}

func (t *table) print(out io.Writer, machine string, took time.Duration) {
	lines := append([]row{{"what", "value", "unit", "spread"}}, t.rows...)
	var widths [3]int
	for _, r := range lines {
		for i, text := range []string{r.name, r.value, r.unit} {
			widths[i] = max(widths[i], utf8.RuneCountInString(text))
		}
	}
	_, _ = fmt.Fprintf(out, "%s\n\n", machine)
	for _, r := range lines {
		_, _ = fmt.Fprintf(out, "%-*s  %*s  %-*s  %s\n", widths[0], r.name, widths[1], r.value, widths[2], r.unit, r.spread)
	}
	_, _ = fmt.Fprintf(out, "\nmeasured by make bench in %.0f s; ms are medians, spread is least – 95th percentile\n", took.Seconds())
}

// sample are durations of the same thing, sorted.
type sample []time.Duration

func sampleOf(all []time.Duration) sample {
	sorted := slices.Clone(all)
	slices.Sort(sorted)
	return sorted
}

// at is the duration below which a share of them lies.
func (s sample) at(share float64) time.Duration {
	if len(s) == 0 {
		return 0
	}
	return s[min(len(s)-1, int(share*float64(len(s))))]
}

func (s sample) spread() string {
	return fmt.Sprintf("%s – %s (n = %d)", figure(ms(s.at(0))), figure(ms(s.at(0.95))), len(s))
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
