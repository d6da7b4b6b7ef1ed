package api

import "context"

type hookActInput struct {
	ID string `path:"id" maxLength:"60"`
}

func (s *server) hookPause(ctx context.Context, in *hookActInput) (*struct{}, error) {
	return nil, s.Hooks.Pause(ctx, by(ctx), in.ID)
}

func (s *server) hookResume(ctx context.Context, in *hookActInput) (*struct{}, error) {
	return nil, s.Hooks.Resume(ctx, by(ctx), in.ID)
}
