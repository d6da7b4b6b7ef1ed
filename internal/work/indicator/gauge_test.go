package indicator_test

import (
	"context"
	"fmt"
	"testing"

	"nianlun/internal/engine/period"
	"nianlun/internal/work/indicator"
)

func TestGauge(t *testing.T) {
	cases := []struct {
		name, over, base string
		want             string // value base period ref
	}{
		{"cumulative", "{units: sum, time: last}", "first", "30 10 2026-08 x@1:2026-08:all"},
		{"cumulative from zero", "{units: sum, time: last}", "zero", "30 0 2026-08 x@1:2026-08:all"},
		{"since last year", "{units: sum, time: last}", "last year", "30 80 2026-08 x@1:2026-08:all"},
		{"added up", "{units: sum, time: sum}", "", "40 0 2026-08 x@1:2026:all"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			changes := []string{"over: " + c.over, "missing: leave out and say so"}
			if c.base != "" {
				changes = append(changes, "base: "+c.base)
			}
			d := newDesk(t, schools(1), define(changes...))
			d.facts.give("free.spent", "u1", "2025-11", "70", indicator.Locked)
			d.facts.give("free.spent", "u1", "2025-12", "80", indicator.Locked)
			d.facts.give("free.spent", "u1", "2026-02", "10", indicator.Locked)
			d.facts.give("free.spent", "u1", "2026-08", "30", indicator.Reviewed)
			d.facts.give("free.spent", "u1", "2026-09", "", "")
			r, found, err := d.Gauge(context.Background(), office, "x", period.Date{Year: 2026, Month: 10, Day: 16})
			if err != nil || !found {
				t.Fatal(found, err)
			}
			if got := fmt.Sprint(text(r.Value), " ", text(r.Base), " ", r.Period, " ", r.Ref); got != c.want {
				t.Errorf("got %s", got)
			}
		})
	}
	d := newDesk(t, schools(1), define())
	for _, code := range []string{"x", "none"} {
		_, found, err := d.Gauge(context.Background(), office, code, period.Date{Year: 2026, Month: 10, Day: 16})
		if found || err != nil {
			t.Errorf("%s without values: %v %v", code, found, err)
		}
	}
}

// What a page measures its tasks by is read together: each form once, with all fields.
func TestGaugesReadEachFormOnce(t *testing.T) {
	d := newDesk(t, schools(2), define("base: zero"), define("indicator: y", "from: free.a", "over: {units: sum, time: sum}", "missing: leave out and say so"),
		define("indicator: z", "from: a / b", "where: {a: free.a, b: free.b}", "base: zero"), define("indicator: none", "from: free.books"))
	for _, field := range []string{"free.spent", "free.a", "free.b"} {
		d.facts.give(field, "u1", "2026-01", "4", indicator.Locked)
		d.facts.give(field, "u2", "2026-01", "8", indicator.Locked)
	}
	readings, err := d.Gauges(context.Background(), office, []string{"x", "y", "z", "none", "unknown"}, period.Date{Year: 2026, Month: 10, Day: 16})
	if err != nil || len(readings) != 3 {
		t.Fatalf("%+v %v", readings, err)
	}
	if x, y, z := readings["x"], readings["y"], readings["z"]; text(x.Value) != "12" || text(y.Value) != "12" || text(z.Value) != "1" || x.Meaning != "测试用" {
		t.Errorf("%+v", readings)
	}
	if d.facts.asked != 1 {
		t.Errorf("asked %d times", d.facts.asked)
	}
	if _, err := d.Gauges(context.Background(), clerk, []string{"x"}, period.Date{Year: 2026, Month: 10, Day: 16}); err == nil {
		t.Error("a school reads the bureau's figures")
	}
}

func TestTargets(t *testing.T) {
	cases := []struct {
		better, target string
		want           string
	}{
		{"more", "10", "true"}, {"more", "10.01", "false"}, {"less", "10", "true"}, {"less", "9.99", "false"},
		{"neither", "10", "<nil>"}, {"more", "param.none", "<nil>"}, {"more", "param.ten", "true"},
	}
	for _, c := range cases {
		d := newDesk(t, schools(1), define("better: "+c.better, "target: "+c.target))
		d.Params = params{"ten": "10"}
		d.facts.give("free.spent", "u1", "2026-08", "10", indicator.Locked)
		f := d.compute(t, "x", "2026-08", "all")
		got := "<nil>"
		if f.Met != nil {
			got = fmt.Sprint(*f.Met)
		}
		if got != c.want {
			t.Errorf("%s %s: %s", c.better, c.target, got)
		}
		if f := d.compute(t, "x", "2026-08", "unit:u1"); f.Target != nil {
			t.Error("a sum's target is the district's, not a school's")
		}
	}
}

func TestBoard(t *testing.T) {
	d := newDesk(t, schools(2), define(), define("indicator: y", "over: {units: sum, time: sum}", "missing: leave out and say so"))
	for _, p := range []string{"2026-01", "2026-02", "2026-09"} {
		d.facts.give("free.spent", "u1", p, "1", indicator.Locked)
		d.facts.give("free.spent", "u2", p, "2", indicator.Locked)
	}
	cards, err := d.Board(context.Background(), office, indicator.BoardInput{})
	if err != nil || len(cards) != 2 {
		t.Fatal(len(cards), err)
	}
	for _, c := range cards {
		if len(c.Points) != 12 || text(c.Points[1].Value) != "3" || c.Points[2].Value != nil || c.Figure.Period.String() != "2026-09" {
			t.Errorf("%s: %v, figure of %s", c.Version.Code, c.Points, c.Figure.Period)
		}
	}
	if d.facts.asked != 1 {
		t.Errorf("two indicators over one field asked %d times", d.facts.asked)
	}
	q1, _ := period.Parse("2026-Q1")
	cards, err = d.Board(context.Background(), office, indicator.BoardInput{Period: q1, Codes: []string{"y"}})
	if err != nil || len(cards) != 1 || text(cards[0].Figure.Value) != "6" {
		t.Errorf("the quarter: %v %v", cards, err)
	}
	points, err := d.Series(context.Background(), office, "x", q1, indicator.All)
	if err != nil || len(points) != 3 || text(points[0].Value) != "3" {
		t.Errorf("series: %v %v", points, err)
	}
	f := d.compute(t, "x", "2026-01", "all")
	if _, ok, err := d.YearBefore(context.Background(), office, f); ok || err != nil {
		t.Errorf("no year before: %v %v", ok, err)
	}
}

// A roll-up over 500 units and 12 months is computed when it is read.
func BenchmarkYear(b *testing.B) {
	d := newDesk(b, schools(500), define("from: a / b * 100", "where: {a: free.a, b: free.b}"))
	for m := 1; m <= 12; m++ {
		for u := 1; u <= 500; u++ {
			unit, p := fmt.Sprintf("u%d", u), fmt.Sprintf("2026-%02d", m)
			d.facts.give("free.a", unit, p, fmt.Sprintf("%d.%02d", u, m), indicator.Locked)
			d.facts.give("free.b", unit, p, "1200", indicator.Locked)
		}
	}
	year, _ := period.Parse("2026")
	for b.Loop() {
		points, err := d.Series(context.Background(), office, "x", year, indicator.All)
		if err != nil || points[11].Value == nil {
			b.Fatal(points, err)
		}
	}
}
