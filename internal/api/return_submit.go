package api

import "context"

type returnSubmitInput struct {
	ID      string `path:"id" maxLength:"60"`
	Key     string `header:"Idempotency-Key" maxLength:"100" doc:"Any text of your own, such as a UUID; the same key gives the same answer and acts once"`
	Body    sheet[SubmitReturn]
	RawBody []byte
}

type receiptOutput struct {
	Body Receipt
}

func (s *server) returnSubmit(ctx context.Context, in *returnSubmitInput) (*receiptOutput, error) {
	body, err := in.Body.read(s.api)
	if err != nil {
		return nil, err
	}
	receipt, err := once(ctx, s, in.Key, asked(in.ID, in.RawBody), func(keep func(context.Context, Receipt) error) (Receipt, error) {
		return s.Returns.Submit(ctx, by(ctx), in.ID, body, keep)
	})
	if err != nil {
		return nil, err
	}
	return &receiptOutput{Body: receipt}, nil
}
