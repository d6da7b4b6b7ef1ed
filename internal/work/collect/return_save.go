package collect

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/base/record"
	"nianlun/internal/engine/flow"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
)

// SaveInput is what somebody typed into a return.
type SaveInput struct {
	Return string
	// Base is the record's revision that the person saw; 0 when nothing was
	// saved yet.
	Base int
	// Raw is the whole sheet as it was written; nil leaves the values as they are.
	Raw form.Raw
	// Partial says that Raw holds some cells only: the others stay as they are.
	Partial bool
	// Explanations are texts by finding (form.Finding.Key); an empty one takes
	// the explanation back, one that is not named stays.
	Explanations map[string]string
	// Again names the findings whose texts are said once more although they are
	// the same: they explain the figures as they are now.
	Again []string
	// Answers are texts by the path that was sent back; "" answers what was said
	// of the return as a whole.
	Answers map[string]string
	// Book is the name of the workbook that the sheet came in; "" when it was typed.
	Book string
	// Saved is called at the end of the transaction of SaveDraft with the return as
	// it was saved, for what must be kept together with it; nil calls nothing.
	Saved func(ctx context.Context, o Obligation) error
}

// Saved is a return after a save, with what is wrong in it.
type Saved struct {
	Obligation Obligation
	Values     form.Values
	Issues     form.Issues // texts that are no values; they were not saved
}

// SaveDraft saves what was typed so far, right or wrong: nothing but unreadable
// texts is refused, and those are named in Saved.Issues.
//
// Faults: return.stale (the cause is a *Stale with the other's values) when
// somebody saved since Base; return.moved when the return cannot be typed into in
// its state.
func (s *Service) SaveDraft(ctx context.Context, by access.Actor, in SaveInput) (Saved, error) {
	sh, err := s.sheet(ctx, by, in, access.Fill)
	if err != nil {
		return Saved{}, err
	}
	saved, err := s.saveSheet(ctx, by, in, sh)
	var lost *overtaken
	if errors.As(err, &lost) {
		err = s.staleOr(ctx, by, in, lost.error)
	}
	return saved, err
}

// overtaken is the conflict of a save that somebody else was quicker than.
type overtaken struct{ error }

func (e *overtaken) Unwrap() error { return e.error }

// saveSheet saves a sheet as a draft. Its errors are *overtaken where another
// save or step came in between.
func (s *Service) saveSheet(ctx context.Context, by access.Actor, in SaveInput, sh *sheet) (Saved, error) {
	err := sh.fresh(in.Base)
	if err != nil {
		return Saved{}, &overtaken{err}
	}
	next := sh.o
	if next.State, err = take(by, sh.o, typing(sh.o.State), flow.Given{}); err != nil {
		return Saved{}, err
	}
	if err := s.seal(ctx, sh); err != nil {
		return Saved{}, err
	}
	err = s.Tx.InTx(ctx, func(ctx context.Context) error {
		if err := s.write(ctx, by, sh, &next); err != nil {
			return err
		}
		if err := s.logSave(ctx, by, in, sh, next); err != nil || in.Saved == nil {
			return err
		}
		return in.Saved(ctx, next)
	})
	if fault.KindOf(err) == fault.Conflict {
		err = &overtaken{err}
	}
	if err != nil {
		return Saved{}, err
	}
	return Saved{Obligation: next, Values: sh.values, Issues: sh.issues}, nil
}

// logSave writes a save into the log, when it changed a cell or the order of rows.
func (s *Service) logSave(ctx context.Context, by access.Actor, in SaveInput, sh *sheet, next Obligation) error {
	if len(sh.changes) == 0 && !sh.moved {
		return nil
	}
	return s.Audit.Write(ctx, by, audit.Event{Verb: in.verb(), Kind: access.Return, Thing: next.ID, Unit: next.Unit,
		Data: cellsData{Record: next.Record, No: next.RecordNo, Cells: sh.cells(), Note: in.Book}})
}

// verb is what the log calls the save.
func (in SaveInput) verb() string {
	if in.Book != "" {
		return "return.workbook"
	}
	return "return.save"
}

// seal binds what was said newly to the figures that it explains. A draft without
// such texts computes no checks.
func (s *Service) seal(ctx context.Context, sh *sheet) error {
	if !unsealed(sh.paper.Explanations) {
		return nil
	}
	findings, err := s.check(ctx, sh)
	if err == nil {
		sh.paper.Explanations = sealed(sh.paper.Explanations, findings, sh.def, sh.values)
	}
	return err
}

