package collect

import (
	"bytes"
	"context"
	"slices"
	"strconv"

	"nianlun/internal/base/access"
	"nianlun/internal/base/audit"
	"nianlun/internal/engine/form"
	"nianlun/internal/engine/form/formxlsx"
	"nianlun/internal/kit/fault"
	"nianlun/internal/kit/i18n"
)

// ReturnBook gives a return out as a workbook, with what is stored in it or, where
// nothing is, what the form offers. Personal numbers are whole only for those who
// may fill the return; that they left is written into the log.
func (s *Service) ReturnBook(ctx context.Context, by access.Actor, id string, t form.T) (Book, error) {
	r, err := s.Return(ctx, by, id)
	if err != nil {
		return Book{}, err
	}
	version, err := s.Records.Version(ctx, by.Bureau, r.Obligation.Form, r.Obligation.Version)
	if err != nil {
		return Book{}, err
	}
	f := bookForm(version, r.Obligation.Period.String(), func(string) *Directory { return r.Directory })
	f.Masked = !r.May.Edit
	book := formxlsx.Book{Form: f, Return: bookReturn(r), T: t}
	var out bytes.Buffer
	if err := formxlsx.Write(&out, book); err != nil {
		return Book{}, err
	}
	if !f.Masked && slices.ContainsFunc(version.Definition.Fields(), (*form.Field).Masked) {
		event := audit.Event{Verb: "return.bookout", Kind: access.Return, Thing: r.Obligation.ID, Unit: r.Obligation.Unit, Data: noData{r.Obligation.RecordNo}}
		if err := s.Audit.Write(ctx, by, event); err != nil {
			return Book{}, err
		}
	}
	name := bookName(t, "workbook.name.return", "unit", r.Unit.Label(), "title", r.Campaign.Title, "period", spoken(t, r.Obligation.Period.Text()))
	return Book{Name: name, Data: out.Bytes()}, nil
}

// bookReturn is a return as a workbook holds it.
func bookReturn(r Return) formxlsx.Return {
	return formxlsx.Return{
		ID: r.Obligation.ID, UnitID: r.Unit.ID, Unit: r.Unit.Name, Base: strconv.Itoa(r.Obligation.RecordNo),
		Values: r.Values, Raw: r.Raw, Known: r.Known, Previous: r.Previous,
	}
}

// TakeReturnBook takes the workbook of a return in, to be looked at with
// LookAtReturnBook before anything is saved, and gives the id of the kept file.
//
// A return that can no longer be typed into takes one as well, to be looked at: what
// somebody has filled in is not lost because the return was handed in meanwhile.
//
// Faults: workbook.refused with the reason at the field "file" when nothing can be
// read: no workbook, one with a password, of another school, form or period;
// blob.toolarge.
func (s *Service) TakeReturnBook(ctx context.Context, by access.Actor, in BookUpload) (file string, err error) {
	o, err := s.find(ctx, by, in.Thing, access.Fill)
	if err != nil {
		return "", err
	}
	data, err := s.readBook(ctx, by, in.Content)
	if err != nil {
		return "", err
	}
	if _, _, err := s.returnAnswer(ctx, by, o, data); err != nil {
		return "", err
	}
	return s.keepBook(ctx, by, in.Name, data)
}

// returnAnswer reads a workbook for a return.
func (s *Service) returnAnswer(ctx context.Context, by access.Actor, o Obligation, data []byte) (formxlsx.Answer, formxlsx.Issues, error) {
	version, err := s.Records.Version(ctx, by.Bureau, o.Form, o.Version)
	if err != nil {
		return formxlsx.Answer{}, nil, err
	}
	all, err := s.roster(ctx, by.Bureau, version.Definition)
	if err != nil {
		return formxlsx.Answer{}, nil, err
	}
	f := bookForm(version, o.Period.String(), all.directories(func(string) string { return o.Answers() }))
	answer, issues := formxlsx.Read(data, formxlsx.Expect{Form: f, ReturnID: o.ID, UnitID: o.Unit})
	return answer, issues, refusedBook(issues)
}

// ReturnBookLook is what a workbook would change in a return.
type ReturnBookLook struct {
	Return  Return // as it would be: its values are those after the workbook
	File    string
	Name    string // of the file
	Changes []BookChange
	Clashes []BookClashAt
	Issues  []BookIssue
	// Closed tells that the return cannot be typed into now, and nothing can be saved.
	Closed bool
	// Newer tells that the return was saved since the workbook was made; what was
	// typed then is kept.
	Newer bool
	// Raw is what would be saved.
	raw form.Raw
}

// BookChange is a cell, or a row as a whole, that a workbook changes.
type BookChange struct {
	Place    form.Place
	At       formxlsx.Address
	Old, New i18n.Text // as people read them; the zero text is an empty cell
}

