package api

import (
	"context"

	"nianlun/internal/base/hook"
)

type hookAddInput struct {
	Body struct {
		Name    string   `json:"name" maxLength:"200" doc:"For people"`
		Address string   `json:"address" maxLength:"1000" doc:"https, and public unless the deployment allows others"`
		Events  []string `json:"events" maxItems:"20" doc:"return.locked, return.corrected"`
	}
}

type hookOutput struct {
	Body Hook
}

func (s *server) hookAdd(ctx context.Context, in *hookAddInput) (*hookOutput, error) {
	var events []hook.Event
	for _, e := range in.Body.Events {
		events = append(events, hook.Event(e))
	}
	h, err := s.Hooks.Add(ctx, by(ctx), in.Body.Name, in.Body.Address, events)
	if err != nil {
		return nil, err
	}
	return &hookOutput{Body: hookOf(h)}, nil
}
