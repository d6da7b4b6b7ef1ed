package api

import "context"

type codelistListOutput struct {
	Body struct {
		Items []CodeListHead `json:"items"`
	}
}

// codelistList are the published lists, by code.
func (s *server) codelistList(ctx context.Context, _ *struct{}) (*codelistListOutput, error) {
	lists, err := s.CodeLists.Lists(ctx, by(ctx))
	if err != nil {
		return nil, err
	}
	out := &codelistListOutput{}
	out.Body.Items = []CodeListHead{}
	for _, l := range lists {
		if l.Newest > 0 {
			out.Body.Items = append(out.Body.Items, CodeListHead{Code: l.Code, Name: l.Name, Version: l.Newest, Closed: !l.Closed.IsZero()})
		}
	}
	return out, nil
}
