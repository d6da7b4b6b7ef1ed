package door

import (
	"net/http"
	"strings"

	"nianlun/internal/web/ui"

	"github.com/a-h/templ"
)

// MayFrame lets the page that is being answered show another page of this site
// within itself. Call it before Page.
func MayFrame(w http.ResponseWriter) {
	w.Header().Set("Content-Security-Policy", ContentPolicy+"; frame-src 'self'")
}

// Framed answers with a page that another page of this site shows within itself:
// without rail and bar. For htmx it is the body alone.
func Framed(w http.ResponseWriter, r *http.Request, view View, body templ.Component) error {
	w.Header().Set("Content-Security-Policy", strings.Replace(ContentPolicy, "frame-ancestors 'none'", "frame-ancestors 'self'", 1))
	if Partial(r) {
		return Render(w, r, view.status(), body)
	}
	return Render(w, r, view.status(), framed(ui.Within(view.Title, visitOf(r.Context()).theme, view.Scripts), body))
}
