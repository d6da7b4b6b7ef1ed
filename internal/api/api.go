package api

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/period"
	"nianlun/internal/work/indicator"
)

// Prefix is where the API lives.
const Prefix = "/api/v1"

// Tokens knows who a bearer token stands for; base/account fulfils it.
type Tokens interface {
	// ByToken is the actor behind a secret; a SignIn fault when there is none,
	// or it has ended.
	ByToken(ctx context.Context, secret string) (access.Actor, error)
}

// Indicators are the figures; work/indicator fulfils it.
type Indicators interface {
	List(ctx context.Context, by access.Actor) ([]indicator.Version, error)
	Publish(ctx context.Context, by access.Actor, definition []byte) (indicator.Version, error)
	Reach(by access.Actor) (indicator.Scope, error)
	Compute(ctx context.Context, by access.Actor, code string, p period.Period, scope indicator.Scope) (indicator.Figure, error)
}

// Config is what the API is made of.
type Config struct {
	Tokens     Tokens
	Returns    Returns
	Indicators Indicators
	Replays    Replays
	Hooks      Hooks

	Corrections Corrections
	CodeLists   CodeLists
	Log         *slog.Logger
	Now         func() time.Time
	Settings    Settings
}

// Settings are the limits, which a deployment may change.
type Settings struct {
	PerMinute int           // requests of one token in a minute; more get 429
	Strangers int           // requests of one address in a minute that carry no good token
	BodyBytes int64         // the largest body; more gets 413
	BodyTime  time.Duration // in which a body must arrive
	KeepsFor  time.Duration
}

// DefaultSettings are the limits of a deployment that says nothing.
func DefaultSettings() Settings {
	return Settings{PerMinute: 300, Strangers: 30, BodyBytes: 1 << 20, BodyTime: 30 * time.Second, KeepsFor: 7 * 24 * time.Hour}
}

// server is the API with its parts.
type server struct {
	Config
	api    huma.API     // that its operations are registered with
	forgot atomic.Int64 // when old answers were last forgotten, in nanoseconds since 1970
}

// New makes the handler of everything under Prefix. A part that is missing, or
// limits that let nothing through, are an error.
func New(c Config) (http.Handler, error) {
	if c.Tokens == nil || c.Returns == nil || c.Indicators == nil || c.Replays == nil || c.Hooks == nil || c.Corrections == nil || c.CodeLists == nil || c.Now == nil || c.Log == nil {
		return nil, errors.New("api: a part is missing")
	}
	if c.Settings.PerMinute < 1 || c.Settings.Strangers < 1 || c.Settings.BodyBytes < 1 || c.Settings.BodyTime <= 0 || c.Settings.KeepsFor <= 0 {
		return nil, errors.New("api: limits that let nothing through")
	}
	s := &server{Config: c}
	mux := http.NewServeMux()
	s.routes(humago.NewWithPrefix(mux, Prefix, s.description()))
	mux.HandleFunc(Prefix+"/", s.nothingHere)
	return s.spoken(s.known(s.clean(mux))), nil
}

func (s *server) routes(a huma.API) {
	s.api = a
	register(s, a, http.MethodGet, "/returns", "list-returns", s.returnList)
	register(s, a, http.MethodGet, "/returns/{id}", "get-return", s.returnGet)
	register(s, a, http.MethodPost, "/returns/{id}/values", "save-return", s.returnSave)
	register(s, a, http.MethodPatch, "/returns/{id}/values", "patch-return", s.returnPatch)
	register(s, a, http.MethodPost, "/returns/{id}/submit", "submit-return", s.returnSubmit)
	register(s, a, http.MethodGet, "/indicators", "list-indicators", s.indicatorList)
	register(s, a, http.MethodPost, "/indicators", "publish-indicator", s.indicatorPublish)
	register(s, a, http.MethodGet, "/indicators/{code}/figures", "get-figure", s.figureGet)
	register(s, a, http.MethodGet, "/code-lists", "list-code-lists", s.codelistList)
	register(s, a, http.MethodGet, "/code-lists/{code}", "get-code-list", s.codelistGet)
	register(s, a, http.MethodGet, "/returns/{id}/corrections", "list-corrections", s.correctionList)
	register(s, a, http.MethodPost, "/returns/{id}/corrections", "ask-correction", s.correctionAsk)
	register(s, a, http.MethodGet, "/corrections/{id}", "get-correction", s.correctionGet)
	register(s, a, http.MethodPost, "/corrections/{id}/decision", "decide-correction", s.correctionDecide)
	register(s, a, http.MethodGet, "/hooks", "list-hooks", s.hookList)
	register(s, a, http.MethodPost, "/hooks", "add-hook", s.hookAdd)
	register(s, a, http.MethodDelete, "/hooks/{id}", "remove-hook", s.hookRemove)
	register(s, a, http.MethodPost, "/hooks/{id}/pause", "pause-hook", s.hookPause)
	register(s, a, http.MethodPost, "/hooks/{id}/resume", "resume-hook", s.hookResume)
	register(s, a, http.MethodPost, "/hooks/{id}/ping", "ping-hook", s.hookPing)
	register(s, a, http.MethodPost, "/hooks/{id}/again", "send-failed-again", s.hookAgain)
	register(s, a, http.MethodGet, "/hooks/{id}/deliveries", "list-deliveries", s.deliveryList)
	register(s, a, http.MethodPost, "/deliveries/{id}/again", "send-again", s.deliveryAgain)
	describeProblems(a)
}
