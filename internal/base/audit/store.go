package audit

import (
	"context"

	"golang.org/x/mod/sumdb/tlog"

	"nianlun/internal/base/access"
)

// Query says which entries to return; empty members ask for all.
type Query struct {
	Bureau string
	Kind   access.Kind
	Thing  string
	Person string
	Unit   string
	Verb   string
	Before string // an entry's ID: only older entries, for the next page
	Limit  int    // 0 means 100
}

// Placed is an unsealed entry with the place that the sealer gives it.
type Placed struct {
	ID string
	No int64
}

// Store keeps the log.
type Store interface {
	Insert(ctx context.Context, e Entry) error
	// AfterCommit calls fn once the transaction in ctx is committed.
	AfterCommit(ctx context.Context, fn func())

	// WaitingBureaus are the bureaus that have unsealed entries.
	WaitingBureaus(ctx context.Context) ([]string, error)
	// Unsealed are a bureau's unsealed entries by time and id, without the first skip.
	Unsealed(ctx context.Context, bureau string, skip, limit int) ([]Entry, error)
	// Waiting are the same, without the data of those that have a digest.
	Waiting(ctx context.Context, bureau string, skip, limit int) ([]Entry, error)
	// Head is the bureau's head; a zero Size when nothing is sealed.
	Head(ctx context.Context, bureau string) (Head, error)
	// Grow moves the head from a size to a new head. It is the Conflict fault
	// "audit.head" when another sealer was first.
	Grow(ctx context.Context, from int64, to Head) error
	// Place gives unsealed entries their places.
	Place(ctx context.Context, bureau string, placed []Placed) error
	// Hashes reads stored hashes of the tree by index, in the order asked for; a
	// missing one is an error.
	Hashes(ctx context.Context, bureau string, indexes []int64) ([]tlog.Hash, error)
	// AddHashes stores hashes at first, first+1, …
	AddHashes(ctx context.Context, bureau string, first int64, hashes []tlog.Hash) error

	// Sealed are entries with a place above after, by place. Verbs, when there
	// are any, leaves out the entries with others.
	Sealed(ctx context.Context, bureau string, after int64, verbs []string, limit int) ([]Entry, error)
	// HashRange are the stored hashes with from <= index < to, by index.
	HashRange(ctx context.Context, bureau string, from, to int64) (map[int64]tlog.Hash, error)
	// LastHash is the greatest index that is stored; -1 for none.
	LastHash(ctx context.Context, bureau string) (int64, error)
	// Find returns entries, the newest first.
	Find(ctx context.Context, q Query) ([]Entry, error)

	// Cursor is how far a follower has read; 0 when it never did.
	Cursor(ctx context.Context, bureau, name string) (int64, error)
	// Advance moves a follower's cursor. It is the Conflict fault "audit.cursor"
	// when it no longer stands at from.
	Advance(ctx context.Context, bureau, name string, from, to int64) error
	// Bureaus are the bureaus that have a head.
	Bureaus(ctx context.Context) ([]string, error)
}
