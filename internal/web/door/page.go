package door

import (
	"bytes"
	"context"
	"net/http"
	"net/url"
	"strings"

	"nianlun/internal/web/ui"

	"github.com/a-h/templ"
)

// View says what a page wants of its frame.
type View struct {
	Title   string   // in the reader's language
	Nav     string   // code of the item of the rail that it belongs to
	Class   string   // extra class of main: "with-panel"
	Scripts []string // entries that only this page needs: "editor.js"
	Search  string   // what was searched for
	Status  int      // 200 when 0
}

// Page answers with a page: body in the frame, or body alone when htmx asks for
// a part. Public pages of people who have not signed in get no rail.
func Page(w http.ResponseWriter, r *http.Request, view View, body templ.Component) error {
	if Partial(r) {
		return Render(w, r, view.status(), body)
	}
	ctx := r.Context()
	if _, ok := Actor(ctx); !ok {
		return Render(w, r, view.status(), framed(ui.Public(view.Title, visitOf(ctx).theme, heading(ctx), here(r)), body))
	}
	frame, err := frameOf(r, view)
	if err != nil {
		return err
	}
	frame.Toast = popFlash(ctx)
	return Render(w, r, view.status(), framed(ui.Frame(frame), body))
}

// heading names the bureau, or the product where several are behind the address.
func heading(ctx context.Context) string {
	if name := visitOf(ctx).bureau.Name; name != "" {
		return name
	}
	return ui.T(ctx, "ui.product")
}

func (v View) status() int {
	if v.Status == 0 {
		return http.StatusOK
	}
	return v.Status
}

// Render answers with a component as it is. It is rendered in full before the
// first byte leaves, so that an error still becomes a proper answer.
func Render(w http.ResponseWriter, r *http.Request, status int, c templ.Component) error {
	var body bytes.Buffer
	if err := c.Render(r.Context(), &body); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Add("Vary", "HX-Request")
	w.WriteHeader(status)
	_, err := w.Write(body.Bytes())
	return ignoreGone(err)
}

// ignoreGone drops the error of a browser that has gone: nobody is left to tell.
func ignoreGone(error) error { return nil }

// Partial tells whether htmx asks for a part of a page.
func Partial(r *http.Request) bool {
	h := r.Header
	return h.Get("HX-Request") == "true" && h.Get("HX-Request-Type") != "full" && h.Get("HX-History-Restore-Request") != "true"
}

func isHTMX(r *http.Request) bool { return r.Header.Get("HX-Request") == "true" }

// Redirect leads to a path of this site after a form has been taken, for htmx
// and plain forms alike. A path that leads elsewhere becomes "/".
func Redirect(w http.ResponseWriter, r *http.Request, path string) error {
	path = localPath(path)
	if isHTMX(r) {
		w.Header().Set("HX-Redirect", path)
		w.WriteHeader(http.StatusOK)
		return nil
	}
	http.Redirect(w, r, path, http.StatusSeeOther) //nolint:gosec // localPath keeps it on this site
	return nil
}

// localPath keeps only what stays on this site: browsers read "//host" and
// "/\host" as another one.
func localPath(path string) string {
	u, err := url.Parse(path)
	if err != nil || u.Host != "" || u.Scheme != "" || !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n\t") {
		return "/"
	}
	return path
}

// here is the path and query of a page, for switches to come back to; "/" for
// what was not asked for with GET.
func here(r *http.Request) string {
	if r.Method != http.MethodGet {
		return "/"
	}
	return r.URL.RequestURI()
}

func framed(frame, body templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w writer) error {
		return frame.Render(templ.WithChildren(ctx, body), w)
	})
}
