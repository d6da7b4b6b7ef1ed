package api

import "context"

type indicatorListOutput struct {
	Body struct {
		Items []Indicator `json:"items"`
	}
}

func (s *server) indicatorList(ctx context.Context, _ *struct{}) (*indicatorListOutput, error) {
	all, err := s.Indicators.List(ctx, by(ctx))
	if err != nil {
		return nil, err
	}
	out := &indicatorListOutput{}
	out.Body.Items = make([]Indicator, len(all))
	for i, v := range all {
		out.Body.Items[i] = indicatorOf(v)
	}
	return out, nil
}
