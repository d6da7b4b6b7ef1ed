package api

import "context"

type returnGetInput struct {
	ID      string `path:"id" maxLength:"60"`
	Purpose string `query:"purpose" maxLength:"1000" doc:"Why personal numbers are wanted whole; it is recorded. Without it they are masked for whoever does not fill the return now"`
}

type returnOutput struct {
	Body Return
}

func (s *server) returnGet(ctx context.Context, in *returnGetInput) (*returnOutput, error) {
	r, err := s.Returns.Get(ctx, by(ctx), in.ID, in.Purpose)
	return answer(r), err
}

// answer wraps a return; lists are empty on the wire, never null.
func answer(r Return) *returnOutput {
	if r.Values == nil {
		r.Values = map[string]string{}
	}
	r.Findings = append([]Finding{}, r.Findings...)
	r.Marks = append([]Mark{}, r.Marks...)
	r.Signatures = append([]Signature{}, r.Signatures...)
	return &returnOutput{Body: r}
}
