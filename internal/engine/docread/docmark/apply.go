package docmark

import (
	"cmp"
	"slices"

	"nianlun/internal/engine/docread"
)

// Result is a document with its corrections in it.
type Result struct {
	Document docread.Document
	Owners   []OwnerMark
	Placed   []Correction // with their offsets in this text
	Lost     []Correction // whose words the text does not have
}

// span is a part of the text that a correction rules.
type span struct{ start, end int }

func (s span) holds(start, end int) bool { return start < s.end && end > s.start }

// Apply puts corrections into a document and the units named in it. The
// arguments are left as they are. Of two corrections of a kind whose spans
// overlap the later one in the list wins.
func Apply(doc docread.Document, owners []OwnerMark, corrections []Correction) Result {
	if len(corrections) == 0 {
		return Result{Document: doc, Owners: owners}
	}
	a := applier{text: NewText(doc.Text), out: Result{Document: doc}, spans: map[Kind][]span{}, marks: map[Kind][]Mark{}}
	for _, c := range corrections {
		a.place(c)
	}
	a.figures(doc)
	a.deadlines(doc)
	a.owners(owners)
	return a.out
}

type applier struct {
	text  *Text
	spans map[Kind][]span
	marks map[Kind][]Mark // with offsets of the text
	out   Result
}

func (a *applier) place(c Correction) {
	start, end, found := a.text.Find(c.Place)
	if !found {
		a.out.Lost = append(a.out.Lost, c)
		return
	}
	words := []rune(c.Place.Words)
	marks := a.marks[c.Kind]
	marks = slices.DeleteFunc(marks, func(m Mark) bool { return span{start, end}.holds(m.Start, m.End) })
	for _, m := range c.Marks {
		m.Start, m.End = a.text.within(words, m.Start, start, end), a.text.after(words, m.End, start, end)
		if m.Start < m.End {
			marks = append(marks, m)
		}
	}
	a.marks[c.Kind], a.spans[c.Kind] = marks, append(a.spans[c.Kind], span{start, end})
	if c.Place.Start != start || c.Place.End != end || !a.text.stands(c.Place) {
		c = moved(c, a.text, start, end)
	}
	a.out.Placed = append(a.out.Placed, c)
}

// moved is a correction as it stands in another text.
func moved(c Correction, t *Text, start, end int) Correction {
	words := []rune(c.Place.Words)
	marks := make([]Mark, len(c.Marks))
	for i, m := range c.Marks {
		m.Start, m.End = t.within(words, m.Start, start, end)-start, t.after(words, m.End, start, end)-start
		marks[i] = m
	}
	c.Marks, c.Place = marks, t.Place(start, end)
	return c
}

// after is within for the end of a mark: behind its last character.
func (t *Text) after(words []rune, offset, start, end int) int {
	if offset <= 0 {
		return start
	}
	return min(t.within(words, offset-1, start, end)+1, end)
}

func (a *applier) ruled(kind Kind, start, end int) bool {
	return slices.ContainsFunc(a.spans[kind], func(s span) bool { return s.holds(start, end) })
}

func (a *applier) figures(doc docread.Document) {
	if len(a.spans[Figure]) == 0 {
		return
	}
	type entry struct {
		figure docread.Figure
		old    int // index in the document as it was read, -1 for a corrected one
	}
	var all []entry
	for i, f := range doc.Figures {
		if !a.ruled(Figure, f.Start, f.End) {
			all = append(all, entry{f, i})
		}
	}
	for _, m := range a.marks[Figure] {
		all = append(all, entry{a.figure(m), -1})
	}
	slices.SortStableFunc(all, func(x, y entry) int { return cmp.Compare(x.figure.Start, y.figure.Start) })
	figures, now := make([]docread.Figure, len(all)), map[int]int{}
	for i, e := range all {
		figures[i] = e.figure
		if e.old >= 0 {
			now[e.old] = i
		}
	}
	a.heirs(doc.Figures, figures, now)
	a.out.Document.Figures = figures
	a.out.Document.Relations = relations(doc.Relations, now)
	a.out.Document.Commitments = a.targets(doc.Commitments, figures, now)
}

// heirs lets a corrected figure take the place of the one figure that it
// overlaps, so that what was said of that one is said of it.
func (a *applier) heirs(was, figures []docread.Figure, now map[int]int) {
	for i, f := range was {
		if _, kept := now[i]; kept {
			continue
		}
		heir := -1
		for k, g := range figures {
			if !(span{f.Start, f.End}).holds(g.Start, g.End) {
				continue
			}
			if heir >= 0 {
				heir = -1
				break
			}
			heir = k
		}
		if heir >= 0 {
			now[i] = heir
		}
	}
}

