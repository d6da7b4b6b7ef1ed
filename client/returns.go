package client

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// ReturnHead is a return without its values.
type ReturnHead struct {
	ID       string `json:"id"`
	Campaign string `json:"campaign"`
	Form     string `json:"form"`
	Version  int    `json:"version"`
	Title    string `json:"title"`
	Unit     string `json:"unit"`
	UnitName string `json:"unitName"`
	Heir     string `json:"heir"`     // the unit that hands it in for Unit, which is no more; "" for none
	HeirName string `json:"heirName"` // its name
	Period   string `json:"period"`
	State    string `json:"state"` // owed, draft, submitted, back, reviewed, locked, exempt
	Due      string `json:"due"`
	Late     bool   `json:"late"`
	Revision int    `json:"revision"`
}

// Return is a return with its values and what is wrong in them.
type Return struct {
	ReturnHead
	Values     map[string]string `json:"values"` // by path: spent, list[r1].paid
	Findings   []Finding         `json:"findings"`
	Marks      []Mark            `json:"marks"`
	Signatures []Signature       `json:"signatures"`
}

// Receipt says that a return has been handed in with the values that were sent.
type Receipt struct {
	ID         string      `json:"id"`
	State      string      `json:"state"`
	Revision   int         `json:"revision"`
	Signatures []Signature `json:"signatures"`
}

// Finding is a check that does not hold: logic must be mended, experience mended
// or explained.
type Finding struct {
	Key         string   `json:"key"`
	Class       string   `json:"class"`
	Paths       []string `json:"paths"`
	Message     string   `json:"message"`
	Explanation string   `json:"explanation"`
}

// Mark is one reason for which a return was sent back.
type Mark struct {
	Path   string `json:"path"`
	Reason string `json:"reason"`
	By     string `json:"by"`
	Answer string `json:"answer"`
	Open   bool   `json:"open"`
}

// Signature is one name under a return.
type Signature struct {
	Role string    `json:"role"`
	Name string    `json:"name"`
	At   time.Time `json:"at"`
}

// ReturnQuery says which returns to list; empty members ask for all.
type ReturnQuery struct {
	State    string
	Period   string
	Unit     string // id
	Campaign string // id
	DueBy    string // a day, 2026-10-31
	After    string // the cursor of a page, see ReturnsPage
	Limit    int    // of one page, at most 500
}

// Sheet is a return as it was filled. Base is the revision that the values were
// read at. Values are the whole sheet; nil leaves what is stored.
type Sheet struct {
	Base         int               `json:"base"`
	Values       map[string]string `json:"values,omitempty"`
	Explanations map[string]string `json:"explanations,omitempty"`
	Answers      map[string]string `json:"answers,omitempty"`
	Nothing      string            `json:"nothing,omitempty"` // why there is nothing to report; for Submit
}

// Returns lists the returns that the post may see, one page of them.
func (c *Client) Returns(ctx context.Context, q ReturnQuery) ([]ReturnHead, error) {
	items, _, err := c.ReturnsPage(ctx, q)
	return items, err
}

// ReturnsPage lists one page of the returns that the post may see. next is the
// cursor for q.After of the page that follows, empty on the last one.
func (c *Client) ReturnsPage(ctx context.Context, q ReturnQuery) (items []ReturnHead, next string, err error) {
	query := url.Values{}
	set := func(name, value string) {
		if value != "" {
			query.Set(name, value)
		}
	}
	set("state", q.State)
	set("period", q.Period)
	set("unit", q.Unit)
	set("campaign", q.Campaign)
	set("dueBy", q.DueBy)
	set("after", q.After)
	if q.Limit > 0 {
		set("limit", strconv.Itoa(q.Limit))
	}
	var out struct {
		Items []ReturnHead
		Next  string
	}
	err = c.call(ctx, http.MethodGet, "/returns", query, nil, nil, &out)
	return out.Items, out.Next, err
}

// Return reads one return.
func (c *Client) Return(ctx context.Context, id string) (Return, error) {
	var out Return
	err := c.call(ctx, http.MethodGet, "/returns/"+url.PathEscape(id), nil, nil, nil, &out)
	return out, err
}

// Save saves a draft.
func (c *Client) Save(ctx context.Context, id string, sheet Sheet) (Return, error) {
	return c.save(ctx, http.MethodPost, id, "", sheet)
}

// SaveOnce saves a draft under a key of the caller's own: the same call may be
// sent again after a broken connection and acts once.
func (c *Client) SaveOnce(ctx context.Context, id, key string, sheet Sheet) (Return, error) {
	return c.save(ctx, http.MethodPost, id, key, sheet)
}

// Patch saves some cells of a draft; the others stay. The key may be empty.
func (c *Client) Patch(ctx context.Context, id, key string, sheet Sheet) (Return, error) {
	return c.save(ctx, http.MethodPatch, id, key, sheet)
}

func (c *Client) save(ctx context.Context, method, id, key string, sheet Sheet) (Return, error) {
	var out Return
	sheet.Nothing = ""
	err := c.call(ctx, method, "/returns/"+url.PathEscape(id)+"/values", nil, keyed(key), sheet, &out)
	return out, err
}

// keyed is the header of a call that acts once; an empty key gives none.
func keyed(key string) http.Header {
	header := http.Header{}
	if key != "" {
		header.Set("Idempotency-Key", key)
	}
	return header
}

// Submit hands a return in. With a key of the caller's own, the same call may be
// sent again after a broken connection and acts once.
func (c *Client) Submit(ctx context.Context, id, key string, sheet Sheet) (Receipt, error) {
	var out Receipt
	err := c.call(ctx, http.MethodPost, "/returns/"+url.PathEscape(id)+"/submit", nil, keyed(key), sheet, &out)
	return out, err
}
