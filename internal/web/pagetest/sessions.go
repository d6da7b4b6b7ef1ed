package pagetest

import (
	"context"
	"sync"
	"time"
)

// Sessions is the store of sessions that a door takes, in memory and for ever: the
// clocks of tests stand still in their own year, while the library of sessions
// looks at the wall. The zero value is ready.
type Sessions struct{ kept sync.Map }

// Delete ends a session.
func (s *Sessions) Delete(token string) error {
	s.kept.Delete(token)
	return nil
}

// Find is what a session holds.
func (s *Sessions) Find(token string) ([]byte, bool, error) {
	data, ok := s.kept.Load(token)
	if !ok {
		return nil, false, nil
	}
	return data.([]byte), true, nil
}

// Commit keeps a session.
func (s *Sessions) Commit(token string, data []byte, _ time.Time) error {
	s.kept.Store(token, data)
	return nil
}

// Clear ends all sessions, as a restart with an empty store would.
func (s *Sessions) Clear() { s.kept.Clear() }

// DeleteCtx is Delete.
func (s *Sessions) DeleteCtx(_ context.Context, token string) error { return s.Delete(token) }

// FindCtx is Find.
func (s *Sessions) FindCtx(_ context.Context, token string) ([]byte, bool, error) {
	return s.Find(token)
}

// CommitCtx is Commit.
func (s *Sessions) CommitCtx(_ context.Context, token string, data []byte, expiry time.Time) error {
	return s.Commit(token, data, expiry)
}
