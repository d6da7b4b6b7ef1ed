package app

import (
	"context"

	"nianlun/internal/work/collect"
	"nianlun/internal/work/indicator"
)

// facts lets indicators read what schools have reported.
type facts struct{ collect *collect.Service }

// Facts implements indicator.Source.
func (f facts) Facts(ctx context.Context, bureau, form string, fields, periods []string) ([]indicator.Fact, error) {
	stated, err := f.collect.Facts(ctx, bureau, form, fields, periods)
	if err != nil {
		return nil, err
	}
	out := make([]indicator.Fact, len(stated))
	for i, s := range stated {
		out[i] = indicator.Fact{
			Unit: s.Unit, Period: s.Period, Values: s.Values, State: settled(s.State),
			Return: s.Return, Record: s.Record, At: s.At,
		}
	}
	return out, nil
}

// settled is how firm a return's values are: what a school has handed in and the
// section has not looked at yet is a draft to everybody else.
func settled(s collect.State) indicator.State {
	switch s {
	case collect.Locked:
		return indicator.Locked
	case collect.Reviewed:
		return indicator.Reviewed
	default:
		return indicator.Draft
	}
}
