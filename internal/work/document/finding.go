package document

import (
	"context"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/doclint"
	"nianlun/internal/engine/docread"
)

// Findings checks the sums of a document as it was read.
func (s *Readings) Findings(ctx context.Context, by access.Actor, reading string) (Reading, doclint.Report, error) {
	r, err := s.Reading(ctx, by, reading)
	if err != nil {
		return r, doclint.Report{}, err
	}
	return r, doclint.Lint(&r.Doc), nil
}

// Serious are the findings that somebody should look at: without those that only
// inform.
func Serious(doc *docread.Document) []doclint.Finding {
	var found []doclint.Finding
	for _, f := range doclint.Check(doc) {
		if f.Severity != doclint.SeverityInfo {
			found = append(found, f)
		}
	}
	return found
}
