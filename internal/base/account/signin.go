package account

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/netip"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/org"
	"nianlun/internal/kit/fault"
)

// longestPassword bounds what is hashed, in bytes.
const longestPassword = 1024

// attempt is one try to sign in.
type attempt struct {
	bureau string
	digest string
	from   netip.Addr
	now    time.Time
	tries  int
	lock   time.Duration
}

// SignIn proves a person by login and password. Faults: signin.wrong (left: tries
// before the lock), signin.locked (minutes: until it opens), signin.off (the
// password was right, the person is turned off).
//
// An unknown login, a person without a password and a wrong password cannot be
// told apart: the same faults, the same statements, the same hashing work. A try
// is counted before the password is looked at, so that many tries at once cannot
// slip under the limit.
func (s *Service) SignIn(ctx context.Context, bureau, login, password string, from netip.Addr) (org.Person, error) {
	a, err := s.attempt(ctx, bureau, login, from)
	if err != nil {
		return org.Person{}, err
	}
	standing, err := s.Store.Charge(ctx, bureau, a.digest, a.now, a.now.Add(-a.lock))
	if err != nil {
		return org.Person{}, err
	}
	person, kept, err := s.claimed(ctx, bureau, login)
	if err != nil {
		return org.Person{}, err
	}
	if a.now.Before(standing.LockedUntil) || standing.Failures > a.tries {
		return org.Person{}, s.refuseLocked(ctx, a, person, standing)
	}
	fits, weak, err := s.Hasher.Check(ctx, clipped(password), kept.Hash)
	if err != nil {
		return org.Person{}, err
	}
	if !fits {
		return org.Person{}, s.refuse(ctx, a, person, standing)
	}
	return person, s.admit(ctx, a, person, kept, password, weak)
}

func (s *Service) attempt(ctx context.Context, bureau, login string, from netip.Addr) (attempt, error) {
	now := s.Now()
	day := calendar.Today(now)
	tries, err := s.Params.Int(ctx, bureau, "account.lock.tries", day)
	if err != nil {
		return attempt{}, err
	}
	minutes, err := s.Params.Int(ctx, bureau, "account.lock.minutes", day)
	if err != nil {
		return attempt{}, err
	}
	return attempt{
		bureau: bureau, digest: digest(org.NormalLogin(login)), from: from, now: now,
		tries: tries, lock: time.Duration(minutes) * time.Minute,
	}, nil
}

// claimed finds whom a login belongs to, with the password; both empty when there
// is nobody. It asks the store twice in any case.
func (s *Service) claimed(ctx context.Context, bureau, login string) (org.Person, Password, error) {
	person, err := s.People.PersonByLogin(ctx, bureau, login)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return org.Person{}, Password{}, err
	}
	kept, err := s.Store.Password(ctx, bureau, person.ID)
	if err != nil && fault.KindOf(err) != fault.NotFound {
		return org.Person{}, Password{}, err
	}
	return person, kept, nil
}

// admit lets a person in, or says that the account is off.
func (s *Service) admit(ctx context.Context, a attempt, person org.Person, kept Password, password string, weak bool) error {
	if weak {
		hash, err := s.Hasher.Hash(ctx, clipped(password))
		if err != nil {
			return err
		}
		kept.Hash = hash
	}
	verb := "signin.ok"
	if !person.Active {
		verb = "signin.off"
	}
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.Forget(ctx, a.bureau, a.digest); err != nil {
			return err
		}
		if weak {
			if err := s.Store.SetPassword(ctx, a.bureau, kept); err != nil {
				return err
			}
		}
		return s.log(ctx, a, verb, person)
	})
	if err == nil && !person.Active {
		return fault.New(fault.Denied, "signin.off")
	}
	return err
}

// refuse answers a wrong password, and locks the login when it was the last try.
func (s *Service) refuse(ctx context.Context, a attempt, person org.Person, standing Tries) error {
	left := a.tries - standing.Failures
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		if left > 0 {
			return s.log(ctx, a, "signin.wrong", person)
		}
		if err := s.Store.Lock(ctx, a.bureau, a.digest, a.now.Add(a.lock)); err != nil {
			return err
		}
		return s.log(ctx, a, "signin.lock", person)
	})
	if err != nil {
		return err
	}
	if left > 0 {
		return fault.New(fault.SignIn, "signin.wrong", "left", left)
	}
	return fault.New(fault.Locked, "signin.locked", "minutes", minutes(a.lock))
}

func (s *Service) refuseLocked(ctx context.Context, a attempt, person org.Person, standing Tries) error {
	err := s.Tx.InTx(ctx, func(ctx context.Context) error { return s.log(ctx, a, "signin.locked", person) })
	if err != nil {
		return err
	}
	left := a.lock // the lock is being written by the try beside this one
	if a.now.Before(standing.LockedUntil) {
		left = standing.LockedUntil.Sub(a.now)
	}
	return fault.New(fault.Locked, "signin.locked", "minutes", minutes(left))
}

// log writes what happened at the door. Of an unknown login only the digest is
// kept: what was typed may be a password.
func (s *Service) log(ctx context.Context, a attempt, verb string, person org.Person) error {
	by := nobody(a.bureau)
	data := map[string]any{"from": address(a.from)}
	if person.ID == "" {
		data["login_digest"] = a.digest[:16]
	} else {
		by.Person, by.Name = person.ID, person.Name
	}
	return s.Audit.Write(ctx, by, audit.Event{Verb: verb, Kind: access.Person, Thing: person.ID, Data: data})
}

// TriesOf is how a person's login stands, for who may unlock it.
func (s *Service) TriesOf(ctx context.Context, by access.Actor, person string) (Tries, error) {
	if err := access.Check(by, access.Write, access.Thing{Bureau: by.Bureau, Kind: access.Person}); err != nil {
		return Tries{}, err
	}
	p, err := s.People.Person(ctx, by.Bureau, person)
	if err != nil {
		return Tries{}, err
	}
	return s.Store.Tries(ctx, by.Bureau, digest(org.NormalLogin(p.Login)))
}

// Unlock opens a person's locked login.
func (s *Service) Unlock(ctx context.Context, by access.Actor, person string) error {
	if err := access.Check(by, access.Write, access.Thing{Bureau: by.Bureau, Kind: access.Person}); err != nil {
		return err
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		p, err := s.People.Person(ctx, by.Bureau, person)
		if err != nil {
			return err
		}
		if err := s.Store.Forget(ctx, by.Bureau, digest(org.NormalLogin(p.Login))); err != nil {
			return err
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: "signin.unlock", Kind: access.Person, Thing: person})
	})
}

// SignedOut writes that a person has left.
func (s *Service) SignedOut(ctx context.Context, by access.Actor) error {
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		return s.Audit.Write(ctx, by, audit.Event{Verb: "signin.out", Kind: access.Person, Thing: by.Person})
	})
}

// Clean forgets tries that are long over; a daily job calls it.
func (s *Service) Clean(ctx context.Context) error {
	return s.Store.ForgetBefore(ctx, s.Now().Add(-24*time.Hour))
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func clipped(password string) string { return password[:min(len(password), longestPassword)] }

// minutes rounds up, so that nobody is sent back too early.
func minutes(d time.Duration) int { return int((d + time.Minute - 1) / time.Minute) }