// typing is the action of typing into a return in a state.
func typing(state State) Action {
	if state == Back {
		return ActMend
	}
	return ActSave
}

// sheet is one act of typing: the return as it was, and as it shall be.
type sheet struct {
	o       Obligation
	def     *form.Definition
	dir     *Directory // nil when the form asks for no units or people
	stored  record.Record
	old     form.Values
	oldRaw  form.Raw // texts that are no values, as they were written
	values  form.Values
	raw     form.Raw
	issues  form.Issues
	changes []form.Change
	moved   bool // rows stand in another order
	paper   Paper
	around  *beside // nil until it is loaded
	read    *form.Readings
}

// sheet loads the return for an actor who has the right and decodes what was
// typed.
func (s *Service) sheet(ctx context.Context, by access.Actor, in SaveInput, verb access.Verb) (*sheet, error) {
	o, err := s.find(ctx, by, in.Return, verb)
	if err != nil {
		return nil, err
	}
	sh, err := s.begun(ctx, o)
	if err != nil {
		return nil, err
	}
	if in.Partial {
		in.Raw = sh.over(in.Raw)
	}
	sh.decode(in.Raw)
	return sh, s.typed(ctx, by, in, sh)
}

// begun is the sheet of a return before anything was typed into it.
func (s *Service) begun(ctx context.Context, o Obligation) (*sheet, error) {
	sh := &sheet{o: o, paper: o.Paper}
	version, err := s.Records.Version(ctx, o.Bureau, o.Form, o.Version)
	if err != nil {
		return nil, err
	}
	sh.def = version.Definition
	if sh.stored, err = s.stored(ctx, o, sh.def); err != nil {
		return nil, err
	}
	sh.old, sh.oldRaw = sh.stored.Values, sh.stored.Raw
	if sh.read, err = s.readings(ctx, o, sh.def, sh.old); err != nil {
		return nil, err
	}
	sh.dir, err = s.directory(ctx, o, sh.def, sh.old)
	return sh, err
}

// typed takes over what came in beside the cells, and sees to their files.
func (s *Service) typed(ctx context.Context, by access.Actor, in SaveInput, sh *sheet) error {
	if err := s.ownFiles(ctx, by, sh); err != nil {
		return err
	}
	return sh.said(in)
}

// over lays some cells over what is stored.
func (sh *sheet) over(cells form.Raw) form.Raw {
	whole := maps.Clone(sh.oldRaw)
	if whole == nil {
		whole = form.RawOf(sh.def, sh.old)
	}
	maps.Copy(whole, cells)
	return whole
}

// decode reads what was typed; nil takes what is stored, with its faults.
func (sh *sheet) decode(raw form.Raw) {
	if raw == nil {
		raw = sh.oldRaw
	}
	if raw == nil && !sh.def.Reads() {
		sh.values = sh.old
		return
	}
	if raw == nil {
		sh.values = form.Refresh(sh.def, sh.old, sh.read)
		sh.compare()
		return
	}
	sh.values, sh.issues = form.DecodeWith(sh.def, raw, sh.dir.asDirectory(), sh.read)
	if len(sh.issues) > 0 {
		sh.raw = storable(raw)
	}
	sh.compare()
}

// compare finds what the sheet changes in what is stored.
func (sh *sheet) compare() {
	sh.changes = form.Diff(sh.def, sh.old, sh.values)
	sh.moved = !sameOrder(sh.def, sh.old, sh.values)
}

// dirty reports whether the sheet differs from what is stored.
func (sh *sheet) dirty() bool {
	return len(sh.changes) > 0 || sh.moved || !maps.Equal(sh.raw, sh.oldRaw) || !sh.values.Readings().Equal(sh.old.Readings())
}

// sameOrder tells that the rows of all tables stand in the same order: moving them
// changes no cell and is work all the same.
func sameOrder(def *form.Definition, a, b form.Values) bool {
	byKey := func(x, y form.Row) bool { return x.Key == y.Key }
	for i := range def.Sections {
		if rows := def.Sections[i].Rows; rows != nil && !slices.EqualFunc(a.Rows(rows.Code), b.Rows(rows.Code), byKey) {
			return false
		}
	}
	return true
}

