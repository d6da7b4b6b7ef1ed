package door

import (
	"fmt"
	"net/http"
	"runtime/debug"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/ui"

	"github.com/alexedwards/scs/v2"
)

// Handler answers one request. What it returns as an error becomes a page or a
// toast; it must not have written anything by then.
type Handler func(w http.ResponseWriter, r *http.Request) error

// Route is one line of the route table. Path is a pattern of net/http, without
// the method.
type Route struct {
	Method string
	Path   string
	Public bool // open to people who have not signed in
	// First is open also to people whose password somebody else has set, who come
	// to nothing else before they have changed it.
	First   bool
	Handle  Handler
	Uploads bool // takes bodies up to Settings.UploadBytes
}

// Mount is a part that answers for itself, such as the API: it gets request id,
// log, panic recovery and safe headers, and neither session nor frame.
type Mount struct {
	Pattern string
	Handler http.Handler
}

// Door serves pages to browsers.
type Door struct {
	Config
	sessions *scs.SessionManager
}

// New makes a door.
func New(c Config) (*Door, error) {
	if err := c.complete(); err != nil {
		return nil, err
	}
	d := &Door{Config: c}
	d.sessions = d.newSessions()
	return d, nil
}

// Serve joins the routes, the door's own (sign-in, switches, assets) and the
// mounts into one handler. A route that stands twice is an error.
func (d *Door) Serve(routes []Route, mounts ...Mount) (h http.Handler, err error) {
	defer func() {
		if p := recover(); p != nil { // ServeMux panics on patterns that clash
			err = fmt.Errorf("routes: %v", p)
		}
	}()
	pages := http.NewServeMux()
	for _, route := range append(d.own(), routes...) {
		pages.Handle(route.Method+" "+route.Path, d.wrap(route))
	}
	pages.Handle("/", d.wrap(Route{Public: true, Handle: nothingHere}))

	all := http.NewServeMux()
	for _, m := range mounts {
		all.Handle(m.Pattern, m.Handler)
	}
	all.Handle("GET "+ui.AssetsPath, d.Assets)
	all.Handle("/", d.sameOrigin(d.withSession(pages)))
	return d.outer(all), nil
}

// own are the door's own routes.
func (d *Door) own() []Route {
	routes := []Route{
		{Method: "GET", Path: "/signin", Public: true, Handle: d.signInShow},
		{Method: "POST", Path: "/signin", Public: true, Handle: d.signInTry()},
		{Method: "POST", Path: "/signout", Public: true, Handle: d.signOut},
		{Method: "POST", Path: "/lang", Public: true, Handle: d.switchLang},
		{Method: "POST", Path: "/theme", Public: true, Handle: d.switchTheme},
		{Method: "POST", Path: "/post", Handle: d.switchPost},
		{Method: "POST", Path: "/year", Handle: d.switchYear},
	}
	if d.Home != "/" {
		routes = append(routes, Route{Method: "GET", Path: "/{$}", Handle: func(w http.ResponseWriter, r *http.Request) error {
			return Redirect(w, r, d.Home)
		}})
	}
	return routes
}

// wrap makes a route a http.Handler: who may come in, how much may be sent, and
// what becomes of errors and panics.
func (d *Door) wrap(route Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// net/http removes the files of an upload from the request that it made
		// itself, and r is a copy of that one.
		defer func() {
			if r.MultipartForm != nil {
				_ = r.MultipartForm.RemoveAll()
			}
		}()
		defer func() {
			p := recover()
			if p == nil {
				return
			}
			if aborts(p) {
				panic(p)
			}
			d.fail(w, r, &panicked{fmt.Sprintf("panic: %v\n%s", p, debug.Stack())})
		}()
		if err := d.admit(route, w, r); err != nil {
			d.fail(w, r, err)
			return
		}
		if err := route.Handle(w, r); err != nil {
			d.fail(w, r, err)
		}
	})
}

func (d *Door) admit(route Route, w http.ResponseWriter, r *http.Request) error {
	if _, ok := Actor(r.Context()); !ok && !route.Public {
		return fault.New(fault.SignIn, "signin")
	}
	if visitOf(r.Context()).must && !route.Public && !route.First {
		return fault.New(fault.Denied, mustChange)
	}
	if err := cleanURL(r); err != nil {
		return err
	}
	limit := d.Settings.FormBytes
	if route.Uploads {
		limit = d.Settings.UploadBytes
	}
	if r.ContentLength > limit {
		return tooLarge(limit)
	}
	r.Body = http.MaxBytesReader(w, r.Body, limit)
	return nil
}

// mustChange is the code of the fault that only leads to the page of passwords.
const mustChange = "account.password.must"

func nothingHere(http.ResponseWriter, *http.Request) error {
	return fault.New(fault.NotFound, "notfound")
}
