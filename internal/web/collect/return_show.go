package collect

import (
	"net/http"
	"time"

	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/web/collect/sheet"
	"nianlun/internal/web/door"
	"nianlun/internal/work/collect"
)

// returnShow opens one return, to fill it or to decide on it.
func (p pages) returnShow(w http.ResponseWriter, r *http.Request) error {
	ctx := r.Context()
	one, err := p.returns.Return(ctx, door.By(ctx), r.PathValue("return"))
	if err != nil {
		return err
	}
	corrections, err := p.correctionsOf(r, one)
	if err != nil {
		return err
	}
	next, err := p.returns.NextWaiting(r.Context(), door.By(r.Context()), one.Obligation)
	if err != nil {
		return err
	}
	q := door.Query(r)
	spare, _ := q.Int("spare")
	below, err := p.levels.Below(ctx, one)
	if err != nil {
		return err
	}
	return p.showReturn(w, r, shown{Shown: sheet.Shown{One: one, Spare: spare}, Below: below, Next: next, BackAt: q.Text("back"), Part: q.Text(partName), Corrections: corrections})
}

// shown is a return to show, after an attempt with what came of it.
type shown struct {
	sheet.Shown
	Next    string // the return that waits for the same reviewer
	Nothing string
	Stale   *collect.Stale
	Clashes []collect.Clash
	BackAt  string // the cell for which the dialog to send back opens
	Back    *backInput
	Asking  bool // the dialog that asks for the purpose is open
	// KeepDays is how long drafts that could not be sent may lie on the device.
	KeepDays int
	Stored   bool // the page shows what is stored
	Now      time.Time
	Part     string // which part of a return that was sent back once; "" decides by state
	Below    string // how far the bureau below is with what it owes
	// Corrections are the requests to change what is locked.
	Corrections []collect.CorrectionItem
}

// correctionsOf are the requests of one return; only a locked one has any.
func (p pages) correctionsOf(r *http.Request, one collect.Return) ([]collect.CorrectionItem, error) {
	if one.Obligation.State != collect.Locked {
		return nil, nil
	}
	ctx := r.Context()
	return p.returns.CorrectionsOf(ctx, door.By(ctx), "", one.Obligation.ID)
}

func (p pages) showReturn(w http.ResponseWriter, r *http.Request, s shown) error {
	ctx := r.Context()
	var err error
	if s.KeepDays, err = p.returns.KeepDays(ctx, door.By(ctx)); err != nil {
		return err
	}
	s.Now = p.returns.Now()
	view := viewOfReturn(ctx, s)
	status := http.StatusOK
	if s.Wrong != nil {
		status = door.Status(fault.KindOf(s.Wrong))
	}
	return door.Page(w, r, door.View{Title: view.Head.Title, Nav: "collect", Status: status, Scripts: []string{"sheet.js"}}, returnPage(view))
}

// showRefused shows the return again with what was typed and why it was refused.
func (p pages) showRefused(w http.ResponseWriter, r *http.Request, in sheet.Input, wrong error) error {
	ctx := r.Context()
	one, err := p.returns.Preview(ctx, door.By(ctx), in.SaveInput)
	if err != nil {
		return err
	}
	s := shown{Shown: sheet.Shown{One: one, Wrong: wrong}, Nothing: in.Nothing, Stored: in.Raw == nil}
	if stale, ok := collect.StaleOf(wrong); ok && in.Raw != nil {
		s.Stale = stale
		if err := p.merge(r, &s, in); err != nil {
			return err
		}
	}
	return p.showReturn(w, r, s)
}

// merge puts what was typed over what somebody else saved in the meantime.
func (p pages) merge(r *http.Request, s *shown, in sheet.Input) error {
	mine := s.One.Values
	merged, clashes := collect.Merge(s.One.Definition, s.Stale.Base, mine, s.Stale.Theirs)
	s.Clashes = clashes
	s.One.Values = merged
	raw := form.RawOf(s.One.Definition, merged)
	for _, issue := range s.One.Issues {
		if text, typed := in.Raw[issue.Path]; typed {
			raw[issue.Path] = text
		}
	}
	s.One.Raw = raw
	return p.returns.Judge(r.Context(), &s.One)
}
