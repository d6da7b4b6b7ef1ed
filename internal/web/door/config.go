package door

import (
	"context"
	"errors"
	"log/slog"
	"net/netip"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/web/ui"

	"github.com/alexedwards/scs/v2"
)

// Gate is what the door needs of accounts.
type Gate interface {
	// SignIn proves a person of a bureau by login (mobile number or staff number)
	// and password. Faults: signin.wrong (left: tries before the lock),
	// signin.locked (minutes: until it opens), signin.off. No other bureau is
	// looked at: nothing may tell that a login exists there.
	SignIn(ctx context.Context, bureau, login, password string, from netip.Addr) (Person, error)

	// Standing is how a person of a bureau stands today. It is asked at every
	// request, so that a right taken away is gone at once.
	Standing(ctx context.Context, bureau, person string) (Standing, error)

	// Bureaus are those that can be reached under a host name, the first made
	// first: one alone where the name is a bureau's own. It is asked at every
	// request. Faults: nobureau.
	Bureaus(ctx context.Context, host string) ([]Bureau, error)
}

// Standing is how a person stands.
type Standing struct {
	// Posts are those that the person may act in, the main one first; none when the
	// person has been turned off.
	Posts []Post
	// MustChange tells that somebody else has set the password: the person changes
	// it before anything else.
	MustChange bool
	// Changed is when the password was set last: sessions that began with another
	// one end.
	Changed time.Time
}

// Person is who has signed in.
type Person struct {
	ID   string
	Name string
}

// Post is a post to act in.
type Post struct {
	ID       string
	Unit     string
	UnitName string
	Role     access.Role
	RoleName string
}

func (p Post) words() string { return p.UnitName + " · " + p.RoleName }

// Settings are the numbers of the door; each comes from the deployment's
// settings or parameters.
type Settings struct {
	Idle        time.Duration // without a request for so long, one signs in anew
	Lifetime    time.Duration // a session never lives longer
	Remember    time.Duration // …unless the person asked to be remembered; 0 offers no such thing
	SignIns     int           // failed attempts to sign in per address and minute
	FormBytes   int64         // the largest body of a form
	UploadBytes int64         // the largest body of an upload
	Secure      bool          // served over HTTPS: cookies say so, browsers are told to insist
	Proxies     []netip.Prefix
}

// DefaultSettings are the settings of a deployment that says nothing.
func DefaultSettings() Settings {
	return Settings{
		Idle:        30 * time.Minute,
		Lifetime:    12 * time.Hour,
		Remember:    7 * 24 * time.Hour,
		SignIns:     30,
		FormBytes:   1 << 20,
		UploadBytes: 50 << 20,
	}
}

// Config is what a door is made of. Nav, Years and Notices may be nil.
type Config struct {
	Gate     Gate
	Sessions scs.CtxStore
	Assets   *ui.Assets // nil shows pages without style, for tests
	Log      *slog.Logger
	Now      func() time.Time // in the bureau's time zone
	Settings Settings
	Home     string // where sign-in leads, "/" when ""
	Public   string // where people without an account are sent, "" hides it
	Search   string // the page that searches, asked with ?q=; "" hides the box
	Account  string // the page of one's own account, "" hides it
	Password string // the page where one changes the own password; "" asks nobody to

	// Nav is the rail: only what the post may open.
	Nav func(ctx context.Context, by access.Actor) ([]ui.NavGroup, error)
	// Years are the years that may be looked at, the newest first.
	Years func(ctx context.Context, by access.Actor) ([]int, error)
	// Notices counts what the person has not read.
	Notices func(ctx context.Context, by access.Actor) (int, error)
}

func (c *Config) complete() error {
	switch {
	case c.Gate == nil:
		return errors.New("door: no gate")
	case c.Sessions == nil:
		return errors.New("door: no store for sessions")
	case c.Now == nil:
		return errors.New("door: no clock")
	case c.Log == nil:
		return errors.New("door: no log")
	}
	if c.Home == "" {
		c.Home = "/"
	}
	return nil
}
