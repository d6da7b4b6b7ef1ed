package api

import (
	"context"

	"nianlun/internal/base/hook"
	"nianlun/internal/kit/fault"
)

type deliveryListInput struct {
	ID    string `path:"id" maxLength:"60"`
	State string `query:"state" enum:"waiting,done,failed" doc:"Only deliveries in this state"`
	Limit int    `query:"limit" minimum:"1" maximum:"200" default:"100"`
	After string `query:"after" maxLength:"200" doc:"The member next of the page before"`
}

type deliveryListOutput struct {
	Body struct {
		Items []Delivery `json:"items"`
		Next  string     `json:"next,omitempty" doc:"Send it as after to get what is older; not there when nothing is"`
	}
}

func (s *server) deliveryList(ctx context.Context, in *deliveryListInput) (*deliveryListOutput, error) {
	after, err := hook.ParseCursor(in.After)
	if err != nil {
		return nil, fault.New(fault.Invalid, "api.input").With("after", "api.cursor")
	}
	all, next, err := s.Hooks.Deliveries(ctx, by(ctx), hook.Query{Hook: in.ID, State: hook.State(in.State), After: after, Limit: in.Limit})
	if err != nil {
		return nil, err
	}
	out := &deliveryListOutput{}
	out.Body.Next = next
	out.Body.Items = []Delivery{}
	for _, d := range all {
		out.Body.Items = append(out.Body.Items, deliveryOf(d))
	}
	return out, nil
}
