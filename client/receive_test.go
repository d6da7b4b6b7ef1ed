package client_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"nianlun/client"
)

// receive answers deliveries of a hook; done remembers the ids that were worked off.
func receive(secret string, done func(id string) bool, work func(event, thing string)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 64<<10))
		at, signature := r.Header.Get("Nianlun-Timestamp"), r.Header.Get("Nianlun-Signature")
		if err != nil || !client.Genuine(secret, at, signature, body) || !client.Fresh(at, time.Now()) {
			http.Error(w, "not genuine", http.StatusForbidden)
			return
		}
		var told struct{ ID, Event, Return string }
		if err := json.Unmarshal(body, &told); err != nil {
			http.Error(w, "no JSON", http.StatusBadRequest)
			return
		}
		if !done(told.ID) {
			go work(told.Event, told.Return)
		}
		w.WriteHeader(http.StatusNoContent)
	}
}

// What the guide shows works once for a delivery, and for nobody who does not
// hold the secret or plays an old one again.
func TestReceive(t *testing.T) {
	seen, worked := map[string]bool{}, make(chan string, 9)
	handler := receive("s3cret", func(id string) bool {
		known := seen[id]
		seen[id] = true
		return known
	}, func(_, thing string) { worked <- thing })
	body := `{"id":"d1","event":"return.locked","return":"r1"}`
	send := func(secret string, at time.Time) int {
		timestamp := strconv.FormatInt(at.Unix(), 10)
		mac := hmac.New(sha256.New, []byte(secret))
		_, _ = io.WriteString(mac, timestamp+"."+body)
		request := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body))
		request.Header.Set("Nianlun-Timestamp", timestamp)
		request.Header.Set("Nianlun-Signature", "v1="+hex.EncodeToString(mac.Sum(nil)))
		answer := httptest.NewRecorder()
		handler(answer, request)
		return answer.Code
	}
	now := time.Now()
	for _, c := range []struct {
		secret string
		at     time.Time
		want   int
	}{{"s3cret", now, 204}, {"s3cret", now, 204}, {"other", now, 403}, {"s3cret", now.Add(-6 * time.Minute), 403}, {"s3cret", now.Add(6 * time.Minute), 403}} {
		if got := send(c.secret, c.at); got != c.want {
			t.Errorf("%s at %s: %d, want %d", c.secret, c.at, got, c.want)
		}
	}
	if thing := <-worked; thing != "r1" || len(worked) != 0 {
		t.Errorf("worked on %s and %d more", thing, len(worked))
	}
}
