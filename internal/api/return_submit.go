package api

import (
	"context"
	"encoding/json"
)

type returnSubmitInput struct {
	ID   string `path:"id" maxLength:"60"`
	Key  string `header:"Idempotency-Key" maxLength:"100" doc:"Any text of your own, such as a UUID; the same key gives the same answer and acts once"`
	Body SubmitReturn
}

func (s *server) returnSubmit(ctx context.Context, in *returnSubmitInput) (*returnOutput, error) {
	request, err := json.Marshal(struct {
		ID   string
		Body SubmitReturn
	}{in.ID, in.Body})
	if err != nil {
		return nil, err
	}
	r, err := once(ctx, s, in.Key, request, func() (Return, error) {
		return s.Returns.Submit(ctx, by(ctx), in.ID, in.Body)
	})
	return answer(r), err
}
