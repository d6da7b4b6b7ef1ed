package docread

import (
	"github.com/shopspring/decimal"

	"nianlun/internal/engine/doctext"
)

// Document is a read document. All offsets count code points of Text.
type Document struct {
	Title       string // the first line when it reads like a title, else ""
	Text        string
	Year        int // the year that the document is about, 0 when it names none
	Paragraphs  []Paragraph
	Outline     []Node
	Figures     []Figure
	Deadlines   []Deadline
	Commitments []Commitment
	Relations   []Relation
	Tables      []doctext.Table
	Cleaned     []doctext.Cleaning

	runes []rune
}

// Slice returns the text between two offsets; offsets outside are clipped.
func (d *Document) Slice(start, end int) string {
	start = min(max(start, 0), len(d.runes))
	end = min(max(end, start), len(d.runes))
	return string(d.runes[start:end])
}

// Paragraph is a line of the text, without its line end.
type Paragraph struct {
	Start, End int
	Level      int // heading level 1..4, 0 for body text
}

// Section tells what a part of the document talks about.
type Section string

// The sections.
const (
	SectionReview  Section = "review"  // what was done, the state of things
	SectionPlan    Section = "plan"    // what will be done
	SectionProblem Section = "problem" // difficulties
	SectionOther   Section = "other"
)

// Node is a numbered or marked heading or item.
type Node struct {
	Start   int    // offset of the marker
	End     int    // offset after the node's last character, its children included
	Marker  string // as written, with its punctuation
	Title   string // the heading's own words, at most 40 characters
	Parent  int    // Start of the parent, -1 at the top
	Level   int    // 1 at the top
	Section Section
	RunIn   bool // its text follows on the heading's own line: body text, no heading line
}

// Kind tells what sort of quantity a figure is.
type Kind string

// The kinds of figures.
const (
	KindCount   Kind = "count"
	KindPercent Kind = "percent"
	KindMoney   Kind = "money"
	KindMeasure Kind = "measure"
	KindRatio   Kind = "ratio"
	KindRange   Kind = "range"
)

// Approx tells how a figure is qualified; "" means exact.
type Approx string

// The qualifications.
const (
	ApproxExact Approx = ""
	ApproxAbout Approx = "about"
	ApproxOver  Approx = "over"
	ApproxUnder Approx = "under"
)

// Role tells a promised quantity from a stated one.
type Role string

// The roles.
const (
	RoleFact   Role = "fact"
	RoleTarget Role = "target"
)

// Figure is a stated quantity. Start and End span the numeral alone.
type Figure struct {
	Start, End int
	Text       string
	Value      *decimal.Decimal // normalised (万 and 亿 multiplied out); nil when masked
	Value2     *decimal.Decimal // high end of a range, right side of a ratio
	Kind       Kind
	Unit       string // the word after the numeral; 元 for money, % for percent
	UnitEnd    int    // offset after the unit, End when there is none
	Subject    string // the noun that the quantity is about
	Approx     Approx
	Role       Role
	Masked     bool // digits were blanked (xx, **, 某某)
}

// Relation says how two figures of a document belong together. From, To and Of
// are indexes into Document.Figures.
type Relation struct {
	Kind     RelationKind
	From, To int
	Of       int  // of a share: the whole that To is a share of, -1 when the text gives none
	Group    int  // of a part: the parts of one list carry the same number, counted from 1
	Complete bool // of a part: the text claims that the list holds all parts of the whole
	Loose    bool // only the place binds the part or share to its whole, no word does
	Down     bool // of a growth: the figure has fallen
}

// RelationKind names a relation of From to To.
type RelationKind string

// The relations.
const (
	RelationGrowth  RelationKind = "growth"  // From is how much To has changed against an earlier period
	RelationEarlier RelationKind = "earlier" // From is what To was in an earlier period
	RelationPart    RelationKind = "part"    // From is a part of To (其中…, 包括…, 共…)
	RelationShare   RelationKind = "share"   // From is the percentage that To is of a whole
)

// Deadline is a time expression that binds an action not yet done.
type Deadline struct {
	Start, End int
	Text       string
	Date       string // last day, yyyy-mm-dd; "" when the text does not say
	Vague      bool   // no single last day follows from the words (三年左右)
}

// Act tells what sort of action a commitment promises.
type Act string

// The acts.
const (
	ActBuild Act = "build" // construct, equip, buy
	ActTrain Act = "train" // train, select, second, recruit people
	ActRule  Act = "rule"  // issue or revise a document, set up a mechanism or body
	ActEvent Act = "event" // hold an activity, meeting, contest
	ActReach Act = "reach" // pass an evaluation, reach a level or figure
	ActCheck Act = "check" // inspect, evaluate, monitor, rectify
	ActRun   Act = "run"   // keep up, deepen, promote ongoing work
)

// Commitment is a unit of text that promises a concrete action or result.
type Commitment struct {
	Start, End    int
	Text          string
	Title         string // proposed task title, at most 40 characters
	Owner         string // the words naming who acts, "" for the bureau itself
	Deadline      string // the deadline's words, from the unit or its heading
	DeadlineDate  string // yyyy-mm-dd, "" when not known
	Targets       []string
	TargetFigures []int // indexes into Document.Figures
	Kind          Act
	Heading       int     // Start of the nearest enclosing node, -1 when none
	Confidence    float64 // 0..1, for ordering proposals
}
