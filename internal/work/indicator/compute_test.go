package indicator_test

import (
	"strings"
	"testing"

	"nianlun/internal/kit/i18n"
	"nianlun/internal/work/indicator"
)

// define writes a definition over the free form; changes are "key: value" lines
// that replace or add.
func define(changes ...string) string {
	lines := []string{
		"indicator: x", "name: 数", "meaning: 测试用", "unit: 万元", "decimals: 2", "better: more", "period: month",
		"from: free.spent", "over: {units: sum, time: last}", "missing: carry last and say so", "owner: 计划财务科",
	}
	for _, change := range changes {
		key, _, _ := strings.Cut(change, ":")
		replaced := false
		for i, line := range lines {
			if strings.HasPrefix(line, key+":") {
				lines[i], replaced = change, true
			}
		}
		if !replaced {
			lines = append(lines, change)
		}
	}
	return strings.Join(lines, "\n") + "\n"
}

// The test vector of the statutory coefficient: five schools, pupils and books.
func TestVariationVector(t *testing.T) {
	d := newDesk(t, schools(5), define("decimals: 4", "from: 图书 ÷ 在校生",
		"where: {图书: free.books, 在校生: free.pupils}", "over: {units: cv, weight: 在校生, time: last}", "missing: cannot compute"))
	pupils := []string{"45", "37", "89", "76", "55"}
	books := []string{"279", "137", "935", "160", "402"}
	for i, u := range []string{"u1", "u2", "u3", "u4", "u5"} {
		d.facts.give("free.pupils", u, "2026-09", pupils[i], indicator.Locked)
		d.facts.give("free.books", u, "2026-09", books[i], indicator.Locked)
	}
	f := d.compute(t, "x", "2026-09", "all")
	if text(f.Value) != "0.5153" || f.State != indicator.Locked {
		t.Fatalf("got %s %s", text(f.Value), f.State)
	}
	if got := text(f.Parts[0].Value); got != "6.2" {
		t.Errorf("books per pupil of the first school: %s", got)
	}
}

func TestStates(t *testing.T) {
	cases := []struct {
		name   string
		states [2]indicator.State
		want   indicator.State
	}{
		{"locked", [2]indicator.State{indicator.Locked, indicator.Locked}, indicator.Locked},
		{"one only reviewed", [2]indicator.State{indicator.Locked, indicator.Reviewed}, indicator.Reviewed},
		{"one only handed in", [2]indicator.State{indicator.Draft, indicator.Locked}, indicator.Draft},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t, schools(2), define())
			d.facts.give("free.spent", "u1", "2026-08", "1.1", c.states[0])
			d.facts.give("free.spent", "u2", "2026-08", "2.2", c.states[1])
			f := d.compute(t, "x", "2026-08", "all")
			if f.State != c.want || text(f.Value) != "3.3" {
				t.Errorf("got %s %s", text(f.Value), f.State)
			}
		})
	}
}

func TestMissingRules(t *testing.T) {
	cases := []struct {
		rule, time string
		want       string
		missing    int
		note       string
	}{
		{"carry last and say so", "last", "17", 1, "第2小学没有报，用的是前面月份的数"},
		{"leave out and say so", "last", "10", 1, "第2小学没有报，没有算在内"},
		{"take as zero and say so", "last", "10", 1, "第2小学没有报，没有算在内"},
		{"cannot compute", "last", "-", 1, "第2小学没有报，没有算在内"},
	}
	for _, c := range cases {
		t.Run(c.rule, func(t *testing.T) {
			d := newDesk(t, schools(3), define("missing: "+c.rule))
			d.facts.give("free.spent", "u1", "2026-07", "5", indicator.Locked)
			d.facts.give("free.spent", "u2", "2026-07", "7", indicator.Locked)
			d.facts.give("free.spent", "u1", "2026-08", "10", indicator.Locked)
			d.facts.give("free.spent", "u2", "2026-08", "", "")
			f := d.compute(t, "x", "2026-08", "all")
			if text(f.Value) != c.want || len(f.Missing) != c.missing || f.State != indicator.Draft {
				t.Errorf("got %s, missing %v, %s", text(f.Value), f.Missing, f.State)
			}
			if got := f.Notes[0].In(i18n.Chinese); !strings.Contains(got, "第2小学") {
				t.Errorf("note %q", got)
			}
		})
	}
}

