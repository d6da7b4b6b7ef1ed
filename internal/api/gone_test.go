package api_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"nianlun/internal/api"
	"nianlun/internal/api/apidb"
	"nianlun/internal/base/access"
	"nianlun/internal/kit/store/storetest"
)

// slow are tokens behind a database that answers only when the caller has gone.
type slow struct{}

func (slow) ByToken(ctx context.Context, _ string) (access.Actor, error) {
	<-ctx.Done()
	return access.Actor{}, errors.New("interrupted (9)")
}

// logged is an API whose log can be read.
func logged(t *testing.T, settings api.Settings) (http.Handler, *bytes.Buffer) {
	t.Helper()
	s := storetest.SQLite(t)
	b := newBureau(t, s, api.DefaultSettings())
	var log bytes.Buffer
	h, err := api.New(api.Config{
		Tokens: slow{}, Returns: api.Collected{Collect: b.collect}, Indicators: b.figures, Replays: apidb.New(s), Hooks: b.hooks, Corrections: api.Corrected{Collect: b.collect}, CodeLists: b.lists,
		Log: slog.New(slog.NewTextHandler(&log, nil)), Now: now, Settings: settings,
	})
	b.must(err)
	return h, &log
}

// A caller that waits no longer is no error of ours.
func TestACallerWhoHasGoneIsNoError(t *testing.T) {
	handler, log := logged(t, api.DefaultSettings())
	ctx, leave := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer leave()
	request := httptest.NewRequest(http.MethodGet, api.Prefix+"/returns", nil).WithContext(ctx)
	request.Header.Set("Authorization", "Bearer x")
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, request)
	if answer.Code != 499 || strings.Contains(log.String(), "ERROR") || !strings.Contains(log.String(), "interrupted") {
		t.Errorf("%d\n%s", answer.Code, log)
	}
}

// A body that does not arrive in time is answered with words, not with silence.
func TestABodyThatDoesNotArrive(t *testing.T) {
	settings := api.DefaultSettings()
	settings.BodyTime = 50 * time.Millisecond
	b := newBureau(t, storetest.SQLite(t), settings)
	connection, err := (&net.Dialer{}).DialContext(context.Background(), "tcp", b.server.Listener.Addr().String())
	b.must(err)
	defer func() { _ = connection.Close() }()
	_, err = io.WriteString(connection, "POST "+api.Prefix+"/hooks HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "+b.tokens["办公室"]+
		"\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
	b.must(err)
	b.must(connection.SetReadDeadline(time.Now().Add(10 * time.Second)))
	answer, err := io.ReadAll(connection)
	b.must(err)
	if !strings.HasPrefix(string(answer), "HTTP/1.1 408") || !strings.Contains(string(answer), `"code":"api.tooslow"`) {
		t.Errorf("answered %s", answer)
	}
}
