package api

import "context"

type hookListOutput struct {
	Body struct {
		Items []Hook `json:"items"`
	}
}

func (s *server) hookList(ctx context.Context, _ *struct{}) (*hookListOutput, error) {
	all, err := s.Hooks.Hooks(ctx, by(ctx))
	if err != nil {
		return nil, err
	}
	out := &hookListOutput{}
	out.Body.Items = []Hook{}
	for _, h := range all {
		out.Body.Items = append(out.Body.Items, hookOf(h))
	}
	return out, nil
}
