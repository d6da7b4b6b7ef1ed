package account

import (
	"context"
	"net/netip"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/txn"
)

// Service proves people and programs.
type Service struct {
	Tx     txn.Runner
	Store  Store
	People People
	Params Params
	Audit  Audit
	Now    func() time.Time
	Hasher *Hasher
	// History is asked for a person's own sign-ins only.
	History History
}

// People is the organisation.
type People interface {
	Person(ctx context.Context, bureau, person string) (org.Person, error)
	PersonByLogin(ctx context.Context, bureau, login string) (org.Person, error)
	ActorOf(ctx context.Context, bureau, post string, door access.Door, day period.Date) (access.Actor, error)
}

// Params are the dated numbers account.lock.tries, account.lock.minutes,
// account.password.length and account.password.classes.
type Params interface {
	Int(ctx context.Context, bureau, code string, day period.Date) (int, error)
}

// Audit is the log.
type Audit interface {
	Write(ctx context.Context, by access.Actor, event audit.Event) error
}

// Password is a person's password as it is kept.
type Password struct {
	Person     string
	Hash       string // PHC text: $argon2id$v=19$m=…,t=…,p=…$salt$key
	MustChange bool   // somebody else has set it
	Changed    time.Time
}

// Tries is how a login stands.
type Tries struct {
	Failures    int
	Last        time.Time
	LockedUntil time.Time
}

// Token is an API token without its secret.
type Token struct {
	ID     string
	Person string
	Post   string
	Name   string
	Made   time.Time
	Until  time.Time // zero: without end
	Used   time.Time // to the hour; zero: never
	Ended  time.Time // zero: not revoked
}

// Store keeps passwords, tries and tokens. A missing row is the NotFound fault
// "notfound".
type Store interface {
	Password(ctx context.Context, bureau, person string) (Password, error)
	SetPassword(ctx context.Context, bureau string, password Password) error

	// Tries is how a login stands; zero when it never failed.
	Tries(ctx context.Context, bureau, digest string) (Tries, error)
	// Charge counts one more failure in one statement and returns how the login
	// stands then; failures before since are forgotten.
	Charge(ctx context.Context, bureau, digest string, now, since time.Time) (Tries, error)
	// Lock locks a login and forgets its failures.
	Lock(ctx context.Context, bureau, digest string, until time.Time) error
	// Forget removes what is known of a login's failures.
	Forget(ctx context.Context, bureau, digest string) error
	// ForgetBefore removes tries that are over.
	ForgetBefore(ctx context.Context, before time.Time) error

	InsertToken(ctx context.Context, bureau string, token Token, digest string) error
	TokenByDigest(ctx context.Context, bureau, digest string) (Token, error)
	Tokens(ctx context.Context, bureau, person string) ([]Token, error)
	EndToken(ctx context.Context, bureau, token string, at time.Time) error
	UseToken(ctx context.Context, bureau, token string, at time.Time) error
}

// nobody is who stands at the door before anybody is proved.
func nobody(bureau string) access.Actor { return access.Actor{Bureau: bureau, Door: access.Screen} }

func address(from netip.Addr) string {
	if !from.IsValid() {
		return ""
	}
	return from.String()
}
