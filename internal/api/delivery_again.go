package api

import "context"

type deliveryAgainInput struct {
	ID string `path:"id" maxLength:"60"`
}

type deliveryOutput struct {
	Body Delivery
}

func (s *server) deliveryAgain(ctx context.Context, in *deliveryAgainInput) (*deliveryOutput, error) {
	d, err := s.Hooks.Again(ctx, by(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	return &deliveryOutput{Body: deliveryOf(d)}, nil
}
