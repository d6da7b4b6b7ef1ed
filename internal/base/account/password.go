package account

import (
	"context"
	"net/netip"
	"strings"
	"unicode"
	"unicode/utf8"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/org"
	"nianlun/internal/kit/fault"
)

// SetPassword gives a person a password that must be changed at the first
// sign-in. It takes the right to write people.
func (s *Service) SetPassword(ctx context.Context, by access.Actor, person, password string) error {
	if err := access.Check(by, access.Write, access.Thing{Bureau: by.Bureau, Kind: access.Person}); err != nil {
		return err
	}
	p, err := s.People.Person(ctx, by.Bureau, person)
	if err != nil {
		return err
	}
	return s.set(ctx, by, p, password, true)
}

// GivePassword gives a person a password that may stay. Only the program itself
// may: the demo's people and those who measure sign in as they are.
func (s *Service) GivePassword(ctx context.Context, by access.Actor, person, password string) error {
	if by.Door != access.Rule {
		return fault.New(fault.Denied, "denied")
	}
	p, err := s.People.Person(ctx, by.Bureau, person)
	if err != nil {
		return err
	}
	return s.set(ctx, by, p, password, false)
}

// ChangePassword changes the actor's own password; old is the present one. A
// wrong one is the Invalid fault "account.password.old"; it counts as a failed try
// to sign in, so that nobody guesses it at a desk that was left open (after too
// many: signin.locked).
func (s *Service) ChangePassword(ctx context.Context, by access.Actor, old, password string) error {
	p, err := s.People.Person(ctx, by.Bureau, by.Person)
	if err != nil {
		return err
	}
	if old == password {
		return fault.New(fault.Invalid, "account.password.same").With("password", "fault.account.password.same")
	}
	if err := s.checkStrength(ctx, by.Bureau, p, password); err != nil {
		return err
	}
	if err := s.checkOld(ctx, by, p, old); err != nil {
		return err
	}
	return s.set(ctx, by, p, password, false)
}

// checkOld proves the present password, counted and limited as a sign-in is.
func (s *Service) checkOld(ctx context.Context, by access.Actor, p org.Person, old string) error {
	a, err := s.attempt(ctx, by.Bureau, p.Login, netip.Addr{})
	if err != nil {
		return err
	}
	standing, err := s.Store.Charge(ctx, by.Bureau, a.digest, a.now, a.now.Add(-a.lock))
	if err != nil {
		return err
	}
	if a.now.Before(standing.LockedUntil) || standing.Failures > a.tries {
		return s.refuseLocked(ctx, a, p, standing)
	}
	kept, err := s.Store.Password(ctx, by.Bureau, p.ID)
	if err != nil {
		return err
	}
	fits, _, err := s.Hasher.Check(ctx, clipped(old), kept.Hash)
	if err != nil || fits {
		return err
	}
	if err := s.refuse(ctx, a, p, standing); !fault.Is(err, "signin.wrong") {
		return err
	}
	return fault.New(fault.Invalid, "account.password.old").With("old", "fault.account.password.old")
}

// Rules are what the bureau's parameters ask of a password today.
type Rules struct {
	Length  int // characters at least
	Classes int // of upper case, lower case, digits and others at least
}

// Rules says what a password must be like, for the page that asks for one.
func (s *Service) Rules(ctx context.Context, bureau string) (Rules, error) {
	day := calendar.Today(s.Now())
	least, err := s.Params.Int(ctx, bureau, "account.password.length", day)
	if err != nil {
		return Rules{}, err
	}
	kinds, err := s.Params.Int(ctx, bureau, "account.password.classes", day)
	return Rules{Length: least, Classes: kinds}, err
}

// Standing is how a person's password stands, without it. A door ends sessions
// that began before Changed.
func (s *Service) Standing(ctx context.Context, bureau, person string) (Password, error) {
	p, err := s.Store.Password(ctx, bureau, person)
	p.Hash = ""
	return p, err
}

func (s *Service) set(ctx context.Context, by access.Actor, person org.Person, password string, mustChange bool) error {
	if err := s.checkStrength(ctx, by.Bureau, person, password); err != nil {
		return err
	}
	hash, err := s.Hasher.Hash(ctx, password)
	if err != nil {
		return err
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		kept := Password{Person: person.ID, Hash: hash, MustChange: mustChange, Changed: s.Now()}
		if err := s.Store.SetPassword(ctx, by.Bureau, kept); err != nil {
			return err
		}
		if err := s.Store.Forget(ctx, by.Bureau, digest(org.NormalLogin(person.Login))); err != nil {
			return err
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: "account.password", Kind: access.Person, Thing: person.ID,
			Data: map[string]any{"must_change": mustChange}})
	})
}

// checkStrength refuses what the parameters call weak, and passwords that hold
// the login or the phone number.
func (s *Service) checkStrength(ctx context.Context, bureau string, person org.Person, password string) error {
	rules, err := s.Rules(ctx, bureau)
	if err != nil {
		return err
	}
	weak := func(code string, args ...any) error {
		return fault.New(fault.Invalid, code, args...).With("password", "fault."+code, args...)
	}
	switch {
	case !utf8.ValidString(password) || len(password) > longestPassword:
		return weak("account.password.bytes")
	case utf8.RuneCountInString(password) < rules.Length:
		return weak("account.password.short", "least", rules.Length)
	case classes(password) < rules.Classes:
		return weak("account.password.simple", "classes", rules.Classes)
	case holds(password, person.Login) || holds(password, person.Phone):
		return weak("account.password.login")
	default:
		return nil
	}
}

// classes counts which of upper case, lower case, digits and others a password has.
func classes(password string) int {
	var upper, lower, digit, other int
	for _, r := range password {
		switch {
		case unicode.IsUpper(r):
			upper = 1
		case unicode.IsLower(r):
			lower = 1
		case unicode.IsDigit(r):
			digit = 1
		default:
			other = 1
		}
	}
	return upper + lower + digit + other
}

func holds(password, part string) bool {
	return part != "" && strings.Contains(strings.ToLower(password), strings.ToLower(part))
}
