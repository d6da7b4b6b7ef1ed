package collect

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"nianlun/internal/base/access"
	"nianlun/internal/engine/form"
	"nianlun/internal/kit/fault"
)

// CellsInput is what somebody typed into a return since the page last heard from
// us: the cells that changed, not the sheet.
type CellsInput struct {
	Return string
	// Base is the record's revision that the page shows; 0 when nothing was saved yet.
	Base int
	// Cells are texts by path. Under a table's code stand the keys of its rows in
	// their order; a row that is left out there is gone.
	Cells                 form.Raw
	Explanations, Answers map[string]string // as in SaveInput
	// Heard is what the page shows of other returns (form.Readings.Digest); "" when
	// nobody knows.
	Heard string
}

// CellsSaved is a return after its cells were saved, and what the page that sent
// them does not know yet.
type CellsSaved struct {
	Obligation Obligation
	// Changed are the typed cells that now read otherwise than on the page: what
	// somebody else saved, and what was written in another way than it is kept.
	Changed form.Raw
	// Computed are the cells that nobody types and that have changed, as people
	// read them.
	Computed form.Raw
	// Rows are the keys of the rows of each table that somebody else has added
	// rows to, in order.
	Rows map[string][]string
	// Clashes are cells that somebody else changed too, and otherwise. They hold
	// what the other has saved until somebody chooses.
	Clashes []CellClash
	// Heard is what Computed is computed with, for CellsInput.Heard.
	Heard string
	By    string    // name of who saved in the meantime; "" when nobody did
	At    time.Time // when
	// Now is the return after the save, with what is wrong in it and without what
	// only a whole page shows: campaign, unit, history, files.
	Now Return
}

// CellClash is a cell that two people wrote differently.
type CellClash struct {
	Path         form.Path
	Mine, Theirs string // as they were written
}

// races is how often cells are saved again when somebody else is quicker.
const races = 4

// SaveCells saves the cells that changed. What somebody else has saved since Base
// is joined with them: a cell that only one of both has changed is taken from that
// side, and one that both have changed stays as the other saved it and is named,
// so that nothing is overwritten unseen and nothing typed is lost. A step of the
// return's life that leaves it open for typing, such as an answer to a mark, does
// not stand in the way.
//
// Faults: return.moved when the return cannot be typed into in its state;
// return.version when its form has no such cell any more; those of access. Unlike SaveDraft it is never stale.
func (s *Service) SaveCells(ctx context.Context, by access.Actor, in CellsInput) (CellsSaved, error) {
	for try := 1; ; try++ {
		out, err := s.saveCells(ctx, by, in)
		var lost *overtaken
		if err == nil || !errors.As(err, &lost) {
			return out, err
		}
		if try == races {
			return CellsSaved{}, s.staleOr(ctx, by, SaveInput{Return: in.Return, Base: in.Base}, lost.error)
		}
	}
}

func (s *Service) saveCells(ctx context.Context, by access.Actor, in CellsInput) (CellsSaved, error) {
	o, err := s.find(ctx, by, in.Return, access.Fill)
	if err != nil {
		return CellsSaved{}, err
	}
	if err := step(by, o, typing(o.State)); err != nil {
		return CellsSaved{}, err
	}
	sh, err := s.begun(ctx, o)
	if err != nil {
		return CellsSaved{}, err
	}
	var out CellsSaved
	if in.Base == o.RecordNo {
		out, err = s.saveAlone(ctx, by, in, sh)
	} else {
		out, err = s.saveJoined(ctx, by, in, sh)
	}
	if err != nil {
		return CellsSaved{}, err
	}
	out.Now, err = s.judged(ctx, by, sh, out.Obligation)
	return out, err
}

