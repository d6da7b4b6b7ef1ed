package door

import (
	"context"
	"net/http"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/web/ui"

	"github.com/alexedwards/scs/v2"
)

// What a session holds.
const (
	keyPerson   = "person"
	keyName     = "name"
	keyBureau   = "bureau"
	keyPost     = "post"
	keyLang     = "lang"
	keyYear     = "year"
	keySeen     = "seen" // unix seconds of the last request, kept to the minute
	keyRemember = "remember"
	keyFlash    = "flash"
	keyAlert    = "alert"
	keyProved   = "proved" // microseconds: when the password was set with which the session began
)

// endedByPassword says on the page of sign-in why one is there.
const endedByPassword = "password"

// seenEvery is how exact the time of the last request is kept: writing it at
// every request would make every page a write.
const seenEvery = time.Minute

// newSessions does not call scs.New, which starts a store in memory that nobody
// would use and that cannot be stopped without a race.
func (d *Door) newSessions() *scs.SessionManager {
	name := "nianlun"
	if d.Settings.Secure {
		name = "__Host-nianlun"
	}
	return &scs.SessionManager{
		Store:            d.Sessions,
		Codec:            scs.GobCodec{},
		Lifetime:         d.Settings.Lifetime,
		HashTokenInStore: true, // who reads the table cannot ride its sessions
		ErrorFunc:        d.fail,
		Cookie: scs.SessionCookie{
			Name: name, Path: "/", HttpOnly: true, Secure: d.Settings.Secure, SameSite: http.SameSiteLaxMode,
		},
	}
}

// withSession loads the session, finds the person and the post in force, and
// saves what the handler changed.
func (d *Door) withSession(next http.Handler) http.Handler {
	return d.sessions.LoadAndSave(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, err := d.identify(r.Context(), r)
		r = r.WithContext(ctx)
		if err != nil {
			d.fail(w, r, err)
			return
		}
		next.ServeHTTP(w, r)
	}))
}

func (d *Door) identify(ctx context.Context, r *http.Request) (context.Context, error) {
	v := visitOf(ctx)
	v.theme = ui.ParseTheme(cookieValue(r, themeCookie))
	ctx = ui.WithLang(ctx, d.langOf(ctx, r))
	var err error
	if v.bureaus, err = d.Gate.Bureaus(ctx, hostOf(r)); err != nil {
		return ctx, err
	}
	if len(v.bureaus) == 1 {
		v.bureau = v.bureaus[0]
	}
	v.year = d.Now().Year()
	person := d.sessions.GetString(ctx, keyPerson)
	if person == "" {
		return ctx, nil
	}
	bureau, known := bureauOf(v.bureaus, d.sessions.GetString(ctx, keyBureau))
	if !known {
		// Another bureau's session: worth nothing here, and still good where it began.
		return ctx, nil
	}
	if d.idle(ctx) {
		return ctx, d.sessions.Destroy(ctx)
	}
	standing, err := d.Gate.Standing(ctx, bureau.ID, person)
	if err != nil {
		return ctx, err
	}
	if len(standing.Posts) == 0 {
		return ctx, d.sessions.Destroy(ctx)
	}
	if !d.proved(ctx, standing) {
		v.ended = endedByPassword
		return ctx, d.sessions.Destroy(ctx)
	}
	v.bureau, v.posts, v.must = bureau, standing.Posts, standing.MustChange && d.Password != ""
	v.actor = actorOf(bureau.ID, person, d.sessions.GetString(ctx, keyName), chosen(v.posts, d.sessions.GetString(ctx, keyPost)))
	if year := d.sessions.GetInt(ctx, keyYear); year != 0 {
		v.year = year
	}
	return ctx, nil
}

// proved tells whether the session began with the present password. One that was
// begun before sessions noted it takes the present one.
func (d *Door) proved(ctx context.Context, standing Standing) bool {
	if !d.sessions.Exists(ctx, keyProved) {
		d.sessions.Put(ctx, keyProved, standing.Changed.UnixMicro())
		return true
	}
	return d.sessions.GetInt64(ctx, keyProved) == standing.Changed.UnixMicro()
}