// storable leaves out the texts that no database takes: they are named as faults
// and nobody typed them.
func storable(raw form.Raw) form.Raw {
	kept := form.Raw{}
	for path, text := range raw {
		if utf8.ValidString(text) && utf8.ValidString(string(path)) && !strings.ContainsRune(text, 0) && !strings.ContainsRune(string(path), 0) {
			kept[path] = text
		}
	}
	return kept
}

// said takes explanations and answers over.
func (sh *sheet) said(in SaveInput) error {
	bad := fault.New(fault.Invalid, "invalid")
	for finding, text := range in.Explanations {
		checkText(bad, "explain:"+finding, text)
	}
	for path, text := range in.Answers {
		checkText(bad, "answer:"+path, text)
	}
	if err := orNil(bad); err != nil {
		return err
	}
	sh.paper.Explanations = withSaid(sh.o.Paper.Explanations, in.Explanations, in.Again...)
	sh.paper.Marks = answered(sh.o.Paper.Marks, in.Answers)
	return nil
}

// fresh refuses a sheet that began with another revision than the newest.
func (sh *sheet) fresh(base int) error {
	if base != sh.o.RecordNo {
		return fault.New(fault.Conflict, "return.stale")
	}
	return nil
}

// write saves the values, when they changed, and the envelope.
func (s *Service) write(ctx context.Context, by access.Actor, sh *sheet, next *Obligation) error {
	next.Paper.Explanations, next.Paper.Marks = sh.paper.Explanations, sh.paper.Marks
	if sh.dirty() || next.Record == "" {
		if sh.typedChange() && !slices.Contains(next.Paper.Fillers, by.Person) {
			next.Paper.Fillers = append(slices.Clone(next.Paper.Fillers), by.Person)
		}
		saved, err := s.Records.Save(ctx, by, record.Save{
			ID: next.Record, Form: next.Form, Version: next.Version, Base: next.RecordNo, Values: sh.values, Raw: sh.raw, Over: sh.draft(),
		})
		if err != nil {
			return err
		}
		next.Record, next.RecordNo = saved.ID, saved.Rev
	}
	if next.State.HandedIn() {
		next.Paper.Stated = next.RecordNo
	}
	var err error
	if next.Work, err = s.worked(ctx, by, *next); err != nil {
		return err
	}
	if err := s.Store.Update(ctx, *next); err != nil {
		return err
	}
	next.Rev++
	return nil
}

// draft is the stored revision when it is one that nobody handed in; nil otherwise.
func (sh *sheet) draft() *record.Record {
	if sh.stored.ID == "" || sh.stored.Rev <= sh.o.Paper.Stated || !sh.o.State.Open() {
		return nil
	}
	return &sh.stored
}

// stored is what a return holds: before the first save an empty sheet, which has
// the given rows of its tables and nothing in them.
func (s *Service) stored(ctx context.Context, o Obligation, def *form.Definition) (record.Record, error) {
	if o.Record == "" {
		blank, _ := form.Decode(def, form.Raw{})
		return record.Record{Form: o.Form, Version: o.Version, Values: blank}, nil
	}
	return s.Records.LoadRev(ctx, o.Bureau, o.Record, o.RecordNo)
}

// cellsData is what the log keeps of typing: the cells that changed.
type cellsData struct {
	Record string     `json:"record"`
	No     int        `json:"no"`
	Cells  []cellData `json:"cells,omitempty"`
	Note   string     `json:"note,omitempty"`
}

type cellData struct {
	Path string `json:"path"`
	Old  string `json:"old,omitempty"`
	New  string `json:"new,omitempty"`
}

// logged is a value as the log keeps it: personal numbers are masked, since the
// log is read by more people than the return.
func logged(f *form.Field, v form.Value) string {
	if f.Masked() {
		return f.Type.Show(f, v)
	}
	return f.Type.Text(f, v)
}

func (sh *sheet) cells() []cellData {
	cells := make([]cellData, 0, len(sh.changes))
	for _, c := range sh.changes {
		cell := cellData{Path: c.Path.String()}
		if f, ok := sh.def.Field(c.Path.Key()); ok {
			cell.Old, cell.New = logged(f, c.Old), logged(f, c.New)
		}
		cells = append(cells, cell)
	}
	return cells
}