// saveAlone saves cells over a sheet that nobody else has changed. Only they are
// read, and what was no value before: of thousands of cells one has changed. With the
// last wrong text gone the whole is read once more, since the page hears then how all
// is kept that it has sent beside it.
func (s *Service) saveAlone(ctx context.Context, by access.Actor, in CellsInput, sh *sheet) (CellsSaved, error) {
	page, err := s.shownBy(ctx, by, sh)
	if err != nil {
		return CellsSaved{}, err
	}
	page = form.Refresh(sh.def, page, sh.read)
	values, issues, ok := form.Rewrite(sh.def, page, sh.oldRaw, in.Cells, sh.dir.asDirectory())
	if wasWrong := sh.oldRaw != nil; !ok || wasWrong && len(issues) == 0 || sh.o.Record == "" && len(issues) > 0 {
		return s.saveJoined(ctx, by, in, sh)
	}
	sh.values = values
	if sh.issues = issues; len(issues) > 0 {
		sh.raw = storable(over(sh.def, sh.texts(), in.Cells))
	}
	sh.compare()
	saved, err := s.saveTyped(ctx, by, in, sh)
	if err != nil {
		return CellsSaved{}, err
	}
	out := CellsSaved{Obligation: saved.Obligation, Changed: form.Raw{}, Computed: form.Raw{}}
	changes := sh.changes
	if sh.o.Record == "" || sh.def.Reads() {
		changes = form.Diff(sh.def, page, values)
	}
	out.hear(sh, in.Cells, changes)
	out.hearOthers(sh, in.Heard)
	return out, nil
}

// shownBy is the sheet as the page of the newest revision shows it: before the
// first, what a new return begins with.
func (s *Service) shownBy(ctx context.Context, by access.Actor, sh *sheet) (form.Values, error) {
	if sh.o.Record != "" {
		return sh.old, nil
	}
	around, err := s.beside(ctx, by, sh.o, sh.def, forOffer(sh.def))
	return offer(sh.def, around), err
}

// saveTyped saves the sheet with what came in beside the cells.
func (s *Service) saveTyped(ctx context.Context, by access.Actor, in CellsInput, sh *sheet) (Saved, error) {
	whole := SaveInput{Return: in.Return, Base: sh.o.RecordNo, Explanations: in.Explanations, Answers: in.Answers}
	if err := s.typed(ctx, by, whole, sh); err != nil {
		return Saved{}, err
	}
	return s.saveSheet(ctx, by, whole, sh)
}

// texts are what is stored as it was written.
func (sh *sheet) texts() form.Raw {
	if sh.oldRaw != nil {
		return sh.oldRaw
	}
	return form.RawOf(sh.def, sh.old)
}

// hear gathers what the page does not know: typed cells that read otherwise than
// they were written, and cells that follow from them. As long as there are texts that
// are no values, all stays as it was written.
func (out *CellsSaved) hear(sh *sheet, cells form.Raw, changes []form.Change) {
	asWritten := len(sh.issues) > 0
	for path, text := range cells {
		f, found := sh.def.Field(path.Key())
		if asWritten || !found || !f.Typed() {
			continue
		}
		if now := f.Type.Text(f, sh.values.Get(path)); now != text {
			out.Changed[path] = now
		}
	}
	for _, change := range changes {
		f, found := sh.def.Field(change.Path.Key())
		_, typed := cells[change.Path]
		switch {
		case !found || typed || gone(cells, sh.values, change.Path):
		case !f.Typed():
			out.Computed[change.Path] = f.Type.Show(f, change.New)
		case !asWritten:
			out.Changed[change.Path] = f.Type.Text(f, change.New)
		}
	}
}

// gone tells cells of rows that the page itself has taken out.
func gone(cells form.Raw, values form.Values, path form.Path) bool {
	list, key, _ := path.Split()
	_, named := cells[form.FieldPath(list)]
	return list != "" && named && !hasRow(values, list, key)
}

// saveJoined saves cells together with what others have saved since the page was
// opened, and with texts that are no values.
func (s *Service) saveJoined(ctx context.Context, by access.Actor, in CellsInput, sh *sheet) (CellsSaved, error) {
	j, err := s.joint(ctx, by, in, sh)
	if err != nil {
		return CellsSaved{}, err
	}
	next, clashes := j.join()
	sh.decode(next)
	if sh.strange(in.Cells) {
		return CellsSaved{}, fault.New(fault.Conflict, "return.version")
	}
	saved, err := s.saveTyped(ctx, by, in, sh)
	if err != nil {
		return CellsSaved{}, err
	}
	out := CellsSaved{Obligation: saved.Obligation, Clashes: clashes, By: j.who, At: j.at}
	after := next
	if len(saved.Issues) == 0 {
		after = form.RawOf(j.def, saved.Values)
	}
	out.Changed, out.Computed = j.news(after), form.Raw{}
	old, _ := form.Decode(j.def, j.base)
	for _, change := range form.Diff(j.def, old, saved.Values) {
		if f, found := j.def.Field(change.Path.Key()); found && !f.Typed() {
			out.Computed[change.Path] = f.Type.Show(f, change.New)
		}
	}
	out.hearOthers(sh, "")
	if j.who != "" {
		out.Rows = j.newRows(after)
	}
	return out, nil
}

