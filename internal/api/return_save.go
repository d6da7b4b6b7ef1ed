package api

import "context"

type returnSaveInput struct {
	ID   string `path:"id" maxLength:"60"`
	Body SaveValues
}

func (s *server) returnSave(ctx context.Context, in *returnSaveInput) (*returnOutput, error) {
	r, err := s.Returns.Save(ctx, by(ctx), in.ID, in.Body)
	return answer(r), err
}
