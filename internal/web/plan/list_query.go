package plan

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
	"nianlun/internal/web/door"
	"nianlun/internal/work/plan"
)

// listQuery is what the address of the list says. Its zero value, but for the
// year, is what the list opens with: all that is not done, what needs eyes first.
type listQuery struct {
	Year   int
	view   string
	Theme  string
	Lead   string
	Leader string
	Light  string
	Words  string
	Sort   string
}

const listPath = "/plan/tasks"

// The saved views of the list.
const (
	viewAll    = "all"
	viewOpen   = ""
	viewWatch  = "watch"
	viewMine   = "mine"
	viewMonth  = "month"
	viewTarget = "target"
	viewAsked  = "asked"
	viewNobody = "nobody"
)

func listViews() []string {
	return []string{viewAll, viewOpen, viewWatch, viewMine, viewMonth, viewTarget, viewAsked, viewNobody}
}

func listQueryOf(r *http.Request) listQuery {
	q := door.Query(r)
	return readListQuery(q.Text, door.Year(r.Context()))
}

// readBack reads the query of the list that a form came from.
func readBack(query string, year int) listQuery {
	values, err := url.ParseQuery(query)
	if err != nil {
		values = nil
	}
	return readListQuery(values.Get, year)
}

func readListQuery(text func(string) string, year int) listQuery {
	q := listQuery{
		Year: year, view: text("view"), Theme: text("theme"), Lead: text("lead"), Leader: text("leader"),
		Light: text("light"), Words: text("q"), Sort: text("sort"),
	}
	if y, err := strconv.Atoi(text("year")); err == nil {
		q.Year = y
	}
	if !slices.Contains(listViews(), q.view) {
		q.view = viewOpen
	}
	if q.Sort != "due" {
		q.Sort = ""
	}
	return q
}

// viewFilter is what a saved view keeps.
func viewFilter(view string, by access.Actor, day period.Date) plan.Filter {
	switch view {
	case viewAll:
		return plan.Filter{}
	case viewWatch:
		return plan.Filter{Lights: plan.Watched()}
	case viewMine:
		if by.Post.Role == access.Deputy || by.Post.Role == access.Director {
			return plan.Filter{Open: true, Leader: by.Person}
		}
		return plan.Filter{Open: true, Mine: by.Post.Unit}
	case viewMonth:
		f := plan.MonthOf(day)
		f.Open = true
		return f
	case viewTarget:
		return plan.Filter{Target: true}
	case viewAsked:
		return plan.Filter{Open: true, Asked: true}
	case viewNobody:
		return plan.Filter{Nobody: true}
	default:
		return plan.Filter{Open: true}
	}
}

// filter joins the saved view with the chips.
func (q listQuery) filter(by access.Actor, day period.Date) plan.Filter {
	f := viewFilter(q.view, by, day)
	f.Theme, f.Lead, f.Words, f.SortDue = q.Theme, q.Lead, q.Words, q.Sort == "due"
	if q.Leader != "" {
		f.Leader = q.Leader
	}
	if q.Light != "" {
		f.Lights = []plan.Colour{plan.Colour(q.Light)}
	}
	return f
}

// pairs are the names and values of what is set, always in the same order.
func (q listQuery) pairs() [][2]string {
	var all [][2]string
	set := func(name, value string) {
		if value != "" {
			all = append(all, [2]string{name, value})
		}
	}
	set("view", q.view)
	set("theme", q.Theme)
	set("lead", q.Lead)
	set("leader", q.Leader)
	set("light", q.Light)
	set("q", q.Words)
	set("sort", q.Sort)
	if q.Year != 0 {
		set("year", strconv.Itoa(q.Year))
	}
	return all
}

// query is the part of the address behind the question mark; the same list has
// always the same one.
func (q listQuery) query() string {
	values := url.Values{}
	for _, pair := range q.pairs() {
		values.Set(pair[0], pair[1])
	}
	return values.Encode()
}

// with is the address of the list with one thing changed.
func (q listQuery) with(change func(*listQuery)) string {
	change(&q)
	return listPath + "?" + q.query()
}
