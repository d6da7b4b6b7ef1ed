package client

import (
	"context"
	"net/http"
	"net/url"
	"time"
)

// Indicator is a definition in its newest version.
type Indicator struct {
	Code     string `json:"code"`
	Version  int    `json:"version"`
	Name     string `json:"name"`
	Meaning  string `json:"meaning"`
	Basis    string `json:"basis"`
	Unit     string `json:"unit"`
	Decimals int    `json:"decimals"`
	Better   string `json:"better"`
	Period   string `json:"period"`
	Formula  string `json:"formula"`
	Owner    string `json:"owner"`
}

// Figure is a computed figure. Value is nil when it cannot be computed; Notes
// say why.
type Figure struct {
	Ref      string    `json:"ref"`
	Code     string    `json:"code"`
	Version  int       `json:"version"`
	Name     string    `json:"name"`
	Period   string    `json:"period"`
	Scope    string    `json:"scope"`
	Value    *string   `json:"value"`
	Unit     string    `json:"unit"`
	State    string    `json:"state"` // draft, reviewed, locked
	Target   *string   `json:"target"`
	Met      *bool     `json:"met"`
	AsOf     time.Time `json:"asOf"`
	Notes    []string  `json:"notes"`
	Parts    []Part    `json:"parts"`
	Missing  []Gap     `json:"missing"`
	Operands []string  `json:"operands"`
}

// Part is what one unit gives.
type Part struct {
	Unit    string   `json:"unit"`
	Name    string   `json:"name"`
	Value   *string  `json:"value"`
	Inputs  []string `json:"inputs"`
	State   string   `json:"state"`
	Returns []string `json:"returns"`
}

// Gap is a unit that is not in the figure, or not with its own value.
type Gap struct {
	Unit   string `json:"unit"`
	Name   string `json:"name"`
	Reason string `json:"reason"` // absent, carried, impossible
	Period string `json:"period"`
}

// Indicators lists the definitions.
func (c *Client) Indicators(ctx context.Context) ([]Indicator, error) {
	var out struct{ Items []Indicator }
	err := c.call(ctx, http.MethodGet, "/indicators", nil, nil, nil, &out)
	return out.Items, err
}

// Publish makes a definition, written in YAML, the newest version of its
// indicator. The token's section must own it.
func (c *Client) Publish(ctx context.Context, definition string) (Indicator, error) {
	var out Indicator
	in := struct {
		Definition string `json:"definition"`
	}{definition}
	err := c.call(ctx, http.MethodPost, "/indicators", nil, nil, in, &out)
	return out, err
}

// Figure computes an indicator for a period; an empty scope is the widest that
// the post may read.
func (c *Client) Figure(ctx context.Context, code, period, scope string) (Figure, error) {
	query := url.Values{"period": {period}}
	if scope != "" {
		query.Set("scope", scope)
	}
	var out Figure
	err := c.call(ctx, http.MethodGet, "/indicators/"+url.PathEscape(code)+"/figures", query, nil, nil, &out)
	return out, err
}
