package api

import "context"

func (s *server) hookRemove(ctx context.Context, in *hookActInput) (*struct{}, error) {
	return nil, s.Hooks.Remove(ctx, by(ctx), in.ID)
}
