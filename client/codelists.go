package client

import (
	"context"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// CodeListHead is a list of codes without its items.
type CodeListHead struct {
	Code    string `json:"code"`
	Name    string `json:"name"`
	Version int    `json:"version"`
	Closed  bool   `json:"closed"` // no further field of a form may take it
}

// CodeList is one published version of a list of codes. It never changes.
type CodeList struct {
	Code      string     `json:"code"`
	Version   int        `json:"version"`
	Name      string     `json:"name"`
	Source    string     `json:"source"`
	Parent    string     `json:"parent"` // the code of the list above; empty for none
	Published time.Time  `json:"published"`
	Items     []CodeItem `json:"items"`
}

// CodeItem is one code with its name.
type CodeItem struct {
	Code    string   `json:"code"`
	Name    string   `json:"name"`
	Under   []string `json:"under"`   // the codes above under which alone it is offered
	Retired string   `json:"retired"` // the day from which it is no longer chosen; empty for one in use
}

// CodeLists are the published lists of the bureau, by code.
func (c *Client) CodeLists(ctx context.Context) ([]CodeListHead, error) {
	var out struct {
		Items []CodeListHead `json:"items"`
	}
	err := c.call(ctx, http.MethodGet, "/code-lists", nil, nil, nil, &out)
	return out.Items, err
}

// CodeList is one version of a list; version 0 asks for the newest.
func (c *Client) CodeList(ctx context.Context, code string, version int) (CodeList, error) {
	query := url.Values{}
	if version > 0 {
		query.Set("version", strconv.Itoa(version))
	}
	var out CodeList
	err := c.call(ctx, http.MethodGet, "/code-lists/"+url.PathEscape(code), query, nil, nil, &out)
	return out, err
}
