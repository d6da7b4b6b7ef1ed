package document

import (
	"context"
	"io"

	"nianlun/internal/base/access"
	"nianlun/internal/base/blob"
	"nianlun/internal/base/calendar"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/doctext"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// ReadingStore keeps readings, their proposals, and the acts that can be taken back.
type ReadingStore interface {
	InsertReading(ctx context.Context, r Reading) error
	// Reading is a whole reading; the NotFound fault "notfound" when there is none.
	Reading(ctx context.Context, bureau, id string) (Reading, error)
	// HoldReading is Reading, and nobody else changes it until the transaction
	// of ctx ends.
	HoldReading(ctx context.Context, bureau, id string) (Reading, error)
	// Readings lists a year's readings, the newest first, without text and proposals.
	Readings(ctx context.Context, bureau string, year int) ([]Reading, error)
	// SaveReading stores state, counts and steps of a held reading, writes the
	// changed proposals over theirs and removes those that are gone. The
	// Conflict fault reading.changed says that it was not held.
	SaveReading(ctx context.Context, r Reading, changed []Proposal, gone []string) error

	// PutCorrections writes corrections of a reading over those with the same ids.
	PutCorrections(ctx context.Context, bureau, reading string, all []Correction) error
	DropCorrections(ctx context.Context, bureau, reading string, ids []string) error
	// SaveText puts a newer reading of the file in the place of the text: document,
	// title, number and version of a held reading.
	SaveText(ctx context.Context, r Reading, doc docread.Document) error

	// AddStep keeps how things were before an act. Numbers count up from 1.
	AddStep(ctx context.Context, bureau, reading string, step Step) error
	Step(ctx context.Context, bureau, reading string, no int) (Step, error)
	// ForgetSteps removes the steps from a number on.
	ForgetSteps(ctx context.Context, bureau, reading string, from int) error
}

// Uploads keeps the files that people bring; base/blob fulfils it.
type Uploads interface {
	Put(ctx context.Context, by access.Actor, name string, r io.Reader, rules blob.Rules) (blob.File, error)
	Open(ctx context.Context, bureau, id string) (blob.Content, blob.File, error)
}

// Converter opens the files that other programs must open first; base/convert
// fulfils it.
type Converter interface {
	// Read makes a source of a file; what needs no other program passes through.
	Read(ctx context.Context, name string, data []byte) (doctext.Source, error)
	// Kinds are the extensions that can be read with the programs installed.
	Kinds() []string
	// Missing are the programs that would let more kinds be read.
	Missing() []string
}

// Org tells which units there are and who is in charge of which; base/org fulfils it.
type Org interface {
	Units(ctx context.Context, bureau string, day period.Date) ([]org.Unit, error)
	Leaders(ctx context.Context, bureau string, day period.Date) ([]org.Holder, error)
	LeadersOf(ctx context.Context, bureau string, day period.Date) (map[string]string, error)
}

// Params are the dated numbers of the field; base/param fulfils it.
type Params interface {
	Int(ctx context.Context, bureau, code string, day period.Date) (int, error)
}

// Indicators offers the indicators that a target may be measured by, and their
// present values.
type Indicators interface {
	Choices(ctx context.Context, by access.Actor) ([]IndicatorChoice, error)
	// Present is what an indicator is on a day; false when there is no value yet.
	Present(ctx context.Context, by access.Actor, code string, day period.Date) (Figure, bool, error)
}

// IndicatorChoice is an indicator to choose.
type IndicatorChoice struct{ Code, Name, Unit string }

// TaskMaker makes tasks of confirmed proposals; the plan fulfils it through app.
// It is called in the transaction of the reading and makes all or none.
type TaskMaker interface {
	// The ids are those of the tasks made, in the order given.
	MakeTasks(ctx context.Context, by access.Actor, source PlanSource, tasks []NewTask) (ids []string, err error)
}

// PlanSource is the document that tasks come from. The first call of a reading
// may begin a plan for it; later ones add to that plan.
type PlanSource struct {
	Reading string
	Year    int
	Title   string
	Number  string
}

// NewTask is a confirmed proposal as the plan takes it.
type NewTask struct {
	ThemeNo      string
	ThemeTitle   string
	Title        string
	Kind         string
	Document     string // the reading's id
	SourceStart  int
	SourceEnd    int
	Quote        string
	Lead         string
	Participants []string
	Leader       string
	Due          period.Date
	DueWords     string
	Target       *Target
}

// Readings reads uploaded plan documents and turns them into tasks.
type Readings struct {
	Common
	Store      ReadingStore
	Files      Uploads
	Convert    Converter // nil: only what docread reads itself
	Org        Org
	Tasks      TaskMaker
	Indicators Indicators
	Params     Params
}

func (s *Readings) today() period.Date { return calendar.Today(s.Now()) }

// Reading is one reading with its text and proposals.
func (s *Readings) Reading(ctx context.Context, by access.Actor, reading string) (Reading, error) {
	if err := access.Check(by, access.Read, thing(by)); err != nil {
		return Reading{}, err
	}
	if !id.Valid(reading) {
		return Reading{}, fault.New(fault.NotFound, "notfound")
	}
	r, err := s.Store.Reading(ctx, by.Bureau, reading)
	r.settle()
	return r, err
}

// List is a year's readings, the newest first, without text and proposals.
func (s *Readings) List(ctx context.Context, by access.Actor, year int) ([]Reading, error) {
	if err := access.Check(by, access.Read, thing(by)); err != nil {
		return nil, err
	}
	return s.Store.Readings(ctx, by.Bureau, year)
}

// Original opens the file that was uploaded. The caller closes it.
func (s *Readings) Original(ctx context.Context, by access.Actor, reading string) (blob.Content, blob.File, error) {
	r, err := s.Reading(ctx, by, reading)
	if err != nil {
		return nil, blob.File{}, err
	}
	return s.Files.Open(ctx, by.Bureau, r.File)
}
