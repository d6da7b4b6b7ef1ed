package collect

import (
	"context"
	"maps"
	"slices"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/blob"
	"nianlun/internal/base/org"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/period"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/id"
)

// CorrectionView is one request with all that a person needs to decide on it.
type CorrectionView struct {
	Correction Correction
	Campaign   Campaign
	Unit       org.Unit
	Owner      org.Unit
	Definition *form.Definition
	Values     form.Values // of the revision on which it was asked: they name the rows
	Uses       []Use       // as of now, or as of the approval
	Files      []Attached
	Findings   []form.Finding // checks that the corrected sheet fails and that are explained
	Stale      bool           // a cell has been changed since it was asked
	May        MayCorrection
}

// MayCorrection says what the actor can do with a request now.
type MayCorrection struct {
	Sign, Decline, Approve, Refuse, Withdraw bool
}

// OpenCorrection opens one request. Whoever may read the return may read it.
func (s *Service) OpenCorrection(ctx context.Context, by access.Actor, thing string) (CorrectionView, error) {
	c, err := s.findCorrection(ctx, by, thing, access.Read)
	if err != nil {
		return CorrectionView{}, err
	}
	v := CorrectionView{Correction: c, May: correctionRights(by, c), Uses: c.Paper.Uses}
	if v.Campaign, err = s.Store.Campaign(ctx, c.Bureau, c.Campaign); err != nil {
		return v, err
	}
	if v.Unit, err = s.Units.Unit(ctx, c.Bureau, c.Unit); err != nil {
		return v, err
	}
	if v.Owner, err = s.Units.Unit(ctx, c.Bureau, c.Owner); err != nil {
		return v, err
	}
	if err := s.correctionSheet(ctx, &v); err != nil {
		return v, err
	}
	if c.State != CorrectionApproved {
		if v.Uses, err = s.usesOf(ctx, c); err != nil {
			return v, err
		}
	}
	v.Files, err = s.evidence(ctx, c)
	return v, err
}

// correctionSheet loads what the request stands on, and judges it again while it
// is pending.
func (s *Service) correctionSheet(ctx context.Context, v *CorrectionView) error {
	c := v.Correction
	o, err := s.Store.Obligation(ctx, c.Bureau, c.Return)
	if err != nil {
		return err
	}
	version, err := s.Records.Version(ctx, c.Bureau, c.Form, c.Version)
	if err != nil {
		return err
	}
	v.Definition = version.Definition
	was, err := s.Records.LoadRev(ctx, c.Bureau, o.Record, c.Base)
	if err != nil {
		return err
	}
	v.Values = was.Values
	if !c.State.Pending() {
		return nil
	}
	sh, err := s.toBe(ctx, o, c)
	if fault.Is(err, "return.stale") || fault.Is(err, "return.moved") {
		v.Stale = true
		return nil
	}
	if fault.KindOf(err) == fault.Invalid {
		return nil // approving names what is wrong
	}
	if err != nil {
		return err
	}
	v.Findings, err = s.explained(ctx, sh)
	return err
}

// explained are the experience checks that a corrected sheet fails, with what is
// said to them.
func (s *Service) explained(ctx context.Context, sh *sheet) ([]form.Finding, error) {
	return s.check(ctx, sh)
}

func (s *Service) evidence(ctx context.Context, c Correction) ([]Attached, error) {
	if s.Files == nil || len(c.Paper.Evidence) == 0 {
		return nil, nil
	}
	files, err := s.Files.Files(ctx, c.Bureau, c.Paper.Evidence)
	var out []Attached
	for _, f := range files {
		out = append(out, Attached{ID: f.ID, Name: f.Name})
	}
	return out, err
}

// CorrectionFile opens a file that speaks for a request; the caller closes it.
func (s *Service) CorrectionFile(ctx context.Context, by access.Actor, thing, file string) (blob.Content, blob.File, error) {
	c, err := s.findCorrection(ctx, by, thing, access.Read)
	if err != nil {
		return nil, blob.File{}, err
	}
	for _, kept := range c.Paper.Evidence {
		if kept == file && s.Files != nil {
			return s.Files.Open(ctx, c.Bureau, file)
		}
	}
	return nil, blob.File{}, fault.New(fault.NotFound, "notfound")
}

// AskPage is a locked return on which somebody prepares a request.
type AskPage struct {
	Return   Return
	Raw      form.Raw // the whole sheet with the new texts in it
	Old      form.Values
	Issues   form.Issues
	Findings []form.Finding
	Uses     []Use
}

// PrepareCorrection opens the sheet of a locked return for an actor who may ask,
// with what was typed so far; it saves nothing. chosen are cells of the request
// in which nothing is typed yet.
func (s *Service) PrepareCorrection(ctx context.Context, by access.Actor, in AskInput, chosen ...form.Path) (AskPage, error) {
	r, err := s.Return(ctx, by, in.Return)
	if err != nil {
		return AskPage{}, err
	}
	if in.Base == 0 {
		in.Base = r.Obligation.RecordNo
	}
	sh, err := s.correctable(ctx, by, in)
	if err != nil {
		return AskPage{}, err
	}
	page := AskPage{Return: r, Old: sh.old, Issues: sh.issues, Raw: form.RawOf(sh.def, sh.old)}
	maps.Copy(page.Raw, storable(in.Cells))
	page.Return.Values = sh.values
	if page.Findings, err = s.explained(ctx, sh); err != nil {
		return page, err
	}
	asked := Correction{Bureau: by.Bureau, Return: r.Obligation.ID, Unit: r.Obligation.Unit, Form: r.Obligation.Form, Period: r.Obligation.Period}
	for _, path := range slices.Concat(slices.Collect(maps.Keys(in.Cells)), chosen) {
		asked.Paper.Cells = append(asked.Paper.Cells, CorrectedCell{Path: path.String()})
	}
	if len(asked.Paper.Cells) > 0 {
		page.Uses, err = s.usesOf(ctx, asked)
	}
	return page, err
}

