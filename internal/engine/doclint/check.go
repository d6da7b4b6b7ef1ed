package doclint

import (
	"slices"
	"strings"

	"nianlun/internal/engine/docread"
)

// Check looks for figures of a document that do not agree. The findings come in
// text order.
func Check(doc *docread.Document) []Finding { return Lint(doc).Findings }

// Confirm lists the arithmetic of a document that was checked and holds.
func Confirm(doc *docread.Document) []Confirmed { return Lint(doc).Confirmed }

// Lint checks the arithmetic of a document in time linear in its length.
func Lint(doc *docread.Document) Report {
	c := &checker{doc: doc, text: []rune(doc.Text)}
	c.checkSums()
	c.checkShares()
	c.checkKindShares()
	c.checkRates()
	c.checkGrowths()
	c.checkTwins()
	c.checkParties()
	c.checkUnits()
	c.checkPercents()
	c.checkRanges()
	c.checkDates()
	c.checkLists()
	c.checkContradictions()
	return c.sorted()
}

// checker gathers the report of one document.
type checker struct {
	doc    *docread.Document
	text   []rune
	report Report

	compared     map[int]bool    // changes that were compared with both their values
	contradicted map[[2]int]bool // pairs of figures told to contradict each other
}

func (c *checker) at(i int) rune {
	if i < 0 || i >= len(c.text) {
		return 0
	}
	return c.text[i]
}

func (c *checker) slice(start, end int) string {
	start = min(max(start, 0), len(c.text))
	return string(c.text[start:min(max(end, start), len(c.text))])
}

// find adds a finding about figures.
func (c *checker) find(f Finding, figures ...int) {
	f.Figures = append(f.Figures, figures...)
	for _, i := range figures {
		f.Spans = append(f.Spans, c.spanOf(i))
	}
	slices.SortFunc(f.Spans, func(a, b Span) int { return a.Start - b.Start })
	c.report.Findings = append(c.report.Findings, f)
}

// confirm adds arithmetic that holds.
func (c *checker) confirm(done Confirmed, figures ...int) {
	done.Figures = figures
	for _, i := range figures {
		done.Spans = append(done.Spans, c.spanOf(i))
	}
	slices.SortFunc(done.Spans, func(a, b Span) int { return a.Start - b.Start })
	c.report.Confirmed = append(c.report.Confirmed, done)
}

// spanOf is a numeral with its unit.
func (c *checker) spanOf(i int) Span {
	f := &c.doc.Figures[i]
	return Span{f.Start, max(f.UnitEnd, f.End)}
}

// said is a numeral with its unit, as the text has it but for blanks and line ends.
func (c *checker) said(i int) string {
	s := c.spanOf(i)
	return strings.Join(strings.Fields(c.slice(s.Start, s.End)), "")
}

func (c *checker) sorted() Report {
	slices.SortStableFunc(c.report.Findings, func(a, b Finding) int { return a.Spans[0].Start - b.Spans[0].Start })
	slices.SortStableFunc(c.report.Confirmed, func(a, b Confirmed) int { return a.Spans[0].Start - b.Spans[0].Start })
	return c.report
}