// strange tells that somebody typed into a cell that the form does not have: the
// return has moved to another version while the page was open.
func (sh *sheet) strange(typed form.Raw) bool {
	return slices.ContainsFunc(sh.issues, func(issue form.Issue) bool {
		_, found := typed[issue.Path]
		return found && issue.Code == form.UnknownCell
	})
}

// joint is one act of saving cells: what both began with, what the page shows,
// and what is stored now.
type joint struct {
	o                 Obligation
	def               *form.Definition
	base, page, store form.Raw
	typed             form.Raw
	who               string // saved since base; "" when nobody did
	at                time.Time
}

func (s *Service) joint(ctx context.Context, by access.Actor, in CellsInput, sh *sheet) (joint, error) {
	j := joint{o: sh.o, def: sh.def, typed: in.Cells}
	var err error
	if j.store, err = s.writtenAt(ctx, by, sh, sh.o.RecordNo); err != nil {
		return joint{}, err
	}
	j.base = j.store
	if in.Base != sh.o.RecordNo {
		if j.base, err = s.writtenAt(ctx, by, sh, in.Base); err != nil {
			return joint{}, err
		}
		names, err := s.Units.PeopleNames(ctx, sh.o.Bureau, []string{sh.stored.Person})
		if err != nil {
			return joint{}, err
		}
		j.who, j.at = cmp.Or(names[sh.stored.Person], sh.stored.Person), sh.stored.At // a program has no name
	}
	j.page = over(j.def, j.base, in.Cells)
	return j, nil
}

// writtenAt is the sheet as it was written in a revision; before the first, and
// for one that never was, it is what a new return begins with.
func (s *Service) writtenAt(ctx context.Context, by access.Actor, sh *sheet, no int) (form.Raw, error) {
	if sh.o.Record == "" || no <= 0 || no > sh.o.RecordNo {
		around, err := s.beside(ctx, by, sh.o, sh.def, forOffer(sh.def))
		if err != nil {
			return nil, err
		}
		return form.RawOf(sh.def, offer(sh.def, around)), nil
	}
	saved, err := sh.stored, error(nil)
	if no != sh.o.RecordNo {
		saved, err = s.Records.LoadRev(ctx, sh.o.Bureau, sh.o.Record, no)
	}
	if err != nil {
		return nil, err
	}
	if saved.Raw != nil {
		return saved.Raw, nil
	}
	return form.RawOf(sh.def, saved.Values), nil
}

// over writes cells over a sheet. A table's code that is among them names all its
// rows: the others go.
func over(def *form.Definition, sheet, cells form.Raw) form.Raw {
	out := make(form.Raw, len(sheet)+len(cells))
	kept := map[string]map[string]bool{}
	for path, text := range cells {
		if _, isTable := def.Table(string(path)); isTable {
			kept[string(path)] = rowSet(text)
		}
	}
	for path, text := range sheet {
		list, key, _ := path.Split()
		if rows, named := kept[list]; !named || rows[key] {
			out[path] = text
		}
	}
	for path, text := range cells {
		out[path] = text
	}
	return out
}

func rowKeys(text string) []string {
	var keys []string
	for _, key := range strings.Split(text, ",") {
		if key = strings.TrimSpace(key); key != "" {
			keys = append(keys, key)
		}
	}
	return keys
}

func rowSet(text string) map[string]bool {
	rows := map[string]bool{}
	for _, key := range rowKeys(text) {
		rows[key] = true
	}
	return rows
}

