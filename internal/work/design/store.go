package design

import "context"

// keptRevisions is how many revisions of a draft are kept: so far one can undo.
const keptRevisions = 200

// Store keeps drafts and their revisions. A missing row is the NotFound fault
// "notfound".
type Store interface {
	// Insert is the Conflict fault "design.open" when the form has a draft that is
	// being written.
	Insert(ctx context.Context, d Draft, first Revision) error
	// Update writes the draft if its revision is still base and it is still being
	// written (neither published nor discarded meanwhile), else it is the
	// Conflict fault "design.stale". A revision with a number is added, and those
	// up to keep behind it are dropped.
	Update(ctx context.Context, d Draft, base int, next Revision, drop int) error
	// SetSample keeps what the form is tried with; it is no change of the form.
	SetSample(ctx context.Context, bureau, draft string, s Sample) error
	Draft(ctx context.Context, bureau, id string) (Draft, error)
	// Drafts are all drafts of a bureau that were not discarded, the last changed
	// first, without their samples.
	Drafts(ctx context.Context, bureau string) ([]Draft, error)
	Revision(ctx context.Context, bureau, draft string, rev int) (Revision, error)
	// Heads are the texts of the drafts that are being written, by draft.
	Heads(ctx context.Context, bureau string) (map[string]string, error)
}
