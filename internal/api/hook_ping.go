package api

import "context"

func (s *server) hookPing(ctx context.Context, in *hookActInput) (*deliveryOutput, error) {
	d, err := s.Hooks.Ping(ctx, by(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &deliveryOutput{Body: deliveryOf(d)}, nil
}
