package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/go-chi/httprate"

	"nianlun/internal/base/access"
	"nianlun/internal/kit/fault"
)

type actorKey struct{}

// known lets in who brings a good token, within the limits. The description of
// the API is open to everybody.
func (s *server) known(next http.Handler) http.Handler {
	tooOften := httprate.WithLimitHandler(func(w http.ResponseWriter, r *http.Request) {
		s.refuse(w, r, fault.New(fault.Locked, tooMany))
	})
	strangers := httprate.NewRateLimiter(s.Settings.Strangers, time.Minute)
	perToken := httprate.LimitBy(s.Settings.PerMinute, time.Minute, func(r *http.Request) (string, error) {
		return digest(bearer(r)), nil
	}, tooOften)(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, Prefix+"/openapi") {
			next.ServeHTTP(w, r)
			return
		}
		by, err := s.actor(r)
		if err == nil {
			perToken.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), actorKey{}, by)))
			return
		}
		if fault.KindOf(err) == fault.SignIn && strangers.OnLimit(w, r, httprate.CanonicalizeIP(address(r))) {
			err = fault.New(fault.Locked, tooMany)
		}
		s.refuse(w, r, err)
	})
}

// actor is who stands behind the request's token. Whatever is wrong with a token
// looks the same.
func (s *server) actor(r *http.Request) (access.Actor, error) {
	secret := bearer(r)
	if secret == "" || len(secret) > 200 || !cleanText(secret) {
		return access.Actor{}, fault.New(fault.SignIn, "api.token")
	}
	by, err := s.Tokens.ByToken(r.Context(), secret)
	switch {
	case err == nil:
		by.Door = access.API
		return by, nil
	case fault.KindOf(err) == fault.SignIn || fault.KindOf(err) == fault.NotFound:
		return access.Actor{}, fault.Wrap(err, fault.SignIn, "api.token")
	default:
		return access.Actor{}, err
	}
}

func bearer(r *http.Request) string {
	scheme, secret, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "bearer") {
		return ""
	}
	return strings.TrimSpace(secret)
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// address is the peer's. Behind a proxy all strangers share one budget, which
// only strangers feel.
func address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

func by(ctx context.Context) access.Actor {
	actor, _ := ctx.Value(actorKey{}).(access.Actor)
	return actor
}