// join merges the page with what is stored.
func (j *joint) join() (form.Raw, []CellClash) {
	if j.who == "" {
		return j.page, nil
	}
	base, _ := form.Decode(j.def, j.base)
	mine, unread := form.Decode(j.def, j.page)
	theirs, theirUnread := form.Decode(j.def, j.store)
	merged, clashes := Merge(j.def, base, mine, theirs)
	var both []CellClash
	clashed := map[form.Path]bool{}
	clash := func(path form.Path) {
		if !clashed[path] {
			clashed[path] = true
			both = append(both, CellClash{Path: path, Mine: j.page[path], Theirs: j.store[path]})
		}
	}
	for _, c := range clashes {
		clash(c.Path)
		j.keepTheirs(merged, theirs, c.Path)
	}
	out := form.RawOf(j.def, merged)
	for _, issue := range theirUnread {
		if _, typed := j.typed[issue.Path]; !typed {
			out[issue.Path] = j.store[issue.Path]
		}
	}
	for _, issue := range unread {
		switch _, typed := j.typed[issue.Path]; {
		case !typed || clashed[issue.Path] || j.page[issue.Path] == j.store[issue.Path]:
		case j.store[issue.Path] == j.base[issue.Path]:
			out[issue.Path] = j.page[issue.Path]
			continue
		default:
			clash(issue.Path)
		}
		if text, written := j.store[issue.Path]; written {
			out[issue.Path] = text
		}
	}
	j.order(out)
	return out, both
}

// keepTheirs lets a cell hold what the other has saved. A row that was taken out
// here while the other wrote into it stays as the other has it.
func (j *joint) keepTheirs(merged, theirs form.Values, path form.Path) {
	list, key, _ := path.Split()
	if list == "" || hasRow(merged, list, key) {
		merged.Set(path, theirs.Get(path))
		return
	}
	row, found := theirs.Row(list, key)
	if !found {
		return
	}
	for code, value := range row.Fields {
		merged.Set(form.CellPath(list, key, code), value)
	}
}

// order keeps the rows in the order in which somebody has put them: here, when
// they were moved here, else there.
func (j *joint) order(out form.Raw) {
	for i := range j.def.Sections {
		rows := j.def.Sections[i].Rows
		if rows == nil || len(rows.Fixed) > 0 {
			continue
		}
		path := form.FieldPath(rows.Code)
		wanted, moved := j.typed[path]
		if !moved {
			wanted = j.store[path]
		}
		left := rowSet(out[path])
		var keys []string
		for _, key := range append(rowKeys(wanted), rowKeys(out[path])...) {
			if left[key] {
				keys = append(keys, key)
				delete(left, key)
			}
		}
		if len(keys) > 0 {
			out[path] = strings.Join(keys, ",")
		}
	}
}

// news are the typed cells that do not read as on the page.
func (j *joint) news(after form.Raw) form.Raw {
	out := form.Raw{}
	for path, text := range after {
		if _, isTable := j.def.Table(string(path)); !isTable && j.page[path] != text {
			out[path] = text
		}
	}
	for path, text := range j.page {
		if _, there := after[path]; !there && text != "" && j.shown(path) {
			out[path] = ""
		}
	}
	return out
}

// shown tells the paths of cells that somebody types.
func (j *joint) shown(path form.Path) bool {
	f, found := j.def.Field(path.Key())
	return found && f.Typed()
}

// newRows are the rows of the tables in which the page lacks some.
func (j *joint) newRows(after form.Raw) map[string][]string {
	out := map[string][]string{}
	for i := range j.def.Sections {
		rows := j.def.Sections[i].Rows
		if rows == nil || len(rows.Fixed) > 0 {
			continue
		}
		keys, known := rowKeys(after[form.FieldPath(rows.Code)]), rowSet(j.page[form.FieldPath(rows.Code)])
		for _, key := range keys {
			if !known[key] {
				out[rows.Code] = keys
			}
		}
	}
	return out
}

// keepParam is how many days a draft that could not be sent may lie in a browser.
const keepParam = "collect.draft.keep"

// KeepDays is how many days a draft that could not be sent may lie in the browser
// of whoever typed it; 0 keeps none.
func (s *Service) KeepDays(ctx context.Context, by access.Actor) (int, error) {
	days, _, err := s.Params.Number(ctx, by.Bureau, keepParam, s.today())
	return int(days.IntPart()), err
}
