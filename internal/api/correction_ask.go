package api

import "context"

type correctionAskInput struct {
	ID   string `path:"id" maxLength:"60" doc:"Of the locked return"`
	Body sheet[AskCorrection]
}

type correctionOutput struct {
	Body Correction
}

func (s *server) correctionAsk(ctx context.Context, in *correctionAskInput) (*correctionOutput, error) {
	body, err := in.Body.read(s.api)
	if err != nil {
		return nil, err
	}
	body.thing = in.ID
	c, err := s.Corrections.Ask(ctx, by(ctx), body)
	if err != nil {
		return nil, err
	}
	return &correctionOutput{Body: c}, nil
}
