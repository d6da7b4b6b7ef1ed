package account

import (
	"context"
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

// ChangePassword changes the actor's own password; old is the present one. A
// wrong one is the Invalid fault "account.password.old".
func (s *Service) ChangePassword(ctx context.Context, by access.Actor, old, password string) error {
	p, err := s.People.Person(ctx, by.Bureau, by.Person)
	if err != nil {
		return err
	}
	kept, err := s.Store.Password(ctx, by.Bureau, by.Person)
	if err != nil {
		return err
	}
	fits, _, err := s.Hasher.Check(ctx, clipped(old), kept.Hash)
	if err != nil {
		return err
	}
	if !fits {
		return fault.New(fault.Invalid, "account.password.old").With("old", "fault.account.password.old")
	}
	if old == password {
		return fault.New(fault.Invalid, "account.password.same").With("password", "fault.account.password.same")
	}
	return s.set(ctx, by, p, password, false)
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
	day := calendar.Today(s.Now())
	least, err := s.Params.Int(ctx, bureau, "account.password.length", day)
	if err != nil {
		return err
	}
	kinds, err := s.Params.Int(ctx, bureau, "account.password.classes", day)
	if err != nil {
		return err
	}
	weak := func(code string, args ...any) error {
		return fault.New(fault.Invalid, code, args...).With("password", "fault."+code, args...)
	}
	switch {
	case !utf8.ValidString(password) || len(password) > longestPassword:
		return weak("account.password.bytes")
	case utf8.RuneCountInString(password) < least:
		return weak("account.password.short", "least", least)
	case classes(password) < kinds:
		return weak("account.password.simple", "classes", kinds)
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
