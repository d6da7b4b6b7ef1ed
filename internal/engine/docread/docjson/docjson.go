// Package docjson renders a read document as JSON with the field names of the
// labelled corpus: figures, outline, deadlines, commitments. It never reads or
// judges text.
package docjson

import (
	"encoding/json"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/doctext"
)

// Document is the wire form of a read document.
type Document struct {
	Title       string       `json:"title"`
	Year        int          `json:"year,omitempty"`
	Outline     []Node       `json:"outline"`
	Figures     []Figure     `json:"figures"`
	Deadlines   []Deadline   `json:"deadlines"`
	Commitments []Commitment `json:"commitments"`
	Relations   []Relation   `json:"relations,omitempty"`
	Cleaned     []Cleaning   `json:"cleaned,omitempty"`
}

// Relation binds two figures, given by their places in the list of figures, the
// first being 0. Of is the whole of a share; Group numbers the lists of parts.
type Relation struct {
	Kind     string `json:"kind"`
	From     int    `json:"from"`
	To       int    `json:"to"`
	Of       *int   `json:"of,omitempty"`
	Group    int    `json:"group,omitempty"`
	Complete bool   `json:"complete"`
	Down     bool   `json:"down"`
}

// Node is a heading or item; Parent is the start of its parent, -1 at the top.
type Node struct {
	Start   int    `json:"start"`
	Marker  string `json:"marker"`
	Parent  int    `json:"parent"`
	Title   string `json:"title"`
	Section string `json:"section"`
}

// Figure is a stated quantity. Values are JSON numbers, null when masked.
type Figure struct {
	Start   int          `json:"start"`
	End     int          `json:"end"`
	Text    string       `json:"text"`
	Value   *json.Number `json:"value"`
	Value2  *json.Number `json:"value2,omitempty"`
	Kind    string       `json:"kind"`
	Unit    string       `json:"unit"`
	Subject string       `json:"subject"`
	Approx  string       `json:"approx"`
	Role    string       `json:"role"`
	Masked  bool         `json:"masked,omitempty"`
}

// Deadline is a time expression; Date is its last day or empty.
type Deadline struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	Date  string `json:"date,omitempty"`
	Vague bool   `json:"vague,omitempty"`
}

// Commitment is a promised action; Heading is the start of its node or -1.
type Commitment struct {
	Start        int      `json:"start"`
	End          int      `json:"end"`
	Text         string   `json:"text"`
	Title        string   `json:"title"`
	Owner        string   `json:"owner"`
	Deadline     string   `json:"deadline"`
	DeadlineDate string   `json:"deadline_date,omitempty"`
	Targets      []string `json:"targets"`
	Kind         string   `json:"kind"`
	Heading      int      `json:"heading"`
	Confidence   float64  `json:"confidence"`
}

// Cleaning is something that was taken away or mended before reading; Was holds at
// most its first 80 characters.
type Cleaning struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Kind  string `json:"kind"`
	Was   string `json:"was"`
}

// From maps a document to its wire form. Lists are never null.
func From(doc *docread.Document) Document {
	return Document{
		Title: doc.Title, Year: doc.Year, Outline: all(doc.Outline, node), Figures: all(doc.Figures, figure),
		Deadlines: all(doc.Deadlines, deadline), Commitments: all(doc.Commitments, commitment),
		Relations: all(doc.Relations, relation), Cleaned: all(doc.Cleaned, cleaning),
	}
}

func all[T, W any](list []T, wire func(T) W) []W {
	out := make([]W, len(list))
	for i, one := range list {
		out[i] = wire(one)
	}
	return out
}

func node(n docread.Node) Node {
	return Node{n.Start, n.Marker, n.Parent, n.Title, string(n.Section)}
}

func figure(f docread.Figure) Figure {
	return Figure{
		Start: f.Start, End: f.End, Text: f.Text, Value: number(f.Value), Value2: number(f.Value2),
		Kind: string(f.Kind), Unit: f.Unit, Subject: f.Subject, Approx: string(f.Approx),
		Role: string(f.Role), Masked: f.Masked,
	}
}

func deadline(d docread.Deadline) Deadline {
	return Deadline{d.Start, d.End, d.Text, d.Date, d.Vague}
}

func commitment(c docread.Commitment) Commitment {
	return Commitment{
		Start: c.Start, End: c.End, Text: c.Text, Title: c.Title, Owner: c.Owner, Deadline: c.Deadline,
		DeadlineDate: c.DeadlineDate, Targets: append([]string{}, c.Targets...), Kind: string(c.Kind),
		Heading: c.Heading, Confidence: c.Confidence,
	}
}

func relation(r docread.Relation) Relation {
	out := Relation{Kind: string(r.Kind), From: r.From, To: r.To, Group: r.Group, Complete: r.Complete, Down: r.Down}
	if r.Of >= 0 {
		out.Of = &r.Of
	}
	return out
}

func cleaning(c doctext.Cleaning) Cleaning { return Cleaning{c.Start, c.End, string(c.Kind), c.Was} }

func number(d *decimal.Decimal) *json.Number {
	if d == nil {
		return nil
	}
	n := json.Number(d.String())
	return &n
}