// BookClashAt is a clash with the cell of the workbook.
type BookClashAt struct {
	BookClash
	At formxlsx.Address
}

// LookAtReturnBook shows what a kept workbook would change, and saves nothing.
func (s *Service) LookAtReturnBook(ctx context.Context, by access.Actor, id, file string) (ReturnBookLook, error) {
	return s.lookAtReturnBook(ctx, by, id, file, nil)
}

func (s *Service) lookAtReturnBook(ctx context.Context, by access.Actor, id, file string, theirs []form.Path) (ReturnBookLook, error) {
	o, err := s.find(ctx, by, id, access.Fill)
	if err != nil {
		return ReturnBookLook{}, err
	}
	data, name, err := s.keptBook(ctx, by, file)
	if err != nil {
		return ReturnBookLook{}, err
	}
	answer, issues, err := s.returnAnswer(ctx, by, o, data)
	if err != nil {
		return ReturnBookLook{}, err
	}
	r, err := s.Return(ctx, by, id)
	if err != nil {
		return ReturnBookLook{}, err
	}
	look := ReturnBookLook{Return: r, File: file, Name: name, Closed: !can(by, o, typing(o.State)).Allowed}
	return look, s.layOver(ctx, by, &look, answer, issues, func(path form.Path) bool { return slices.Contains(theirs, path) })
}

// layOver computes what the answer of a workbook makes of the return.
func (s *Service) layOver(ctx context.Context, by access.Actor, look *ReturnBookLook, answer formxlsx.Answer, issues formxlsx.Issues, takeTheirs stays) error {
	r := &look.Return
	def, before := r.Definition, r.Values
	w := words{def: def, dir: r.Directory}
	theirs := storedSheet(def, r.Values, r.Raw, r.Directory)
	base, newer, err := s.bookBase(ctx, by, r, answer.Base, theirs)
	if err != nil {
		return err
	}
	look.Newer = newer
	mine, renamed := apart(w, base, sheetOf(def, answer.Over(base.raw, r.Directory.inBook()), r.Directory), theirs)
	locate := func(path form.Path) formxlsx.Address { return answer.Locate(bookPath(path, renamed)) }
	raw, clashes := joinedSheets(w, base, mine, theirs, takeTheirs)
	for _, c := range clashes {
		look.Clashes = append(look.Clashes, BookClashAt{BookClash: c, At: locate(c.Path)})
	}
	after := sheetWith(def, raw, r.Directory, before.Readings())
	look.raw, r.Values, r.Raw = raw, after.values, nil
	if len(after.issues) > 0 {
		r.Raw = storable(raw)
	}
	look.Changes = bookChanges(w, typedSheet{theirs.raw, before, theirs.issues}, after, locate)
	if err := s.Judge(ctx, r); err != nil {
		return err
	}
	for _, i := range issues {
		look.Issues = append(look.Issues, bookIssue(i, w, r.Values))
	}
	look.Issues = append(look.Issues, judged(*r, locate)...)
	return nil
}

// bookPath is the path under which a workbook holds a cell whose row was renamed.
func bookPath(path form.Path, renamed map[form.Path]form.Path) form.Path {
	list, key, field := path.Split()
	old, found := renamed[form.RowPath(list, key)]
	if list == "" || !found {
		return path
	}
	_, key, _ = old.Split()
	if field == "" {
		return form.RowPath(list, key)
	}
	return form.CellPath(list, key, field)
}

// bookBase is the sheet that a workbook was made from, and whether the return was
// saved since.
func (s *Service) bookBase(ctx context.Context, by access.Actor, r *Return, base string, now typedSheet) (typedSheet, bool, error) {
	no, err := strconv.Atoi(base)
	switch {
	case err != nil || no < 0 || no > r.Obligation.RecordNo:
		return typedSheet{}, false, fault.New(fault.Invalid, "workbook.refused").With("file", "formxlsx.issue."+formxlsx.MapChanged)
	case no == r.Obligation.RecordNo:
		return now, false, nil
	case no == 0: // made from what the form offers before anything is saved
		blank := Return{Obligation: r.Obligation, Campaign: r.Campaign, Unit: r.Unit, Definition: r.Definition, roster: r.roster}
		blank.Obligation.Record, blank.Obligation.RecordNo = "", 0
		if err := s.fill(ctx, by, &blank); err != nil {
			return typedSheet{}, false, err
		}
		r.Directory.keep(r.Definition, blank.Values)
		return storedSheet(r.Definition, blank.Values, nil, r.Directory), true, nil
	}
	was, err := s.Records.LoadRev(ctx, r.Obligation.Bureau, r.Obligation.Record, no)
	if err != nil {
		return typedSheet{}, false, err
	}
	if was.Version != r.Obligation.Version { // the workbook is of the version before the return was moved
		old, err := s.Records.Version(ctx, r.Obligation.Bureau, r.Obligation.Form, was.Version)
		if err != nil {
			return typedSheet{}, false, err
		}
		carried := form.Carry(old.Definition, r.Definition, was.Values, was.Raw)
		was.Values, was.Raw = carried.Values, carried.Raw
	}
	r.Directory.keep(r.Definition, was.Values)
	return storedSheet(r.Definition, was.Values, was.Raw, r.Directory), true, nil
}

