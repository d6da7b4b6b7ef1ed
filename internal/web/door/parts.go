package door

import (
	"net/http"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/ui"
)

// Parts are the routes that show every small part of the design system: to all
// in development builds (everyone true), else to the system administrator.
func Parts(everyone bool) []Route {
	may := func(r *http.Request) error {
		if everyone || By(r.Context()).Post.Role == access.SysAdmin {
			return nil
		}
		return fault.New(fault.NotFound, "notfound")
	}
	return []Route{
		{Method: "GET", Path: "/parts", Handle: func(w http.ResponseWriter, r *http.Request) error {
			if err := may(r); err != nil {
				return err
			}
			return Page(w, r, View{Title: ui.T(r.Context(), "ui.parts.title")}, ui.Specimen())
		}},
		{Method: "GET", Path: "/parts/panel", Handle: func(w http.ResponseWriter, r *http.Request) error {
			if err := may(r); err != nil {
				return err
			}
			return Page(w, r, View{Title: ui.T(r.Context(), "ui.parts.title"), Class: "with-panel"}, ui.SpecimenPanel())
		}},
	}
}
