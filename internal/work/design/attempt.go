package design

import (
	"context"
	"errors"

	"nianlun/internal/engine/expr"
	"nianlun/internal/engine/form"
)

// Expression is something that is being written: the input it stands in, the
// table for each row of which it is computed, and what empty cells count as.
type Expression struct {
	Input   string
	Source  string
	List    string
	Missing form.Missing
}

// Outcome is what an expression comes to with the sample; Unreadable when it is no
// expression of the form yet.
type Outcome struct {
	Expression
	Attempts   []form.Attempt
	Values     form.Values // that it was computed from
	Unreadable bool
}

// Outcomes computes expressions with what the form is tried with. A draft of which
// nothing can be shown has none.
func (s *Service) Outcomes(ctx context.Context, o Open, expressions []Expression) ([]Outcome, error) {
	if o.Shown == nil || len(expressions) == 0 {
		return nil, nil
	}
	dir, err := s.directory(ctx, o.Bureau, o.Shown)
	if err != nil {
		return nil, err
	}
	typed, err := s.sampled(ctx, o, dir)
	if err != nil {
		return nil, err
	}
	params, failed := s.sources(ctx, o.Bureau)
	c := form.Context{Params: params, Previous: typed.from.Previous, Returns: typed.from.Returns}
	var out []Outcome
	for _, e := range expressions {
		if e.Source == "" {
			continue
		}
		attempts, err := form.Attempts(o.Shown, e.Source, e.List, typed.now.Values, c, e.Missing)
		var unreadable *expr.Error
		if err != nil && !errors.As(err, &unreadable) {
			return nil, err
		}
		out = append(out, Outcome{Expression: e, Attempts: attempts, Values: typed.now.Values, Unreadable: unreadable != nil})
	}
	return out, failed()
}
