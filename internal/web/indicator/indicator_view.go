package indicator

import (
	"context"
	"net/url"

	"nianlun/internal/web/ui"
	"nianlun/internal/work/indicator"
)

// indicatorView is an indicator, ready to be read.
type indicatorView struct {
	Head     ui.HeadView
	Figure   ui.FigureView
	Of       string // the period and scope of the figure
	Source   sourceView
	Periods  []periodRow
	Versions []versionRow
}

// periodRow is one period of the year.
type periodRow struct {
	Words   string
	Figure  ui.FigureView
	Light   ui.Colour
	State   string
	Missing string
}

// versionRow is one version of the definition.
type versionRow struct {
	Words   string
	Meaning string
	Formula string
	Hint    string
	YAML    string
}

func indicatorViewOf(ctx context.Context, source sourceView, c indicator.Card, versions []indicator.Version) indicatorView {
	d := versions[0].Definition()
	view := indicatorView{Source: source, Figure: figureView(c.Figure), Of: periodWords(ctx, c.Figure.Period) + ui.T(ctx, "ui.comma") + scopeWords(ctx, c.Figure)}
	view.Head = source.Head
	view.Head.Crumbs = []ui.Crumb{{Words: ui.T(ctx, "indicator.title"), Href: "/indicators"}, {Words: d.Name}}
	view.Head.Title, view.Head.Under = d.Name, d.Meaning
	for i := len(c.Points) - 1; i >= 0; i-- {
		point := c.Points[i]
		if point.Value == nil {
			continue
		}
		row := periodRow{
			Words: periodWords(ctx, point.Period), Light: stateColour(point.State), State: stateWords(ctx, point.State),
			Figure: ui.FigureView{
				Number: number(d, point.Value), Unit: d.Unit, State: ui.FigureState(point.State),
				Href: hrefOf(url.PathEscape(d.Code), point.Period, c.Figure.Scope, ""),
			},
		}
		if point.Missing > 0 {
			row.Missing = ui.T(ctx, "indicator.missing", "n", point.Missing)
		}
		view.Periods = append(view.Periods, row)
	}
	for _, v := range versions {
		view.Versions = append(view.Versions, versionRowOf(ctx, v))
	}
	return view
}

func versionRowOf(ctx context.Context, v indicator.Version) versionRow {
	d := v.Definition()
	row := versionRow{
		Words: ui.T(ctx, "indicator.version", "n", v.No), Meaning: d.Meaning, Formula: d.Formula, YAML: v.YAML,
		Hint: ui.T(ctx, "indicator.version.by", "who", v.By, "when", clock(ctx, v.Published)),
	}
	if !d.Since.IsZero() {
		row.Words = ui.T(ctx, "indicator.version.since", "n", v.No, "day", ui.Lang(ctx).FullDate(d.Since.Time()))
	}
	return row
}
