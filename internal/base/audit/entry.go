package audit

import (
	"encoding/json"
	"time"

	"nianlun/internal/base/access"
)

// Event is what a use case tells the log: the verb ("return.submit"), the thing,
// the unit that the thing belongs to, and a small document (old and new, the
// cells) that is stored as JSON.
type Event struct {
	Verb  string
	Kind  access.Kind
	Thing string
	Unit  string
	Data  any
}

// Entry is a written event. No is its place in the bureau's log, 1 for the first;
// it is 0 until the entry is sealed. MAC seals the entry by itself from the moment
// it is written; Hash is its leaf in the tree.
type Entry struct {
	ID         string
	Bureau     string
	No         int64
	At         time.Time
	Person     string
	PersonName string
	Post       string
	PostUnit   string
	Role       access.Role
	Door       access.Door
	Verb       string
	Kind       access.Kind
	Thing      string
	Unit       string
	Data       json.RawMessage
	// Digest is the SHA-256 of Data in base64 and stands for it in what is sealed.
	// Entries of the first version have none: their data is sealed as it stands.
	Digest string
	MAC    string
}

// Head is the state of a bureau's log: how many entries are sealed and the hash
// of the tree over them. A head that is kept outside the database proves later
// that nothing up to it was touched.
type Head struct {
	Bureau string
	Size   int64
	Hash   string
	At     time.Time
}
