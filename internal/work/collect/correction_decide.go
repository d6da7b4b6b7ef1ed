package collect

import (
	"context"
	"slices"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/notify"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/flow"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// SeenCorrection is a request as somebody saw it who now decides on it.
type SeenCorrection struct {
	ID  string
	Rev int
}

// SignCorrection is the school's head standing behind a request: from here on it
// waits for the section.
//
// Faults: correction.own for who asked; correction.moved when the request
// changed since it was seen.
func (s *Service) SignCorrection(ctx context.Context, by access.Actor, in SeenCorrection) (Correction, error) {
	c, err := s.seenCorrection(ctx, by, in, ActSign, access.Sign)
	if err != nil {
		return Correction{}, err
	}
	next := c
	if next.State, err = takeCorrection(by, c, ActSign, flow.Given{Signed: true}); err != nil {
		return Correction{}, err
	}
	next.SignedBy, next.SignedAt, next.Paper.Signed = by.Person, s.Now(), by.Name
	words, err := s.wordsFor(ctx, c.owed())
	if err != nil {
		return Correction{}, err
	}
	told := notice(c, i18n.Msg("correction.notice.sign", append(words, "who", by.Name, "n", len(c.Paper.Cells))...))
	return s.settle(ctx, by, next, "return.correct.sign", "", ToSection(told, c.Owner))
}

// DeclineCorrection is the school's head who does not stand behind a request.
func (s *Service) DeclineCorrection(ctx context.Context, by access.Actor, in SeenCorrection, reason string) (Correction, error) {
	return s.turnDown(ctx, by, in, ActDecline, access.SendBack, reason)
}

// RefuseCorrection is the section that does not approve, with a reason.
func (s *Service) RefuseCorrection(ctx context.Context, by access.Actor, in SeenCorrection, reason string) (Correction, error) {
	return s.turnDown(ctx, by, in, ActRefuse, access.Lock, reason)
}

func (s *Service) turnDown(ctx context.Context, by access.Actor, in SeenCorrection, act Action, verb access.Verb, reason string) (Correction, error) {
	c, err := s.seenCorrection(ctx, by, in, act, verb)
	if err != nil {
		return Correction{}, err
	}
	bad := fault.New(fault.Invalid, "correction.reason")
	NeedText(bad, "reason", reason, "correction.need.answer")
	if err := orNil(bad); err != nil {
		return Correction{}, err
	}
	next := c
	if next.State, err = takeCorrection(by, c, act, flow.Given{Reason: reason}); err != nil {
		return Correction{}, err
	}
	next.Paper.Answer = strings.TrimSpace(reason)
	s.decided(by, &next)
	words, err := s.wordsFor(ctx, c.owed())
	if err != nil {
		return Correction{}, err
	}
	told := notice(c, i18n.Msg("correction.notice.refused", append(words, "who", by.Name)...))
	told.Person = c.AskedBy
	return s.settle(ctx, by, next, "return.correct."+string(act), next.Paper.Answer, []notify.Notice{told})
}

// WithdrawCorrection takes a request back; only who asked may do so.
func (s *Service) WithdrawCorrection(ctx context.Context, by access.Actor, in SeenCorrection) (Correction, error) {
	c, err := s.seenCorrection(ctx, by, in, ActWithdraw, access.Correct)
	if err != nil {
		return Correction{}, err
	}
	next := c
	if next.State, err = takeCorrection(by, c, ActWithdraw, flow.Given{}); err != nil {
		return Correction{}, err
	}
	s.decided(by, &next)
	return s.settle(ctx, by, next, "return.correct.withdraw", "", nil)
}

// ApproveCorrection gives the return its new values: the record gets a revision
// on top of the locked one, the return stays locked and carries the marks, the
// log keeps both values, and whoever answers for a figure or a document that had
// used the cells is told. All of it is one transaction.
//
// Faults: correction.own for who asked or signed; correction.moved when the
// request changed since it was seen; return.stale when a cell no longer holds
// the value that the request names; correction.checks when the corrected sheet
// no longer passes its checks.
func (s *Service) ApproveCorrection(ctx context.Context, by access.Actor, in SeenCorrection) (Correction, error) {
	c, err := s.approveOnce(ctx, by, in)
	if fault.Is(err, "return.moved") || fault.Is(err, "record.stale") {
		// Another request of the same return came in between: this one holds as
		// long as its own cells are as they were.
		c, err = s.approveOnce(ctx, by, in)
	}
	if err != nil {
		return Correction{}, s.lostCorrection(ctx, by.Bureau, in.ID, err)
	}
	return c, nil
}

func (s *Service) approveOnce(ctx context.Context, by access.Actor, in SeenCorrection) (Correction, error) {
	c, err := s.seenCorrection(ctx, by, in, ActApprove, access.Lock)
	if err != nil {
		return Correction{}, err
	}
	if by.Person == c.SignedBy {
		return Correction{}, fault.New(fault.Denied, "correction.own")
	}
	o, err := s.Store.Obligation(ctx, c.Bureau, c.Return)
	if err != nil {
		return Correction{}, err
	}
	sh, err := s.toBe(ctx, o, c)
	if err != nil {
		return Correction{}, err
	}
	next := c
	if next.State, err = takeCorrection(by, c, ActApprove, flow.Given{}); err != nil {
		return Correction{}, err
	}
	s.decided(by, &next)
	if next.Paper.Uses, err = s.usesOf(ctx, c); err != nil {
		return Correction{}, err
	}
	words, err := s.wordsFor(ctx, c.owed())
	if err != nil {
		return Correction{}, err
	}
	done := notice(c, i18n.Msg("correction.notice.approved", append(words, "who", by.Name, "n", len(c.Paper.Cells))...))
	if err := s.Tx.InTx(ctx, func(ctx context.Context) error { return s.correct(ctx, by, sh, &next, done) }); err != nil {
		return Correction{}, err
	}
	next.Rev++
	return next, nil
}

// toBe is the return's sheet with the request's values in it. A cell that holds
// another value than the request names was changed since; others may have been.
func (s *Service) toBe(ctx context.Context, o Obligation, c Correction) (*sheet, error) {
	if o.State != Locked {
		return nil, Moved(o)
	}
	cells, said := form.Raw{}, map[string]string{}
	for _, cell := range c.Paper.Cells {
		cells[form.Path(cell.Path)] = cell.New
	}
	for _, e := range c.Paper.Explanations {
		said[e.Finding] = e.Text
	}
	sh, err := s.over(ctx, o, cells, said)
	if err != nil {
		return nil, err
	}
	for _, cell := range c.Paper.Cells {
		path := form.Path(cell.Path)
		f, ok := sh.def.Field(path.Key())
		if !ok || f.Type.Text(f, sh.old.Get(path)) != cell.Old {
			return nil, fault.New(fault.Conflict, "return.stale", "who", lastCorrector(o))
		}
	}
	bad := fault.New(fault.Invalid, "correction.checks")
	if err := s.whole(ctx, sh, bad); err != nil {
		return nil, err
	}
	return sh, orNil(bad)
}

// lastCorrector names who approved the latest correction of a return.
func lastCorrector(o Obligation) string {
	if n := len(o.Paper.Corrected); n > 0 {
		return o.Paper.Corrected[n-1].By
	}
	return ""
}

// correct writes an approved request, and sends what whoever asked and the clerk are
// told.
func (s *Service) correct(ctx context.Context, by access.Actor, sh *sheet, next *Correction, done notify.Notice) error {
	o := sh.o
	saved, err := s.Records.Save(ctx, by, record.Save{ID: o.Record, Form: o.Form, Version: o.Version, Base: o.RecordNo, Values: sh.values})
	if err != nil {
		return err
	}
	next.Result = saved.Rev
	if err := s.Corrections.UpdateCorrection(ctx, *next); err != nil {
		return err
	}
	o.RecordNo, o.Paper.Explanations = saved.Rev, sh.paper.Explanations
	o.Paper.Corrected = slices.Concat(o.Paper.Corrected, marksOf(*next))
	if err := s.Store.Update(ctx, o); err != nil {
		return err
	}
	if err := s.logCorrection(ctx, by, *next, "return.correct.approve", next.Paper.Reason); err != nil {
		return err
	}
	asker, clerk := done, done
	asker.Person = next.AskedBy
	clerk.Unit, clerk.Role = next.Answers(), access.Clerk
	return s.Notify.SendAll(ctx, slices.Concat([]notify.Notice{asker, clerk}, tellUses(*next, next.Paper.Uses)))
}

// marksOf are the marks that an approved request leaves on its cells.
func marksOf(c Correction) []Corrected {
	var marks []Corrected
	for _, cell := range c.Paper.Cells {
		marks = append(marks, Corrected{Path: cell.Path, Was: cell.OldShow, Now: cell.NewShow, By: c.Paper.Decided, At: c.DecidedAt, Correction: c.ID})
	}
	return marks
}

func (s *Service) decided(by access.Actor, next *Correction) {
	next.DecidedBy, next.DecidedAt, next.Paper.Decided = by.Person, s.Now(), by.Name
}

// seenCorrection loads a request on which the actor decides.
func (s *Service) seenCorrection(ctx context.Context, by access.Actor, in SeenCorrection, act Action, verbs ...access.Verb) (Correction, error) {
	c, err := s.findCorrection(ctx, by, in.ID, verbs...)
	if err != nil {
		return Correction{}, err
	}
	if err := correctionRefusal(c, canCorrect(by, c, act)); err != nil {
		return Correction{}, err
	}
	if in.Rev != c.Rev {
		return Correction{}, correctionMoved(c)
	}
	return c, nil
}

// settle takes a step of a request that leaves the return's values alone.
func (s *Service) settle(ctx context.Context, by access.Actor, next Correction, verb, reason string, told []notify.Notice) (Correction, error) {
	err := s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.Corrections.UpdateCorrection(ctx, next); err != nil {
			return err
		}
		if err := s.logCorrection(ctx, by, next, verb, reason); err != nil {
			return err
		}
		return s.Notify.SendAll(ctx, told)
	})
	if err != nil {
		return Correction{}, s.lostCorrection(ctx, next.Bureau, next.ID, err)
	}
	next.Rev++
	return next, nil
}

