package api

import (
	"context"

	"nianlun/internal/base/hook"
)

type deliveryListInput struct {
	ID    string `path:"id" maxLength:"60"`
	State string `query:"state" enum:"waiting,done,failed" doc:"Only deliveries in this state"`
}

type deliveryListOutput struct {
	Body struct {
		Items []Delivery `json:"items"`
	}
}

func (s *server) deliveryList(ctx context.Context, in *deliveryListInput) (*deliveryListOutput, error) {
	all, err := s.Hooks.Deliveries(ctx, by(ctx), in.ID, hook.State(in.State))
	if err != nil {
		return nil, err
	}
	out := &deliveryListOutput{}
	out.Body.Items = []Delivery{}
	for _, d := range all {
		out.Body.Items = append(out.Body.Items, deliveryOf(d))
	}
	return out, nil
}
