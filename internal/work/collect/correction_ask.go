package collect

import (
	"context"
	"io"
	"maps"
	"slices"
	"strings"

	"nianlun/internal/base/access"
	"nianlun/internal/base/blob"
	"nianlun/internal/base/notify"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
	"nianlun/internal/kit/id"
)

// AskInput is a request to change cells of a locked return.
type AskInput struct {
	Return string
	Base   int      // the record's revision that the person saw
	Cells  form.Raw // the new texts, by cell
	Reason string
	// Explanations are texts by finding (form.Finding.Key), as for a return that
	// is handed in.
	Explanations map[string]string
	Evidence     []string // files that the person uploaded, by id
}

// AskCorrection asks for a correction. The new values are decoded and checked as
// in a return that is handed in, over the whole sheet as it would be: what must
// hold must hold, what is odd must be explained.
//
// Faults: correction.checks with a field for each cell, "explain:" and finding,
// "reason" or "cells"; correction.pending when a cell is in another request that
// is not decided; return.stale when the return has another revision than Base;
// return.moved when it is not locked.
func (s *Service) AskCorrection(ctx context.Context, by access.Actor, in AskInput) (Correction, error) {
	c, err := s.askOnce(ctx, by, in)
	if fault.Is(err, "return.moved") {
		// Somebody else asked about the same return at the same moment: what he
		// asked decides whether this request can stand beside it.
		return s.askOnce(ctx, by, in)
	}
	return c, err
}

func (s *Service) askOnce(ctx context.Context, by access.Actor, in AskInput) (Correction, error) {
	sh, err := s.correctable(ctx, by, in)
	if err != nil {
		return Correction{}, err
	}
	if err := s.askable(ctx, by, sh, in); err != nil {
		return Correction{}, err
	}
	c := Correction{
		ID: id.New(), Bureau: by.Bureau, Return: sh.o.ID, Campaign: sh.o.Campaign, Owner: sh.o.Owner, Unit: sh.o.Unit, Heir: sh.o.Heir,
		Form: sh.o.Form, Version: sh.o.Version, Period: sh.o.Period, State: CorrectionOpen, Base: sh.o.RecordNo, Rev: 1,
		AskedBy: by.Person, AskedAt: s.Now(),
		Paper: CorrectionPaper{
			Cells: correctedCells(sh.def, sh.changes), Reason: strings.TrimSpace(in.Reason), Evidence: in.Evidence,
			Explanations: withSaid(nil, in.Explanations), Asked: by.Name,
		},
	}
	if err := correctionRefusal(c, canCorrect(by, c, ActAsk)); err != nil {
		return Correction{}, err
	}
	if err := s.unclaimed(ctx, c); err != nil {
		return Correction{}, err
	}
	words, err := s.wordsFor(ctx, sh.o)
	if err != nil {
		return Correction{}, err
	}
	told := notice(c, i18n.Msg("correction.notice.ask", append(words, "who", by.Name, "n", len(c.Paper.Cells))...))
	told.Unit, told.Role = c.Answers(), access.Head
	return c, s.Tx.InTx(ctx, func(ctx context.Context) error { return s.file(ctx, by, sh.o, c, told) })
}

// file writes a new request. The return's own revision is raised with it, so
// that of two requests at the same moment one sees the other.
func (s *Service) file(ctx context.Context, by access.Actor, o Obligation, c Correction, told notify.Notice) error {
	if err := s.Store.Update(ctx, o); err != nil {
		return err
	}
	if err := s.Corrections.AddCorrection(ctx, c); err != nil {
		return err
	}
	if err := s.logCorrection(ctx, by, c, "return.correct.ask", c.Paper.Reason); err != nil {
		return err
	}
	return s.Notify.SendAll(ctx, []notify.Notice{told})
}

// correctable loads a locked return for an actor who may ask, and puts the new
// texts over what is stored.
func (s *Service) correctable(ctx context.Context, by access.Actor, in AskInput) (*sheet, error) {
	o, err := s.find(ctx, by, in.Return, access.Correct)
	if err != nil {
		return nil, err
	}
	if o.State != Locked {
		return nil, Moved(o)
	}
	if in.Base != o.RecordNo {
		return nil, fault.New(fault.Conflict, "return.stale", "who", lastCorrector(o))
	}
	return s.over(ctx, o, in.Cells, in.Explanations)
}