// thing is what rights need to know of a request: what they need to know of its
// return.
func (c Correction) thing() access.Thing {
	return access.Thing{Bureau: c.Bureau, Kind: access.Return, Unit: c.Answers(), Concerned: []string{c.Owner}}
}

// findCorrection loads a request on whose return the actor has one of the rights.
// As for a return, what must stay hidden is noted in the log.
func (s *Service) findCorrection(ctx context.Context, by access.Actor, thing string, verbs ...access.Verb) (Correction, error) {
	if !id.Valid(thing) {
		return Correction{}, fault.New(fault.NotFound, "notfound")
	}
	c, err := s.Corrections.Correction(ctx, by.Bureau, thing)
	if err != nil {
		return Correction{}, err
	}
	for _, verb := range verbs {
		if err = access.Check(by, verb, c.thing()); err == nil {
			return c, nil
		}
	}
	if fault.KindOf(err) != fault.NotFound {
		return Correction{}, err
	}
	event := audit.Event{Verb: "return.hidden", Kind: access.Return, Thing: c.Return, Unit: c.Unit, Data: map[string]any{"wanted": verbs, "correction": c.ID}}
	if e := s.Audit.Write(ctx, by, event); e != nil {
		return Correction{}, e
	}
	return Correction{}, err
}

// correctionRights is what the actor can do with a request in its state.
func correctionRights(by access.Actor, c Correction) MayCorrection {
	has := func(verb access.Verb, act Action) bool {
		return access.Can(by, verb, c.thing()) == access.Allowed && canCorrect(by, c, act).Allowed
	}
	return MayCorrection{
		Sign: has(access.Sign, ActSign), Decline: has(access.SendBack, ActDecline),
		Approve: has(access.Lock, ActApprove) && by.Person != c.SignedBy, Refuse: has(access.Lock, ActRefuse),
		Withdraw: has(access.Correct, ActWithdraw),
	}
}

// CorrectionItem is a request in somebody's list.
type CorrectionItem struct {
	Correction
	Title    string // of the campaign
	UnitName string
	Today    period.Date
}

// CorrectionsWaiting are the requests that wait for the actor: for a head those
// of the own school to sign, for a section those to decide. The oldest come
// first. What the actor asked himself waits for somebody else.
func (s *Service) CorrectionsWaiting(ctx context.Context, by access.Actor) ([]CorrectionItem, error) {
	q := CorrectionQuery{Bureau: by.Bureau, Limit: listed}
	switch {
	case access.Scope(by, access.Sign, access.Return).Unit != "":
		q.Unit, q.States = by.Post.Unit, []CorrectionState{CorrectionOpen}
	case access.Scope(by, access.Lock, access.Return).Concerned != "":
		q.Owner, q.States = by.Post.Unit, []CorrectionState{CorrectionSigned}
	default:
		return nil, nil
	}
	all, err := s.Corrections.FindCorrections(ctx, q)
	if err != nil {
		return nil, err
	}
	var waiting []Correction
	for i := len(all) - 1; i >= 0; i-- {
		if may := correctionRights(by, all[i]); may.Sign || may.Approve {
			waiting = append(waiting, all[i])
		}
	}
	return s.correctionItems(ctx, by.Bureau, waiting)
}

// CorrectionsOf are the requests of one campaign that the actor may see, the
// newest first; with a return's id, those of that return.
func (s *Service) CorrectionsOf(ctx context.Context, by access.Actor, campaign, thing string) ([]CorrectionItem, error) {
	scope := access.Scope(by, access.Read, access.Return)
	if scope.Empty() {
		return nil, nil
	}
	q := CorrectionQuery{Bureau: by.Bureau, Campaign: campaign, Return: thing, Limit: listed}
	if !scope.All {
		q.Unit = scope.Unit
	}
	all, err := s.Corrections.FindCorrections(ctx, q)
	if err != nil {
		return nil, err
	}
	return s.correctionItems(ctx, by.Bureau, all)
}

func (s *Service) correctionItems(ctx context.Context, bureau string, all []Correction) ([]CorrectionItem, error) {
	if len(all) == 0 {
		return nil, nil
	}
	items := make([]CorrectionItem, len(all))
	campaigns, units := map[string]string{}, map[string]string{}
	for i, c := range all {
		if _, known := campaigns[c.Campaign]; !known {
			found, err := s.Store.Campaign(ctx, bureau, c.Campaign)
			if err != nil {
				return nil, err
			}
			campaigns[c.Campaign] = found.Title
		}
		if _, known := units[c.Unit]; !known {
			found, err := s.Units.Unit(ctx, bureau, c.Unit)
			if err != nil {
				return nil, err
			}
			units[c.Unit] = found.Label()
		}
		items[i] = CorrectionItem{Correction: c, Title: campaigns[c.Campaign], UnitName: units[c.Unit], Today: s.today()}
	}
	return items, nil
}
