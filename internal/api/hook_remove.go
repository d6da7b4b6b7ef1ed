package api

import "context"

type hookRemoveInput struct {
	ID string `path:"id" maxLength:"60"`
}

func (s *server) hookRemove(ctx context.Context, in *hookRemoveInput) (*struct{}, error) {
	return nil, s.Hooks.Remove(ctx, by(ctx), in.ID)
}