// A value is never carried over the turn of the year, where cumulative figures
// begin anew, and never to a unit that owes nothing any more.
func TestCarryStaysInTheYearAndWithWhoOwes(t *testing.T) {
	d := newDesk(t, schools(3), define())
	d.facts.give("free.spent", "u1", "2025-12", "500", indicator.Locked)
	d.facts.give("free.spent", "u1", "2026-01", "", "")
	d.facts.give("free.spent", "u2", "2026-01", "3", indicator.Locked)
	d.facts.give("free.spent", "u2", "2026-02", "4", indicator.Locked)
	d.facts.give("free.spent", "u3", "2026-01", "9", indicator.Locked) // merged after January: owes no February
	if f := d.compute(t, "x", "2026-01", "all"); text(f.Value) != "12" || len(f.Missing) != 1 {
		t.Errorf("January: %s %v", text(f.Value), f.Missing)
	}
	if f := d.compute(t, "x", "2026-02", "all"); text(f.Value) != "4" || f.State != indicator.Locked {
		t.Errorf("February: %s %v %s", text(f.Value), f.Missing, f.State)
	}
}

func TestNothingReportedIsNoZero(t *testing.T) {
	d := newDesk(t, schools(2), define())
	d.facts.give("free.spent", "u1", "2026-08", "1", indicator.Locked)
	d.facts.give("free.spent", "u1", "2026-09", "", "")
	f := d.compute(t, "x", "2026-09", "all")
	if f.Value != nil || len(f.Parts) != 0 || len(f.Notes) != 1 {
		t.Errorf("a month in which nobody has reported: %s %v", text(f.Value), f.Notes)
	}
}

// A share of the district is a share of sums, never a mean of shares.
func TestShareOfSums(t *testing.T) {
	d := newDesk(t, schools(2), define("from: 参训 / 应训 * 100", "where: {参训: free.trained, 应训: free.due}", "unit: '%'", "decimals: 1"))
	d.facts.give("free.trained", "u1", "2026-08", "9", indicator.Locked)
	d.facts.give("free.due", "u1", "2026-08", "10", indicator.Locked)
	d.facts.give("free.trained", "u2", "2026-08", "0", indicator.Locked)
	d.facts.give("free.due", "u2", "2026-08", "90", indicator.Locked)
	f := d.compute(t, "x", "2026-08", "all")
	if text(f.Value) != "9" || f.Totals[0].String() != "9" || f.Totals[1].String() != "100" {
		t.Errorf("got %s of %v", text(f.Value), f.Totals)
	}
	if got := d.compute(t, "x", "2026-08", "unit:u1"); text(got.Value) != "90" || got.ScopeName != "第1小学" {
		t.Errorf("one unit: %s %s", text(got.Value), got.ScopeName)
	}
}

func TestDivisionByZeroIsNoFigure(t *testing.T) {
	d := newDesk(t, schools(2), define("from: a / b", "where: {a: free.a, b: free.b}", "over: {units: mean, time: last}"))
	for _, u := range []string{"u1", "u2"} {
		d.facts.give("free.a", u, "2026-08", "6", indicator.Locked)
	}
	d.facts.give("free.b", "u1", "2026-08", "3", indicator.Locked)
	d.facts.give("free.b", "u2", "2026-08", "0", indicator.Locked)
	f := d.compute(t, "x", "2026-08", "all")
	if text(f.Value) != "2" || f.State != indicator.Draft || f.Missing[0].Reason != indicator.Impossible {
		t.Errorf("got %s %s %v", text(f.Value), f.State, f.Missing)
	}
}

