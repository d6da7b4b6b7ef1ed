package door

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// waiting are routes that end only when the caller has gone, with the words of a
// database.
func waiting(s *site) {
	s.routes = append(s.routes,
		Route{Method: "GET", Path: "/slow", Public: true, Handle: func(_ http.ResponseWriter, r *http.Request) error {
			<-r.Context().Done()
			return errors.New("interrupted (9)")
		}},
		Route{Method: "GET", Path: "/slow/panic", Public: true, Handle: func(_ http.ResponseWriter, r *http.Request) error {
			<-r.Context().Done()
			panic("secret detail")
		}})
}

// A caller that leaves, or waits no longer, is no error of ours; a panic is one,
// whoever has left.
func TestACallerWhoHasGoneIsNoError(t *testing.T) {
	for _, c := range []struct{ path, want, never string }{
		{"/slow", "level=INFO msg=request", "level=ERROR"},
		{"/slow/panic", "level=ERROR msg=request", "status=499"},
	} {
		s := newSite(t, waiting)
		ctx, leave := context.WithTimeout(context.Background(), 50*time.Millisecond)
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, s.URL+c.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		if answer, err := s.Client().Do(request); err == nil {
			_ = answer.Body.Close()
			t.Errorf("%s answered %d", c.path, answer.StatusCode)
		}
		leave()
		s.Close() // waits until the line is written
		if log := s.log.String(); !strings.Contains(log, c.want) || strings.Contains(log, c.never) {
			t.Errorf("%s: the log says\n%s", c.path, log)
		}
	}
}

func TestACallersDeadlineIsNoError(t *testing.T) {
	s := newSite(t, waiting)
	ctx, leave := context.WithTimeout(context.Background(), 10*time.Millisecond)
	defer leave()
	answer := httptest.NewRecorder()
	s.Config.Handler.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/slow", nil).WithContext(ctx))
	log := s.log.String()
	if answer.Code != StatusGone || !strings.Contains(log, "level=INFO") || !strings.Contains(log, "code=gone") || !strings.Contains(log, "interrupted") {
		t.Errorf("%d\n%s", answer.Code, log)
	}
}