func relations(was []docread.Relation, now map[int]int) []docread.Relation {
	var kept []docread.Relation
	for _, r := range was {
		from, ok := now[r.From]
		to, also := now[r.To]
		if ok && also && from != to {
			r.From, r.To = from, to
			kept = append(kept, r)
		}
	}
	return kept
}

// targets counts the target figures of each commitment anew where a figure in it
// was corrected, and only renumbers them elsewhere.
func (a *applier) targets(was []docread.Commitment, figures []docread.Figure, now map[int]int) []docread.Commitment {
	all := slices.Clone(was)
	for i := range all {
		c := &all[i]
		c.Targets, c.TargetFigures = nil, nil
		if a.ruled(Figure, c.Start, c.End) {
			for k, f := range figures {
				if f.Start >= c.Start && f.End <= c.End && f.Role == docread.RoleTarget {
					c.Targets, c.TargetFigures = append(c.Targets, f.Text), append(c.TargetFigures, k)
				}
			}
			continue
		}
		for _, old := range was[i].TargetFigures {
			if k, ok := now[old]; ok {
				c.Targets, c.TargetFigures = append(c.Targets, figures[k].Text), append(c.TargetFigures, k)
			}
		}
	}
	return all
}

func (a *applier) figure(m Mark) docread.Figure {
	f := docread.Figure{Start: m.Start, End: m.End, Text: string(a.text.runes[m.Start:m.End]), UnitEnd: m.End}
	if v := m.Value; v != nil {
		f.Value, f.Value2, f.Kind, f.Unit, f.Subject = v.Value, v.Value2, v.Kind, v.Unit, v.Subject
		f.Approx, f.Role, f.Masked = v.Approx, v.Role, v.Masked
		f.UnitEnd = min(m.End+max(v.UnitLength, 0), len(a.text.runes))
	}
	return f
}

func (a *applier) deadlines(doc docread.Document) {
	if len(a.spans[Deadline]) == 0 {
		return
	}
	var all []docread.Deadline
	for _, d := range doc.Deadlines {
		if !a.ruled(Deadline, d.Start, d.End) {
			all = append(all, d)
		}
	}
	for _, m := range a.marks[Deadline] {
		d := docread.Deadline{Start: m.Start, End: m.End, Text: string(a.text.runes[m.Start:m.End]), Vague: true}
		if m.Due != nil && m.Due.Date != "" {
			d.Date, d.Vague = m.Due.Date, false
		}
		all = append(all, d)
	}
	slices.SortStableFunc(all, func(x, y docread.Deadline) int { return cmp.Compare(x.Start, y.Start) })
	a.out.Document.Deadlines = all
	a.out.Document.Commitments = a.dues(a.out.Document.Commitments, doc.Deadlines, all)
}

// dues gives a commitment in which a deadline was corrected the first deadline
// inside it. One that it has from its heading stays when none is inside.
func (a *applier) dues(was []docread.Commitment, before, now []docread.Deadline) []docread.Commitment {
	all := slices.Clone(was)
	for i := range all {
		c := &all[i]
		if !a.ruled(Deadline, c.Start, c.End) {
			continue
		}
		inside := firstDeadline(now, *c)
		own := slices.ContainsFunc(before, func(d docread.Deadline) bool {
			return d.Start >= c.Start && d.End <= c.End && d.Text == c.Deadline
		})
		switch {
		case inside != nil:
			c.Deadline, c.DeadlineDate = inside.Text, inside.Date
		case own:
			c.Deadline, c.DeadlineDate = "", ""
		}
	}
	return all
}

// firstDeadline is the first deadline inside a commitment that has a day, else
// the first.
func firstDeadline(all []docread.Deadline, c docread.Commitment) *docread.Deadline {
	var first *docread.Deadline
	for i := range all {
		d := &all[i]
		if d.Start < c.Start || d.End > c.End {
			continue
		}
		if d.Date != "" && !d.Vague {
			return d
		}
		if first == nil {
			first = d
		}
	}
	return first
}

func (a *applier) owners(was []OwnerMark) {
	var all []OwnerMark
	for _, o := range was {
		if !a.ruled(Owner, o.Start, o.End) {
			all = append(all, o)
		}
	}
	for _, m := range a.marks[Owner] {
		all = append(all, OwnerMark{Unit: m.Unit, Start: m.Start, End: m.End})
	}
	slices.SortStableFunc(all, func(x, y OwnerMark) int { return cmp.Compare(x.Start, y.Start) })
	a.out.Owners = all
}
