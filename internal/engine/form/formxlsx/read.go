package formxlsx

import (
	"slices"
	"strings"

	"nianlun/internal/engine/form"
)

// Expect is whose workbook must come back.
type Expect struct {
	Form
	ReturnID string
	UnitID   string
	Base     string // the newest revision; another one in the workbook is told, for the caller to merge
	Limits   Limits
}

// Answer is what a workbook says for one return.
type Answer struct {
	Identity
	// Raw are the texts by path, also of cells that were emptied. Paths that the workbook does not hold, such as those
	// of files, and those of cells that could not be read are not in it: see Over.
	Raw form.Raw
	// At is where each path stands. The path of a table or of a row is its head or its first cell.
	At map[form.Path]Address

	def  *form.Definition
	rows map[string][]string // the keys of all rows of a table that the workbook holds, blank ones too
}

// Locate is the cell of a path, or the nearest thing to it: its row, or its table.
func (a Answer) Locate(path form.Path) Address {
	list, key, _ := path.Split()
	for _, p := range []form.Path{path, form.RowPath(list, key), form.FieldPath(list)} {
		if found, ok := a.At[p]; ok && p != "" {
			return found
		}
	}
	return Address{}
}

// Over lays the answer over what is stored: what the workbook does not hold stays, but rows of a table that are gone
// from it are gone. A cell that still says how who, which may be nil, calls the unit or person that is stored, changes
// nothing. Neither is changed.
func (a Answer) Over(stored form.Raw, who Directory) form.Raw {
	named := newNames(who)
	held := map[form.Path]bool{}
	for list, keys := range a.rows {
		for _, key := range keys {
			held[form.RowPath(list, key)] = true
		}
	}
	out := form.Raw{}
	for path, text := range stored {
		list, key, _ := path.Split()
		if _, isHeld := a.rows[list]; list != "" && isHeld && !held[form.RowPath(list, key)] {
			continue
		}
		out[path] = text
	}
	for path, text := range a.Raw {
		if !a.masks(path, text, stored[path]) && !a.calls(named, path, text, stored[path]) {
			out[path] = text
		}
	}
	// A row in which nothing but a file stands keeps its place.
	written := map[form.Path]bool{}
	for path, text := range out {
		if list, key, code := path.Split(); list != "" && code != "" && strings.TrimSpace(text) != "" {
			written[form.RowPath(list, key)] = true
		}
	}
	for list, keys := range a.rows {
		if _, open := a.Raw[form.FieldPath(list)]; open {
			out[form.FieldPath(list)] = joinKeys(keys, func(key string) bool { return written[form.RowPath(list, key)] })
		}
	}
	return out
}

// masks tells whether a text is no more than what is stored, masked.
func (a Answer) masks(path form.Path, text, stored string) bool {
	if stored == "" || !strings.Contains(text, "*") || a.def == nil {
		return false
	}
	f, found := a.def.Field(path.Key())
	if !found || !f.Masked() {
		return false
	}
	v, flt := f.Type.Decode(f, stored)
	if flt != nil {
		return strings.TrimSpace(text) == unreadable
	}
	return f.Type.Show(f, v) == strings.TrimSpace(text)
}

// calls tells whether a text is no more than the name of the unit or person that is stored.
func (a Answer) calls(named *names, path form.Path, text, stored string) bool {
	if stored == "" || a.def == nil {
		return false
	}
	f, found := a.def.Field(path.Key())
	return found && refers(f) && named.text(f, stored) == strings.TrimSpace(text)
}

// joinKeys lists the keys that are wanted, as the raw text of a table does.
func joinKeys(keys []string, wanted func(key string) bool) string {
	var kept []string
	for _, key := range keys {
		if wanted(key) {
			kept = append(kept, key)
		}
	}
	return strings.Join(kept, ",")
}

// Read takes the workbook of one return back. With a Fatal issue the answer is empty.
func Read(data []byte, e Expect) (Answer, Issues) {
	limits := e.Limits.orDefault()
	w, issue := openWorkbook(data, limits)
	if issue != nil {
		return Answer{}, Issues{*issue}
	}
	m, issue := w.readMeta()
	if issue == nil {
		issue = belongs(m, e.Form)
	}
	if issue == nil {
		issue = isReturn(m, e)
	}
	if issue != nil {
		return Answer{}, Issues{*issue}
	}
	r := newReader(w, e.Form, m)
	if issue := r.sheets(); issue != nil {
		return Answer{}, Issues{*issue}
	}
	answer := r.answer(m.returns[0].ID)
	r.missing(answer)
	r.finish(answer)
	if e.Base != "" && m.returns[0].Base != e.Base {
		r.issues = append(Issues{newIssue(Told, NewerBase)}, r.issues...)
	}
	r.tellVersion()
	return *answer, r.issues
}

