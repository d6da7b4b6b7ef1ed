package burdens

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"nianlun/internal/base/org"
	"nianlun/internal/web/door"
	"nianlun/internal/work/collect"
)

// burdenMeasure is what the table of burdens shows.
type burdenMeasure string

// The measures of the table; the first is shown when none is chosen.
const (
	byMinutes burdenMeasure = "minutes"
	byForms   burdenMeasure = "forms"
	byCells   burdenMeasure = "cells"
	byMedian  burdenMeasure = "median"
	byKept    burdenMeasure = "kept"
)

var burdenMeasures = []string{string(byForms), string(byCells), string(byMinutes), string(byMedian), string(byKept)}

// heaviest is the order that puts the heaviest year first.
const heaviest = "most"

// burdenQuery is what of the burdens is shown, kept in the URL.
type burdenQuery struct {
	Year    int
	Measure burdenMeasure
	Type    org.UnitType
	Zone    string
	Order   string
}

func burdenQueryOf(r *http.Request) burdenQuery {
	v := door.Query(r)
	q := burdenQuery{
		Year: door.Year(r.Context()), Measure: burdenMeasure(v.Text("measure")), Type: org.UnitType(v.Text("type")),
		Zone: v.Text("zone"), Order: v.Text("order"),
	}
	if y, ok := v.Int("year"); ok && y >= 2000 && y <= 2100 {
		q.Year = y
	}
	if !slices.Contains(burdenMeasures, string(q.Measure)) {
		q.Measure = byMinutes
	}
	return q
}

// url is an address of the burdens with this query.
func (q burdenQuery) url(path string) string {
	v := url.Values{"year": {strconv.Itoa(q.Year)}, "measure": {string(q.Measure)}}
	for name, value := range map[string]string{"type": string(q.Type), "zone": q.Zone, "order": q.Order} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return path + "?" + v.Encode()
}

// units are the rows that pass the filter, in the order that was asked for.
func (q burdenQuery) units(all []collect.UnitBurden) []collect.UnitBurden {
	var rows []collect.UnitBurden
	for _, u := range all {
		if (q.Type == "" || u.Unit.Type == q.Type) && (q.Zone == "" || u.Unit.Zone == q.Zone) {
			rows = append(rows, u)
		}
	}
	if q.Order == heaviest {
		slices.SortStableFunc(rows, func(a, b collect.UnitBurden) int { return q.Measure.number(b.Year) - q.Measure.number(a.Year) })
	}
	return rows
}

// number is what a load has of the measure; -1 when that is not known.
func (m burdenMeasure) number(l collect.Load) int {
	switch m {
	case byForms:
		return l.Returns
	case byCells:
		return l.Cells
	case byMedian:
		if l.Timed > 0 {
			return collect.WholeMinutes(l.Median)
		}
	case byKept:
		if share, known := l.KeptShare(); known {
			return share
		}
	case byMinutes:
		if l.Timed > 0 {
			return l.Minutes()
		}
	}
	return -1
}
