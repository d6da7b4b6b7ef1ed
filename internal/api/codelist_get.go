package api

import "context"

type codelistGetInput struct {
	Code    string `path:"code" maxLength:"40"`
	Version int    `query:"version" minimum:"1" maximum:"100000" doc:"Left out, the newest"`
}

type codelistGetOutput struct {
	Body CodeList
}

// codelistGet is one version of a list with its items.
func (s *server) codelistGet(ctx context.Context, in *codelistGetInput) (*codelistGetOutput, error) {
	v, err := s.CodeLists.Version(ctx, by(ctx), in.Code, in.Version)
	if err != nil {
		return nil, err
	}
	return &codelistGetOutput{Body: codeListOf(v)}, nil
}
