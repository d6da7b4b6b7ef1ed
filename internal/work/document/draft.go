package document

import (
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"nianlun/internal/kit/i18n"
)

// DraftKind is what a draft will be when it is issued.
type DraftKind string

// The kinds.
const (
	HalfYear DraftKind = "half-year"
	Annual   DraftKind = "annual"
)

// DraftState is how far a draft is.
type DraftState string

// The states. An issued draft never changes; a new one starts from its content.
const (
	Writing DraftState = "writing"
	Issued  DraftState = "issued"
)

// Draft is a text being written. Rev counts its savings.
type Draft struct {
	ID      string
	Bureau  string
	Kind    DraftKind
	Year    int
	Period  string // the period that its figures are of, "2026-06"
	Title   string
	Content Content
	State   DraftState
	Rev     int
	By      string
	Changed time.Time
	Issue   string // id of the issue, once issued
}

// Content is a draft's text.
type Content struct {
	Blocks []Block `json:"blocks"`
}

// BlockKind is heading or paragraph.
type BlockKind string

// The kinds of blocks.
const (
	HeadingBlock   BlockKind = "heading"
	ParagraphBlock BlockKind = "paragraph"
)

// Block is a heading (level 1 to 4) or a paragraph. Answers are the tasks of the
// plan that a paragraph answers.
type Block struct {
	Kind    BlockKind `json:"kind"`
	Level   int       `json:"level,omitempty"`
	Inlines []Inline  `json:"inlines"`
	Answers []string  `json:"answers,omitempty"`
}

// Inline is a run of text, or a figure. Cited text has a source that a person
// stated in words, such as another body's document.
type Inline struct {
	Text   string `json:"text,omitempty"`
	Cited  string `json:"cited,omitempty"`
	Figure *Bound `json:"figure,omitempty"`
}

// Bound ties a number in the text to a figure: the value and unit are what the
// text said when it was bound or last brought up to date.
type Bound struct {
	Ref   string      `json:"ref"`
	Value string      `json:"value"` // plain decimal text
	Unit  string      `json:"unit"`
	State FigureState `json:"state"`
}

// Bind makes the binding of a figure as it is now; false when the figure has no
// value.
func Bind(f Figure) (Bound, bool) {
	if f.Value == nil {
		return Bound{}, false
	}
	return Bound{Ref: f.Ref, Value: f.Value.StringFixed(f.Decimals), Unit: f.Unit, State: f.State}, true
}

// Display is the number and unit as the text shows them: 12,480.50万元.
func (b Bound) Display() string { return i18n.Group(b.Value) + b.Unit }

// agrees tells whether the text still says what the figure says.
func (b Bound) agrees(f Figure) bool {
	if f.Value == nil {
		return false
	}
	said, err := decimal.NewFromString(b.Value)
	return err == nil && said.Equal(f.Value.Round(f.Decimals)) && b.Unit == f.Unit
}

// Text is a block's words with its figures as they are shown.
func (b Block) Text() string {
	var out strings.Builder
	for _, in := range b.Inlines {
		out.WriteString(in.shown())
	}
	return out.String()
}

func (in Inline) shown() string {
	if in.Figure != nil {
		return in.Figure.Display()
	}
	return in.Text
}

// Bounds are all bindings of the content in text order.
func (c Content) Bounds() []Bound {
	var all []Bound
	for _, block := range c.Blocks {
		for _, in := range block.Inlines {
			if in.Figure != nil {
				all = append(all, *in.Figure)
			}
		}
	}
	return all
}
