package api

import "context"

type correctionGetInput struct {
	ID string `path:"id" maxLength:"60"`
}

func (s *server) correctionGet(ctx context.Context, in *correctionGetInput) (*correctionOutput, error) {
	c, err := s.Corrections.Show(ctx, by(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &correctionOutput{Body: c}, nil
}
