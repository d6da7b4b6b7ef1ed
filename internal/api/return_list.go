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

	Unit     string `query:"unit" maxLength:"60" doc:"Only returns of this unit, by id"`
	Campaign string `query:"campaign" maxLength:"60" doc:"Only returns of this campaign, by id"`
	DueBy    string `query:"dueBy" maxLength:"10" doc:"Only returns that are due by this day, such as 2026-10-31"`
	After    string `query:"after" maxLength:"200" doc:"The member next of the page before"`
}

type returnListOutput struct {
	Body struct {
		Items []ReturnHead `json:"items"`
		Next  string       `json:"next,omitempty" doc:"Send it as after to get what follows; not there when nothing does"`
	}
}

func (s *server) returnList(ctx context.Context, in *returnListInput) (*returnListOutput, error) {
	if in.Period != "" {
		if _, err := period.Parse(in.Period); err != nil {
			return nil, badPeriod(in.Period)
		}
	}
	var due period.Date
	if in.DueBy != "" {
		var err error
		if due, err = period.ParseDate(in.DueBy); err != nil {
			return nil, fault.New(fault.Invalid, "api.input").With("dueBy", "api.day", "text", in.DueBy)
		}
	}
	items, next, err := s.Returns.List(ctx, by(ctx), ReturnFilter{
		State: in.State, Period: in.Period, Unit: in.Unit, Campaign: in.Campaign, DueBy: due, After: in.After, Limit: min(in.Limit, listMost),
	})
	if err != nil {
		return nil, err
	}
	out := &returnListOutput{}
	out.Body.Next = next
	out.Body.Items = append([]ReturnHead{}, items...) // never null on the wire
	return out, nil
}

func badPeriod(text string) error {
	return fault.New(fault.Invalid, "api.input").With("period", "api.period", "text", text)
}
