package document

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"
	"time"

	"nianlun/internal/engine/docread"
	"nianlun/internal/engine/docread/docmark"
	"nianlun/internal/kit/fault"
)

// Correction is what somebody corrected in the marks of a reading. It stays when
// the document is read again.
type Correction struct {
	docmark.Correction
	By   string    `json:"by"` // person
	Name string    `json:"name"`
	At   time.Time `json:"at"`
	Rev  int       `json:"rev"`            // of the reading, when it was made
	Lost bool      `json:"lost,omitempty"` // the text of now does not have its words
}

// Mark is a part of the text in which something was read: a figure, a deadline,
// or the name of a unit. Offsets count characters.
type Mark struct {
	Kind       docmark.Kind
	Start, End int
	Words      string
	Figure     docread.Figure   // of a figure
	Deadline   docread.Deadline // of a deadline
	Unit       string           // of an owner: the unit's id
	Loose      bool             // only a proposal's own reading found it: correcting it adds it
	Corrected  string           // name of who corrected it, "" when nobody has
}

// Shown is the end of what a page marks: a percentage with its sign.
func (m Mark) Shown() int {
	if m.Kind == docmark.Figure && m.Figure.Unit == "%" {
		return max(m.Figure.UnitEnd, m.End)
	}
	return m.End
}

// Seen is a short sign of what the mark says. An act on a mark brings the sign
// that its screen had, so that nobody corrects what somebody else has just changed.
func (m Mark) Seen() string {
	h := fnv.New64a()
	f := m.Figure
	value, second := "", ""
	if f.Value != nil {
		value = f.Value.String()
	}
	if f.Value2 != nil {
		second = f.Value2.String()
	}
	_, _ = fmt.Fprintln(h, m.Kind, m.End-m.Start, m.Words, value, second, f.Kind, f.Unit, f.Subject, f.Approx, f.Role, m.Deadline.Date, m.Unit)
	return fmt.Sprintf("%x", h.Sum64())
}

// MarkAt names a mark as somebody sees it: where it begins, and its sign.
type MarkAt struct {
	Reading string
	Kind    docmark.Kind
	Start   int
	Seen    string
}

// Marks are all marks of a reading in text order, its corrections in them.
func (r *Reading) Marks(d Directory) []Mark {
	var all []Mark
	for _, kind := range docmark.Kinds() {
		all = append(all, r.marksOf(d, kind)...)
	}
	slices.SortStableFunc(all, func(a, b Mark) int { return cmp.Compare(a.Start, b.Start) })
	return all
}

func (r *Reading) marksOf(d Directory, kind docmark.Kind) []Mark {
	var all []Mark
	add := func(m Mark) {
		m.Kind, m.Words = kind, r.Slice(m.Start, m.End)
		if c := r.correctionOver(kind, m.Start, m.End); c != nil {
			m.Corrected = c.Name
		}
		all = append(all, m)
	}
	switch kind {
	case docmark.Figure:
		for _, f := range r.Doc.Figures {
			add(Mark{Start: f.Start, End: f.End, Figure: f})
		}
	case docmark.Deadline:
		for _, t := range r.Doc.Deadlines {
			add(Mark{Start: t.Start, End: t.End, Deadline: t})
		}
		for _, m := range r.looseDues() {
			add(m)
		}
	case docmark.Owner:
		for _, m := range r.Units(d) {
			add(Mark{Start: m.Start, End: m.End, Unit: m.Unit})
		}
	}
	return all
}

// looseDues are the deadlines that only a proposal's own reading found, where
// nobody has said that there is none.
func (r *Reading) looseDues() []Mark {
	var found []Mark
	text := r.characters()
	for _, p := range r.Proposals {
		words := []rune(p.DueWords)
		if p.State == Merged || len(words) == 0 || p.Start >= p.End {
			continue
		}
		i := indexOf(text[p.Start:min(p.End, len(text))], words, 0)
		if i < 0 {
			continue
		}
		m := Mark{Start: p.Start + i, End: p.Start + i + len(words), Loose: true}
		m.Deadline = docread.Deadline{Start: m.Start, End: m.End, Text: p.DueWords, Date: p.Due.String()}
		taken := slices.ContainsFunc(r.Doc.Deadlines, func(d docread.Deadline) bool { return d.Start < m.End && d.End > m.Start }) ||
			slices.ContainsFunc(found, func(o Mark) bool { return o.Start < m.End && o.End > m.Start })
		if !taken && r.correctionOver(docmark.Deadline, m.Start, m.End) == nil {
			found = append(found, m)
		}
	}
	return found
}

// correctionOver is the correction of a kind that rules a part of the text.
func (r *Reading) correctionOver(kind docmark.Kind, start, end int) *Correction {
	for i := range r.Corrections {
		c := &r.Corrections[i]
		if c.Kind == kind && !c.Lost && c.Place.Start < end && c.Place.End > start {
			return c
		}
	}
	return nil
}

// Mark is the mark of a kind that begins at a place; false when there is none.
func (r *Reading) Mark(d Directory, kind docmark.Kind, start int) (Mark, bool) {
	for _, m := range r.marksOf(d, kind) {
		if m.Start == start {
			return m, true
		}
	}
	return Mark{}, false
}

// seen finds the mark that an act is about. The Conflict faults mark.gone and
// mark.stale say that it is not, or not as the screen had it.
func (r *Reading) seen(d Directory, at MarkAt) (Mark, error) {
	m, ok := r.Mark(d, at.Kind, at.Start)
	if !ok {
		return Mark{}, fault.New(fault.Conflict, "mark.gone")
	}
	if m.Seen() != at.Seen {
		if m.Corrected == "" {
			return Mark{}, fault.New(fault.Conflict, "mark.changed", "words", m.Words)
		}
		return Mark{}, fault.New(fault.Conflict, "mark.stale", "words", m.Words, "by", m.Corrected)
	}
	return m, nil
}

// Lost are the corrections whose words the text does not have any more.
func (r *Reading) Lost() []Correction {
	var all []Correction
	for _, c := range r.Corrections {
		if c.Lost {
			all = append(all, c)
		}
	}
	return all
}
