package api

import "context"

type correctionListInput struct {
	ID string `path:"id" maxLength:"60" doc:"Of the return"`
}

type correctionListOutput struct {
	Body struct {
		Items []Correction `json:"items"`
	}
}

func (s *server) correctionList(ctx context.Context, in *correctionListInput) (*correctionListOutput, error) {
	all, err := s.Corrections.Of(ctx, by(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	out := &correctionListOutput{}
	out.Body.Items = append([]Correction{}, all...)
	return out, nil
}