// lostCorrection tells whoever came second what the first has made of the
// request. Other errors pass.
func (s *Service) lostCorrection(ctx context.Context, bureau, thing string, err error) error {
	if !fault.Is(err, "correction.moved") && !fault.Is(err, "return.moved") && !fault.Is(err, "record.stale") {
		return err
	}
	now, e := s.Corrections.Correction(ctx, bureau, thing)
	if e != nil {
		return e
	}
	return correctionMoved(now)
}

// correctionData is what the log keeps of a request: the cells with both values,
// why, and who asked, signed and decided.
type correctionData struct {
	Correction string     `json:"correction"`
	Record     int        `json:"no,omitempty"`
	Cells      []cellData `json:"cells"`
	Reason     string     `json:"reason"`
	Asked      string     `json:"asked"`
	Signed     string     `json:"signed,omitempty"`
	Decided    string     `json:"decided,omitempty"`
}

func (s *Service) logCorrection(ctx context.Context, by access.Actor, c Correction, verb, reason string) error {
	data := correctionData{Correction: c.ID, Record: c.Result, Reason: reason, Asked: c.AskedBy, Signed: c.SignedBy, Decided: c.DecidedBy}
	for _, cell := range c.Paper.Cells {
		data.Cells = append(data.Cells, cell.logged())
	}
	return s.Audit.Write(ctx, by, audit.Event{Verb: verb, Kind: access.Return, Thing: c.Return, Unit: c.Unit, Data: data})
}

// notice is a message about a request; the caller addresses it.
func notice(c Correction, text i18n.Text) notify.Notice {
	return notify.Notice{Bureau: c.Bureau, Kind: access.Return, Thing: c.Return, Link: CorrectionLink(c.ID), Text: text}
}
