package checkbook

import (
	"strings"

	"nianlun/internal/engine/doccheck"
	"nianlun/internal/engine/docread"
)

// Comparison is a report with the two documents that it speaks of, and what
// people call them.
type Comparison struct {
	PlanName, SummaryName string
	Plan, Summary         *docread.Document
	Report                doccheck.Report
}

// Commitment is the plan's commitment that an entry judges.
func (c Comparison) Commitment(e doccheck.Entry) docread.Commitment {
	return c.Plan.Commitments[e.Commitment]
}

// Heading is the heading above a commitment, "" when there is none.
func (c Comparison) Heading(p docread.Commitment) string {
	for _, n := range c.Plan.Outline {
		if n.Start == p.Heading {
			return n.Marker + n.Title
		}
	}
	return ""
}

// Planned is a target as the plan writes it, with its unit.
func (c Comparison) Planned(t doccheck.Target) string { return written(c.Plan, t.Planned) }

// Result is what the summary writes for a target, "" when it has none.
func (c Comparison) Result(t doccheck.Target) string {
	if t.Result < 0 {
		return ""
	}
	return written(c.Summary, t.Result)
}

// written is a figure with its unit, on one line.
func written(doc *docread.Document, figure int) string {
	f := doc.Figures[figure]
	return oneLine(doc.Slice(f.Start, max(f.End, f.UnitEnd)))
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
