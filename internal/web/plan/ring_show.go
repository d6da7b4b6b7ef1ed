package plan

import (
	"net/http"
	"strconv"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/door"
	"nianlun/internal/web/ui"
)

// ringNow leads to the ring of the year that the person looks at.
func (p Pages) ringNow(w http.ResponseWriter, r *http.Request) error {
	return door.Redirect(w, r, ringPath(door.Year(r.Context())))
}

func ringPath(year int) string { return "/ring/" + strconv.Itoa(year) }

func (p Pages) ringShow(w http.ResponseWriter, r *http.Request) error {
	year, err := strconv.Atoi(r.PathValue("year"))
	if err != nil {
		return fault.New(fault.NotFound, "notfound")
	}
	ctx := r.Context()
	ring, err := p.Plans.Ring(ctx, door.By(ctx), year)
	if err != nil {
		return err
	}
	view := viewOfRing(ctx, door.By(ctx), ring, door.Query(r).Text("theme"))
	return door.Page(w, r, door.View{Title: ui.T(ctx, "plan.ring.title", "year", year), Nav: "ring"}, ringPage(view))
}