// belongs tells whether a workbook is of the form and period. One of another version of the form is read as far as both
// versions ask the same.
func belongs(m meta, f Form) *Issue {
	issue := func(code, got, want string) *Issue {
		out := newIssue(Fatal, code, "got", clip(got), "want", want)
		return &out
	}
	switch {
	case m.form != f.Def.Code:
		return issue(OtherForm, m.form, f.Def.Code)
	case m.period != f.Period:
		return issue(OtherPeriod, m.period, f.Period)
	}
	if m.version == f.Version && !sameStructure(m, f.Def) {
		changed := newIssue(Fatal, MapChanged)
		return &changed
	}
	return nil
}

// sameStructure guards against a version that is not as immutable as it should be.
func sameStructure(m meta, def *form.Definition) bool {
	held := map[string]bool{}
	for _, f := range m.fields {
		held[f[0]+" "+f[1]] = true
	}
	for _, line := range structure(def) {
		if !held[line] {
			return false
		}
	}
	return true
}

func isReturn(m meta, e Expect) *Issue {
	if m.campaign != "" || len(m.returns) != 1 {
		issue := newIssue(Fatal, OtherCampaign)
		return &issue
	}
	r := m.returns[0]
	if (e.ReturnID != "" && r.ID != e.ReturnID) || (e.UnitID != "" && r.UnitID != e.UnitID) {
		issue := newIssue(Fatal, OtherUnit, "got", clip(r.Unit))
		return &issue
	}
	return nil
}

// ExpectCampaign is which campaign's workbook must come back.
type ExpectCampaign struct {
	Form
	ID string
	// Base is the newest revision of a return; not found says that whoever sent the workbook may not write that
	// return, and its rows are refused.
	Base   func(returnID string) (base string, found bool)
	Limits Limits
}

// ReadCampaign takes the workbook of a campaign back: an answer for each return that has a row in it, in the order of
// the workbook.
func ReadCampaign(data []byte, e ExpectCampaign) ([]Answer, Issues) {
	limits := e.Limits.orDefault()
	w, issue := openWorkbook(data, limits)
	if issue != nil {
		return nil, Issues{*issue}
	}
	m, issue := w.readMeta()
	if issue == nil {
		issue = belongs(m, e.Form)
	}
	if issue == nil && (m.campaign == "" || m.campaign != e.ID) {
		other := newIssue(Fatal, OtherCampaign)
		issue = &other
	}
	if issue != nil {
		return nil, Issues{*issue}
	}
	r := newReader(w, e.Form, m)
	if issue := r.sheets(); issue != nil {
		return nil, Issues{*issue}
	}
	return r.campaign(e)
}

// campaign ends the reading of a campaign's workbook.
func (r *reader) campaign(e ExpectCampaign) ([]Answer, Issues) {
	var out []Answer
	refusedReturns := map[string]bool{}
	for _, id := range r.order {
		answer := r.answers[id]
		r.finish(answer)
		base, found := "", true
		if e.Base != nil {
			base, found = e.Base(id)
		}
		if !found {
			issue := newIssue(Refused, OtherUnit, "got", clip(answer.Unit))
			issue.Return = id
			refusedReturns[id] = true
			r.issues = append(r.issues, issue)
			continue
		}
		if base != "" && base != answer.Base {
			issue := newIssue(Told, NewerBase)
			issue.Return = id
			r.issues = append(r.issues, issue)
		}
		r.missingRows(answer)
		out = append(out, *answer)
	}
	r.missingColumns()
	r.tellVersion()
	r.issues = slices.DeleteFunc(r.issues, func(i Issue) bool { return refusedReturns[i.Return] && i.Code != OtherUnit })
	return out, r.issues
}

// nameOf is the text of a label without its mark and unit: the name of a field.
func nameOf(label string) string {
	name, _, _ := strings.Cut(strings.TrimSpace(label), "\n")
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(name), strings.TrimSpace(requiredMark)))
}
