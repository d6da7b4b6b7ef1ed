package codelist

import "context"

// Store keeps lists and their versions. A missing row is the NotFound fault
// "notfound".
type Store interface {
	// Hold lets the transaction wait until no other holds the name within the bureau,
	// and holds it until it ends.
	Hold(ctx context.Context, bureau, name string) error

	// Insert is the Conflict fault "codelist.taken" when the bureau has a list of the
	// code.
	Insert(ctx context.Context, l List) error
	// Update writes the list if its revision is still base, else it is the Conflict
	// fault "codelist.stale".
	Update(ctx context.Context, l List, base int) error
	// Delete removes a list of which nothing was published, if its revision is still
	// base, else it is the Conflict fault "codelist.stale".
	Delete(ctx context.Context, bureau, code string, base int) error
	// InsertVersion is the Conflict fault "codelist.stale" when the number is taken.
	InsertVersion(ctx context.Context, bureau string, v Version) error

	List(ctx context.Context, bureau, code string) (List, error)
	// Lists are all lists of a bureau by code, without what is typed in their drafts.
	Lists(ctx context.Context, bureau string) ([]List, error)
	Version(ctx context.Context, bureau, code string, no int) (Version, error)
	// Newest is the newest version of a list.
	Newest(ctx context.Context, bureau, code string) (Version, error)
	// AllNewest are the newest versions of all lists, by code.
	AllNewest(ctx context.Context, bureau string) ([]Version, error)
	// Versions are those of a list, the newest first.
	Versions(ctx context.Context, bureau, code string) ([]Version, error)
}
