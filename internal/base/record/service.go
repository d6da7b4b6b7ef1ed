package record

import (
	"context"
	"sync"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/kit/txn"
)

// Service is the records and their forms.
type Service struct {
	Tx    txn.Runner
	Store Store
	Audit Audit
	Now   func() time.Time
	// CodeLists are the lists that definitions may name without holding them; nil
	// knows none.
	CodeLists CodeLists

	parsed sync.Map // versionKey -> *layout: versions never change
	young  sync.Map // versionKey -> true: published, and not yet known to be committed
}

// Audit is the log.
type Audit interface {
	Write(ctx context.Context, by access.Actor, event audit.Event) error
}

// StoredVersion is a version as it is kept.
type StoredVersion struct {
	Form      string
	No        int
	YAML      string
	Published time.Time
	By        string
}

// Current is the row of a record: where it stands, and its numbers packed.
type Current struct {
	ID      string
	Form    string
	Version int
	Rev     int
	Cells   string
}

// Document is a revision as it is kept: the values and what was typed, as JSON.
type Document struct {
	Record  string
	Form    string
	Rev     int
	Version int
	From    int    // the revision from which this one is read back; 0 when it is whole
	Values  string // the whole, or what it had otherwise than From
	Raw     string // empty when nothing was given, or when From has the same
	Person  string
	At      time.Time
}

// Store keeps versions and records. A missing row is the NotFound fault "notfound".
type Store interface {
	// Hold lets the transaction wait until no other holds the name within the bureau,
	// and holds it until it ends.
	Hold(ctx context.Context, bureau, name string) error
	// AfterCommit calls fn once the transaction in ctx is committed.
	AfterCommit(ctx context.Context, fn func())
	// InsertVersion is the Conflict fault "record.published" when the number is taken.
	InsertVersion(ctx context.Context, bureau string, v StoredVersion) error
	Version(ctx context.Context, bureau, form string, no int) (StoredVersion, error)
	// LatestNo is the number of a form's newest version; 0 when it has none.
	LatestNo(ctx context.Context, bureau, form string) (int, error)
	// VersionAt is a form's newest version that was published by then.
	VersionAt(ctx context.Context, bureau, form string, at time.Time) (StoredVersion, error)
	// Forms are the newest versions of all forms, by code.
	Forms(ctx context.Context, bureau string) ([]StoredVersion, error)

	Insert(ctx context.Context, bureau string, records []Current) error
	// Update writes the row if its revision is still base, else it is the
	// Conflict fault "record.stale".
	Update(ctx context.Context, bureau string, record Current, base int) error
	InsertDocuments(ctx context.Context, bureau string, documents []Document) error
	// Fold replaces a whole document by what it had otherwise than the one that
	// followed it.
	Fold(ctx context.Context, bureau string, d Document) error

	// Document is a revision of a record; rev 0 asks for the current one.
	Document(ctx context.Context, bureau, id string, rev int) (Document, error)
	// Chain are the revisions from rev to the first whole one, in this order.
	Chain(ctx context.Context, bureau, id string, rev int) ([]Document, error)
	// History are all revisions, the newest first, without their documents.
	History(ctx context.Context, bureau, id string) ([]Revision, error)
	// Currents are the rows of some records, in no order; missing ones are left out.
	Currents(ctx context.Context, bureau string, ids []string) ([]Current, error)
}
