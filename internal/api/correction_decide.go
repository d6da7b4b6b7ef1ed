package api

import "context"

type correctionDecideInput struct {
	ID   string `path:"id" maxLength:"60"`
	Body DecideCorrection
}

func (s *server) correctionDecide(ctx context.Context, in *correctionDecideInput) (*correctionOutput, error) {
	c, err := s.Corrections.Decide(ctx, by(ctx), in.ID, in.Body)
	if err != nil {
		return nil, err
	}
	return &correctionOutput{Body: c}, nil
}
