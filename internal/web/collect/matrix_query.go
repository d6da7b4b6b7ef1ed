package collect

import (
	"net/http"
	"net/url"

	"nianlun/internal/base/org"
	"nianlun/internal/web/door"
	"nianlun/internal/work/collect"
)

// matrixQuery is the filter of a matrix, kept in the URL.
type matrixQuery struct {
	Path  string
	Type  org.UnitType
	Zone  string
	State string // a state of the current period, or "late"
}

func matrixQueryOf(r *http.Request) matrixQuery {
	q := door.Query(r)
	return matrixQuery{Path: r.URL.Path, Type: org.UnitType(q.Text("type")), Zone: q.Text("zone"), State: q.Text("state")}
}

// url is the address of the matrix with this filter.
func (q matrixQuery) url() string {
	v := url.Values{}
	for name, value := range map[string]string{"type": string(q.Type), "zone": q.Zone, "state": q.State} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if len(v) == 0 {
		return q.Path
	}
	return q.Path + "?" + v.Encode()
}

// takes tells whether a row passes the filter; now is its current cell.
func (q matrixQuery) takes(row collect.Row, now collect.Cell, late bool) bool {
	if q.Type != "" && row.Unit.Type != q.Type || q.Zone != "" && row.Unit.Zone != q.Zone {
		return false
	}
	switch q.State {
	case "":
		return true
	case lateState:
		return late
	default:
		return string(now.State) == q.State
	}
}

const lateState = "late"
