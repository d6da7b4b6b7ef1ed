package door

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/ui"
)

// fail answers an error: a page, a toast for htmx, or JSON for scripts that ask
// for it. What caused it goes to the log only.
func (d *Door) fail(w http.ResponseWriter, r *http.Request, err error) {
	v := visitOf(r.Context())
	if Gone(r.Context(), err) {
		v.code, v.err = codeGone, err
		w.WriteHeader(StatusGone)
		return
	}
	var over *http.MaxBytesError
	if errors.As(err, &over) {
		err = tooLarge(over.Limit)
	}
	f := fault.As(err)
	v.code, v.err = f.Code, err
	if f.Kind == fault.TooLarge {
		// The rest of the body is not read: the connection cannot be used again.
		w.Header().Set("Connection", "close")
	}
	switch {
	case wantsJSON(r):
		failJSON(w, r, f)
	case f.Kind == fault.SignIn && f.Code == "signin":
		d.toSignIn(w, r)
	case f.Code == mustChange:
		_ = Redirect(w, r, d.passwordPage(cameFrom(r)))
	case Partial(r):
		d.failToast(w, r, f)
	default:
		d.failPage(w, r, f)
	}
}

func wantsJSON(r *http.Request) bool {
	return strings.HasPrefix(r.Header.Get("Accept"), "application/json")
}

// problem is the wire type of an error, after RFC 9457.
type problem struct {
	Title  string         `json:"title"`
	Status int            `json:"status"`
	Code   string         `json:"code"`
	Number string         `json:"number"`
	Fields []problemField `json:"fields,omitempty"`
}

type problemField struct {
	Path  string `json:"path"`
	Words string `json:"words"`
}

func failJSON(w http.ResponseWriter, r *http.Request, f *fault.Error) {
	ctx := r.Context()
	p := problem{Title: ui.T(ctx, f.Key(), f.Args...), Status: Status(f.Kind), Code: f.Code, Number: RequestID(ctx)}
	for _, e := range ui.ErrorsOf(ctx, f) {
		p.Fields = append(p.Fields, problemField(e))
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(p.Status)
	_ = json.NewEncoder(w).Encode(p)
}

// toSignIn leads to the sign-in page and from there back to where one was.
func (d *Door) toSignIn(w http.ResponseWriter, r *http.Request) {
	query := url.Values{}
	if back := cameFrom(r); back != "/" {
		query.Set("next", back)
	}
	if ended := visitOf(r.Context()).ended; ended != "" {
		query.Set("ended", ended)
	}
	target := "/signin"
	if len(query) > 0 {
		target += "?" + query.Encode()
	}
	_ = Redirect(w, r, target)
}

// cameFrom is the page to come back to after something has been asked in between.
func cameFrom(r *http.Request) string {
	if isHTMX(r) || r.Method != http.MethodGet {
		return pageOf(r)
	}
	return here(r)
}

// pageOf is the path of the page that a request was made from.
func pageOf(r *http.Request) string {
	for _, name := range []string{"HX-Current-URL", "Referer"} {
		if u, err := url.Parse(r.Header.Get(name)); err == nil && u.Host == r.Host && u.Path != "" {
			return localPath(u.RequestURI())
		}
	}
	return "/"
}

// failToast answers htmx: the part that asked stays as it is, and the words
// appear where toasts do.
func (d *Door) failToast(w http.ResponseWriter, r *http.Request, f *fault.Error) {
	ctx := r.Context()
	words := ui.T(ctx, f.Key(), f.Args...)
	for _, e := range ui.ErrorsOf(ctx, f) {
		words += " " + e.Words
	}
	if f.Kind == fault.Internal {
		words += " " + ui.T(ctx, "ui.error.number", "number", RequestID(ctx))
	}
	w.Header().Set("HX-Retarget", "#toasts")
	w.Header().Set("HX-Reswap", "beforeend")
	w.Header().Set("HX-Push-Url", "false")
	if err := Render(w, r, Status(f.Kind), ui.Toast(ui.ToastView{Words: words, Alert: true})); err != nil {
		d.lastResort(w, r, err)
	}
}

func (d *Door) failPage(w http.ResponseWriter, r *http.Request, f *fault.Error) {
	ctx := r.Context()
	title := ui.T(ctx, titleKey(f.Kind))
	view := ui.ErrorView{
		Title: title, Words: ui.T(ctx, f.Key(), f.Args...), Errors: ui.ErrorsOf(ctx, f), Number: RequestID(ctx),
		Red: f.Kind == fault.Internal || f.Kind == fault.Unavailable,
		Act: ui.BtnView{Words: ui.T(ctx, "door.error.home"), Href: d.Home},
	}
	err := Page(w, r, View{Title: title, Status: Status(f.Kind)}, ui.ErrorPage(view))
	if err != nil {
		d.lastResort(w, r, err)
	}
}

// lastResort answers when even the frame cannot be built.
func (d *Door) lastResort(w http.ResponseWriter, r *http.Request, err error) {
	d.Log.ErrorContext(r.Context(), "error page failed", "id", RequestID(r.Context()), "err", err)
	http.Error(w, RequestID(r.Context()), http.StatusInternalServerError)
}

func titleKey(kind fault.Kind) string {
	switch kind {
	case fault.NotFound:
		return "door.error.notfound"
	case fault.Denied:
		return "door.error.denied"
	case fault.Invalid:
		return "door.error.invalid"
	case fault.Conflict:
		return "door.error.conflict"
	case fault.TooLarge:
		return "door.error.toolarge"
	case fault.Locked:
		return "door.error.locked"
	case fault.Unavailable:
		return "door.error.unavailable"
	case fault.SignIn:
		return "door.error.signin"
	default:
		return "door.error.internal"
	}
}