// Renew keeps this session after its person has changed the password: it gets a
// new token, and every other session of that person ends at its next request.
func Renew(ctx context.Context) error {
	v := visitOf(ctx)
	d := v.door
	standing, err := d.Gate.Standing(ctx, v.actor.Bureau, v.actor.Person)
	if err != nil {
		return err
	}
	if err := d.sessions.RenewToken(ctx); err != nil {
		return err
	}
	d.sessions.Put(ctx, keyProved, standing.Changed.UnixMicro())
	return nil
}

// idle tells whether the session has rested too long, and notes this request.
func (d *Door) idle(ctx context.Context) bool {
	now := d.Now()
	rest := now.Sub(time.Unix(d.sessions.GetInt64(ctx, keySeen), 0))
	if rest > d.Settings.Idle && !d.sessions.GetBool(ctx, keyRemember) {
		return true
	}
	if rest >= seenEvery {
		d.sessions.Put(ctx, keySeen, now.Unix())
	}
	return false
}

func actorOf(bureau, person, name string, post Post) access.Actor {
	return access.Actor{
		Bureau: bureau, Person: person, Name: name, Door: access.Screen,
		Post: access.Post{ID: post.ID, Unit: post.Unit, Role: post.Role},
	}
}

// chosen is the post that the person has chosen, or the main one when that post
// has ended.
func chosen(posts []Post, id string) Post {
	for _, p := range posts {
		if p.ID == id {
			return p
		}
	}
	return posts[0]
}

func (d *Door) langOf(ctx context.Context, r *http.Request) i18n.Lang {
	if lang := d.sessions.GetString(ctx, keyLang); lang != "" {
		return i18n.Parse(lang)
	}
	if lang := cookieValue(r, langCookie); lang != "" {
		return i18n.Parse(lang)
	}
	return i18n.Parse(r.Header.Get("Accept-Language"))
}

// begin starts the session of a person who has just signed in. The token is new,
// so that one planted before is worth nothing.
func (d *Door) begin(ctx context.Context, person Person, bureau string, changed time.Time, remember bool) error {
	lang := d.sessions.GetString(ctx, keyLang)
	if err := d.sessions.RenewToken(ctx); err != nil {
		return err
	}
	if err := d.sessions.Clear(ctx); err != nil {
		return err
	}
	now := d.Now()
	d.sessions.Put(ctx, keyPerson, person.ID)
	d.sessions.Put(ctx, keyName, person.Name)
	d.sessions.Put(ctx, keyBureau, bureau)
	d.sessions.Put(ctx, keyProved, changed.UnixMicro())
	d.sessions.Put(ctx, keySeen, now.Unix())
	if lang != "" {
		d.sessions.Put(ctx, keyLang, lang)
	}
	if remember && d.Settings.Remember > 0 {
		d.sessions.Put(ctx, keyRemember, true)
		d.sessions.RememberMe(ctx, true)
		d.sessions.SetDeadline(ctx, now.Add(d.Settings.Remember))
		return nil
	}
	d.sessions.SetDeadline(ctx, now.Add(d.Settings.Lifetime))
	return nil
}

// Flash keeps a toast for the next page that is shown: call it before Redirect.
func Flash(ctx context.Context, words string) { keepFlash(ctx, words, false) }

// FlashAlert is Flash for what did not go well; it stays until it is closed.
func FlashAlert(ctx context.Context, words string) { keepFlash(ctx, words, true) }

func keepFlash(ctx context.Context, words string, alert bool) {
	if d := visitOf(ctx).door; d != nil {
		d.sessions.Put(ctx, keyFlash, words)
		d.sessions.Put(ctx, keyAlert, alert)
	}
}

func popFlash(ctx context.Context) *ui.ToastView {
	d := visitOf(ctx).door
	words := d.sessions.GetString(ctx, keyFlash)
	if words == "" {
		return nil
	}
	d.sessions.Remove(ctx, keyFlash)
	return &ui.ToastView{Words: words, Alert: d.sessions.PopBool(ctx, keyAlert)}
}
