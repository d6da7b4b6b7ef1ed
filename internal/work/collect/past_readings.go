package collect

import (
	"context"
	"slices"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formxlsx"
	"nianlun/internal/engine/period"
)

// pastReadings are the rows of a workbook of past periods that were read so far, the
// latest of each unit: to the rows that follow they are the period before. A nil one
// is of a form that reads no other returns.
type pastReadings struct {
	latest map[string]earlier
}

// newPastReadings puts the answers of a form that reads other returns into the order
// of their periods.
func newPastReadings(def *form.Definition, answers []formxlsx.PastAnswer) *pastReadings {
	if !def.Reads() {
		return nil
	}
	slices.SortStableFunc(answers, func(a, b formxlsx.PastAnswer) int { return strings.Compare(a.Period, b.Period) })
	return &pastReadings{latest: map[string]earlier{}}
}

func (r *pastReadings) add(unit string, p period.Period, values form.Values) {
	if r != nil {
		r.latest[unit] = earlier{period: p, values: &values}
	}
}

// pastReading is what a row reads of other returns: of those that are stored, or of
// an earlier row of the workbook where that is later than what is stored.
func (s *Service) pastReading(ctx context.Context, by access.Actor, def *form.Definition, rows *pastReadings, o Obligation) (*form.Readings, error) {
	if rows == nil {
		return nil, nil
	}
	b, err := s.beside(ctx, by, o, def, def.ForValues())
	if err != nil {
		return nil, err
	}
	if row, found := rows.latest[o.Unit]; found && row.period.String() < o.Period.String() && (b.values == nil || b.period.String() < row.period.String()) {
		b.earlier = row
	}
	return def.Read(b.sources()), nil
}
