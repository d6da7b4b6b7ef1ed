package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
	"unicode/utf8"

	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/web/door"
)

// clean refuses what must never reach a store: bodies over the limit, text that
// is not UTF-8, and NUL in any text, also where JSON writes it as \u0000.
func (s *server) clean(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !cleanAddress(r.URL) {
			s.refuse(w, r, fault.New(fault.Invalid, "text.bytes"))
			return
		}
		body, err := s.body(w, r)
		var large *http.MaxBytesError
		switch {
		case errors.As(err, &large):
			s.refuse(w, r, fault.New(fault.TooLarge, "api.toolarge", "limit", i18n.Size(s.Settings.BodyBytes)))
			return
		case errors.Is(err, os.ErrDeadlineExceeded):
			w.Header().Set("Connection", "close")
			s.refuse(w, r, fault.New(fault.Invalid, tooSlow, "seconds", int(s.Settings.BodyTime.Seconds())))
			return
		case err != nil: // the caller broke off
			s.Log.InfoContext(r.Context(), "api: the caller has gone", "err", err)
			w.WriteHeader(door.StatusGone)
			return
		case !cleanBody(body):
			s.refuse(w, r, fault.New(fault.Invalid, "text.bytes"))
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		next.ServeHTTP(w, r)
	})
}

// body reads a body that must have arrived in time. The time ends with it: a
// deadline that stays on the connection would cut the request off while it is
// worked on.
func (s *server) body(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	connection := http.NewResponseController(w)
	_ = connection.SetReadDeadline(time.Now().Add(s.Settings.BodyTime)) // a writer without a connection has no slow callers
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, s.Settings.BodyBytes))
	if err == nil { // else the server, which reads on, shall not wait either
		_ = connection.SetReadDeadline(time.Time{})
	}
	return body, err
}

func cleanText(text string) bool { return utf8.ValidString(text) && !strings.ContainsRune(text, 0) }

func cleanAddress(u *url.URL) bool {
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil || !cleanText(u.Path) {
		return false
	}
	for name, values := range query {
		if !cleanText(name) || !cleanText(strings.Join(values, "")) {
			return false
		}
	}
	return true
}

// cleanBody looks into every text of a JSON body. A body that is no JSON passes
// here and is refused by the operation, which says where it goes wrong.
func cleanBody(body []byte) bool {
	if !utf8.Valid(body) || bytes.IndexByte(body, 0) >= 0 {
		return false
	}
	if !bytes.Contains(body, []byte(`\u0000`)) {
		return true
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	for {
		token, err := decoder.Token()
		if err != nil {
			return true
		}
		if text, ok := token.(string); ok && strings.ContainsRune(text, 0) {
			return false
		}
	}
}
