package door

import (
	"context"
	"net/http"
	"slices"

	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/web/ui"
)

// Cookies that outlive a session: how a person reads, never who it is.
const (
	langCookie  = "lang"
	themeCookie = "theme"
	choiceAge   = 365 * 24 * 60 * 60 // seconds
)

func (d *Door) switchLang(w http.ResponseWriter, r *http.Request) error {
	form, err := Form(r)
	if err != nil {
		return err
	}
	lang := string(i18n.Parse(form.Text("lang")))
	if _, ok := Actor(r.Context()); ok {
		d.sessions.Put(r.Context(), keyLang, lang)
	}
	d.setChoice(w, langCookie, lang)
	return Redirect(w, r, form.Text("next"))
}

func (d *Door) switchTheme(w http.ResponseWriter, r *http.Request) error {
	form, err := Form(r)
	if err != nil {
		return err
	}
	d.setChoice(w, themeCookie, string(ui.ParseTheme(form.Text("theme"))))
	return Redirect(w, r, form.Text("next"))
}

func (d *Door) switchPost(w http.ResponseWriter, r *http.Request) error {
	form, err := Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	id := form.Text("post")
	if !slices.ContainsFunc(visitOf(ctx).posts, func(p Post) bool { return p.ID == id }) {
		return fault.New(fault.Denied, "denied")
	}
	d.sessions.Put(ctx, keyPost, id)
	// The page one was on may be hidden from the new post: begin at home.
	return Redirect(w, r, d.Home)
}

func (d *Door) switchYear(w http.ResponseWriter, r *http.Request) error {
	form, err := Form(r)
	if err != nil {
		return err
	}
	ctx := r.Context()
	years, err := d.years(ctx, visitOf(ctx))
	if err != nil {
		return err
	}
	year, _ := form.Int("year")
	if !slices.Contains(years, year) {
		return fault.New(fault.NotFound, "notfound")
	}
	d.sessions.Put(ctx, keyYear, year)
	return Redirect(w, r, form.Text("next"))
}

func (d *Door) years(ctx context.Context, v *visit) ([]int, error) {
	if d.Years == nil {
		return []int{d.Now().Year()}, nil
	}
	return d.Years(ctx, v.actor)
}

// setChoice keeps a choice in the browser. Scripts may read it: the theme is
// switched without a request.
func (d *Door) setChoice(w http.ResponseWriter, name, value string) {
	http.SetCookie(w, &http.Cookie{ //nolint:gosec // holds a choice of look, which scripts read
		Name: name, Value: value, Path: "/", MaxAge: choiceAge,
		SameSite: http.SameSiteLaxMode, Secure: d.Settings.Secure,
	})
}

func cookieValue(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	return c.Value
}
