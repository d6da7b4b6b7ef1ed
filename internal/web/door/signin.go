package door

import (
	"net/http"
	"regexp"
	"time"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/ui"

	"github.com/go-chi/httprate"
)

func (d *Door) signInShow(w http.ResponseWriter, r *http.Request) error {
	next := Query(r).Text("next")
	if _, ok := Actor(r.Context()); ok {
		return Redirect(w, r, d.after(next))
	}
	return d.signInPage(w, r, http.StatusOK, ui.SignInView{Next: next})
}

// signInTry is the handler of POST /signin. It limits how often one address may
// fail: a whole bureau may sign in from behind one address at half past eight.
// How often one account may be tried is the gate's own lock.
func (d *Door) signInTry() Handler {
	failures := httprate.NewRateLimiter(d.Settings.SignIns, time.Minute)
	return func(w http.ResponseWriter, r *http.Request) error {
		form, err := Form(r)
		if err != nil {
			return err
		}
		ctx := r.Context()
		view := ui.SignInView{Login: form.Text("login"), Next: form.Text("next")}
		address := httprate.CanonicalizeIP(From(ctx).String())
		if _, failed, err := failures.Status(address); err != nil || failed+1 > float64(d.Settings.SignIns) {
			view.Note = ui.T(ctx, "fault.door.toooften")
			return d.signInPage(w, r, http.StatusTooManyRequests, view)
		}
		person, err := d.Gate.SignIn(ctx, view.Login, form.Raw("password"), From(ctx))
		if err != nil {
			failures.OnLimit(w, r, address)
			return d.signInRefused(w, r, view, err)
		}
		return d.signIn(w, r, person, form.Has("remember"), view)
	}
}

// signIn begins the session of a person who has been proved.
func (d *Door) signIn(w http.ResponseWriter, r *http.Request, person Person, remember bool, view ui.SignInView) error {
	ctx := r.Context()
	bureau, _, err := d.Gate.Bureau(ctx)
	if err != nil {
		return err
	}
	posts, err := d.Gate.Posts(ctx, bureau, person.ID)
	if err != nil {
		return err
	}
	if len(posts) == 0 {
		return d.signInRefused(w, r, view, fault.New(fault.Denied, "signin.nopost"))
	}
	if err := d.begin(ctx, person, bureau, remember); err != nil {
		return err
	}
	return Redirect(w, r, d.after(view.Next))
}

// signInRefused shows the page again with what was wrong in its place. Errors
// that are the house's own go on to the error page.
func (d *Door) signInRefused(w http.ResponseWriter, r *http.Request, view ui.SignInView, err error) error {
	ctx := r.Context()
	f := fault.As(err)
	words := ui.T(ctx, f.Key(), f.Args...)
	switch f.Code {
	case "signin.wrong":
		view.WordError = words
		if wrongMobile(view.Login) {
			view.LoginError = ui.T(ctx, "door.signin.mobile")
		}
	case "signin.locked", "signin.off", "signin.nopost":
		view.Note = words
	default:
		return err
	}
	visitOf(ctx).code = f.Code
	return d.signInPage(w, r, Status(f.Kind), view)
}

// nearMobile is what looks like a mobile number of mainland China with a digit
// too few or too many.
var nearMobile = regexp.MustCompile(`^1[3-9](\d{8}|\d{10})$`)

func wrongMobile(login string) bool { return nearMobile.MatchString(login) }

func (d *Door) signInPage(w http.ResponseWriter, r *http.Request, status int, view ui.SignInView) error {
	v := visitOf(r.Context())
	view.Bureau, view.Theme, view.Public = v.bureau, v.theme, d.Public
	view.Days = int(d.Settings.Remember / (24 * time.Hour))
	view.Back = "/signin"
	return Render(w, r, status, ui.SignIn(view))
}

func (d *Door) signOut(w http.ResponseWriter, r *http.Request) error {
	if err := d.sessions.Destroy(r.Context()); err != nil {
		return err
	}
	return Redirect(w, r, "/signin")
}

// after is where sign-in leads.
func (d *Door) after(next string) string {
	if next == "" {
		return d.Home
	}
	return localPath(next)
}
