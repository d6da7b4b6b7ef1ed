package indicator

import (
	"net/http"

	"nianlun/internal/web/door"
)

// figureCited is the figure that a text cites by its ref, with the version of the
// definition that the text cites.
func (p pages) figureCited(w http.ResponseWriter, r *http.Request) error {
	f, err := p.figures.Resolve(r.Context(), door.By(r.Context()), door.Query(r).Text("ref"))
	if err != nil {
		return err
	}
	return p.showFigure(w, r, f)
}
