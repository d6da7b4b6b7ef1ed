package api

import (
	"context"
	"slices"

	"github.com/shopspring/decimal"

	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/work/indicator"
)

type figureGetInput struct {
	Code   string `path:"code" maxLength:"60"`
	Period string `query:"period" required:"true" maxLength:"20" doc:"2026-09, 2026-Q3, 2026, 2025-2026"`
	Scope  string `query:"scope" maxLength:"80" doc:"all, type:primary or unit:ID; left out, the widest that the post may read"`
}

type figureGetOutput struct {
	Body Figure
}

func (s *server) figureGet(ctx context.Context, in *figureGetInput) (*figureGetOutput, error) {
	p, err := period.Parse(in.Period)
	if err != nil {
		return nil, badPeriod(in.Period)
	}
	scope, err := s.scope(ctx, in.Scope)
	if err != nil {
		return nil, err
	}
	f, err := s.Indicators.Compute(ctx, by(ctx), in.Code, p, scope)
	if err != nil {
		return nil, err
	}
	return &figureGetOutput{Body: figureOf(langOf(ctx), f)}, nil
}

func (s *server) scope(ctx context.Context, text string) (indicator.Scope, error) {
	if text == "" {
		return s.Indicators.Reach(by(ctx))
	}
	scope, ok := indicator.ParseScope(text)
	if !ok {
		return scope, fault.New(fault.Invalid, "api.input").With("scope", "fault.indicator.scope")
	}
	return scope, nil
}

func figureOf(lang i18n.Lang, f indicator.Figure) Figure {
	d := f.Definition
	out := Figure{
		Ref: f.Ref(), Code: d.Code, Version: f.Version, Name: d.Name, Period: f.Period.String(), Scope: f.Scope.String(),
		Value: shown(d, f.Value), Unit: d.Unit, State: string(f.State), Target: shown(d, f.Target), Met: f.Met, AsOf: f.AsOf,
		Notes: []string{}, Parts: make([]Part, len(f.Parts)), Missing: make([]Gap, len(f.Missing)), Operands: []string{},
	}
	for _, note := range f.Notes {
		out.Notes = append(out.Notes, note.In(lang))
	}
	for i, part := range f.Parts {
		out.Parts[i] = partOf(d, part)
	}
	for i, g := range f.Missing {
		out.Missing[i] = Gap{Unit: g.Unit, Name: g.UnitName, Reason: string(g.Reason), Period: g.Period.String()}
	}
	for _, o := range d.Operands {
		out.Operands = append(out.Operands, o.Name)
	}
	return out
}

func partOf(d indicator.Definition, part indicator.Part) Part {
	out := Part{
		Unit: part.Unit, Name: part.UnitName, Value: shown(d, part.Value), State: string(part.State),
		Inputs: make([]string, len(part.Inputs)), Returns: []string{},
	}
	for i, input := range part.Inputs {
		out.Inputs[i] = input.String()
	}
	for _, cell := range part.Cells {
		if !slices.Contains(out.Returns, cell.Return) {
			out.Returns = append(out.Returns, cell.Return)
		}
	}
	return out
}

func shown(d indicator.Definition, v *decimal.Decimal) *string {
	if v == nil {
		return nil
	}
	text := d.Text(*v)
	return &text
}
