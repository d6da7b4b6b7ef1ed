// Package formhtml owns how a form looks on a page: it turns a definition, what was written, and what is wrong with
// it into view models, and renders those with the class names of the design system.
//
// It knows no requests, addresses or people, and makes no text of its own: fixed words come from the caller by
// message key, all others are the definition's. There are no inline styles or scripts.
package formhtml

import (
	"slices"

	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
)

// Input is what a page is made from.
type Input struct {
	Def      *form.Definition
	Raw      form.Raw    // what was written; shown as it was written, right or wrong
	Values   form.Values // what it means
	Issues   form.Issues // of form.Decode, and of form.Complete when the document is to be handed in
	Findings []form.Finding
	// Known are the values that were filled in for the person; a cell that still holds its own is marked as known.
	Known form.Values
	// From says in words where a field's value in Known comes from; nil says it of none.
	From func(f *form.Field) string
	// Asked says in words why a field is asked although the value is held elsewhere; empty or nil says nothing of it.
	Asked func(f *form.Field) string
	// Again are texts that may be said again, by the key of the finding.
	Again map[string]SaidBefore
	// Previous is shown below tables and beside fields that changed; nil when there is none.
	Previous *form.Values
	// Back are the cells that were sent back, with the reasons.
	Back []SentBack
	// Day is the last day of the period that is answered for: options that were retired by then are not offered. Zero
	// offers none that has been retired.
	Day period.Date
	// ReadOnly shows everything and lets nothing be changed.
	ReadOnly bool
	// Spare is how many blank rows to offer at the end of each open table.
	Spare int
	// FormID is the id of the form element that buttons outside it belong to.
	FormID string
	// Units lists the units that a reference may choose from, given the type of units; nil leaves the id to be typed.
	Units func(of string) []Choice
	// People lists the people that a reference may choose from, given the role; nil leaves the id to be typed.
	People func(of string) []Choice
	// Name is what a unit or person is called, by id, also one who can no longer be chosen; nil shows the id.
	Name func(id string) string
	// Periods lists the periods to choose from, given their kind and the bounds that the field sets, which may be
	// empty; nil leaves the period to be typed.
	Periods func(kind, first, last string) []Choice
	// File is what a stored file is called and where it opens; nil shows the id.
	File func(id string) File
	// Fixed are cells, and tables by their code, that nobody types into although the page can be written: they were put
	// together from elsewhere. All others are then marked as said by hand. Nil fixes none.
	Fixed func(path form.Path) bool
	// Made is where it is shown what a fixed cell was made of; nil or empty for nowhere.
	Made func(path form.Path) string
	// Unmask shows personal values whole on a page that is only read: somebody has given a purpose, and it is recorded.
	Unmask bool
}

// SaidBefore is a text that was said to a finding before, to this figure's period before or to another figure.
type SaidBefore struct {
	Words string // when it was said, with the text
	Text  string
}

// SentBack is a cell that somebody sent back.
type SentBack struct {
	Path   form.Path
	Who    string // whose words they are
	Reason string
	Answer string // what was said to it; empty as long as it is open
}

// File is a stored file.
type File struct {
	ID    string
	Name  string
	Href  string // where it opens; empty for nowhere
	Thumb string // the address of a small picture of it; empty when there is none
	// Kind is what a photo without a small picture is, which stands in its place: HEIC. Unseen tells
	// that most browsers cannot show it: whoever took it is told how to take others.
	Kind   string
	Unseen bool
}

// Choice is an option of a choice.
type Choice struct{ Value, Text string }

// Page is the whole form.
type Page struct {
	Title, Help, Basis string
	Sections           []Section
	Tabs               []Tab  // the same sections by tabs; none when the form has no tabs
	Lists              []List // long lists that several cells choose from
	Problems           []Problem
	FormID             string
	Asked, Answered    int // cells that must be answered, and how many of them are
	Wrong, Odd, Back   int // problems that are still open
}

// Section is a group of fields or a table.
type Section struct {
	ID          string
	Title, Help string
	Fields      []Cell
	Table       *Table
	Asked       []string // why columns of the table are asked although the values are held elsewhere
	Open        int      // problems in it that are still open
}

