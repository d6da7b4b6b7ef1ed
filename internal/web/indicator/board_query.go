package indicator

import (
	"net/url"

	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/work/indicator"
)

// boardQuery is what a board shows; it stands in the address.
type boardQuery struct {
	Period period.Period // zero: the newest of each indicator
	Scope  indicator.Scope
	Owner  string // the section whose indicators are shown; "" the first
	At     string // code of the indicator that the charts show; "" the first
}

// boardQueryOf reads the address. A school reads its own figures only, whatever
// the address says.
func boardQueryOf(values door.Values, reach indicator.Scope) (boardQuery, error) {
	q := boardQuery{Owner: values.Text("owner"), At: values.Text("at"), Scope: reach}
	if text := values.Text("period"); text != "" {
		p, err := period.Parse(text)
		if err != nil {
			return q, fault.New(fault.NotFound, "notfound")
		}
		q.Period = p
	}
	if text := values.Text("scope"); text != "" && reach == indicator.All {
		scope, ok := indicator.ParseScope(text)
		if !ok {
			return q, fault.New(fault.NotFound, "notfound")
		}
		q.Scope = scope
	}
	return q, nil
}

// href is the board's address with the query.
func (q boardQuery) href() string {
	values := url.Values{}
	set := func(name, value string) {
		if value != "" {
			values.Set(name, value)
		}
	}
	set("period", q.Period.String())
	if q.Scope != indicator.All {
		set("scope", q.Scope.String())
	}
	set("owner", q.Owner)
	set("at", q.At)
	if len(values) == 0 {
		return "/indicators"
	}
	return "/indicators?" + values.Encode()
}

// mayChooseScope tells whether the actor can look at more than the own unit.
func mayChooseScope(reach indicator.Scope) bool { return reach == indicator.All }

// input is the query as the service takes it.
func (q boardQuery) input(codes []string) indicator.BoardInput {
	return indicator.BoardInput{Period: q.Period, Scope: q.Scope, Codes: codes}
}

// group keeps the indicators of one owner; the first owner's when none is asked for.
func (q *boardQuery) group(all []indicator.Version) (owners, codes []string) {
	seen := map[string]bool{}
	for _, v := range all {
		if owner := v.Definition().Owner; !seen[owner] {
			seen[owner] = true
			owners = append(owners, owner)
		}
	}
	if !seen[q.Owner] && len(owners) > 0 {
		q.Owner = owners[0]
	}
	for _, v := range all {
		if v.Definition().Owner == q.Owner {
			codes = append(codes, v.Code)
		}
	}
	return owners, codes
}
