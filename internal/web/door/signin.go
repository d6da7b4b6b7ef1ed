package door

import (
	"net/http"
	"net/url"
	"regexp"
	"time"

	"nianlun/internal/kit/fault"
	"nianlun/internal/web/ui"

	"github.com/go-chi/httprate"
)

// signInShow shows the page of sign-in. ?bureau= chooses the bureau, for links in
// notices and letters: who is signed in to another one signs in anew.
func (d *Door) signInShow(w http.ResponseWriter, r *http.Request) error {
	ctx, query := r.Context(), Query(r)
	v := visitOf(ctx)
	view := ui.SignInView{Next: query.Text("next")}
	asked, named := bureauNamed(v.bureaus, query.Text("bureau"))
	if by, ok := Actor(ctx); ok {
		if !named || asked.ID == by.Bureau {
			return Redirect(w, r, d.after(view.Next))
		}
		view.Note = ui.T(ctx, "door.signin.leaves", "bureau", v.bureau.Name, "person", by.Name)
	}
	switch {
	case named:
		offer(&view, v.bureaus, asked)
	case query.Text("bureau") != "":
		view.Note = ui.T(ctx, "fault.door.bureau.none", "text", query.Text("bureau"))
	case query.Text("ended") == endedByPassword:
		view.Note = ui.T(ctx, "door.signin.ended")
	}
	return d.signInPage(w, r, http.StatusOK, view)
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
		ctx, began := r.Context(), d.Now()
		view := ui.SignInView{Login: form.Text("login"), Next: form.Text("next"), Choice: form.Text("bureau"), Remember: form.Has("remember")}
		bureau, ok := wanted(r, visitOf(ctx).bureaus, form)
		if !ok {
			view.BureauError = ui.T(ctx, "door.signin.choose")
			offer(&view, visitOf(ctx).bureaus, Bureau{})
			return d.signInPage(w, r, http.StatusUnprocessableEntity, view)
		}
		view.Choice = ""
		offer(&view, visitOf(ctx).bureaus, bureau)
		address := httprate.CanonicalizeIP(From(ctx).String())
		if _, failed, err := failures.Status(address); err != nil || failed+1 > float64(d.Settings.SignIns) {
			view.Note = ui.T(ctx, "fault.door.toooften")
			return d.signInPage(w, r, http.StatusTooManyRequests, view)
		}
		person, err := d.Gate.SignIn(ctx, bureau.ID, view.Login, form.Raw("password"), From(ctx))
		if err != nil {
			failures.OnLimit(w, r, address)
			return d.signInRefused(w, r, view, err)
		}
		return d.signIn(w, r, bureau, person, began, view)
	}
}

// signIn begins the session of a person who has been proved. Began is when the
// request came in: a password that was changed since is not the one just proved.
func (d *Door) signIn(w http.ResponseWriter, r *http.Request, bureau Bureau, person Person, began time.Time, view ui.SignInView) error {
	ctx := r.Context()
	standing, err := d.Gate.Standing(ctx, bureau.ID, person.ID)
	if err != nil {
		return err
	}
	if len(standing.Posts) == 0 {
		return d.signInRefused(w, r, view, fault.New(fault.Denied, "signin.nopost"))
	}
	if standing.Changed.After(began) {
		return d.signInRefused(w, r, view, fault.New(fault.Conflict, "signin.changed"))
	}
	if err := d.begin(ctx, person, bureau.ID, standing.Changed, view.Remember); err != nil {
		return err
	}
	if len(visitOf(ctx).bureaus) > 1 {
		d.setChoice(w, bureauCookie, bureau.key())
	}
	if standing.MustChange && d.Password != "" {
		return Redirect(w, r, d.passwordPage(view.Next))
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
	case "signin.locked", "signin.off", "signin.nopost", "signin.changed":
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
	view.Theme, view.Public = v.theme, d.Public
	if len(v.bureaus) == 1 {
		view.Bureau = v.bureaus[0].Name
	}
	if len(view.Bureaus) == 0 {
		chosen, _ := usual(r, v.bureaus)
		offer(&view, v.bureaus, chosen)
	}
	view.Days = int(d.Settings.Remember / (24 * time.Hour))
	view.Back = "/signin"
	if b, ok := bureauNamed(v.bureaus, view.Choice); ok && len(v.bureaus) > 1 {
		view.Back += "?bureau=" + url.QueryEscape(b.key())
	}
	return Render(w, r, status, ui.SignIn(view))
}

func (d *Door) signOut(w http.ResponseWriter, r *http.Request) error {
	if err := d.sessions.Destroy(r.Context()); err != nil {
		return err
	}
	return Redirect(w, r, "/signin")
}

// passwordPage is where one changes the own password, to come back from there.
func (d *Door) passwordPage(next string) string {
	if next = d.after(next); next == d.Home {
		return d.Password
	}
	return d.Password + "?next=" + url.QueryEscape(next)
}

// after is where sign-in leads.
func (d *Door) after(next string) string {
	if next == "" {
		return d.Home
	}
	return localPath(next)
}
