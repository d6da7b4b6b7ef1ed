package collect

import (
	"context"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
)

// revealers are the rights with which somebody may see personal numbers whole:
// those of whoever fills a return and of whoever decides on it.
var revealers = []access.Verb{access.Fill, access.Submit, access.Sign, access.Review, access.Lock}

// canReveal tells whether the actor may see the personal numbers of a return
// whole, when there are any.
func canReveal(by access.Actor, r Return) bool {
	if len(personal(r)) == 0 {
		return false
	}
	for _, verb := range revealers {
		if access.Can(by, verb, r.Obligation.Thing()) == access.Allowed {
			return true
		}
	}
	return false
}

// personal are the cells that hold personal numbers, also mistyped ones: those are
// texts and no values, and say as much.
func personal(r Return) []string {
	var paths []string
	for _, cell := range form.Cells(r.Definition, r.Values) {
		if f, found := r.Definition.Field(cell.Path.Key()); found && f.Masked() {
			paths = append(paths, cell.Path.String())
		}
	}
	for path, text := range r.Raw {
		f, found := r.Definition.Field(path.Key())
		if found && f.Masked() && text != "" && r.Values.Get(path).IsMissing() {
			paths = append(paths, path.String())
		}
	}
	slices.Sort(paths)
	return paths
}

// RevealInput says why somebody wants to see personal numbers whole.
type RevealInput struct {
	Return  string
	Purpose string
}

// Reveal opens a return whose personal numbers may be shown whole, and records
// who saw them and for what. Faults: Invalid with the field "purpose"; Denied for
// whoever neither fills the return nor decides on it.
func (s *Service) Reveal(ctx context.Context, by access.Actor, in RevealInput) (Return, error) {
	r, err := s.Return(ctx, by, in.Return)
	if err != nil {
		return Return{}, err
	}
	if r.May.Edit || len(personal(r)) == 0 {
		return r, nil // nothing is masked
	}
	if !r.May.Reveal {
		return Return{}, fault.New(fault.Denied, "return.reveal")
	}
	bad := fault.New(fault.Invalid, "invalid")
	NeedText(bad, "purpose", in.Purpose, "collect.need.purpose")
	if err := orNil(bad); err != nil {
		return r, err
	}
	return r, s.Tx.InTx(ctx, func(ctx context.Context) error {
		return s.Audit.Write(ctx, by, audit.Event{Verb: "return.reveal", Kind: access.Return, Thing: r.Obligation.ID, Unit: r.Obligation.Unit,
			Data: revealData{Purpose: in.Purpose, Cells: personal(r)}})
	})
}

type revealData struct {
	Purpose string   `json:"note"`
	Cells   []string `json:"paths"`
}