// Tab is a run of sections that are shown together.
type Tab struct {
	ID       string
	Title    string
	Sections []Section
	Open     int // problems in it that are still open
}

// Table is a section with rows.
type Table struct {
	ID, Code, Label string
	RowHead         string // the head of the column of row names; empty when rows have no names of their own
	Columns         []Column
	Rows            []Row
	TotalHead       string   // what the row of totals is called
	Totals          []string // one a column, empty where there is no total; nil when there is none at all
	Previous        []string // the totals of the period before
	NewKey          string   // the key for the next row; empty when rows are given or there are enough
	Blank           *Row     // the pattern of a new row, for scripts; nil where rows are given
	Max             int      // how many rows there may be, 0 where rows are given
	Problem         *Problem // of the table as a whole
}

// What stands for the key and the number of a row in its pattern.
const (
	BlankKey    = "blank"
	BlankNumber = "#"
)

// Column is the head of a column.
type Column struct {
	Label   string
	Numeric bool
}

// Row is one row of a table.
type Row struct {
	Key, Name string
	Spare     bool // nothing is written in it yet
	Cells     []Cell
}

// Mark says what is to be seen at a cell.
type Mark string

// The marks, as class names. A cell has one: what must be done about it comes first.
const (
	NoMark Mark = ""
	Wrong  Mark = "wrong"  // must be fixed
	Sent   Mark = "back"   // was sent back and is not answered
	Odd    Mark = "odd"    // must be fixed or explained
	Known  Mark = "known"  // filled in for the person
	ByHand Mark = "byhand" // to be said by hand where all else was put together
)

// Cell is one place to write in.
type Cell struct {
	ID, Name    string // the name is the path
	Label       string // for the label of a field, with its unit
	Aria        string // for a cell in a table: where it is, in words
	Help        string
	Control     form.Control
	Of          string // the kind of a period
	Value       string
	Plain       bool   // the page is only read: the value stands as people read it
	Read        string // that
	Text        string // the value as people read it, for one that is not among the choices
	Choices     []Choice
	None        string // what a choice says while nothing is chosen; empty for the usual words
	Searched    bool   // it has too many choices to be looked through: a text that is searched by
	Several     bool   // several of them may be chosen
	List        string // the id of the list to search in
	Hint        string // how to search in it, where there is room to say so
	Under       string // the id of the cell whose choice decides what of the list is offered
	Decides     string // the ids of the cells whose choices change with this one
	Steers      bool   // a condition looks at it: other cells come and go with it
	Chosen      map[string]bool
	Files       []File
	Photo       bool
	Outside     bool // it is computed from other returns as well
	Numeric     bool
	Required    bool
	ReadOnly    bool
	MaxLength   int
	MaxFiles    int
	Mark        Mark
	Number      int // of the problem that the mark points at, 0 for none
	Why         string
	DescribedBy string
	Before      string // what was answered the period before, where it differs
	Source      string // where the value comes from that was filled in, or would be
	Other       *Mend  // what the source says, where something else is written
	Asked       string // why it is asked although the value is held elsewhere
	Said        string // the explanation that was given, on a page that is only read
	Made        string // where it is shown what the value was made of; the value is a link then
	Was         string // for a cell that was corrected: its old value, in a sentence
}

// Problem is one thing to be dealt with.
type Problem struct {
	ID     string
	Number int
	Mark   Mark
	Place  string
	Text   string
	Cell   string // the id of the first cell, to go to
	Key    string // of the finding, or the path of what was sent back
	Said   string // the explanation or answer given
	Mend   *Mend
	Again  *SaidBefore // a text to say again
	Link   string      // to the first cell
	// ReadOnly shows what was said and takes nothing more.
	ReadOnly bool
	paths    []form.Path
}

// Settled reports whether nothing is left to do.
func (p Problem) Settled() bool { return p.Mark != Wrong && p.Said != "" }

// told is the cell at which the problem is told in full.
func (p Problem) told() form.Path {
	if p.Mend != nil && slices.Contains(p.paths, form.Path(p.Mend.Name)) {
		return form.Path(p.Mend.Name)
	}
	return p.paths[0]
}

// Mend is a value that would put a problem right.
type Mend struct{ Name, Value, Show string }
