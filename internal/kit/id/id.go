// Package id owns identifiers: UUIDv7 as text, made in Go, so that both
// databases store the same and a new row sorts after the older ones.
//
// It never looks into an identifier's meaning.
package id

import "github.com/google/uuid"

// New makes an identifier. It panics only when the system has no randomness.
func New() string { return uuid.Must(uuid.NewV7()).String() }

// Valid tells whether text could be an identifier; doors use it before asking a store.
func Valid(text string) bool {
	u, err := uuid.Parse(text)
	return err == nil && u.String() == text
}
