package client

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// Hook is a program that is told what happens. Secret is there only in the answer
// of AddHook.
type Hook struct {
	ID      string    `json:"id"`
	Name    string    `json:"name"`
	Address string    `json:"address"`
	Events  []string  `json:"events"` // return.locked, return.corrected
	Made    time.Time `json:"made"`
	Secret  string    `json:"secret"`
	// Paused is since when it rests; nil when it does not.
	Paused *time.Time `json:"paused"`
}

// Delivery is one thing that a program is told.
type Delivery struct {
	ID       string     `json:"id"`
	Event    string     `json:"event"`
	State    string     `json:"state"` // waiting, done, failed
	Attempts int        `json:"attempts"`
	Next     *time.Time `json:"next"`
	Status   int        `json:"status"`
	Error    string     `json:"error"` // inside, time, reach, status, address
	Made     time.Time  `json:"made"`
	Sent     *time.Time `json:"sent"`
}

// Hooks lists the programs that are told what happens.
func (c *Client) Hooks(ctx context.Context) ([]Hook, error) {
	var out struct{ Items []Hook }
	err := c.call(ctx, http.MethodGet, "/hooks", nil, nil, nil, &out)
	return out.Items, err
}

// AddHook lets a program be told of events at an address.
func (c *Client) AddHook(ctx context.Context, name, address string, events ...string) (Hook, error) {
	var out Hook
	in := struct {
		Name    string   `json:"name"`
		Address string   `json:"address"`
		Events  []string `json:"events"`
	}{name, address, append([]string{}, events...)}
	err := c.call(ctx, http.MethodPost, "/hooks", nil, nil, in, &out)
	return out, err
}

// RemoveHook tells a program nothing more.
func (c *Client) RemoveHook(ctx context.Context, id string) error {
	return c.call(ctx, http.MethodDelete, "/hooks/"+url.PathEscape(id), nil, nil, nil, nil)
}

// PauseHook lets a program rest; what happens meanwhile waits.
func (c *Client) PauseHook(ctx context.Context, id string) error {
	return c.call(ctx, http.MethodPost, "/hooks/"+url.PathEscape(id)+"/pause", nil, nil, nil, nil)
}

// ResumeHook lets a program that rests be told again, first of what has waited.
func (c *Client) ResumeHook(ctx context.Context, id string) error {
	return c.call(ctx, http.MethodPost, "/hooks/"+url.PathEscape(id)+"/resume", nil, nil, nil, nil)
}

// PingHook tries a hook now and tells what became of it.
func (c *Client) PingHook(ctx context.Context, id string) (Delivery, error) {
	var out Delivery
	err := c.call(ctx, http.MethodPost, "/hooks/"+url.PathEscape(id)+"/ping", nil, nil, nil, &out)
	return out, err
}

// SendFailedAgain sends everything again that was given up, and counts it.
func (c *Client) SendFailedAgain(ctx context.Context, hook string) (int, error) {
	var out struct{ Count int }
	err := c.call(ctx, http.MethodPost, "/hooks/"+url.PathEscape(hook)+"/again", nil, nil, nil, &out)
	return out.Count, err
}

// Deliveries lists what a program was told, the newest 100 first; an empty state
// is any.
func (c *Client) Deliveries(ctx context.Context, hook, state string) ([]Delivery, error) {
	query := url.Values{}
	if state != "" {
		query.Set("state", state)
	}
	var out struct{ Items []Delivery }
	err := c.call(ctx, http.MethodGet, "/hooks/"+url.PathEscape(hook)+"/deliveries", query, nil, nil, &out)
	return out.Items, err
}

// SendAgain sends a delivery again at once.
func (c *Client) SendAgain(ctx context.Context, delivery string) (Delivery, error) {
	var out Delivery
	err := c.call(ctx, http.MethodPost, "/deliveries/"+url.PathEscape(delivery)+"/again", nil, nil, nil, &out)
	return out, err
}

// Fresh reports whether a timestamp of a delivery lies at most five minutes from
// now, in either direction: what is older may be an old delivery that somebody
// has recorded and plays again. Ask it after Genuine.
func Fresh(timestamp string, now time.Time) bool {
	seconds, err := strconv.ParseInt(timestamp, 10, 64)
	return err == nil && now.Sub(time.Unix(seconds, 0)).Abs() <= 5*time.Minute
}

// Genuine reports whether what was received at a hook's address comes from the
// installation that holds the secret. timestamp and signature are the headers
// Nianlun-Timestamp and Nianlun-Signature. Whoever receives also asks Fresh, and
// knows a delivery again by its id.
func Genuine(secret, timestamp, signature string, body []byte) bool {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(timestamp + "."))
	mac.Write(body)
	return hmac.Equal([]byte(signature), []byte("v1="+hex.EncodeToString(mac.Sum(nil))))
}
