package account

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"strings"
	"time"
	"unicode/utf8"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/calendar"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// mark begins every token's secret, so that people and scanners recognise one
// that has leaked.
const mark = "nianlun"

// NewToken gives a program the rights of a post. The secret is shown this once;
// only its digest is kept. A zero until is without end.
func (s *Service) NewToken(ctx context.Context, by access.Actor, person, post, name string, until time.Time) (token Token, secret string, err error) {
	if err := canToken(by, access.Write); err != nil {
		return Token{}, "", err
	}
	now := s.Now()
	if strings.TrimSpace(name) == "" {
		return Token{}, "", fault.New(fault.Invalid, "account.token.name").With("name", "fault.account.token.name")
	}
	if !until.IsZero() && !until.After(now) {
		return Token{}, "", fault.New(fault.Invalid, "account.token.until").With("until", "fault.account.token.until")
	}
	holder, err := s.People.ActorOf(ctx, by.Bureau, post, access.API, calendar.Today(now))
	if err != nil {
		return Token{}, "", err
	}
	if holder.Person != person {
		return Token{}, "", fault.New(fault.NotFound, "notfound")
	}
	raw := make([]byte, 32)
	if _, err := rand.Read(raw); err != nil {
		return Token{}, "", err
	}
	// The bureau stands in the secret, because no index crosses bureaus.
	secret = mark + "." + by.Bureau + "." + base64.RawURLEncoding.EncodeToString(raw)
	token = Token{ID: id.New(), Person: person, Post: post, Name: name, Made: now, Until: until}
	return token, secret, s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.InsertToken(ctx, by.Bureau, token, digest(secret)); err != nil {
			return err
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: "token.new", Kind: access.Token, Thing: token.ID, Unit: holder.Post.Unit,
			Data: map[string]any{"person": person, "post": post, "name": name, "until": until}})
	})
}

// ByToken is the actor whom a secret proves: the person in the post of the token,
// if both still stand today. Anything else is the SignIn fault "account.token".
func (s *Service) ByToken(ctx context.Context, secret string) (access.Actor, error) {
	refused := fault.New(fault.SignIn, "account.token")
	parts := strings.Split(secret, ".")
	if len(parts) != 3 || parts[0] != mark || len(secret) > 256 || !utf8.ValidString(secret) || strings.ContainsRune(secret, 0) {
		return access.Actor{}, refused
	}
	bureau, now := parts[1], s.Now()
	token, err := s.Store.TokenByDigest(ctx, bureau, digest(secret))
	if fault.KindOf(err) == fault.NotFound && err != nil {
		return access.Actor{}, refused
	}
	if err != nil {
		return access.Actor{}, err
	}
	if !token.Ended.IsZero() || !token.Until.IsZero() && !now.Before(token.Until) {
		return access.Actor{}, refused
	}
	by, err := s.People.ActorOf(ctx, bureau, token.Post, access.API, calendar.Today(now))
	if err != nil {
		if fault.KindOf(err) == fault.NotFound {
			return access.Actor{}, refused
		}
		return access.Actor{}, err
	}
	if now.Sub(token.Used) < time.Hour {
		return by, nil
	}
	return by, s.Store.UseToken(ctx, bureau, token.ID, now)
}

// Tokens are the tokens of a person, or of all people when person is empty.
func (s *Service) Tokens(ctx context.Context, by access.Actor, person string) ([]Token, error) {
	if err := canToken(by, access.Read); err != nil {
		return nil, err
	}
	return s.Store.Tokens(ctx, by.Bureau, person)
}

// EndToken revokes a token at once.
func (s *Service) EndToken(ctx context.Context, by access.Actor, token string) error {
	if err := canToken(by, access.Write); err != nil {
		return err
	}
	return s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Store.EndToken(ctx, by.Bureau, token, s.Now()); err != nil {
			return err
		}
		return s.Audit.Write(ctx, by, audit.Event{Verb: "token.end", Kind: access.Token, Thing: token})
	})
}

func canToken(by access.Actor, verb access.Verb) error {
	return access.Check(by, verb, access.Thing{Bureau: by.Bureau, Kind: access.Token})
}
