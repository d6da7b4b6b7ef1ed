package api

import "context"

type indicatorPublishInput struct {
	Body struct {
		Definition string `json:"definition" maxLength:"100000" doc:"The definition as YAML; its JSON Schema is part of the source"`
	}
}

type indicatorOutput struct {
	Body Indicator
}

// indicatorPublish makes a definition the newest version of its indicator. The
// section that owns it publishes; mistakes come back by line and column.
func (s *server) indicatorPublish(ctx context.Context, in *indicatorPublishInput) (*indicatorOutput, error) {
	v, err := s.Indicators.Publish(ctx, by(ctx), []byte(in.Body.Definition))
	if err != nil {
		return nil, err
	}
	return &indicatorOutput{Body: indicatorOf(v)}, nil
}
