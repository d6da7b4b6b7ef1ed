package api

import (
	"context"
	"encoding/base64"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/kit/id"
	"nianlun/internal/work/collect"
)

// Collected makes Returns of work/collect.
type Collected struct{ Collect *collect.Service }

// List implements Returns.
func (c Collected) List(ctx context.Context, by access.Actor, in ReturnFilter) (heads []ReturnHead, next string, err error) {
	after, err := cursorOf(in.After)
	if err != nil {
		return nil, "", err
	}
	items, err := c.Collect.List(ctx, by, collect.Filter{
		State: collect.State(in.State), Period: in.Period, Limit: in.Limit, Unit: in.Unit, Campaign: in.Campaign, DueBy: in.DueBy, After: after,
	})
	if err != nil {
		return nil, "", err
	}
	for _, item := range items {
		heads = append(heads, headOf(item.Obligation, item.Title, item.UnitName, item.HeirName, item.Today))
	}
	if n := len(items); n > 0 && n == in.Limit {
		next = cursorText(items[n-1].Obligation)
	}
	return heads, next, nil
}

// cursorText is the place of a return in a list, as callers hand it back.
func cursorText(o collect.Obligation) string {
	return base64.RawURLEncoding.EncodeToString([]byte(o.Due.String() + " " + o.ID))
}

func cursorOf(text string) (collect.Cursor, error) {
	if text == "" {
		return collect.Cursor{}, nil
	}
	plain, err := base64.RawURLEncoding.DecodeString(text)
	due, thing, found := strings.Cut(string(plain), " ")
	day, wrong := period.ParseDate(due)
	if err != nil || wrong != nil || !found || !id.Valid(thing) {
		return collect.Cursor{}, fault.New(fault.Invalid, "api.input").With("after", "api.cursor")
	}
	return collect.Cursor{Due: day, ID: thing}, nil
}

func headOf(o collect.Obligation, title, unit, heir string, today period.Date) ReturnHead {
	return ReturnHead{
		ID: o.ID, Campaign: o.Campaign, Form: o.Form, Version: o.Version, Title: title, Unit: o.Unit, UnitName: unit, Heir: o.Heir, HeirName: heir,
		Period: o.Period.String(), State: string(o.State), Due: o.Deadline().String(), Late: o.Late(today), Revision: o.RecordNo,
	}
}

// Get implements Returns.
func (c Collected) Get(ctx context.Context, by access.Actor, id, purpose string) (Return, error) {
	r, err := c.opened(ctx, by, id, purpose)
	if err != nil {
		return Return{}, err
	}
	out := Return{ReturnHead: headOf(r.Obligation, r.Campaign.Title, r.Unit.Label(), r.Heir.Label(), r.Today), Values: map[string]string{}}
	raw := r.Raw
	switch {
	case !r.May.Edit && purpose == "":
		raw = form.MaskedRaw(r.Definition, r.Values, r.Raw)
	case raw == nil:
		raw = form.RawOf(r.Definition, r.Values)
	}
	for path, text := range raw {
		out.Values[path.String()] = text
	}
	out.Findings = append(issuesOf(langOf(ctx), r.Issues), findingsOf(r.Findings)...)
	for _, m := range r.Obligation.Paper.Marks {
		out.Marks = append(out.Marks, Mark{Path: m.Path, Reason: m.Reason, By: m.By, Answer: m.Answer, Open: m.Open()})
	}
	out.Signatures = signaturesOf(r.Obligation)
	return out, nil
}

// opened reads a return; a purpose asks for its personal numbers whole.
func (c Collected) opened(ctx context.Context, by access.Actor, id, purpose string) (collect.Return, error) {
	r, err := c.Collect.Return(ctx, by, id)
	if err != nil || purpose == "" || r.May.Edit {
		return r, err
	}
	return c.Collect.Reveal(ctx, by, collect.RevealInput{Return: id, Purpose: purpose})
}

func signaturesOf(o collect.Obligation) []Signature {
	out := []Signature{}
	for _, s := range o.Paper.Signatures {
		out = append(out, Signature{Role: string(s.Role), Name: s.Name, At: s.At})
	}
	return out
}

// issuesOf are texts that are no values: they must be mended as a logic check.
func issuesOf(lang i18n.Lang, issues form.Issues) []Finding {
	var out []Finding
	for _, issue := range issues {
		out = append(out, Finding{
			Class: string(form.Logic), Paths: []string{issue.Path.String()}, Message: issue.Message(lang.T),
		})
	}
	return out
}

func findingsOf(findings []form.Finding) []Finding {
	var out []Finding
	for _, f := range findings {
		one := Finding{Key: f.Key(), Class: string(f.Class), Message: f.Message, Explanation: f.Explanation, Paths: []string{}}
		for _, cell := range f.Cells {
			one.Paths = append(one.Paths, cell.String())
		}
		out = append(out, one)
	}
	return out
}

// Save implements Returns.
func (c Collected) Save(ctx context.Context, by access.Actor, id string, in SaveValues, part bool, keep func(context.Context, SavedAs) error) (SavedAs, error) {
	input := saveInput(id, in)
	input.Partial = part && input.Raw != nil
	if keep != nil {
		input.Saved = func(ctx context.Context, o collect.Obligation) error { return keep(ctx, SavedAs{Revision: o.RecordNo}) }
	}
	saved, err := c.Collect.SaveDraft(ctx, by, input)
	return SavedAs{Revision: saved.Obligation.RecordNo}, err
}

// Submit implements Returns.
func (c Collected) Submit(ctx context.Context, by access.Actor, id string, in SubmitReturn, keep func(context.Context, Receipt) error) (Receipt, error) {
	input := collect.SubmitInput{SaveInput: saveInput(id, in.SaveValues), Nothing: in.Nothing}
	if keep != nil {
		input.Then = func(ctx context.Context, o collect.Obligation) error { return keep(ctx, receiptOf(o)) }
	}
	o, err := c.Collect.Submit(ctx, by, input)
	if err != nil {
		return Receipt{}, err
	}
	return receiptOf(o), nil
}

func receiptOf(o collect.Obligation) Receipt {
	return Receipt{ID: o.ID, State: string(o.State), Revision: o.RecordNo, Signatures: signaturesOf(o)}
}

func saveInput(id string, in SaveValues) collect.SaveInput {
	out := collect.SaveInput{Return: id, Base: in.Base, Explanations: in.Explanations, Answers: in.Answers}
	for finding := range in.Explanations { // a program says what it says now
		out.Again = append(out.Again, finding)
	}
	if in.Values == nil {
		return out
	}
	out.Raw = make(form.Raw, len(in.Values))
	for path, text := range in.Values {
		out.Raw[form.Path(path)] = text
	}
	return out
}
