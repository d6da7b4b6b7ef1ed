package client

import (
	"context"
	"net/http"
	"net/url"
	"time"
)

// Correction is a request to change cells of a locked return.
type Correction struct {
	ID       string          `json:"id"`
	Return   string          `json:"return"`
	Unit     string          `json:"unit"`
	Period   string          `json:"period"`
	State    string          `json:"state"` // open, signed, approved, refused, withdrawn
	Revision int             `json:"revision"`
	Base     int             `json:"base"`
	Result   int             `json:"result"`
	Reason   string          `json:"reason"`
	Answer   string          `json:"answer"`
	Asked    string          `json:"asked"`
	Signed   string          `json:"signed"`
	Decided  string          `json:"decided"`
	At       time.Time       `json:"at"`
	Cells    []CorrectedCell `json:"cells"`
}

// CorrectedCell is one cell, old and new, as people read it.
type CorrectedCell struct {
	Path string `json:"path"`
	Old  string `json:"old"`
	New  string `json:"new"`
}

// Ask is what shall change in a locked return. Base is the revision that the
// values were read at.
type Ask struct {
	Base         int               `json:"base"`
	Cells        map[string]string `json:"cells"`
	Reason       string            `json:"reason"`
	Explanations map[string]string `json:"explanations,omitempty"`
}

// AskCorrection asks for a correction of a locked return.
func (c *Client) AskCorrection(ctx context.Context, thing string, in Ask) (Correction, error) {
	var out Correction
	err := c.call(ctx, http.MethodPost, "/returns/"+url.PathEscape(thing)+"/corrections", nil, nil, in, &out)
	return out, err
}

// Corrections lists the requests of a return, the newest first.
func (c *Client) Corrections(ctx context.Context, thing string) ([]Correction, error) {
	var out struct{ Items []Correction }
	err := c.call(ctx, http.MethodGet, "/returns/"+url.PathEscape(thing)+"/corrections", nil, nil, nil, &out)
	return out.Items, err
}

// Correction reads one request.
func (c *Client) Correction(ctx context.Context, id string) (Correction, error) {
	var out Correction
	err := c.call(ctx, http.MethodGet, "/corrections/"+url.PathEscape(id), nil, nil, nil, &out)
	return out, err
}

// Decide takes an act on a request at the revision that was seen: sign, decline,
// approve, refuse or withdraw.
func (c *Client) Decide(ctx context.Context, id, act string, revision int, reason string) (Correction, error) {
	var out Correction
	in := struct {
		Act      string `json:"act"`
		Revision int    `json:"revision"`
		Reason   string `json:"reason,omitempty"`
	}{act, revision, reason}
	err := c.call(ctx, http.MethodPost, "/corrections/"+url.PathEscape(id)+"/decision", nil, nil, in, &out)
	return out, err
}
