package doctable

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/docread"
)

// Commitment is a row of the table of commitments. Start and End are its place
// in the text, in code points.
type Commitment struct {
	No         int // in its document, from 1
	Heading    string
	Text       string
	Owner      string
	DueWords   string // as written
	Due        string // yyyy-mm-dd, "" when not known
	Targets    string
	Kind       docread.Act
	Confidence float64 // 0..1
	Start, End int
}

// Commitments are a document's commitments in text order.
func Commitments(doc *docread.Document) []Commitment {
	rows := make([]Commitment, 0, len(doc.Commitments))
	for i, c := range doc.Commitments {
		rows = append(rows, Commitment{
			No: i + 1, Heading: headingPath(doc, headingAt(doc, c.Heading)), Text: strings.TrimSpace(c.Text), Owner: c.Owner,
			DueWords: c.Deadline, Due: c.DeadlineDate, Targets: targetsOf(doc, c), Kind: c.Kind, Confidence: c.Confidence,
			Start: c.Start, End: c.End,
		})
	}
	return rows
}

// between parts several targets of one commitment.
const between = "；"

func targetsOf(doc *docread.Document, c docread.Commitment) string {
	if len(c.TargetFigures) == 0 {
		return strings.Join(c.Targets, between)
	}
	var all []string
	for _, i := range c.TargetFigures {
		if i >= 0 && i < len(doc.Figures) {
			f := doc.Figures[i]
			all = append(all, strings.TrimSpace(f.Subject+" "+wordsOf(doc, f)))
		}
	}
	return strings.Join(all, between)
}

// Figure is a row of the table of figures.
type Figure struct {
	No         int
	Heading    string
	Subject    string
	Words      string // as written, with its unit
	Value      *decimal.Decimal
	Value2     *decimal.Decimal // high end of a range, right side of a ratio
	Unit       string
	Kind       docread.Kind
	Role       docread.Role
	Approx     docread.Approx
	Masked     bool
	Start, End int
}

// Figures are a document's figures in text order.
func Figures(doc *docread.Document) []Figure {
	rows := make([]Figure, 0, len(doc.Figures))
	for i, f := range doc.Figures {
		rows = append(rows, Figure{
			No: i + 1, Heading: headingPath(doc, enclosing(doc, f.Start)), Subject: f.Subject, Words: wordsOf(doc, f), Value: f.Value, Value2: f.Value2,
			Unit: f.Unit, Kind: f.Kind, Role: f.Role, Approx: f.Approx, Masked: f.Masked, Start: f.Start, End: max(f.End, f.UnitEnd),
		})
	}
	return rows
}

func wordsOf(doc *docread.Document, f docread.Figure) string {
	return strings.TrimSpace(doc.Slice(f.Start, max(f.End, f.UnitEnd)))
}

// headingAt is the node that begins at an offset; -1 when there is none.
func headingAt(doc *docread.Document, start int) int {
	i, found := slices.BinarySearchFunc(doc.Outline, start, func(n docread.Node, at int) int { return n.Start - at })
	if !found {
		return -1
	}
	return i
}

// enclosing is the innermost node that holds an offset; -1 when there is none.
func enclosing(doc *docread.Document, at int) int {
	i, found := slices.BinarySearchFunc(doc.Outline, at, func(n docread.Node, at int) int { return n.Start - at })
	if !found {
		i--
	}
	for i >= 0 && doc.Outline[i].End <= at {
		i = headingAt(doc, doc.Outline[i].Parent)
	}
	return i
}

// depth bounds the way up, should an outline ever be a ring.
const depth = 12

// headingPath is a node's heading after those above it.
func headingPath(doc *docread.Document, i int) string {
	var path []string
	for range depth {
		if i < 0 {
			break
		}
		n := doc.Outline[i]
		path = append(path, strings.TrimSpace(n.Marker+n.Title))
		i = headingAt(doc, n.Parent)
	}
	slices.Reverse(path)
	return strings.Join(path, " / ")
}
