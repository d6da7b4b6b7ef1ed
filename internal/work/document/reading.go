package document

import (
	"strings"
	"time"

	"nianlun/internal/engine/docread"
)

// ReadingState is how far a reading is.
type ReadingState string

// The states. Open readings have proposals that nobody has decided on; Decided
// ones have none; Made ones have a task for every confirmed proposal.
const (
	ReadingOpen    ReadingState = "open"
	ReadingDecided ReadingState = "decided"
	ReadingMade    ReadingState = "made"
)

// Reading is an uploaded document as it was read once, with what was proposed
// from it. Rev counts the acts on it.
type Reading struct {
	ID        string
	Bureau    string
	Year      int
	Title     string
	Number    string // the document's own number, 云教〔2026〕3号; "" when the text has none
	File      string // id in base/blob
	FileName  string
	Batch     string // the batch that it came with; "" when it came alone
	By        string // person
	At        time.Time
	Doc       docread.Document // with its corrections, once a service has given it out
	Version   int              // docread.Version of the reader that read the file
	Proposals []Proposal       // in text order
	State     ReadingState
	Counts    Counts
	Rev       int
	Steps     int // acts that can be taken back

	// Last is the proposal that the act just done was about; "" when the
	// reading was only looked at.
	Last string

	Corrections []Correction
	Followed    []Followed // what the act just done changed in open proposals
	Again       *Again     // what reading again has changed, just after it

	asRead *docread.Document // Doc without corrections
	units  []Mention
	runes  []rune
}

// Counts tells how many proposals stand in which state. Merged ones are part of
// others and are not counted.
type Counts struct {
	Proposed  int `json:"proposed"`
	Confirmed int `json:"confirmed"`
	Dropped   int `json:"dropped"`
	Made      int `json:"made"` // of the confirmed ones, those that are tasks
}

// All is the number of proposals that stand.
func (c Counts) All() int { return c.Proposed + c.Confirmed + c.Dropped }

// Slice is the text between two offsets in characters; offsets outside are clipped.
func (r *Reading) Slice(start, end int) string {
	text := r.characters()
	start = min(max(start, 0), len(text))
	end = min(max(end, start), len(text))
	return string(text[start:end])
}

// characters are the text as offsets count it.
func (r *Reading) characters() []rune {
	if r.runes == nil {
		r.runes = []rune(r.Doc.Text)
	}
	return r.runes
}

// Find is the standing proposal with an id; nil when there is none.
func (r *Reading) Find(proposal string) *Proposal {
	for i := range r.Proposals {
		if p := &r.Proposals[i]; p.ID == proposal && p.State != Merged {
			return p
		}
	}
	return nil
}

// Theme is the heading that a place of the text stands under for the plan: the
// nearest heading of the second level, or of the first where there is none. -1
// when the text has no headings there.
func (r *Reading) Theme(at int) int {
	first, theme := -1, -1
	for i, node := range r.Doc.Outline {
		if node.Start > at {
			break
		}
		if node.End < at {
			continue
		}
		switch node.Level {
		case 1:
			first, theme = i, -1
		case 2:
			theme = i
		}
	}
	if theme < 0 {
		return first
	}
	return theme
}

// themeWords are the number and title of a theme as a plan writes them: 一, 普惠与均衡.
func (r *Reading) themeWords(at int) (number, title string) {
	i := r.Theme(at)
	if i < 0 {
		return "", r.Title
	}
	node := r.Doc.Outline[i]
	return strings.Trim(node.Marker, "（）()、．. 　"), strings.TrimSpace(node.Title)
}

// settle counts the proposals, numbers those that stand, and says how far the
// reading is.
func (r *Reading) settle() {
	if r.asRead == nil {
		r.correct()
	}
	sortProposals(r.Proposals)
	r.Counts = Counts{}
	no := 0
	for i := range r.Proposals {
		p := &r.Proposals[i]
		p.No = 0
		if p.State == Merged {
			continue
		}
		no++
		p.No = no
		switch p.State {
		case Confirmed:
			r.Counts.Confirmed++
		case Dropped:
			r.Counts.Dropped++
		default:
			r.Counts.Proposed++
		}
		if p.Made {
			r.Counts.Made++
		}
	}
	switch {
	case r.Counts.Proposed > 0 || r.Counts.All() == 0:
		r.State = ReadingOpen
	case r.Counts.Confirmed > 0 && r.Counts.Made == r.Counts.Confirmed:
		r.State = ReadingMade
	default:
		r.State = ReadingDecided
	}
}
