package docwrite

import "time"

// Document is everything that is printed, in the order of GB/T 9704-2012.
// Only Title and Meta.Created are required. Texts are printed as given; a line
// feed inside one breaks the line.
type Document struct {
	// Masthead is the red name of the issuing body (发文机关标志) with the
	// rule below it; empty for drafts and internal papers.
	Masthead string
	// Number is the document number (发文字号), as in 云教〔2026〕3号.
	Number string
	Title  string
	// MainSend names the recipients (主送机关); the closing colon is added
	// when it is missing.
	MainSend string
	Blocks   []Block

	// Issuer and Date are the signature (署名, 成文日期).
	Issuer string
	Date   string
	// Sealed places the signature for a seal (date four characters from the
	// right, issuer centred above); otherwise both stand two characters in.
	Sealed bool

	// Sources are listed in a table on a page of its own at the end.
	Sources []Source
	// ReviewCopy adds an underline and a comment to every figure. A copy for
	// issue has neither.
	ReviewCopy bool

	Meta Meta
}

// Meta is written into the file's properties.
type Meta struct {
	Creator string
	// Created is also the time of every comment. It is written in UTC.
	Created time.Time
}

// State tells how far a figure has come.
type State string

// The states of a figure.
const (
	Draft    State = "draft"
	Reviewed State = "reviewed"
	Locked   State = "locked"
)

// Source tells where one figure of the text comes from: one row of the source
// table, and the comment in the review copy. All texts are ready for print.
type Source struct {
	// Number is what Figure.Source refers to; unique, greater than zero.
	Number int
	// Figure is the figure with its unit as the text shows it.
	Figure string
	// Definition is the indicator and what it counts (指标与口径).
	Definition string
	// Scope is the set of units and the period (范围与期间).
	Scope string
	State State
	// AsOf is the moment for which the figure holds (截至).
	AsOf string
}
