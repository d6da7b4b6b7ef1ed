package collect

import (
	"context"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/engine/flow"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// SubmitInput is a return that is handed in, with what was typed last.
type SubmitInput struct {
	SaveInput
	// Nothing is why there is nothing to report: an empty return is a statement
	// with a reason (零报告).
	Nothing string
	// Heard is what the page showed of other returns (form.Readings.Digest); "" when
	// nothing was shown. Nobody signs under a computed figure that he has not seen.
	Heard string
	// Then is called at the end of the transaction with the return as it was
	// handed in, for what must be kept together with it; nil calls nothing. It is
	// not called when the return was handed in before.
	Then func(ctx context.Context, o Obligation) error
}

// Submit hands a return in and signs it as 填报人. It saves what was typed in the
// same transaction: the record's revision, the envelope and the log.
//
// Faults: return.checks with a field for each cell that must be mended, each
// experience check that must be explained and each mark that must be answered;
// return.heard when other returns have changed what is computed since the page was shown;
// return.stale as for SaveDraft; return.moved when its state changed. Handing in
// the same return twice is done once: the second call answers like the first.
func (s *Service) Submit(ctx context.Context, by access.Actor, in SubmitInput) (Obligation, error) {
	sh, err := s.sheet(ctx, by, in.SaveInput, access.Submit)
	if err != nil {
		return Obligation{}, err
	}
	if sh.handedIn(by) {
		return sh.o, nil
	}
	if err := step(by, sh.o, ActSubmit); err != nil {
		return Obligation{}, err
	}
	if err := sh.fresh(in.Base); err != nil {
		return Obligation{}, s.staleOr(ctx, by, in.SaveInput, err)
	}
	signers, err := s.Store.Signers(ctx, by.Bureau, sh.o.Campaign)
	if err != nil {
		return Obligation{}, err
	}
	if err := s.surround(ctx, by, sh); err != nil {
		return Obligation{}, err
	}
	if err := sh.unheard(in.Heard); err != nil {
		return Obligation{}, err
	}
	if err := s.ready(ctx, sh, in.Nothing); err != nil {
		return Obligation{}, err
	}
	next, err := s.handIn(by, sh, signers, in.Nothing)
	if err != nil {
		return Obligation{}, err
	}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.write(ctx, by, sh, &next); err != nil {
			return err
		}
		err := s.Audit.Write(ctx, by, audit.Event{Verb: "return.submit", Kind: access.Return, Thing: next.ID, Unit: next.Unit,
			Data: cellsData{Record: next.Record, No: next.RecordNo, Cells: sh.cells(), Note: in.Nothing}})
		if err != nil || in.Then == nil {
			return err
		}
		return in.Then(ctx, next)
	})
	if err != nil {
		return s.submittedOr(ctx, by, in, err)
	}
	return next, nil
}

// handedIn reports whether the same person has handed in the same values
// already: a second click, or a request sent again.
func (sh *sheet) handedIn(by access.Actor) bool {
	return sh.o.State == Submitted && sh.o.SubmittedBy == by.Person && len(sh.changes) == 0
}

// submittedOr answers a lost race: with the return when the same person's other
// request won it, else with the conflict.
func (s *Service) submittedOr(ctx context.Context, by access.Actor, in SubmitInput, err error) (Obligation, error) {
	if fault.KindOf(err) == fault.Conflict {
		if again, e := s.sheet(ctx, by, in.SaveInput, access.Submit); e == nil && again.handedIn(by) {
			return again.o, nil
		}
	}
	return Obligation{}, s.staleOr(ctx, by, in.SaveInput, err)
}

// surround loads what the checks of a sheet look at and what was offered for its
// cells, in one go.
func (s *Service) surround(ctx context.Context, by access.Actor, sh *sheet) error {
	b, err := s.beside(ctx, by, sh.o, sh.def, sh.def.ForChecks().With(sh.def.ForPrefill()))
	sh.around = &b
	return err
}

// handIn is the return after it was handed in.
func (s *Service) handIn(by access.Actor, sh *sheet, signers []SignRole, nothing string) (Obligation, error) {
	next := sh.o
	to, err := take(by, sh.o, ActSubmit, flow.Given{Signed: true})
	if err != nil {
		return next, err
	}
	next.State, next.BackDue = to, noDay
	next.SubmittedBy, next.SubmittedAt = by.Person, s.Now()
	if next.HandedInOn.IsZero() {
		next.HandedInOn = s.today()
	}
	next.Paper.Nothing = strings.TrimSpace(nothing)
	next.Paper.Signatures = []Signature{{Role: Filler, Person: by.Person, Name: by.Name, At: s.Now()}}
	next.Awaits = awaited(signers, next.Paper.Signatures)
	sh.paper.Marks = closed(sh.paper.Marks)
	next.Paper.Prefilled = sh.share()
	next.Work = next.Work.counted(*next.Paper.Prefilled)
	return next, nil
}

// ready refuses a return that cannot be handed in, naming each cell.
func (s *Service) ready(ctx context.Context, sh *sheet, nothing string) error {
	bad := fault.New(fault.Invalid, "return.checks")
	for _, m := range OpenMarks(sh.paper.Marks) {
		_ = bad.With("answer:"+m.Path, "collect.need.answer", "cell", m.Label)
	}
	if sh.values.IsEmpty() && len(sh.issues) == 0 {
		NeedText(bad, "nothing", nothing, "collect.need.nothing")
		return orNil(bad)
	}
	for _, issue := range append(sh.issues, lacking(sh.def, sh.values, sh.o.Period)...) {
		if _, unreadable := sh.issues.At(issue.Path); unreadable && issue.Code == form.Required {
			continue // what must be mended is the text that stands there
		}
		addIssue(bad, issue)
	}
	if err := s.checked(ctx, sh, bad); err != nil {
		return err
	}
	return orNil(bad)
}

// lacking is what keeps values from being handed in beside unreadable texts: answers
// that are missing, and options that were retired before the period ended.
func lacking(def *form.Definition, values form.Values, p period.Period) form.Issues {
	return append(form.Complete(def, values), form.Outworn(def, values, p.End(nil))...)
}

// checked adds the checks that keep the return from being handed in, and binds
// what is said to them to these figures.
func (s *Service) checked(ctx context.Context, sh *sheet, bad *fault.Error) error {
	findings, err := s.check(ctx, sh)
	if err != nil {
		return err
	}
	sh.paper.Explanations = sealed(sh.paper.Explanations, findings, sh.def, sh.values)
	for _, f := range form.Open(findings) {
		if f.Class == form.Experience {
			_ = bad.With("explain:"+f.Key(), "collect.need.explanation", "said", f.Message)
			continue
		}
		if f.Failed != "" {
			_ = bad.With(firstCell(f), "collect.need.lack", "said", f.Message, "why", i18n.Msg(f.FailKey(), "lacks", strings.Join(f.Lacks, "、")))
			continue
		}
		_ = bad.With(firstCell(f), "collect.need.mend", "said", f.Message)
	}
	return nil
}

func firstCell(f form.Finding) string {
	if len(f.Cells) == 0 {
		return ""
	}
	return f.Cells[0].String()
}
