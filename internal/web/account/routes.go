// Package account owns the pages of one's own account: who one is here, the latest
// sign-ins, and a new password.
//
// It never touches another person's account, and decides nothing: base/account
// does.
package account

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/base/account"
	"nianlun/internal/base/org"
	"nianlun/internal/web/door"
)

// Where the pages are.
const (
	Home     = "/account"
	Password = "/account/password"
)

// Accounts proves people; base/account fulfils it.
type Accounts interface {
	ChangePassword(ctx context.Context, by access.Actor, old, password string) error
	Standing(ctx context.Context, bureau, person string) (account.Password, error)
	Rules(ctx context.Context, bureau string) (account.Rules, error)
	SignIns(ctx context.Context, by access.Actor) ([]account.SignIn, error)
}

// People is the organisation; base/org fulfils it.
type People interface {
	Person(ctx context.Context, bureau, person string) (org.Person, error)
	Bureau(ctx context.Context, bureau string) (org.Bureau, error)
}

type pages struct {
	accounts Accounts
	people   People
}

// Routes are the pages of one's own account. Those of the password are open to
// people who have to change theirs before anything else.
func Routes(accounts Accounts, people People) []door.Route {
	p := pages{accounts, people}
	return []door.Route{
		{Method: "GET", Path: Home, Handle: p.accountShow},
		{Method: "GET", Path: Password, First: true, Handle: p.passwordAsk},
		{Method: "POST", Path: Password, First: true, Handle: p.passwordChange},
	}
}