// over is the sheet of a return as it would be with new texts in some cells.
func (s *Service) over(ctx context.Context, o Obligation, cells form.Raw, explanations map[string]string) (*sheet, error) {
	version, err := s.Records.Version(ctx, o.Bureau, o.Form, o.Version)
	if err != nil {
		return nil, err
	}
	sh := &sheet{o: o, def: version.Definition, paper: o.Paper}
	stored, err := s.stored(ctx, o, sh.def)
	if err != nil {
		return nil, err
	}
	sh.old, sh.read = stored.Values, stored.Values.Readings()
	raw := form.RawOf(sh.def, sh.old)
	for path, text := range storable(cells) {
		if correctableCell(sh.def, sh.old, path) {
			raw[path] = text
		}
	}
	sh.decode(raw)
	sh.paper.Explanations = withSaid(o.Paper.Explanations, explanations, slices.Collect(maps.Keys(explanations))...)
	return sh, nil
}

// correctableCell tells whether a request may be about a cell: one that the
// sheet has. Files are no figures: they travel as evidence.
func correctableCell(def *form.Definition, values form.Values, path form.Path) bool {
	f, ok := def.Field(path.Key())
	return ok && !holdsFiles(f) && slices.Contains(def.Paths(values), path)
}

// askable refuses a request that nobody could decide on, naming each cell.
func (s *Service) askable(ctx context.Context, by access.Actor, sh *sheet, in AskInput) error {
	bad := fault.New(fault.Invalid, "correction.checks")
	for path := range in.Cells {
		if !correctableCell(sh.def, sh.old, path) {
			_ = bad.With("cells", "correction.need.cell")
		}
	}
	for _, path := range unchanged(sh, in.Cells) {
		_ = bad.With(path.String(), "correction.need.change")
	}
	if len(in.Cells) == 0 {
		_ = bad.With("cells", "correction.need.cells")
	}
	NeedText(bad, "reason", in.Reason, "correction.need.reason")
	for finding, text := range in.Explanations {
		checkText(bad, "explain:"+finding, text)
	}
	if err := s.whole(ctx, sh, bad); err != nil {
		return err
	}
	if err := s.ownEvidence(ctx, by, in.Evidence); err != nil {
		return err
	}
	return orNil(bad)
}

// unchanged are the cells of a request that would stay as they are.
func unchanged(sh *sheet, cells form.Raw) []form.Path {
	var same []form.Path
	for path := range cells {
		_, unreadable := sh.issues.At(path)
		if !unreadable && correctableCell(sh.def, sh.old, path) && sh.old.Get(path).Equal(sh.values.Get(path)) {
			same = append(same, path)
		}
	}
	slices.Sort(same)
	return same
}

// whole judges the corrected sheet as a return that is handed in.
func (s *Service) whole(ctx context.Context, sh *sheet, bad *fault.Error) error {
	for _, issue := range append(sh.issues, lacking(sh.def, sh.values, sh.o.Period)...) {
		if _, unreadable := sh.issues.At(issue.Path); unreadable && issue.Code == form.Required {
			continue
		}
		addIssue(bad, issue)
	}
	return s.checked(ctx, sh, bad)
}

// unclaimed refuses a cell that another request, not decided yet, is about.
func (s *Service) unclaimed(ctx context.Context, c Correction) error {
	pending, err := s.Corrections.FindCorrections(ctx, CorrectionQuery{
		Bureau: c.Bureau, Return: c.Return, States: []CorrectionState{CorrectionOpen, CorrectionSigned},
	})
	if err != nil {
		return err
	}
	for _, other := range pending {
		for _, cell := range c.Paper.Cells {
			if other.touches(cell.Path) {
				return fault.New(fault.Conflict, "correction.pending", "who", other.Paper.Asked).With(cell.Path, "correction.need.other", "who", other.Paper.Asked)
			}
		}
	}
	return nil
}

// AttachEvidence keeps a file that speaks for a request and returns its id.
func (s *Service) AttachEvidence(ctx context.Context, by access.Actor, thing, name string, content io.Reader) (string, error) {
	o, err := s.find(ctx, by, thing, access.Correct)
	if err != nil {
		return "", err
	}
	if o.State != Locked {
		return "", Moved(o)
	}
	if s.Files == nil {
		return "", fault.New(fault.Invalid, "collect.file")
	}
	limit, _, err := s.Params.Number(ctx, o.Bureau, uploadParam, s.today())
	if err != nil {
		return "", err
	}
	kept, err := s.Files.Put(ctx, by, name, content, blob.Rules{MaxBytes: limit.IntPart() << 20})
	return kept.ID, err
}

// ownEvidence refuses files that somebody else uploaded: a known id must not
// open a file that stands elsewhere.
func (s *Service) ownEvidence(ctx context.Context, by access.Actor, ids []string) error {
	if len(ids) == 0 {
		return nil
	}
	if s.Files == nil {
		return fault.New(fault.Invalid, "collect.file")
	}
	files, err := s.Files.Files(ctx, by.Bureau, ids)
	if err != nil {
		return err
	}
	own := 0
	for _, f := range files {
		if f.Person == by.Person {
			own++
		}
	}
	if own != len(ids) {
		return fault.New(fault.Invalid, "collect.file")
	}
	return nil
}
