package api

import (
	"context"

	"nianlun/internal/kit/fault"

	"nianlun/internal/engine/period"
)

// listMost bounds one answer.
const listMost = 500

type returnListInput struct {
	State  string `query:"state" enum:"owed,draft,submitted,back,reviewed,locked,exempt" doc:"Only returns in this state"`
	Period string `query:"period" maxLength:"20" doc:"Only returns for this period"`
	Limit  int    `query:"limit" minimum:"1" maximum:"500" default:"100"`
}

type returnListOutput struct {
	Body struct {
		Items []ReturnHead `json:"items"`
	}
}

func (s *server) returnList(ctx context.Context, in *returnListInput) (*returnListOutput, error) {
	if in.Period != "" {
		if _, err := period.Parse(in.Period); err != nil {
			return nil, badPeriod(in.Period)
		}
	}
	items, err := s.Returns.List(ctx, by(ctx), ReturnFilter{State: in.State, Period: in.Period, Limit: min(in.Limit, listMost)})
	if err != nil {
		return nil, err
	}
	out := &returnListOutput{}
	out.Body.Items = append([]ReturnHead{}, items...) // never null on the wire
	return out, nil
}

func badPeriod(text string) error {
	return fault.New(fault.Invalid, "api.input").With("period", "api.period", "text", text)
}
