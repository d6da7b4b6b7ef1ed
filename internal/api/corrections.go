package api

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/work/collect"
)

// Corrections are requests to change locked returns. Every method checks the
// actor's rights; a request that the post may not see is the NotFound fault.
type Corrections interface {
	// Ask asks for a correction. Invalid fault correction.checks with a field for
	// each cell to mend; Conflict faults correction.pending, return.stale and
	// return.moved.
	Ask(ctx context.Context, by access.Actor, in AskCorrection) (Correction, error)
	// Of lists the requests of a return, the newest first.
	Of(ctx context.Context, by access.Actor, thing string) ([]Correction, error)
	Show(ctx context.Context, by access.Actor, id string) (Correction, error)
	// Decide signs, declines, approves, refuses or withdraws a request at the
	// revision that was seen. Conflict fault correction.moved.
	Decide(ctx context.Context, by access.Actor, id string, in DecideCorrection) (Correction, error)
}

// AskCorrection is a request to change cells of a locked return.
type AskCorrection struct {
	Base         int               `json:"base" minimum:"1" doc:"The revision that the values were read at"`
	Cells        map[string]string `json:"cells" doc:"The new texts by path; an empty text empties a cell"`
	Reason       string            `json:"reason" maxLength:"2000"`
	Explanations map[string]string `json:"explanations,omitempty" doc:"By key of a finding"`

	thing string
}

// missingReason is longer than a reason may be.
var missingReason = strings.Repeat("-", 2001)

func (AskCorrection) empty() AskCorrection { return AskCorrection{Reason: missingReason} }

func (c AskCorrection) within() bool {
	return c.Base >= 1 && c.Cells != nil && utf8.RuneCountInString(c.Reason) <= 2000
}

// DecideCorrection is what somebody decides on a request.
type DecideCorrection struct {
	Act      string `json:"act" enum:"sign,decline,approve,refuse,withdraw" doc:"The school's head signs or declines, the section approves or refuses, whoever asked withdraws"`
	Revision int    `json:"revision" minimum:"1" doc:"Of the request, as it was seen"`
	Reason   string `json:"reason,omitempty" maxLength:"2000" doc:"Needed to decline and to refuse"`
}

// Correction is a request with both values of each cell.
type Correction struct {
	ID       string          `json:"id"`
	Return   string          `json:"return"`
	Unit     string          `json:"unit"`
	Period   string          `json:"period"`
	State    string          `json:"state" enum:"open,signed,approved,refused,withdrawn"`
	Revision int             `json:"revision" doc:"Of the request; send it back when you decide"`
	Base     int             `json:"base" doc:"The revision of the values on which it was asked"`
	Result   int             `json:"result,omitempty" doc:"The revision that the approval wrote"`
	Reason   string          `json:"reason"`
	Answer   string          `json:"answer,omitempty" doc:"Why it was refused or declined"`
	Asked    string          `json:"asked" doc:"Name of who asked"`
	Signed   string          `json:"signed,omitempty"`
	Decided  string          `json:"decided,omitempty"`
	At       time.Time       `json:"at" doc:"When it was asked"`
	Cells    []CorrectedCell `json:"cells"`
}

// CorrectedCell is one cell, old and new, as people read it: personal numbers are
// masked.
type CorrectedCell struct {
	Path string `json:"path"`
	Old  string `json:"old"`
	New  string `json:"new"`
}

func correctionOf(c collect.Correction) Correction {
	out := Correction{
		ID: c.ID, Return: c.Return, Unit: c.Unit, Period: c.Period.String(), State: string(c.State), Revision: c.Rev, Base: c.Base, Result: c.Result,
		Reason: c.Paper.Reason, Answer: c.Paper.Answer, Asked: c.Paper.Asked, Signed: c.Paper.Signed, Decided: c.Paper.Decided, At: c.AskedAt, Cells: []CorrectedCell{},
	}
	for _, cell := range c.Paper.Cells {
		out.Cells = append(out.Cells, CorrectedCell{Path: cell.Path, Old: cell.OldShow, New: cell.NewShow})
	}
	return out
}

// Corrected makes Corrections of work/collect.
type Corrected struct{ Collect *collect.Service }

// Ask implements Corrections.
func (c Corrected) Ask(ctx context.Context, by access.Actor, in AskCorrection) (Correction, error) {
	input := collect.AskInput{Return: in.thing, Base: in.Base, Cells: form.Raw{}, Reason: in.Reason, Explanations: in.Explanations}
	for path, text := range in.Cells {
		input.Cells[form.Path(path)] = text
	}
	asked, err := c.Collect.AskCorrection(ctx, by, input)
	if err != nil {
		return Correction{}, err
	}
	return correctionOf(asked), nil
}

// Of implements Corrections.
func (c Corrected) Of(ctx context.Context, by access.Actor, thing string) ([]Correction, error) {
	r, err := c.Collect.Return(ctx, by, thing)
	if err != nil {
		return nil, err
	}
	all, err := c.Collect.CorrectionsOf(ctx, by, r.Obligation.Campaign, r.Obligation.ID)
	if err != nil {
		return nil, err
	}
	out := make([]Correction, len(all))
	for i, one := range all {
		out[i] = correctionOf(one.Correction)
	}
	return out, nil
}

// Show implements Corrections.
func (c Corrected) Show(ctx context.Context, by access.Actor, id string) (Correction, error) {
	view, err := c.Collect.OpenCorrection(ctx, by, id)
	if err != nil {
		return Correction{}, err
	}
	return correctionOf(view.Correction), nil
}

// Decide implements Corrections.
func (c Corrected) Decide(ctx context.Context, by access.Actor, id string, in DecideCorrection) (Correction, error) {
	seen := collect.SeenCorrection{ID: id, Rev: in.Revision}
	acts := map[string]func() (collect.Correction, error){
		"sign":     func() (collect.Correction, error) { return c.Collect.SignCorrection(ctx, by, seen) },
		"decline":  func() (collect.Correction, error) { return c.Collect.DeclineCorrection(ctx, by, seen, in.Reason) },
		"approve":  func() (collect.Correction, error) { return c.Collect.ApproveCorrection(ctx, by, seen) },
		"refuse":   func() (collect.Correction, error) { return c.Collect.RefuseCorrection(ctx, by, seen, in.Reason) },
		"withdraw": func() (collect.Correction, error) { return c.Collect.WithdrawCorrection(ctx, by, seen) },
	}
	decided, err := acts[in.Act]()
	if err != nil {
		return Correction{}, err
	}
	return correctionOf(decided), nil
}
