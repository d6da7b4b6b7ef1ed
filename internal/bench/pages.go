package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptrace"
	"net/url"
	"strings"
	"time"

	"nianlun/internal/demo"
)

// visitor is a browser that keeps its connection and its session.
type visitor struct {
	address string
	http    http.Client
	header  http.Header
}

// signIn visits as a person of the demo.
func signIn(ctx context.Context, address, login string) (*visitor, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	v := &visitor{address: address, http: http.Client{Jar: jar, Transport: &http.Transport{MaxIdleConnsPerHost: 1}}}
	if err := v.post(ctx, "/signin", url.Values{"login": {login}, "password": {demo.Password}}); err != nil {
		return nil, fmt.Errorf("%s is not signed in: %w", login, err)
	}
	return v, nil
}

// send posts a form and gives the answer of where it leads.
func (v *visitor) send(ctx context.Context, path string, form url.Values, accept string) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, v.address+path, strings.NewReader(form.Encode()))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Accept", accept)
	return v.http.Do(request)
}

// post sends a form as a page without a script does and sees where it leads.
func (v *visitor) post(ctx context.Context, path string, form url.Values) error {
	answer, err := v.send(ctx, path, form, "text/html")
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK || answer.Request.URL.Path == "/signin" {
		return fmt.Errorf("%s: %s", path, answer.Status)
	}
	return nil
}

// asProgram visits the API with a token.
func asProgram(address, token string) *visitor {
	return &visitor{
		address: address, http: http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 1}},
		header: http.Header{"Authorization": {"Bearer " + token}},
	}
}

// get asks for a page and gives the time to the answer's first byte, and the
// whole answer.
func (v *visitor) get(ctx context.Context, path string) (first time.Duration, body []byte, err error) {
	var began time.Time
	trace := &httptrace.ClientTrace{GotFirstResponseByte: func() { first = time.Since(began) }}
	request, err := http.NewRequestWithContext(httptrace.WithClientTrace(ctx, trace), http.MethodGet, v.address+path, nil)
	if err != nil {
		return 0, nil, err
	}
	for name, values := range v.header {
		request.Header[name] = values
	}
	began = time.Now()
	answer, err := v.http.Do(request)
	if err != nil {
		return 0, nil, err
	}
	body, err = io.ReadAll(answer.Body)
	if e := answer.Body.Close(); err == nil {
		err = e
	}
	if err == nil && (answer.StatusCode != http.StatusOK || answer.Request.URL.Path == "/signin") {
		err = fmt.Errorf("%s: %s", path, answer.Status)
	}
	return first, body, err
}

// warmUps are requests that are not counted.
const warmUps = 3

// again asks several times and gives the times to the first byte and the last answer.
func (v *visitor) again(ctx context.Context, path string, times int) (sample, []byte, error) {
	var all []time.Duration
	var last []byte
	for i := range warmUps + times {
		first, body, err := v.get(ctx, path)
		if err != nil {
			return nil, nil, err
		}
		if i >= warmUps {
			all = append(all, first)
		}
		last = body
	}
	return sampleOf(all), last, nil
}