func TestAggregates(t *testing.T) {
	cases := []struct{ over, want string }{
		{"{units: sum, time: last}", "9"},
		{"{units: mean, time: last}", "3"},
		{"{units: min, time: last}", "1"},
		{"{units: max, time: last}", "5"},
		{"{units: sum, time: sum}", "109"},
		{"{units: sum, time: mean}", "54.5"},
		{"{units: sum, time: max}", "100"},
		{"{units: max, time: min}", "5"},
	}
	for _, c := range cases {
		t.Run(c.over, func(t *testing.T) {
			d := newDesk(t, schools(3), define("over: "+c.over, "missing: leave out and say so"))
			for i, v := range []string{"1", "3", "5"} {
				u := "u" + string(rune('1'+i))
				d.facts.give("free.spent", u, "2026-09", v, indicator.Locked)
			}
			d.facts.give("free.spent", "u1", "2026-08", "20", indicator.Locked)
			d.facts.give("free.spent", "u2", "2026-08", "30", indicator.Locked)
			d.facts.give("free.spent", "u3", "2026-08", "50", indicator.Locked)
			d.facts.give("free.spent", "u1", "2026-10", "", "")
			f := d.compute(t, "x", "2026", "all")
			if text(f.Value) != c.want || f.Through.String() != "2026-09" {
				t.Errorf("got %s through %s", text(f.Value), f.Through)
			}
		})
	}
}

func TestExactDecimals(t *testing.T) {
	d := newDesk(t, schools(3), define("decimals: 1"))
	for _, u := range []string{"u1", "u2", "u3"} {
		d.facts.give("free.spent", u, "2026-08", "0.05", indicator.Locked)
	}
	f := d.compute(t, "x", "2026-08", "all")
	if f.Exact.String() != "0.15" || text(f.Value) != "0.2" {
		t.Errorf("0.05 three times is %s, shown %s", f.Exact, text(f.Value))
	}
}

func TestPeriodsThatDoNotFit(t *testing.T) {
	d := newDesk(t, schools(1), define())
	for _, p := range []string{"2026-W05", "2026-Q1"} {
		f := d.compute(t, "x", p, "all")
		if f.Value != nil {
			t.Errorf("%s: %s", p, text(f.Value))
		}
	}
	d.facts.give("free.spent", "u1", "2026-03", "4", indicator.Locked)
	if f := d.compute(t, "x", "2026-Q1", "all"); text(f.Value) != "4" {
		t.Errorf("a quarter is made of months: %s", text(f.Value))
	}
	if f := d.compute(t, "x", "2025-2026", "all"); text(f.Value) != "4" {
		t.Errorf("a school year is made of months: %s", text(f.Value))
	}
}

func TestCells(t *testing.T) {
	d := newDesk(t, schools(1), define("over: {units: sum, time: sum}", "missing: leave out and say so"))
	d.facts.give("free.spent", "u1", "2026-01", "4", indicator.Locked)
	d.facts.give("free.spent", "u1", "2026-02", "5", indicator.Draft)
	f := d.compute(t, "x", "2026", "unit:u1")
	cells := f.Parts[0].Cells
	if len(cells) != 2 || cells[1].Return != "u1/2026-02" || cells[1].Path != "spent" || f.Parts[0].State != indicator.Draft {
		t.Errorf("got %+v", f.Parts)
	}
}

// A school that merged in March: its two months count where it stated them, the
// successor's from then on, and the year is the sum of both.
func TestAMergerNeitherLosesNorDoubles(t *testing.T) {
	d := newDesk(t, schools(2), define("over: {units: sum, time: sum}", "missing: leave out and say so"))
	for _, month := range []string{"2026-01", "2026-02"} {
		d.facts.give("free.spent", "u1", month, "1", indicator.Locked)
		d.facts.give("free.spent", "u2", month, "10", indicator.Locked)
	}
	for _, month := range []string{"2026-03", "2026-04"} {
		d.facts.give("free.spent", "u2", month, "11", indicator.Locked) // u1 owes nothing any more
	}
	for p, want := range map[string]string{"2026-02": "11", "2026-03": "11", "2026-Q1": "33", "2026-H1": "44"} {
		if f := d.compute(t, "x", p, "all"); text(f.Value) != want || len(f.Missing) != 0 || f.State != indicator.Locked {
			t.Errorf("%s: %s, want %s; missing %v, %s", p, text(f.Value), want, f.Missing, f.State)
		}
	}
}
