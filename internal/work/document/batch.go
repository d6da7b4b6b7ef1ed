package document

import (
	"context"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/base/notify"
	"nianlun/internal/engine/docread"
	"nianlun/internal/kit/i18n"
)

// FileState is how far a file of a batch is.
type FileState string

// The states. Failed files have a Fault; those whose bytes are kept can be tried again.
const (
	FileWaiting FileState = "waiting"
	FileReading FileState = "reading"
	FileDone    FileState = "done"
	FileFailed  FileState = "failed"
)

// BatchFile is one file of a batch. Every file that was brought has a row, also
// one that could not be kept, so that nobody has to remember what was missing.
type BatchFile struct {
	ID      string
	Batch   string
	No      int    // in the order of arrival, from 1
	SentAs  string // what the sender calls it; the same again is the same file
	Name    string
	Size    int64
	Hash    string
	File    string // id in base/blob, "" when it was not kept
	State   FileState
	Tries   int    // how often a reading of it was begun
	Reading string // id, once it is read
	Title   string
	Counts  FileCounts
	Fault   i18n.Text // why it failed
}

// FileCounts is what was found in a file.
type FileCounts struct {
	Commitments int `json:"commitments"`
	Figures     int `json:"figures"`
	Deadlines   int `json:"deadlines"`
	Findings    int `json:"findings"` // errors and warnings of its sums
}

func countsOf(doc *docread.Document) FileCounts {
	return FileCounts{
		Commitments: len(doc.Commitments), Figures: len(doc.Figures), Deadlines: len(doc.Deadlines),
		Findings: len(Serious(doc)),
	}
}

// Batch is many documents brought at once. Its files arrive one by one and are
// read in the background, in the name of who brought them.
type Batch struct {
	ID      string
	Bureau  string
	Year    int // that it is listed under
	Chosen  int // year for the dates of its documents, 0 when each document's own counts
	By      access.Actor
	At      time.Time
	Want    int // files that were announced
	Working bool
	Ended   time.Time // when all that were announced had been read; zero until then
	Tally   Tally
	Files   []BatchFile // in order; not in lists
}

// Tally counts a batch's files by their state.
type Tally struct{ Waiting, Done, Failed int }

// Arrived are the files that have arrived.
func (t Tally) Arrived() int { return t.Waiting + t.Done + t.Failed }

// Missing are files that were announced and have not arrived.
func (b Batch) Missing() int { return max(b.Want-b.Tally.Arrived(), 0) }

// Busy tells that files wait to be read.
func (b Batch) Busy() bool { return b.Tally.Waiting > 0 }

// Share is how much of what was announced has been dealt with, 0..1.
func (b Batch) Share() float64 {
	if b.Want == 0 {
		return 0
	}
	return min(float64(b.Tally.Done+b.Tally.Failed)/float64(b.Want), 1)
}

// BatchStore keeps batches and their files.
type BatchStore interface {
	InsertBatch(ctx context.Context, b Batch) error
	// Batch is one batch with its files; the NotFound fault "notfound" when there is none.
	Batch(ctx context.Context, bureau, id string) (Batch, error)
	// HoldBatch is Batch, and nobody else holds it until the transaction of ctx ends.
	HoldBatch(ctx context.Context, bureau, id string) (Batch, error)
	// Batches lists a year's batches with their tallies, the newest first, without files.
	Batches(ctx context.Context, bureau string, year int) ([]Batch, error)
	// Unfinished are the batches of all bureaus that are being worked on, without files.
	Unfinished(ctx context.Context) ([]Batch, error)
	// SaveBatch stores Want, Working and Ended of a held batch.
	SaveBatch(ctx context.Context, b Batch) error

	InsertFile(ctx context.Context, bureau string, f BatchFile) error
	// SaveFile stores everything of a file that may change. It answers false, and
	// stores nothing, when the file is done already.
	SaveFile(ctx context.Context, bureau string, f BatchFile) (bool, error)
}

// Inbox takes the notice that a batch has been read; base/notify fulfils it.
type Inbox interface {
	Send(ctx context.Context, notice notify.Notice) error
}

// Batches reads many documents at once.
type Batches struct {
	Readings *Readings
	Store    BatchStore
	Jobs     Jobs
	Inbox    Inbox
}
