// Package documentdb keeps readings, drafts and issues in the database.
package documentdb

import (
	"nianlun/internal/kit/store"
	"nianlun/internal/work/document"
)

// DB implements the stores of package document.
type DB struct{ s *store.Store }

var _ document.DraftStore = (*DB)(nil)

// New makes a DB on an open store.
func New(s *store.Store) *DB { return &DB{s: s} }
