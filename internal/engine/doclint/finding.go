package doclint

import "nianlun/internal/kit/i18n"

// Severity tells how sure a finding is.
type Severity string

// The severities.
const (
	SeverityError   Severity = "error"   // the text contradicts itself
	SeverityWarning Severity = "warning" // the text very likely holds a slip
	SeverityInfo    Severity = "info"    // worth a look; nothing needs to be wrong
)

// Kind names what was checked.
type Kind string

// The kinds of findings.
const (
	KindSum           Kind = "sum"           // a total against its parts
	KindWhole         Kind = "whole"         // a part against its whole
	KindShare         Kind = "share"         // a share against its counts
	KindGrowth        Kind = "growth"        // a growth against the earlier and the later value
	KindContradiction Kind = "contradiction" // one subject with two values
	KindUnit          Kind = "unit"          // units and multipliers that do not fit
	KindPercent       Kind = "percent"       // a percentage over 100 where it cannot be
	KindRange         Kind = "range"         // a low end above the high end
	KindDate          Kind = "date"          // a day that no calendar has
	KindList          Kind = "list"          // a number against the names listed with it
)

// Span is a half-open range of code points of Document.Text.
type Span struct{ Start, End int }

// Finding is one place where the figures of a document do not agree.
type Finding struct {
	Severity Severity
	Kind     Kind
	Message  i18n.Text // its arguments hold numbers and the document's own words
	Spans    []Span    // numerals with their units, in text order; at least one
	Figures  []int     // indexes into Document.Figures of those spans that are figures
	Expected string    // the value that the other figures lead to, "" when there is none
	Found    string    // the value as the text has it, "" when there is none
}

// Confirmed is arithmetic that was checked and holds.
type Confirmed struct {
	Kind    Kind // sum, share, growth or list
	Message i18n.Text
	Spans   []Span
	Figures []int // whole or base first, then the rest in text order
}

// Report is what a check of one document found.
type Report struct {
	Findings  []Finding   // in text order of their first span
	Confirmed []Confirmed // in the same order
}

// Alarming tells whether the report holds an error or a warning.
func (r Report) Alarming() bool {
	for _, f := range r.Findings {
		if f.Severity != SeverityInfo {
			return true
		}
	}
	return false
}
