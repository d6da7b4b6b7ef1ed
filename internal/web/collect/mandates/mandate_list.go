package mandates

import (
	"net/http"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
	"nianlun/internal/work/collect/levels"
)

// mandateGroup are the lines of the list that stand together.
type mandateGroup struct {
	ID, Words string
	Rows      []ui.OwedRow
}

// mandateList is all that the bureau above asks and has asked: what is the own turn,
// what lies above, what is over.
func (p Pages) mandateList(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	by := door.By(ctx)
	if !access.Scope(by, access.Read, access.Campaign).All {
		return fault.New(fault.NotFound, "notfound")
	}
	all, err := p.Levels.AskedAboves(ctx, by, true)
	if err != nil {
		return err
	}
	var turn, above, over []levels.AskedAbove
	for _, a := range all {
		switch {
		case a.Period.Standing.Acts():
			turn = append(turn, a)
		case a.Period.Standing.Over():
			over = append(over, a)
		default:
			above = append(above, a)
		}
	}
	var groups []mandateGroup
	for _, g := range []struct {
		id  string
		all []levels.AskedAbove
	}{{"turn", turn}, {"above", above}, {"over", over}} {
		if len(g.all) > 0 {
			groups = append(groups, mandateGroup{ID: g.id, Words: ui.T(ctx, "mandate.list."+g.id), Rows: askedRows(ctx, g.all)})
		}
	}
	head := ui.HeadView{Title: ui.T(ctx, "mandate.title"), Under: ui.T(ctx, "mandate.list.under"),
		Crumbs: []ui.Crumb{{Words: ui.T(ctx, "collect.title"), Href: "/collect"}, {Words: ui.T(ctx, "mandate.title")}}}
	return door.Page(w, r, door.View{Title: head.Title, Nav: "collect"}, mandateListPage(head, groups))
}
