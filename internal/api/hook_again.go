package api

import "context"

type hookAgainOutput struct {
	Body struct {
		Count int `json:"count" doc:"How many deliveries are sent again"`
	}
}

func (s *server) hookAgain(ctx context.Context, in *hookActInput) (*hookAgainOutput, error) {
	n, err := s.Hooks.AgainAll(ctx, by(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	out := &hookAgainOutput{}
	out.Body.Count = n
	return out, nil
}
