package org

import (
	"context"
	"sync"
	"time"
)

// registerAge is how long a list of bureaus may be told again. A bureau that this
// program makes is known at once; one that another program makes (the command
// line beside a running server, a second server) within this time.
const registerAge = 5 * time.Second

// register keeps the list of bureaus between requests: every page asks for it.
type register struct {
	mu  sync.Mutex
	all []Bureau
	at  time.Time
}

// Known are all tenants as Bureaus gives them, at most registerAge old. The list is
// shared: it must not be changed.
func (s *Service) Known(ctx context.Context) ([]Bureau, error) {
	r, now := &s.register, s.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	if age := now.Sub(r.at); len(r.all) > 0 && age >= 0 && age < registerAge {
		return r.all, nil
	}
	all, err := s.Store.Bureaus(ctx)
	if err != nil {
		return nil, err
	}
	r.all, r.at = all, now
	return all, nil
}

// forget makes the next Known look again.
func (r *register) forget() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.all = nil
}
