package api

import "context"

type correctionAskInput struct {
	ID   string `path:"id" maxLength:"60" doc:"Of the locked return"`
	Body AskCorrection
}

type correctionOutput struct {
	Body Correction
}

func (s *server) correctionAsk(ctx context.Context, in *correctionAskInput) (*correctionOutput, error) {
	in.Body.thing = in.ID
	c, err := s.Corrections.Ask(ctx, by(ctx), in.Body)
	if err != nil {
		return nil, err
	}
	return &correctionOutput{Body: c}, nil
}