// bookChanges lists what differs between two sheets, also texts that are no values.
func bookChanges(w words, before, after typedSheet, locate func(form.Path) formxlsx.Address) []BookChange {
	def := w.def
	var all []BookChange
	seen := map[form.Path]bool{}
	add := func(path form.Path, values form.Values) {
		if seen[path] || computed(def, path) {
			return
		}
		seen[path] = true
		if before.text(def, path) == after.text(def, path) {
			return
		}
		change := BookChange{Place: w.place(values, path), At: locate(path)}
		change.Old, change.New = w.change(before, after, path)
		all = append(all, change)
	}
	for _, change := range form.Diff(def, before.values, after.values) {
		if _, isField := def.Field(change.Path.Key()); !isField {
			continue // the cells of a row that came or went follow by themselves
		}
		values := after.values
		if change.Kind == form.Removed {
			values = before.values
		}
		add(change.Path, values)
	}
	for _, i := range slices.Concat(after.issues, before.issues) {
		if before.raw[i.Path] != after.raw[i.Path] {
			add(i.Path, after.values)
		}
	}
	return all
}

// judged are the issues of a return as the form sees them, with their cells.
func judged(r Return, locate func(form.Path) formxlsx.Address) []BookIssue {
	var all []BookIssue
	w := words{def: r.Definition, dir: r.Directory}
	for _, i := range r.Issues {
		all = append(all, w.formIssue(i, locate))
	}
	for _, i := range r.Missing {
		if _, unreadable := r.Issues.At(i.Path); !unreadable {
			all = append(all, w.formIssue(i, locate))
		}
	}
	for _, f := range form.Open(r.Findings) {
		issue := BookIssue{Must: f.Class == form.Logic, Said: i18n.Msg("collect.need.mend", "said", f.Message)}
		if f.Class == form.Experience {
			issue.Said = i18n.Msg("collect.need.explanation", "said", f.Message)
		}
		if len(f.Cells) > 0 {
			issue.At, issue.Place = locate(f.Cells[0]), w.place(r.Values, f.Cells[0])
		}
		all = append(all, issue)
	}
	return all
}

// formIssue is what the form says of a cell.
func (w words) formIssue(i form.Issue, locate func(form.Path) formxlsx.Address) BookIssue {
	place := w.named(i.Place)
	return BookIssue{At: locate(i.Path), Place: place, Said: i18n.Msg(i.Key(), append(i.Args(), "field", placeText(place))...), Must: true}
}

// MarkedReturnBook gives a kept workbook back with its issues marked in it.
func (s *Service) MarkedReturnBook(ctx context.Context, by access.Actor, id, file string, t form.T) (Book, error) {
	look, err := s.LookAtReturnBook(ctx, by, id, file)
	if err != nil {
		return Book{}, err
	}
	data, name, err := s.keptBook(ctx, by, file)
	if err != nil {
		return Book{}, err
	}
	return marked(data, name, look.Issues, t)
}

// SaveBook saves what a kept workbook changes.
type SaveBook struct {
	Return string
	File   string
	Base   int         // the record's revision that was looked at
	Theirs []form.Path // the clashes at which the return's own value stays
}

// SaveReturnBook saves what was looked at as a draft; the workbook's name goes into
// the log. When the return was saved since it was looked at, nothing is saved:
// workbook.stale, and it must be looked at again.
func (s *Service) SaveReturnBook(ctx context.Context, by access.Actor, in SaveBook) (Saved, error) {
	by.Door = access.Excel
	look, err := s.lookAtReturnBook(ctx, by, in.Return, in.File, in.Theirs)
	if err != nil {
		return Saved{}, err
	}
	if look.Return.Obligation.RecordNo != in.Base {
		return Saved{}, fault.New(fault.Conflict, "workbook.stale")
	}
	saved, err := s.SaveDraft(ctx, by, SaveInput{Return: in.Return, Base: in.Base, Raw: look.raw, Book: look.Name})
	if fault.Is(err, "return.stale") {
		return Saved{}, fault.New(fault.Conflict, "workbook.stale")
	}
	return saved, err
}
