package calendar

import (
	"context"
	"net/http"

	"nianlun/internal/base/access"
	"nianlun/internal/base/calendar"
	"nianlun/internal/engine/period"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

const listHref = "/calendar"

// The school years that the page shows, seen from the present one.
const yearsBack, yearsAhead = 2, 2

// termsList shows the terms of the school years round the present one.
func (p pages) termsList(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	by := door.By(ctx)
	now, err := period.Of(period.SchoolYear, p.terms.Today(), nil)
	if err != nil {
		return err
	}
	years, err := p.terms.SchoolYears(ctx, by, now.Year()-yearsBack, now.Year()+yearsAhead)
	if err != nil {
		return err
	}
	view := listView{Head: ui.HeadView{Title: ui.T(ctx, "terms.title"), Under: ui.T(ctx, "terms.under"),
		Crumbs: []ui.Crumb{{Words: ui.T(ctx, "unit.title"), Href: "/units"}, {Words: ui.T(ctx, "terms.title")}}}}
	for i := len(years) - 1; i >= 0; i-- {
		view.Rows = append(view.Rows, rowOf(ctx, years[i], years[i].Year == now.Year(), may(by)))
		if !years[i].Known {
			view.Usual = ui.T(ctx, "terms.usual.source", "source", years[i].Source)
		}
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "units"}, listPage(view))
}

// may reports whether the post enters school calendars.
func may(by access.Actor) bool {
	thing := access.Thing{Bureau: by.Bureau, Kind: access.Calendar}
	return access.Can(by, access.Decide, thing) == access.Allowed || access.Can(by, access.Write, thing) == access.Allowed
}

type listView struct {
	Head  ui.HeadView
	Usual string // from what the terms that nobody has entered are reckoned
	Rows  []listRow
}

type listRow struct {
	Name, Href, Source string
	Now, Known         bool
	Terms              []string
}

func rowOf(ctx context.Context, y calendar.SchoolYear, now, may bool) listRow {
	row := listRow{Name: yearWords(ctx, y.Year), Source: y.Source, Now: now, Known: y.Known}
	if may {
		row.Href = termsHref(y.Year)
	}
	for i, t := range y.Terms {
		row.Terms = append(row.Terms, ui.T(ctx, "terms.span", "term", termWords(ctx, y.Year, i+1), "first", dayWords(ctx, t.First), "last", dayWords(ctx, t.Last)))
	}
	return row
}

func yearWords(ctx context.Context, year int) string {
	p, err := period.Of(period.SchoolYear, period.Date{Year: year, Month: 9, Day: 1}, nil)
	if err != nil {
		return ""
	}
	return p.Text().In(ui.Lang(ctx))
}

// termWords is a term's name where its school year is known: 第一学期.
func termWords(ctx context.Context, year, n int) string {
	p, err := period.Parse(termID(year, n))
	if err != nil {
		return ""
	}
	return p.Short().In(ui.Lang(ctx))
}

func dayWords(ctx context.Context, day period.Date) string {
	if day.IsZero() {
		return ""
	}
	return ui.Lang(ctx).FullDate(day.Time())
}
