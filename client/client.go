package client

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// answerMost bounds what is read of one answer.
const answerMost = 64 << 20

// Client speaks for one token, which stands for one person in one post. Make it
// with New.
type Client struct {
	base  string
	token string
	// HTTP sends the requests; http.DefaultClient when nil.
	HTTP *http.Client
	// Language is that of messages, "zh-CN" or "en"; the server's when empty.
	Language string
}

// New makes a client for an installation, such as https://nianlun.example.cn.
func New(address, token string) *Client {
	return &Client{base: strings.TrimRight(address, "/") + "/api/v1", token: token}
}

// Problem is an error that the server has answered. Code is stable: unauthorised
// is api.token, a stale write return.stale, failed checks return.checks.
type Problem struct {
	Status int     `json:"status"`
	Code   string  `json:"code"`
	Title  string  `json:"title"`
	Fields []Field `json:"fields"`
}

// Field is one wrong place of the input.
type Field struct {
	Path    string `json:"path"`
	Message string `json:"message"`
}

func (p *Problem) Error() string {
	text := fmt.Sprintf("nianlun: %d %s: %s", p.Status, p.Code, p.Title)
	for _, f := range p.Fields {
		text += fmt.Sprintf("; %s: %s", f.Path, f.Message)
	}
	return text
}

// call sends one request and reads the answer into out.
func (c *Client) call(ctx context.Context, method, path string, query url.Values, header http.Header, in, out any) error {
	request, err := c.request(ctx, method, path, query, header, in)
	if err != nil {
		return err
	}
	sender := c.HTTP
	if sender == nil {
		sender = http.DefaultClient
	}
	answer, err := sender.Do(request)
	if err != nil {
		return fmt.Errorf("nianlun: %w", err)
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(io.LimitReader(answer.Body, answerMost))
	if err != nil {
		return fmt.Errorf("nianlun: %w", err)
	}
	if answer.StatusCode >= http.StatusBadRequest {
		return problem(answer.StatusCode, body)
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(body, out)
}

func (c *Client) request(ctx context.Context, method, path string, query url.Values, header http.Header, in any) (*http.Request, error) {
	var body io.Reader
	if in != nil {
		text, err := json.Marshal(in)
		if err != nil {
			return nil, err
		}
		body = bytes.NewReader(text)
	}
	address := c.base + path
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	request, err := http.NewRequestWithContext(ctx, method, address, body)
	if err != nil {
		return nil, err
	}
	for name, values := range header {
		request.Header[name] = values
	}
	request.Header.Set("Authorization", "Bearer "+c.token)
	request.Header.Set("Accept", "application/json")
	if in != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	if c.Language != "" {
		request.Header.Set("Accept-Language", c.Language)
	}
	return request, nil
}

func problem(status int, body []byte) error {
	p := &Problem{}
	if err := json.Unmarshal(body, p); err != nil || p.Code == "" {
		p = &Problem{Code: "http", Title: http.StatusText(status)}
	}
	p.Status = status
	return p
}
