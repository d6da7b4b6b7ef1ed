package account

import (
	"context"
	"encoding/json"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
)

// lastSignIns is how many of the latest sign-ins a person is shown: enough to
// notice a stranger's, few enough to be read.
const lastSignIns = 20

// History reads the log; base/audit fulfils it.
type History interface {
	Of(ctx context.Context, bureau string, kind access.Kind, thing string) ([]audit.Entry, error)
}

// SignIn is what happened at the door with a person's login.
type SignIn struct {
	At   time.Time
	Verb string // signin.ok, signin.wrong, signin.lock, signin.locked, signin.off, account.password
	From string // the address of the machine; "" for what happened elsewhere
}

// SignIns are the latest of the actor's own, the newest first, failures and
// changes of the password among them.
func (s *Service) SignIns(ctx context.Context, by access.Actor) ([]SignIn, error) {
	entries, err := s.History.Of(ctx, by.Bureau, access.Person, by.Person)
	if err != nil {
		return nil, err
	}
	var all []SignIn
	for _, e := range entries {
		switch e.Verb {
		case "signin.ok", "signin.wrong", "signin.lock", "signin.locked", "signin.off", "account.password":
		default:
			continue
		}
		var data struct {
			From string `json:"from"`
		}
		if len(e.Data) > 0 {
			if err := json.Unmarshal(e.Data, &data); err != nil {
				return nil, err
			}
		}
		all = append(all, SignIn{At: e.At, Verb: e.Verb, From: data.From})
		if len(all) == lastSignIns {
			break
		}
	}
	return all, nil
}
